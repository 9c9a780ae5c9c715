"""Who holds what, who can do what where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.people import handover
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import (
    Duty,
    Leave,
    Person,
)
from bandeng.people.queries.seeing import living, paths_of, under
from bandeng.people.rights import EVERYWHERE, REGISTERS, is_system
from bandeng.places.models import Place


def holders(role: str, place: Place, *, on: date) -> list[Person]:
    """Who can do what `role` does in a place on a day: its holders, or their deputies while away; three queries.

    Duties held above the place count, and those of grids whose buildings hold it; an organisation's do not.
    """
    return [person for found, person in _held_in(place, on=on, roles={role}) if found == role]


def staffing(place: Place, *, on: date) -> dict[str, set[str]]:
    """Role -> ids of the persons who can do it here on a day, as `core.process.staffing` asks; three queries.

    Officers of an organisation count where any organisation with them could take on work of this place; whoever has a
    duty in a building or grid of the place counts too: they do it for the matters that are raised there.
    """
    found: dict[str, set[str]] = {}
    for role, person in _held_in(place, on=on, roles=ROLES, all_here=True):
        found.setdefault(role, set()).add(str(person.pk))
    return found


def _held_in(place: Place, *, on: date, roles: Iterable[str], all_here: bool = False) -> list[tuple[str, Person]]:
    codes = place.ancestry
    where = Q(place__in=codes) | Q(grid__buildings__building__in=codes)
    if all_here:
        where |= Q(organisation__isnull=False) | Q(place__path__startswith=place.path)
        where |= Q(grid__community__path__startswith=place.path)
    duties = list(
        Duty.objects.filter(living(on), where, role__in=set(roles), person__erased_at__isnull=True)
        .select_related("person")
        .order_by("from_on", "id")
        .distinct()
    )
    deputies = deputies_of({duty.person_id for duty in duties}, on=on)
    found = {(duty.role, deputies.get(duty.person_id, duty.person)): None for duty in duties}
    return list(found)


def deputies_of(persons: Iterable[UUID], *, on: date) -> Mapping[UUID, Person]:
    """Who stands in for whom on a day: the absent person's id -> the deputy; one query."""
    away = Leave.objects.filter(person__in=set(persons), from_on__lte=on, to_on__gte=on).select_related("deputy")
    return {leave.person_id: leave.deputy for leave in away}


def duties_of(person: Person, *, on: date) -> QuerySet[Duty]:
    """The duties a person holds on a day."""
    found = person.duties.filter(living(on)).select_related("place", "grid__community", "organisation__place")
    return found.order_by("from_on", "id")


def duty_where(duty: Duty) -> "Any":
    """Where a duty is held: its place, grid or organisation."""
    return duty.place or duty.grid or duty.organisation


@dataclass(frozen=True)
class Unheld:
    """Open work whose holder's duty ended and that nobody took over."""

    duty: Duty
    work: list[handover.Work]


def unheld(actor: Actor, *, on: date) -> list[Unheld]:
    """Open work in the actor's places whose holder's duty ended without successor: for secretary and street."""
    paths = paths_of(actor, REGISTERS | {"supervisor"})
    where = under(paths, "place__") | under(paths, "grid__community__") | under(paths, "organisation__place__")
    if is_system(actor) or (not actor.by_card and actor.all_roles & EVERYWHERE):
        where = Q()
    ended = (
        Duty.objects.filter(where, to_on__lte=on, successor__isnull=True)
        .exclude(ended_because="")
        .select_related("person", "place", "grid", "organisation")
        .order_by("-to_on", "id")[:50]
    )
    still = set(
        Duty.objects.filter(living(on), person__in={duty.person_id for duty in ended}).values_list("person", flat=True)
    )
    last: dict[UUID, Duty] = {}
    for duty in ended:
        if duty.person_id not in still:
            last.setdefault(duty.person_id, duty)
    work = handover.open_works([duty.person for duty in last.values()])
    return [Unheld(duty, work[person]) for person, duty in last.items() if person in work]
