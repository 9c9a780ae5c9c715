"""What this room needs to know of whoever acts. `people.acting.Actor` fits; people stands above this room."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from bandeng.core.refusal import Refusal
from bandeng.places.models import Level, Place

ADMIN, SECRETARY = "system_admin", "secretary"
KEEPERS = frozenset({SECRETARY, "community_staff"})
"""Who may look at the pages where places are kept, besides the administrator."""
BELOW = frozenset({Level.COMPOUND, Level.BUILDING, Level.UNIT, Level.HOUSEHOLD})


class Acting(Protocol):
    """Somebody doing something: a name for the ledger, and roles that count in a place and under it."""

    @property
    def name(self) -> str: ...

    @property
    def all_roles(self) -> frozenset[str]: ...

    def roles_at(self, place: Place) -> frozenset[str]: ...

    def places_with(self, *roles: str) -> frozenset[str]: ...


@dataclass(frozen=True)
class Program:
    """The program itself: "system:setup"."""

    name: str
    all_roles: frozenset[str] = frozenset()

    def roles_at(self, place: Place) -> frozenset[str]:
        """None: what the program does needs none."""
        return self.all_roles

    def places_with(self, *roles: str) -> frozenset[str]:
        """None."""
        return frozenset()


class Request(HttpRequest):
    """A request after `people.middleware.WhoActs`."""

    actor: Acting


def is_admin(actor: Acting) -> bool:
    """Whether the actor keeps the whole site's places and calendars: an administrator, or the program. No query."""
    return ADMIN in actor.all_roles or actor.name.startswith("system:")


def may_keep(actor: Acting, place: Place) -> bool:
    """Whether the actor may change this place: an administrator any, a secretary those of their community. No query."""
    return is_admin(actor) or (len(place.ancestry) >= 5 and SECRETARY in actor.roles_at(place))


def may_add_below(actor: Acting, parents: Iterable[Place], levels: Iterable[str]) -> bool:
    """Whether the actor may add places of these levels under these parents. No query."""
    if is_admin(actor):
        return True
    return BELOW.issuperset(levels) and all(may_keep(actor, parent) for parent in parents)


def require(allowed: bool) -> None:
    """Raise Refusal "not_allowed" unless it is."""
    if not allowed:
        raise Refusal("not_allowed")
