""" "Not solved": the items go back to the same unit with a new clock, once; the second time nothing opens by itself."""

from datetime import date, datetime, timedelta

import pytest

from bandeng.commitments import actions, reactions
from bandeng.commitments.models import WorkItem
from bandeng.core.ids import new_id
from bandeng.matters import actions as matters
from bandeng.matters.acts import RaisingRated
from bandeng.matters.models import Deadline, Matter, Raising, Track
from bandeng.matters.queries import standing
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records import tasks
from bandeng.records.models import Entry
from bandeng.records.queries import act_of
from tests.commitments.working import current, later, make_unit, officer, refused, report, reported
from tests.makers import current as matter_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return make_unit()


@pytest.fixture
def worker(unit: Organisation) -> Actor:
    return officer(unit)


def settle(matter: Matter, item: WorkItem, secretary: Actor, at: datetime) -> Matter:
    """Checked as solved, and everybody answered."""
    actions.check(item=item, solved=True, actor=secretary, at=at)
    matters.reply(matter=matter_now(matter), kind="final", text="办好了", actor=secretary, at=at)
    return matter_now(matter)


def not_solved(matter: Matter, at: datetime) -> Entry:
    """The raiser says so; the entry that the job is given."""
    raising = Raising.objects.get(matter=matter)
    receipt = Actor(name=f"receipt:{raising.pk}")
    matters.rate(raising=raising, answered="yes", solved="no", satisfied="no", actor=receipt, at=at)
    return Entry.objects.filter(verb="matter.rated").latest("arrival")


def react(entry: Entry) -> None:
    act = act_of(entry)
    assert isinstance(act, RaisingRated)
    reactions.a_raiser_said_not_solved(act, entry)


def test_not_solved_takes_the_item_back_to_the_same_unit_with_a_new_clock_once(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = reported(matter, secretary, worker, unit)
    matter = settle(matter, item, secretary, later(2))
    assert (matter.step, matter.round) == (None, 1)
    entry = not_solved(matter, later(3))
    assert (matter_now(matter).step, matter_now(matter).round) == ("assign", 2)
    react(entry)
    item = current(item)
    assert item.deadline is not None
    assert (item.state, item.lead, item.round, item.done_at, item.settled_at) == ("active", unit, 2, None, None)
    assert (item.deadline.started_at, item.deadline.due_on) == (later(3), date(2026, 12, 3))
    assert matter_now(matter).step == "supervise"
    assert [track.closed_at for track in Track.objects.filter(kind="item").order_by("opened_at")] == [later(2), None]
    count = Entry.objects.count()
    react(entry)
    assert Entry.objects.count() == count


def test_the_second_time_the_supervisor_looks_and_no_work_opens_by_itself(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = reported(matter, secretary, worker, unit)
    react(not_solved(settle(matter, item, secretary, later(2)), later(3)))
    item = report(current(item), worker, at=later(4))
    matter = settle(matter, item, secretary, later(5))
    react(not_solved(matter, later(6)))
    assert (matter_now(matter).step, current(item).state) == ("reopen:final_review", "settled")


def test_an_item_dropped_the_first_time_stays_dropped(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    from tests.commitments.working import set_one

    dropped = set_one(matter, secretary, "立牌")
    actions.drop(item=dropped, reason="居民不同意", actor=secretary, at=at)
    item = reported(matter, secretary, worker, unit)
    react(not_solved(settle(matter, item, secretary, later(2)), later(3)))
    assert {each.title: each.state for each in WorkItem.objects.all()} == {"立牌": "dropped", "划线": "active"}


def test_until_the_job_has_run_the_matter_waits_and_what_was_settled_before_counts_for_nothing(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = reported(matter, secretary, worker, unit)
    matter = settle(matter, item, secretary, later(2))
    not_solved(matter, later(3))
    matter = matter_now(matter)
    more = actions.set_and_claim(
        matter=matter, title="补划", organisation=unit, days=2, actor=secretary, at=later(3, 1)
    )
    actions.check(item=report(more, worker, at=later(3, 2)), solved=True, actor=secretary, at=later(3, 3))
    assert (matter_now(matter).step, "items_settled" in standing(matter_now(matter)).facts) == ("supervise", False)
    assert actions.reopen_items(matter=matter, at=later(3, 4)) == 1


def test_the_whole_matters_clock_is_not_set_anew(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    whole = Deadline.objects.get(kind="matter")
    react(not_solved(settle(matter, reported(matter, secretary, worker, unit), secretary, later(2)), later(3)))
    now = Deadline.objects.get(kind="matter")
    assert (now.pk, now.started_at, now.due_on, now.stopped_at) == (whole.pk, at, whole.due_on, None)


def test_a_rating_that_reopens_nothing_sets_no_item_anew(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation, at: datetime
) -> None:
    item = reported(matter, secretary, worker, unit)
    entry = Entry.objects.latest("arrival")
    done = RaisingRated(
        matter=matter.pk, raising=new_id(at), rating=new_id(at), round=1, answered="yes", solved="yes", satisfied="yes"
    )
    reactions.a_raiser_said_not_solved(done, entry)
    assert current(item).state == "done"


def test_nothing_is_done_with_an_item_of_a_matter_that_has_ended(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = reported(matter, secretary, worker, unit)
    settle(matter, item, secretary, later(2))
    with refused("already_ended"):
        actions.drop(item=current(item), reason="晚了", actor=secretary, at=later(2) + timedelta(hours=1))


def test_the_job_of_the_rating_sets_the_items_anew(
    matter: Matter, secretary: Actor, worker: Actor, unit: Organisation
) -> None:
    item = reported(matter, secretary, worker, unit)
    entry = not_solved(settle(matter, item, secretary, later(2)), later(3))
    tasks.react.call(chain=entry.chain, n=entry.n)
    assert (current(item).state, matter_now(matter).step) == ("active", "supervise")
