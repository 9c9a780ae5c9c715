"""A clock that stands still: asked for, decided by somebody else, over by itself; the whole matter's runs on."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from bandeng.commitments import actions, queries
from bandeng.commitments.models import WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import actions as steps
from bandeng.matters import queries as matters
from bandeng.matters.models import Deadline, DeadlineChange, Matter, Pause
from bandeng.matters.queries.pausing import stood_still
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.rebuild import rebuild
from tests.commitments.working import claimed, current, later, make_unit, officer, refused, report
from tests.makers import give_role, make_matter, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    """Taken on Monday the 23rd for five working days: until Monday the 30th."""
    return claimed(matter, secretary, worker, unit)


def asked(item: WorkItem, by: Actor, *, days: int = 7, at: datetime | None = None) -> Pause:
    when = at or later(1)
    day = local_day(when) + timedelta(days=days)
    actions.ask_suspension(item=item, review_on=day, reason="等燃气公司答复", actor=by, at=when)
    return Pause.objects.get(deadline__of=f"item:{item.pk}", granted=None)


def due(item: WorkItem) -> date:
    found = current(item).deadline
    assert found is not None
    return found.due_on


def moves() -> list[tuple[date, date, str]]:
    return list(DeadlineChange.objects.order_by("pk").values_list("old", "new", "because"))


def test_a_granted_pause_moves_the_date_by_its_working_days_and_the_first_date_stays(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    pause = asked(item, worker)
    assert due(item) == date(2026, 11, 30)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))
    clock = current(item).deadline
    assert clock is not None
    assert (clock.due_on, clock.original_due_on, moves()) == (
        date(2026, 12, 7), date(2026, 11, 30), [(date(2026, 11, 30), date(2026, 12, 7), "suspension")],
    )  # fmt: skip


def test_only_whole_working_days_count_a_pause_over_a_weekend_moves_nothing(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    saturday = later(5)
    pause = asked(item, worker, days=2, at=saturday)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=saturday)
    assert (due(item), moves()) == (date(2026, 11, 30), [])


def test_it_is_over_by_itself_on_its_review_date(item: WorkItem, secretary: Actor, worker: Actor) -> None:
    pause = asked(item, worker)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))
    assert item.deadline_id
    clock = Deadline.objects.get(pk=item.deadline_id)
    told = [
        (matters.clock(clock, day).state, matters.clock(clock, day).words) for day in (later(7), later(8), later(15))
    ]
    assert told == [("paused", ("paused", 5)), ("green", ("left", 4)), ("late", ("over", 1))]
    assert matters.clock(clock, later(7)).paused_until == date(2026, 12, 1)


def test_it_may_be_ended_earlier_and_the_days_that_were_not_paused_count_again(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    pause = asked(item, worker)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))
    item = actions.end_suspension(item=item, pause=pause, reason="答复已到", actor=worker, at=later(3))
    assert due(item) == date(2026, 12, 2)
    assert moves()[1:] == [(date(2026, 12, 7), date(2026, 12, 2), "suspension")]
    with refused("not_paused"):
        actions.end_suspension(item=item, pause=pause, reason="再说一遍", actor=worker, at=later(3))


def test_the_whole_matters_clock_runs_on_while_the_item_stands_still(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    whole = Deadline.objects.get(matter=item.matter_id, kind="matter")
    actions.decide_suspension(item=item, pause=asked(item, worker), granted=True, actor=secretary, at=later(1))
    assert Deadline.objects.get(pk=whole.pk).due_on == whole.due_on
    passed = matters.passed(Matter.objects.get(pk=item.matter_id), later(9))
    assert (passed.gross_days, passed.net_days, passed.gross_workdays, passed.net_workdays) == (9, 2, 7, 2)


def test_a_day_counts_as_waited_only_if_everything_that_ran_stood_still(
    item: WorkItem, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    matter = Matter.objects.get(pk=item.matter_id)
    steps.complete_step(matter=matter, choose="assign", actor=secretary, at=later(0))
    claimed(Matter.objects.get(pk=matter.pk), secretary, worker, unit)
    actions.decide_suspension(item=item, pause=asked(item, worker), granted=True, actor=secretary, at=later(1))
    passed = matters.passed(matter, later(9))
    assert (passed.gross_days, passed.net_days) == (9, 9)


def test_i6_neither_who_asked_nor_anybody_of_the_unit_or_its_support_decides(
    item: WorkItem, worker: Actor, unit: Organisation, xinhua: Place
) -> None:
    pause, other = asked(item, worker), make_unit("绿化公司")
    helper = officer(other)
    item = actions.join_support(item=item, organisation=other, actor=helper, at=later(1))
    assert worker.person is not None
    assert helper.person is not None
    colleague = officer(unit).person
    assert colleague is not None
    tries = [(worker.person, "suspension_by_requester"), (colleague, "own_work"), (helper.person, "own_work")]
    for person, code in tries:
        with refused(code):
            actions.decide_suspension(
                item=item, pause=pause, granted=True, actor=give_role(person, "supervisor", at=xinhua), at=later(1)
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(pk=pause.pk).update(granted=False, decided_by=pause.asked_by, decided_at=later(1))
    assert due(item) == date(2026, 11, 30)


def test_a_granted_pause_without_an_end_is_refused_by_the_database(item: WorkItem, worker: Actor) -> None:
    pause = asked(item, worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(pk=pause.pk).update(granted=True)


@pytest.mark.parametrize(
    ("days", "at", "code"),
    [(0, later(1), "review_not_ahead"), (31, later(1), "review_too_far"), (3, later(9), "suspension_late")],
)
def test_it_is_asked_for_in_time_and_for_a_while_only(
    item: WorkItem, worker: Actor, days: int, at: datetime, code: str
) -> None:
    before = Entry.objects.count()
    with refused(code):
        asked(item, worker, days=days, at=at)
    assert Entry.objects.count() == before


def test_pauses_that_follow_one_another_are_so_long_altogether_and_no_longer(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    begin = 1
    for days in (30, 29):
        pause = asked(item, worker, days=days, at=later(begin))
        item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(begin))
        begin += days
    before = Entry.objects.count()
    with refused("pauses_too_long"):
        asked(item, worker, days=2, at=later(begin))
    assert Entry.objects.count() == before
    pause = asked(item, worker, days=1, at=later(begin))
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(begin))
    with refused("paused_enough"):
        asked(item, worker, days=1, at=later(begin + 1))


def test_a_day_that_did_not_pass_paused_is_not_counted_against_the_next_pause(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    pause = asked(item, worker, days=30)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))
    item = actions.end_suspension(item=item, pause=pause, reason="答复到了", actor=worker, at=later(3))
    clock = current(item).deadline
    assert clock is not None
    assert stood_still(clock) == 2


def test_a_yes_that_comes_after_the_date_has_passed_moves_nothing(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    pause = asked(item, worker, days=20)
    with refused("suspension_late"):
        actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(9))
    item = actions.decide_suspension(
        item=item, pause=pause, granted=False, reason="日期已过", actor=secretary, at=later(9)
    )
    assert (due(item), Pause.objects.get().granted) == (date(2026, 11, 30), False)


def test_a_no_says_why_and_one_is_asked_for_at_a_time(item: WorkItem, secretary: Actor, worker: Actor) -> None:
    pause = asked(item, worker)
    with refused("already_asked"):
        asked(item, worker)
    with refused("text_missing"):
        actions.decide_suspension(item=item, pause=pause, granted=False, actor=secretary, at=later(1))
    item = actions.decide_suspension(item=item, pause=pause, granted=True, reason="同意", actor=secretary, at=later(1))
    with refused("already_paused"):
        asked(item, worker, days=9)
    with refused("already_decided"):
        actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))


def test_reporting_it_done_ends_the_pause_and_what_nobody_decided_falls_away(
    item: WorkItem, secretary: Actor, worker: Actor
) -> None:
    pause = asked(item, worker)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, actor=secretary, at=later(1))
    item = report(item, worker, at=later(2))
    pause.refresh_from_db()
    assert (pause.ended_at, due(item), queries.suspension_of(item, later(2))) == (later(2), date(2026, 12, 1), None)


def test_what_was_asked_for_and_not_decided_falls_away_with_the_clock(item: WorkItem, worker: Actor) -> None:
    pause = asked(item, worker)
    report(item, worker, at=later(2))
    pause.refresh_from_db()
    assert (pause.granted, pause.decided_at, pause.decided_by) == (False, later(2), None)


def test_an_extension_granted_before_a_pause_moves_with_it(item: WorkItem, secretary: Actor, worker: Actor) -> None:
    item = actions.ask_extension(item=item, to_on=date(2026, 12, 4), reason="下雨", actor=worker, at=later(1))
    item = actions.decide_extension(extension=item.extensions.get(), granted=True, actor=secretary, at=later(1))
    actions.decide_suspension(item=item, pause=asked(item, worker, days=7), granted=True, actor=secretary, at=later(2))
    assert due(item) == date(2026, 12, 10)


def test_a_pause_of_another_item_opens_nothing_here(
    item: WorkItem, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    other = claimed(make_matter("assign", by=secretary), secretary, worker, unit)
    with refused("unknown"):
        actions.decide_suspension(item=other, pause=asked(item, worker), granted=True, actor=secretary, at=later(1))


# --- the clock of a step ---


def test_a_steps_clock_stands_still_while_an_answer_from_outside_is_awaited(secretary: Actor, xinhua: Place) -> None:
    matter = make_matter("sort", by=secretary)
    clock = matters.clocks_of(matter, later(1))[0]
    day = local_day(later(1)) + timedelta(days=4)
    pause = steps.ask_step_suspension(matter=matter, review_on=day, reason="等住建局答复", actor=secretary, at=later(1))
    with refused("suspension_by_requester"):
        steps.decide_step_suspension(matter=matter, pause=pause, granted=True, actor=secretary, at=later(1))
    supervisor = make_person("supervisor", at=xinhua)
    steps.decide_step_suspension(matter=matter, pause=pause, granted=True, actor=supervisor, at=later(1))
    now = next(each for each in matters.clocks_of(matter, later(2)) if each.deadline == clock.deadline)
    assert (now.state, now.original_due_on, now.due_on > clock.due_on) == ("paused", clock.due_on, True)
    steps.end_step_suspension(matter=matter, pause=pause, reason="答复来了", actor=secretary, at=later(1))
    again = next(each for each in matters.clocks_of(matter, later(2)) if each.deadline == clock.deadline)
    assert (again.state != "paused", again.due_on) == (True, clock.due_on)


def test_a_resident_stops_no_clock(secretary: Actor) -> None:
    matter = make_matter("sort", by=secretary)
    with refused("not_your_turn"):
        steps.ask_step_suspension(
            matter=matter, review_on=date(2026, 12, 1), reason="等等", actor=make_person("resident"), at=later(1)
        )


@pytest.mark.parametrize("sealed", [False, True])
def test_a_rebuild_writes_every_pause_as_it_stands(
    secretary: Actor, worker: Actor, unit: Organisation, sealed: bool
) -> None:
    matter = make_matter("assign", by=secretary, sealed=sealed)
    item = actions.set_and_claim(
        matter=matter, title="划线", organisation=unit, days=5, how="assigned", actor=secretary, at=later(0)
    )
    pause = asked(item, worker)
    item = actions.decide_suspension(item=item, pause=pause, granted=True, reason="可以", actor=secretary, at=later(1))
    actions.end_suspension(item=item, pause=pause, reason="到了", actor=worker, at=later(3))

    def rows() -> list[object]:
        changed = DeadlineChange.objects.order_by("entry_n").values_list("old", "new", "because", "reason")
        return [list(Pause.objects.values()), list(Deadline.objects.order_by("pk").values()), list(changed)]

    before = rows()
    assert DeadlineChange.objects.filter(because="suspension").values_list("reason", flat=True)[0] == (
        "" if sealed else "等燃气公司答复"
    )
    rebuild()
    assert rows() == before
