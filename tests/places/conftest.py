"""A small tree, and who may keep it: plain keepers for the actions, signed-in persons for the pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bandeng.core.places import Wish
from bandeng.people.acting import system
from bandeng.people.actions import give_duty, register_person
from bandeng.people.models import User
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place


@dataclass(frozen=True)
class Keeper:
    """Whoever acts, as this room sees them."""

    name: str
    held: dict[str, str] = field(default_factory=dict)

    @property
    def all_roles(self) -> frozenset[str]:
        return frozenset(self.held)

    def roles_at(self, place: Place) -> frozenset[str]:
        return frozenset(role for role, code in self.held.items() if code in place.ancestry)

    def places_with(self, *roles: str) -> frozenset[str]:
        return frozenset(code for role, code in self.held.items() if role in roles)


XINHUA, YIXINYUAN = "640302107001", "640106005001"


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> Keeper:
    return Keeper("person:admin", {"system_admin": "64"})


@pytest.fixture
def secretary() -> Keeper:
    """The secretary of Xinhua."""
    return Keeper("person:secretary", {"secretary": XINHUA})


@pytest.fixture
def resident() -> Keeper:
    return Keeper("person:resident", {"resident": XINHUA})


AddAll = Callable[..., Place]


@pytest.fixture
def add(admin: Keeper, at: datetime) -> AddAll:
    """Adds places by hand, as the administrator."""

    def added(*wishes: Wish, once: str | None = None) -> Place:
        return add_places(batch=Batch(wishes), actor=admin, at=at, once=once)

    return added


@pytest.fixture
def xinhua(add: AddAll) -> Place:
    """Xinhua with one compound, two buildings and a unit; the community itself is returned."""
    add(
        Wish(code=XINHUA, name="新华社区"),
        Wish(parent=XINHUA, name="家和万事小区", level="compound", tenure="owned"),
        Wish(parent=f"{XINHUA}.01", name="1 号楼", level="building"),
        Wish(parent=f"{XINHUA}.01", name="2 号楼", level="building"),
        Wish(parent=f"{XINHUA}.01.02", name="1 单元", level="unit"),
    )
    return Place.objects.get(pk=XINHUA)


SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(at: datetime) -> SignIn:
    """A browser in which somebody holding a role in Xinhua is signed in, with their second factor."""

    def signed(role: str) -> Client:
        place = Place.objects.get(pk=XINHUA)
        person = register_person(place=place, name="小禾", actor=system("tests"), at=at)
        give_duty(person=person, role=role, place=place, from_on=at.date(), actor=system("tests"), at=at)
        user = User.objects.create(person=person, email=f"{role}@example.org")
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
        browser = Client()
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed
