"""A place's own seats: what it may use, what it made, who makes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from bandeng.core import meetings as core
from bandeng.core.process.model import Words
from bandeng.meetings.models import Seating
from bandeng.people.acting import Actor
from bandeng.places.models import OFFICIAL, Place

SEATERS = frozenset({"secretary"})
"""Who writes down the seats of a place."""

"""Where seats are written down: a community or above. A compound sits as its community does."""

SHELF = "shelf:"


def may_seat(actor: Actor, place: Place) -> bool:
    """Whether the actor writes down the seats of a place. No query."""
    return actor.id is not None and place.level in OFFICIAL and not actor.roles_at(place).isdisjoint(SEATERS)


def seatings_for(place: Place) -> list[Seating]:
    """What a meeting there may be called with: its own and those of the places above, its own first."""
    here = Seating.objects.filter(place__in=place.ancestry, ended_at=None).select_related("place")
    return sorted(here, key=lambda each: (-len(each.place.ancestry), each.zh, str(each.pk)))


def seatings_of(place: Place) -> list[Seating]:
    """Every version a place published: those in use first, then the newest."""
    found = Seating.objects.filter(place=place).select_related("place", "by").order_by("zh", "-number", "pk")
    return sorted(found, key=lambda each: each.ended_at is not None)


def seating_or_404(pk: UUID) -> Seating:
    """A version, in use or not. Raises Http404."""
    found = Seating.objects.select_related("place", "by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Sheet:
    """What somebody begins with: a name, lines, and where they come from ("" for an empty sheet)."""

    name: Words
    seats: Sequence[core.Seat]
    copied_from: str


def sheet_from(place: Place, source: str) -> Sheet:
    """A copy of the shelf's ("shelf:three_parties") or of one this place may use (its id); else an empty sheet."""
    if source.startswith(SHELF):
        shelf = core.shipped().templates.get(source.removeprefix(SHELF))
        return Sheet(shelf.name, core.seats_of(shelf), source) if shelf else EMPTY
    found = next((each for each in seatings_for(place) if str(each.pk) == source), None)
    return Sheet(found.name, found.seats, str(found.pk)) if found else EMPTY


EMPTY = Sheet(Words("", ""), (), "")
