"""A community with open matters is not merged away; with a person go the words they raised (A11)."""

from datetime import date, datetime

import pytest

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Raising
from bandeng.people import actions as people
from bandeng.people.models import Person
from bandeng.places.actions import close_place
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from tests.makers import MAKER, XINHUA, YIXINYUAN, join, make_matter, make_person, make_place
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 1)


def ended(place: Place, at: datetime, *, into: Place | None = None) -> str:
    """What ending a place says: "" when it ended, else the refusal's code and count."""
    try:
        close_place(place=place, on=ON, successor=into, actor=MAKER, at=at)
    except Refusal as no:
        return f"{no.code} {no.details['count']}"
    return ""


def test_a_community_with_open_matters_is_not_merged_away(at: datetime) -> None:
    xinhua, other = make_place(), make_place(YIXINYUAN, name="逸馨苑社区")
    make_matter(place=Place.objects.get(pk=f"{XINHUA}.01.02"))
    make_matter("explain")
    assert ended(xinhua, at, into=other) == "open_work 2"
    assert not Entry.objects.filter(verb="place.closed").exists()
    assert Place.objects.get(pk=XINHUA).valid_to is None


def test_a_building_ends_although_matters_are_open_elsewhere_in_its_community(at: datetime) -> None:
    make_matter(place=Place.objects.get(pk=f"{make_place().pk}.01.01"))
    assert ended(Place.objects.get(pk=f"{XINHUA}.01.01"), at) == "open_work 1"
    assert ended(Place.objects.get(pk=f"{XINHUA}.01.02"), at) == ""


def test_once_its_matters_are_answered_a_community_may_be_merged(at: datetime) -> None:
    bench = Bench(at)
    secretary = bench.on_duty("secretary")
    bench.replied(bench.at_reply(secretary), secretary)
    assert queries.open_below(bench.place) == 0
    assert ended(bench.place, at, into=bench.elsewhere) == ""


def test_with_a_person_go_the_words_they_raised_and_the_rows_still_follow_from_the_entries(at: datetime) -> None:
    matter = make_matter(words="Mine.")
    join(matter, "A neighbour's.")
    by = make_person()
    person = Person.objects.get(pk=by.name.removeprefix("person:"))
    joined = actions.join_matter(matter=matter, words="Also mine.", name="李桂芳", actor=by, at=at)
    before = rebuild.check().different
    people.erase_person(person=person, actor=by, at=at)
    erased = Raising.objects.get(pk=joined.raising.pk)
    assert (erased.words, erased.name, erased.person) == (ERASED, ERASED, None)
    assert (before, rebuild.check().different) == ((), ())
    assert sorted(Raising.objects.values_list("words", flat=True)) == sorted(["Mine.", "A neighbour's.", ERASED])
