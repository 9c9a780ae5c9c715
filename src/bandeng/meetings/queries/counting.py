"""What was counted in the buildings of a place: sums with how many buildings they come from, and no more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bandeng.meetings.models import BuildingCount, Counted
from bandeng.people.acting import Actor
from bandeng.people.queries import under
from bandeng.places.models import Level, Place

COUNTERS = frozenset({"building_head", "unit_head", "grid_worker", "community_staff", "secretary"})
"""Who knows a building well enough to count in it."""


def may_count(actor: Actor, building: Place) -> bool:
    """Whether the actor counts there. No query."""
    return actor.id is not None and not actor.roles_at(building).isdisjoint(COUNTERS)


def buildings_of(actor: Actor) -> QuerySet[Place]:
    """The buildings in which the actor counts."""
    held = [each for each in actor.held if each.role in COUNTERS]
    codes = {each.place for each in held if each.place}
    paths = list(Place.objects.filter(code__in=codes).values_list("path", flat=True))
    here = under(paths) | Q(pk__in={building for each in held for building in each.buildings})
    return Place.objects.filter(here, level=Level.BUILDING, valid_to=None).order_by("path")


def newest(buildings: QuerySet[Place]) -> dict[tuple[str, str], BuildingCount]:
    """The count that stands for each building and group; one query."""
    rows = BuildingCount.objects.filter(place__in=buildings).select_related("by").order_by("on", "at", "pk")
    return {(row.place_id, row.group): row for row in rows}


@dataclass(frozen=True)
class Told:
    """What the counts of a place say of a group.

    n          how many there are in the buildings that were counted
    buildings  in how many buildings, of `of`
    oldest     the day of the oldest of these counts
    """

    n: int
    buildings: int
    of: int
    oldest: date


def counted_at(place: Place) -> dict[str, Told]:
    """By group; one that was counted in no building is left out. Two queries."""
    here = Place.objects.filter(path__startswith=place.path, level=Level.BUILDING, valid_to=None)
    total, found = here.count(), newest(here)
    told: dict[str, Told] = {}
    for group in Counted.values:
        rows = [row for (_place, key), row in found.items() if key == group]
        if rows:
            told[group] = Told(sum(row.n for row in rows), len(rows), total, min(row.on for row in rows))
    return told
