"""Liaison rooms: who may what, the standard that holds, how each was found, what was heard."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import Http404

from bandeng.core import liaison as core
from bandeng.liaison.models import DutyDay, Heard, Inspection, LiaisonRoom, Standard
from bandeng.matters.actions.intake import receipt_for
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.people.queries import under
from bandeng.places.models import Place

KEEPERS = frozenset({"convener", "cppcc_member", "secretary"})
"""Who opens rooms and keeps their log, in their place."""

SETTERS = frozenset({"convener", "supervisor"})
"""Who sets the standard of a place."""

INSPECTORS = frozenset({"convener", "supervisor", "area_overseer"})
"""Who looks how a room is run; never whoever answers for it."""

READERS = KEEPERS | INSPECTORS


def place_for(actor: Actor, code: str, roles: Collection[str] = READERS) -> Place:
    """A place in which somebody holds one of these roles. Raises Http404, also for one that is there."""
    found = Place.objects.filter(pk=code).first()
    if found is None or actor.by_card or actor.roles_at(found).isdisjoint(roles):
        raise Http404
    return found


def rooms(paths: Sequence[str]) -> QuerySet[LiaisonRoom]:
    """The rooms under these paths, open ones first, each with how it was found last and its duty days."""
    last = Inspection.objects.filter(room=OuterRef("pk")).order_by("-on", "-pk")
    days = DutyDay.objects.filter(room=OuterRef("pk")).order_by().values("room").annotate(n=Count("pk")).values("n")
    found = LiaisonRoom.objects.filter(under(paths, "place__")).select_related("place", "convener")
    return found.annotate(
        met=Subquery(last.values("met")[:1]), points_found=Subquery(last.values("points")[:1]),
        again_on=Subquery(last.values("again_on")[:1]), duty_count=Subquery(days),
    ).order_by(F("closed_at").asc(nulls_first=True), "place__path", "name", "pk")  # fmt: skip


def open_count(place: Place) -> int:
    """How many rooms are open in a place and below it."""
    return LiaisonRoom.objects.filter(under([place.path], "place__"), closed_at=None).count()


def room(pk: UUID) -> LiaisonRoom:
    """A room; everybody may know of it. Raises Http404."""
    found = LiaisonRoom.objects.select_related("place", "convener").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def days_of(of: LiaisonRoom) -> QuerySet[DutyDay]:
    """Its duty days, the newest first, with how much was heard and what became of it."""
    return DutyDay.objects.filter(room=of).annotate(
        said=Count("heard"), raised=Count("heard__matter"), suggested=Count("heard__suggestion")
    ).order_by("-on", "-pk")  # fmt: skip


def heard(pk: UUID) -> Heard:
    """One thing that was heard. Raises Http404."""
    found = Heard.objects.select_related("day__room__place", "matter", "suggestion").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def receipt_key(of: Heard) -> str:
    """The `once` of the raising that something heard became; its receipt follows from it."""
    return f"heard-{of.pk}"


def receipt_of(of: Heard) -> str:
    """The secret of that raising's receipt, for who kept the day and carries the reply."""
    return receipt_for(receipt_key(of))[1]


@dataclass(frozen=True)
class Holding:
    """The standard that holds at a place, and which place set it (None: the shelf)."""

    kinds: tuple[core.Line, ...]
    points: tuple[core.Line, ...]
    set_by: Standard | None

    def kind(self, key: str, language: str) -> str:
        """A kind in words; its key where the standard knows it no more."""
        return next((each.name(language) for each in self.kinds if each.key == key), key)


def standard_at(place: Place) -> Holding:
    """The nearest above, or the shelf's."""
    own = {each.place_id: each for each in Standard.objects.filter(pk__in=place.ancestry)}
    for code in reversed(place.ancestry):
        if found := own.get(code):
            return Holding(core.own(found.kinds), core.own(found.points), found)
    shelf = core.shipped()
    return Holding(shelf.kinds, shelf.points, None)


def standards_of(places: Collection[Place]) -> dict[str, Holding]:
    """The standard of each place, by code; one query."""
    codes = {code for place in places for code in place.ancestry}
    own = {each.place_id: each for each in Standard.objects.filter(pk__in=codes)} if codes else {}
    shelf = core.shipped()
    found = {}
    for place in places:
        mine = next((own[code] for code in reversed(place.ancestry) if code in own), None)
        lines = (core.own(mine.kinds), core.own(mine.points)) if mine else (shelf.kinds, shelf.points)
        found[place.pk] = Holding(*lines, mine)
    return found


def named_people(place: Place) -> QuerySet[Person]:
    """Those of a place who are known by their office: nobody else is offered for one."""
    known = Person.objects.filter(under([place.path], "place__"), erased_at=None).exclude(called="")
    return known.order_by("called", "pk")


def is_due(again_on: date | None, today: date) -> bool:
    """Whether somebody has to look again by now."""
    return again_on is not None and again_on <= today
