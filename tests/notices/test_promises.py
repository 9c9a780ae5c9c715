"""Who is told of a promise: its unit when it is noted, who noted it, and everybody who raised what it is about."""

import pytest

from bandeng.commitments import actions
from bandeng.commitments.models import Commitment
from bandeng.matters.models import Matter, Raising
from bandeng.notices.models import Notice
from bandeng.notices.words import SENTENCES
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.tasks import react
from tests.commitments.working import claimed, later, make_unit, officer
from tests.makers import AT, make_matter, make_person, make_place

pytestmark = pytest.mark.django_db


def told_of(verb: str) -> list[tuple[str, object]]:
    """Run what reacts to the last act of this kind, twice; as what and who was told of it."""
    entry = Entry.objects.filter(verb=verb).latest("arrival")
    for _ in range(2):
        react.call(chain=entry.chain, n=entry.n)
    rows = Notice.objects.filter(chain=entry.chain, n=entry.n).order_by("heard_as", "pk")
    assert [row.heard_as for row in rows if (row.heard_as, verb) not in SENTENCES] == []
    return [(row.heard_as, row.person_id or row.raising) for row in rows]


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary")


@pytest.fixture
def matter(secretary: Actor) -> Matter:
    return make_matter("assign", by=secretary)


def test_of_a_promise_each_is_told_once_and_never_who_did_it(matter: Matter, secretary: Actor) -> None:
    unit = make_unit()
    first, second = officer(unit), officer(unit)
    item = claimed(matter, secretary, first, unit, days=20)
    raising = Raising.objects.get(matter=matter).pk
    place: Place = make_place()
    promise: Commitment = actions.make_promise(
        place=place, items=[item], organisation=unit, officer=first.person, text="十日内整改", to_whom="居民", days=5,
        actor=secretary, at=AT,
    )  # fmt: skip
    assert set(told_of("commitment.made")) == {("unit", first.id), ("unit", second.id)}
    actions.confirm_promise(promise=promise, actor=first, at=AT)
    assert set(told_of("commitment.confirmed")) == {("raiser", raising), ("staff", secretary.id)}
    actions.count_promise(promise=promise, at=later(8))
    assert set(told_of("commitment.due_reached")) == {
        ("raiser", raising), ("staff", secretary.id), ("unit", first.id), ("unit", second.id),
    }  # fmt: skip


def test_who_noted_it_is_told_that_the_unit_declines(matter: Matter, secretary: Actor) -> None:
    unit = make_unit()
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    promise = actions.make_promise(
        place=make_place(), items=[item], organisation=unit, officer=worker.person, text="十日内整改", to_whom="居民",
        days=5, actor=secretary, at=AT,
    )  # fmt: skip
    actions.decline_promise(promise=promise, reason="要先订货", actor=worker, at=AT)
    assert told_of("commitment.declined") == [("staff", secretary.id)]


def test_the_raisers_are_told_that_the_unit_says_why_it_is_late(matter: Matter, secretary: Actor) -> None:
    unit = make_unit()
    worker = officer(unit)
    item = claimed(matter, secretary, worker, unit)
    actions.make_statement(item=item, why="缺件", what_next="周五装", actor=worker, at=later(9))
    assert told_of("item.statement_made") == [("raiser", Raising.objects.get(matter=matter).pk)]
