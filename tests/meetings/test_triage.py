"""A pool gone through together: adopt and claim on the spot, merge, explain, mediate, pass on."""

import pytest

from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Matter
from bandeng.meetings import actions, queries
from bandeng.meetings.models import AgendaItem, Outcome
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import current, make_matter, make_person
from tests.meetings.sitting import START, Table, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    """Five matters that were seen and wait to be sorted."""
    secretary = make_person("secretary")
    return Table(*(actions.Topic(matter=make_matter("sort", by=secretary)) for _ in range(5))).opened()


def decide(table: Table, number: int, decided: str, **more: object) -> AgendaItem:
    return actions.decide_item(
        item=table.item(number), decided=decided, actor=table.secretary, at=START, **more  # type: ignore[arg-type]
    )  # fmt: skip


def matter(table: Table, number: int) -> Matter:
    found = table.item(number).matter
    assert found is not None
    return current(found)


def test_what_is_adopted_is_talked_over_here_and_claimed_on_the_spot(table: Table) -> None:
    item = decide(table, 1, "adopt", opinion="修好它", organisation=table.firm, work_title="换灯", days=10)
    work = WorkItem.objects.select_related("deadline").get()
    assert (item.decided, item.because, work.title, work.how, work.lead_id) == (
        "adopt", "修好它", "换灯", "on_the_spot", table.firm.pk,
    )  # fmt: skip
    assert (matter(table, 1).step, Outcome.objects.get(item=item).outcome) == ("supervise", "consensus")
    assert [milestone.milestone for milestone in matter(table, 1).milestones.order_by("pk")] == [
        "raised", "sorted", "deliberated", "decided", "claimed",
    ]  # fmt: skip


def test_without_a_unit_it_waits_where_responsibility_is_settled(table: Table) -> None:
    decide(table, 1, "adopt", opinion="修好它")
    assert matter(table, 1).step == "assign"


def test_the_other_four_ways_go_through_the_matters_own_rules(table: Table) -> None:
    decide(table, 1, "adopt", opinion="修好它")
    decide(table, 2, "merge", into=matter(table, 1), reason="同一盏灯")
    decide(table, 3, "explain", reason_code="no_money", reason="今年没有经费", next_channel="12345")
    decide(table, 4, "mediate", reason_code="two_sides", reason="两家的事")
    decide(table, 5, "pass_on", reason_code="other", reason="归城管", to="综合执法局")
    assert [matter(table, number).branch for number in range(1, 6)] == ["", "merge", "explain", "mediate", "pass_on"]
    done = queries.triage_of(table.now)
    assert (done.total, done.left, set(done.by_way.values())) == (5, 0, {1})
    assert rebuild.check().different == ()


def test_a_decision_without_its_reason_leaves_nothing_behind(table: Table) -> None:
    before = Entry.objects.count()
    refused("reason_missing", lambda: decide(table, 1, "explain", next_channel="12345"))
    refused("merge_missing", lambda: decide(table, 1, "merge", reason="同一件"))
    refused("date_missing", lambda: decide(table, 1, "adopt", opinion="修", organisation=table.firm))
    refused("unknown_word", lambda: decide(table, 1, "forget"))
    assert (Entry.objects.count(), matter(table, 1).step) == (before, "discover")


def test_each_is_decided_once_and_by_who_runs_the_meeting(table: Table) -> None:
    refused("not_your_turn", lambda: actions.decide_item(
        item=table.item(1), decided="adopt", actor=table.officer, at=START
    ))  # fmt: skip
    decide(table, 1, "adopt", opinion="修好它")
    refused("item_decided", lambda: decide(table, 1, "adopt", opinion="修好它"))


def test_nothing_is_adopted_without_a_quorum() -> None:
    few = Table(actions.Topic(matter=make_matter("sort", by=make_person("secretary")))).opened(there=1)
    refused("no_quorum", lambda: decide(few, 1, "adopt", opinion="修好它"))
    assert matter(few, 1).step == "discover"


def test_a_topic_in_words_is_not_sorted() -> None:
    table = Table(actions.Topic("公约")).opened()
    refused("no_matter", lambda: decide(table, 1, "adopt"))
