"""An item from the day it is set to the day somebody else says it is solved, and the matter moving by itself."""

from datetime import datetime

import pytest

from bandeng.commitments import actions
from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Concerned, Deadline, Matter, MatterFact, Track
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.commitments.working import PHOTO, claimed, current, later, make_unit, officer, report, reported, set_one
from tests.makers import current as matter_now
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def facts(matter: Matter) -> set[str]:
    return set(MatterFact.objects.filter(matter=matter).values_list("fact", flat=True)) - {"verification", "outcome"}


def verbs(matter: Matter) -> list[str]:
    entries = Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("arrival")
    return [verb for verb in entries.values_list("verb", flat=True) if verb.startswith(("item.", "matter.step"))]


def test_an_item_that_was_set_waits_for_a_unit_with_its_clock_running(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    item = set_one(matter, secretary)
    assert (item.state, item.lead, item.title, item.criteria, item.version) == ("open", None, "划线", "线清楚可见", 1)
    waiting = Deadline.objects.get(of=f"item:{item.pk}")
    assert (waiting.kind, waiting.days, waiting.unit, str(waiting.due_on)) == ("claim", 3, "working", "2026-11-26")
    assert [(t.kind, t.ref, t.closed_at) for t in Track.objects.filter(matter=matter)] == [("item", str(item.pk), None)]
    assert (facts(matter), matter_now(matter).step) == (set(), "assign")


def test_a_unit_takes_it_on_with_a_date_and_the_matter_goes_on_to_supervision(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    assert item.deadline is not None
    assert (item.state, item.lead, item.officer_id, item.how) == ("active", unit, worker.id, "claimed")
    assert (item.deadline.kind, item.deadline.days, str(item.deadline.due_on)) == ("item", 5, "2026-11-30")
    assert Deadline.objects.get(kind="claim").stopped_at == at
    assert [(c.organisation, c.until) for c in Concerned.objects.all()] == [(unit, None)]
    assert (facts(matter), matter_now(matter).step) == ({"items_claimed"}, "supervise")
    assert verbs(matter)[-3:] == ["item.set", "item.claimed", "matter.step_completed"]


def test_setting_and_claiming_in_one_sitting_is_two_acts_and_nothing_when_one_is_refused(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    with pytest.raises(Exception, match="date_missing"):
        actions.set_and_claim(matter=matter, title="划线", organisation=unit, actor=secretary, at=at)
    assert WorkItem.objects.count() == 0
    item = actions.set_and_claim(
        matter=matter, title="划线", organisation=unit, days=10, unit="calendar", actor=secretary, at=at
    )
    assert item.deadline is not None
    assert (item.how, item.officer, str(item.deadline.due_on)) == ("on_the_spot", None, "2026-12-03")
    assert matter_now(matter).step == "supervise"


def test_a_promise_may_be_a_day_and_a_rest_day_becomes_the_next_working_day(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    sunday = datetime(2026, 11, 29).date()
    item = actions.set_and_claim(matter=matter, title="划线", organisation=unit, due_on=sunday, actor=secretary, at=at)
    assert item.deadline is not None
    assert (item.deadline.unit, item.deadline.days, str(item.deadline.due_on)) == ("calendar", 6, "2026-11-30")


def test_done_and_checked_by_a_building_head_it_is_solved_and_the_matter_goes_on_to_its_reply(
    matter: Matter, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    unit = make_unit()
    worker, head = officer(unit), make_person("building_head", at=xinhua)
    item = reported(matter, secretary, worker, unit)
    assert (item.state, item.done_at, item.done_by_id) == ("done", at, worker.id)
    assert (facts(matter), matter_now(matter).step) == ({"items_claimed", "evidence"}, "supervise")
    item = actions.check(item=item, solved=True, text="看过了", actor=head, at=later())
    check = item.checks.get()
    assert (check.by_id, check.as_role, check.solved, check.text) == (head.id, "building_head", True, "看过了")
    assert (item.state, item.settled_at) == ("settled", later())
    assert Track.objects.get(kind="item").closed_at == later()
    assert Concerned.objects.get().until == later()
    assert (facts(matter), matter_now(matter).step) == ({"items_claimed", "evidence", "items_settled"}, "reply")


def test_what_is_not_solved_goes_back_to_the_same_unit_and_its_clock_runs_on(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    unit = make_unit()
    worker = officer(unit)
    item = reported(matter, secretary, worker, unit)
    assert item.deadline is not None
    assert item.deadline.stopped_at == at
    item = actions.check(item=item, solved=False, text="北侧没有划", actor=secretary, at=later())
    assert item.deadline is not None
    assert (item.state, item.lead, item.done_at, item.deadline.stopped_at) == ("active", unit, None, None)
    assert (facts(matter), matter_now(matter).step) == ({"items_claimed"}, "supervise")
    again = actions.check(item=report(item, worker, at=later(2)), solved=True, actor=secretary, at=later(3))
    assert [(p.is_evidence, p.text, p.photos) for p in again.progress.order_by("at")] == [
        (True, "线已划好", [PHOTO]), (True, "线已划好", [PHOTO]),
    ]  # fmt: skip
    assert [check.solved for check in again.checks.order_by("at")] == [False, True]


def test_a_word_on_how_it_goes_stands_with_its_pictures(matter: Matter, secretary: Actor, at: datetime) -> None:
    unit = make_unit()
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    item = actions.progress(item=item, text="材料已到", photos=[PHOTO, PHOTO], actor=worker, at=later())
    assert [(p.text, p.photos, p.is_evidence, p.by_id) for p in item.progress.all()] == [
        ("材料已到", [PHOTO], False, worker.id)
    ]


def test_a_matter_waits_until_the_last_of_its_items_is_settled(matter: Matter, secretary: Actor, at: datetime) -> None:
    unit = make_unit()
    worker = officer(unit)
    first, second = set_one(matter, secretary, "划线"), set_one(matter, secretary, "立牌")
    first = actions.claim(item=first, organisation=unit, days=3, actor=worker, at=at)
    assert matter_now(matter).step == "assign"
    second = actions.claim(item=second, organisation=unit, days=3, actor=worker, at=at)
    assert matter_now(matter).step == "supervise"
    actions.check(item=report(first, worker), solved=True, actor=secretary, at=at)
    assert matter_now(matter).step == "supervise"
    actions.drop(item=second, reason="居民不同意立牌", actor=secretary, at=at)
    assert (current(second).state, current(second).dropped_because) == ("dropped", "居民不同意立牌")
    assert matter_now(matter).step == "reply"


def test_when_every_item_was_dropped_nothing_is_solved_and_another_way_is_chosen(
    matter: Matter, secretary: Actor, at: datetime
) -> None:
    from bandeng.matters.actions import complete_step

    unit = make_unit()
    item = claimed(matter, secretary, officer(unit), unit)
    actions.drop(item=item, reason="做不到", actor=secretary, at=at)
    assert (facts(matter), matter_now(matter).step) == (set(), "supervise")
    assert Track.objects.get(kind="item").ending == "做不到"
    back = complete_step(matter=matter, choose="assign", actor=secretary, at=at)
    assert back.step == "assign"
    reported(back, secretary, officer(unit), unit)
    assert matter_now(matter).step == "supervise"
