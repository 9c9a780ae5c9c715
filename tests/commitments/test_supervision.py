"""Nobody is forgotten: warnings, rungs by rule and by hand, answers, and what ends an order."""

from datetime import date, datetime

import pytest

from bandeng.commitments import actions
from bandeng.commitments.actions.sweeping import pending
from bandeng.commitments.models import ClockWarning, SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core.deadline import SHANGHAI
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, claimed, current, make_unit, officer, refused, report, set_one
from tests.makers import AT, give_role, make_matter, make_person, sort_to, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


@pytest.fixture
def supervisor(xinhua: Place) -> Actor:
    return make_person("supervisor")


@pytest.fixture
def item(matter: Matter, secretary: Actor, worker: Actor, unit: Organisation) -> WorkItem:
    """Taken on for five working days on Monday the 23rd: due on the 30th."""
    return claimed(matter, secretary, worker, unit)


def when(day: int, hour: int = 10, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def orders(item: WorkItem | None = None) -> list[tuple[str, date, date, str]]:
    rows = SupervisionOrder.objects.order_by("rank").filter(item=item)
    return [(one.level, one.issued_at.astimezone(SHANGHAI).date(), one.due_on, one.ending) for one in rows]


def sweep(*moments: datetime) -> list[str]:
    """What is issued on items, moment after moment; the matter's own clocks are left aside."""
    found = [each for moment in moments for each in actions.supervise(at=moment)]
    keys = [(each.level, each.item_id) if isinstance(each, SupervisionOrder) else (each.threshold, 1) for each in found]
    return [key for key, of in keys if of is not None]


def test_an_item_is_warned_of_and_climbs_by_itself(item: WorkItem, unit: Organisation) -> None:
    warned = [(day, sweep(when(day, hour, 11))) for day in (25, 26, 27, 30) for hour in (9, 12, 16)]
    assert [(day, keys) for day, keys in warned if keys] == [
        (26, ["half"]), (27, ["one_workday_left"]), (30, ["three_quarters"]),
    ]  # fmt: skip
    climbed = [(day, sweep(when(day))) for day in range(1, 16)]
    assert [(day, keys) for day, keys in climbed if keys] == [
        (1, ["passed", "reminder"]), (3, ["order"]), (8, ["listed"]), (14, ["summons"]),
    ]  # fmt: skip
    assert orders(item) == [
        ("reminder", date(2026, 12, 1), date(2026, 12, 3), ""), ("order", date(2026, 12, 3), date(2026, 12, 8), ""),
        ("listed", date(2026, 12, 8), date(2026, 12, 11), ""), ("summons", date(2026, 12, 14), date(2026, 12, 21), ""),
    ]  # fmt: skip
    assert {one.organisation for one in SupervisionOrder.objects.filter(item=item)} == {unit}


def test_the_same_moment_again_issues_nothing_and_what_would_be_is_told_before(item: WorkItem) -> None:
    before = [str(each) for each in pending(when(1))]
    assert len(before) == len(actions.supervise(at=when(1)))
    count = Entry.objects.count()
    assert ([*pending(when(1))], actions.supervise(at=when(1)), Entry.objects.count()) == ([], [], count)


def test_nothing_is_issued_at_night_or_on_a_day_of_rest(item: WorkItem) -> None:
    assert [sweep(moment) for moment in (when(1, 8), when(1, 17), when(5), when(6))] == [[], [], [], []]


def test_an_item_nobody_takes_climbs_to_the_supervisor(matter: Matter, secretary: Actor, supervisor: Actor) -> None:
    """Set on Monday the 23rd; a unit takes it within three working days, until the 26th."""
    item = set_one(matter, secretary)
    sweep(*(when(day, 10, 11) for day in (24, 25, 26, 27, 30)), *(when(day) for day in range(1, 5)))
    assert [(level, issued) for level, issued, _, _ in orders(item)] == [
        ("reminder", date(2026, 11, 27)), ("order", date(2026, 12, 1)), ("listed", date(2026, 12, 4)),
    ]  # fmt: skip
    order = SupervisionOrder.objects.get(level="order", item=item)
    assert (order.organisation, [one.level for one in supervision.to_answer(secretary)]) == (
        None, ["reminder", "order", "listed"],
    )  # fmt: skip
    unit = make_unit()
    actions.claim(item=item, organisation=unit, days=5, actor=officer(unit), at=when(4, 11))
    assert {ending for *_, ending in orders(item)} == {"taken"}


def test_while_an_item_waits_for_a_unit_the_step_has_no_ladder_of_its_own(matter: Matter, secretary: Actor) -> None:
    set_one(matter, secretary)
    actions.supervise(at=when(1))
    assert (orders(None), SupervisionOrder.objects.count()) == ([], 1)


def test_a_matters_own_step_climbs_and_ends_when_the_matter_moves_on(secretary: Actor) -> None:
    """Raised on Monday the 23rd; sorted within five working days, until the 30th."""
    matter = make_matter(by=secretary)
    for day in (1, 2, 3):
        actions.supervise(at=when(day))
    walk(matter, "sort", by=secretary, at=when(3))
    sort_to(Matter.objects.get(pk=matter.pk), "deliberate", by=secretary, at=when(4))
    assert orders(None) == [
        ("reminder", date(2026, 12, 1), date(2026, 12, 3), "moved_on"),
        ("order", date(2026, 12, 3), date(2026, 12, 8), "moved_on"),
    ]


def test_an_answered_reminder_waits_for_the_days_of_the_next_rung(item: WorkItem, worker: Actor) -> None:
    sweep(when(1))
    reminder = SupervisionOrder.objects.get(item=item)
    answered = actions.answer_order(order=reminder, text="材料明天到", actor=worker, at=when(2))
    assert (answered.answer, answered.answered_by, answered.answered_at) == ("材料明天到", worker.person, when(2))
    assert [sweep(when(day)) for day in (2, 3)] == [[], ["order"]]


def test_done_stops_the_climb_and_the_check_ends_it(item: WorkItem, worker: Actor, secretary: Actor) -> None:
    sweep(when(1))
    report(item, worker, at=when(2))
    assert (sweep(when(8)), orders(item)[0][3]) == ([], "")
    actions.check(item=current(item), solved=False, text="只划了一半", actor=secretary, at=when(9))
    assert sweep(when(9)) == ["order"]
    report(current(item), worker, at=when(10))
    actions.check(item=current(item), solved=True, actor=secretary, at=when(10, 11))
    assert [ending for *_, ending in orders(item)] == ["solved", "solved"]


def test_given_back_ends_it_and_the_next_unit_begins_below(
    item: WorkItem, worker: Actor, unit: Organisation, secretary: Actor
) -> None:
    sweep(when(1), when(3))
    actions.return_item(item=current(item), ground="归市政管", actor=worker, at=when(4))
    assert [ending for *_, ending in orders(item)] == ["returned", "returned"]
    other = make_unit("市政处")
    actions.claim(item=current(item), organisation=other, days=1, actor=officer(other), at=when(4, 11))
    assert (sweep(when(8)), SupervisionOrder.objects.filter(item=item, organisation=other).count()) == (
        ["passed", "reminder"], 1,
    )  # fmt: skip


def test_a_granted_extension_stops_the_climb_until_the_new_date(
    item: WorkItem, worker: Actor, secretary: Actor
) -> None:
    asked = actions.ask_extension(item=item, to_on=date(2026, 12, 10), reason="下雨", actor=worker, at=when(27, 10, 11))
    sweep(when(1))
    extension = asked.extensions.get()
    actions.decide_extension(extension=extension, granted=True, actor=secretary, at=when(1, 11))
    reminder = SupervisionOrder.objects.get(item=item)
    actions.answer_order(order=reminder, text="延到十号", actor=worker, at=when(1, 12))
    assert [sweep(when(day)) for day in (2, 3, 4, 7, 8)] == [[], [], [], [], []]
    assert [(day, sweep(when(day))) for day in (11, 14, 15)] == [(11, []), (14, []), (15, ["order"])]


# --- by hand ---


def test_a_supervisor_issues_an_order_with_a_reason_and_may_pass_a_rung_over(
    item: WorkItem, supervisor: Actor, worker: Actor
) -> None:
    matter = item.matter
    order = actions.issue_order(
        matter=matter, item=item, level="order", reason="居民反映两次", actor=supervisor, at=when(1)
    )
    assert (order.level, order.by_rule, order.issued_by, order.over, order.due_on, order.reason) == (
        "order", False, supervisor.person, 1, date(2026, 12, 4), "居民反映两次",
    )  # fmt: skip
    # One rung a day: the reminder that was due by rule is passed over.
    assert (sweep(when(1)), [one.level for one in supervision.to_answer(worker)]) == (["passed"], ["order"])
    with refused("rung_behind"):
        actions.issue_order(matter=matter, item=item, level="reminder", reason="再催", actor=supervisor, at=when(2))


def test_nobody_issues_against_the_unit_they_work_for(item: WorkItem, unit: Organisation, matter: Matter) -> None:
    both = officer(unit)
    assert both.person is not None
    both = give_role(both.person, "supervisor", at=matter.place)
    with refused("own_unit"):
        actions.issue_order(matter=matter, item=item, level="reminder", reason="催", actor=both, at=when(1))


def test_what_waits_for_a_unit_is_pressed_by_the_supervisor_and_not_by_the_community_itself(
    matter: Matter, secretary: Actor, supervisor: Actor
) -> None:
    waiting = set_one(matter, secretary)
    with refused("own_unit"):
        actions.issue_order(matter=matter, item=waiting, level="reminder", reason="催", actor=secretary, at=AT)
    order = actions.issue_order(matter=matter, item=waiting, level="reminder", reason="催", actor=supervisor, at=AT)
    answered = actions.answer_order(order=order, text="周三开会定", actor=secretary, at=AT)
    assert (order.organisation, answered.answered_by) == (None, secretary.person)


def test_an_order_by_hand_needs_its_role_a_clock_and_a_reason(
    item: WorkItem, secretary: Actor, supervisor: Actor, worker: Actor
) -> None:
    def issue(level: str, by: Actor, reason: str = "催", at: datetime | None = None) -> SupervisionOrder:
        matter = Matter.objects.get(pk=item.matter_id)
        return actions.issue_order(
            matter=matter, item=current(item), level=level, reason=reason, actor=by, at=at or when(1)
        )

    for code, level, by, reason in (
        ("not_your_turn", "listed", secretary, "催"), ("text_missing", "order", secretary, " "),
        ("unmasked", "order", secretary, "打 13800001234"), ("unknown_rung", "shout", secretary, "催"),
        ("own_unit", "reminder", worker, "催"), ("not_your_turn", "reminder", make_person("building_head"), "催"),
    ):  # fmt: skip
        with refused(code):
            issue(level, by, reason)
    with refused("not_overdue"):
        issue("order", secretary, at=AT)
    assert issue("reminder", secretary, at=AT).over == 0
    report(current(item), worker, at=when(2))
    with refused("no_clock"):
        issue("order", supervisor, at=when(2))


def test_only_whom_it_was_addressed_to_answers_once_and_never_ones_own(
    item: WorkItem, secretary: Actor, supervisor: Actor, worker: Actor
) -> None:
    order = actions.issue_order(
        matter=item.matter, item=item, level="order", reason="逾期", actor=supervisor, at=when(1)
    )
    stranger = officer(make_unit("绿化公司"))
    for code, by in (("own_order", supervisor), ("not_allowed", secretary), ("not_allowed", stranger)):
        with refused(code):
            actions.answer_order(order=order, text="马上办", actor=by, at=when(1))
    with refused("text_missing"):
        actions.answer_order(order=order, text=" ", actor=worker, at=when(1))
    actions.answer_order(order=order, text="马上办", actor=worker, at=when(1))
    with refused("already_answered"):
        actions.answer_order(order=order, text="马上办", actor=worker, at=when(1))
    other = actions.issue_order(
        matter=item.matter, item=current(item), level="listed", reason="还没办", actor=supervisor, at=when(2)
    )
    actions.drop(item=current(item), reason="居民不同意", actor=secretary, at=when(3))
    with refused("already_over"):
        actions.answer_order(order=other, text="马上办", actor=worker, at=when(3))


def test_what_is_listed_stands_on_the_public_list_until_it_ends(
    item: WorkItem, xinhua: Place, worker: Actor, secretary: Actor
) -> None:
    sweep(when(1), when(3), when(8))
    assert [one.level for one in supervision.listed(xinhua)] == ["listed"]
    actions.done(item=current(item), text="好了", photos=[PHOTO], actor=worker, at=when(9))
    assert supervision.listed(xinhua).count() == 1
    actions.check(item=current(item), solved=True, actor=secretary, at=when(9, 11))
    assert supervision.listed(xinhua).count() == 0


def test_of_a_sealed_matter_nothing_is_listed(secretary: Actor, xinhua: Place, unit: Organisation) -> None:
    matter = make_matter("assign", by=secretary, sealed=True)
    item = set_one(matter, secretary)
    actions.claim(item=item, organisation=unit, days=5, how="assigned", actor=secretary, at=AT)
    sweep(when(1), when(3), when(8))
    assert (len(orders(item)), supervision.listed(xinhua).count()) == (3, 0)


def test_every_row_of_supervision_follows_from_the_ledger(item: WorkItem, worker: Actor, supervisor: Actor) -> None:
    sweep(when(26, 16, 11), when(1), when(3))
    actions.answer_order(order=SupervisionOrder.objects.get(level="order"), text="在办", actor=worker, at=when(4))
    assert (rebuild.check().different, ClockWarning.objects.count() > 0) == ((), True)
