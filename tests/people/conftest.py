"""A small town: Xinhua with two buildings, a neighbouring community; and people made by real acts."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Protocol

import pytest
from django.core.cache import cache

from bandeng.core.places import Wish
from bandeng.people import actions
from bandeng.people.acting import Actor, actor_for, system
from bandeng.people.models import Organisation, Person
from bandeng.places.actions import Batch, add_places, draw_grid
from bandeng.places.models import Grid, Place

COUNTY, XINHUA, OTHER, BUILDING = "640302", "640302107001", "640106005001", "640302107001.01.01"
SETUP = system("setup")
TODAY = date(2026, 11, 23)


class MakePerson(Protocol):
    """Registers a person, and gives them a role in a place."""

    def __call__(
        self, role: str = "", *, at_place: str = XINHUA, name: str = "王小明", phone: str = "", called: str = ""
    ) -> Person: ...


As = Callable[[Person], Actor]


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def town(db: None, at: datetime) -> Place:
    """Xinhua, ready; the community is returned."""
    wishes = (
        Wish(code=XINHUA, name="新华社区"),
        Wish(code=OTHER, name="逸馨苑社区"),
        Wish(parent=XINHUA, name="家和万事小区", level="compound", tenure="owned"),
        Wish(parent=f"{XINHUA}.01", name="1 号楼", level="building"),
        Wish(parent=f"{XINHUA}.01", name="2 号楼", level="building"),
    )
    add_places(batch=Batch(wishes), actor=SETUP, at=at)
    return Place.objects.get(pk=XINHUA)


@pytest.fixture
def grid(town: Place, at: datetime) -> Grid:
    """The grid of the first building."""
    found: Grid = draw_grid(community=town, name="第一网格", buildings=[BUILDING], actor=SETUP, at=at)
    return found


@pytest.fixture
def make_person(town: Place, at: datetime) -> MakePerson:
    def made(
        role: str = "", *, at_place: str = XINHUA, name: str = "王小明", phone: str = "", called: str = ""
    ) -> Person:
        place = Place.objects.get(pk=at_place)
        person = actions.register_person(place=place, name=name, phone=phone, called=called, actor=SETUP, at=at)
        if role:
            actions.give_duty(person=person, role=role, place=place, from_on=TODAY, actor=SETUP, at=at)
        return person

    return made


@pytest.fixture
def acting() -> As:
    """The actor a person is today."""
    return lambda person: actor_for(Person.objects.get(pk=person.pk), on=TODAY)


@pytest.fixture
def firm(town: Place, at: datetime) -> Organisation:
    return actions.add_organisation(
        place=town, kind="property", name="好邻物业公司", accepts=["road", "lift"], actor=SETUP, at=at
    )
