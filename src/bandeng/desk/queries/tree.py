"""The tree of places for everybody: what is open below each, and how much of it is overdue; public matters alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from bandeng.desk.queries.doors import Share
from bandeng.desk.queries.finding import late_on, solved_ones
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter
from bandeng.people.models import Duty
from bandeng.people.queries import living
from bandeng.places.models import Level, Place
from bandeng.places.queries import community_code


@dataclass(frozen=True)
class Branch:
    """A place in the tree: overdue ones of the open ones, and all that was ever accepted there."""

    place: Place
    late: int
    open_ones: int
    all_ones: int


def branches(place: Place, children: Sequence[Place], on: date) -> list[Branch]:
    """What stands below each of a place's children; three queries, however many."""
    here = matters.public_at(place).order_by()
    open_ones = here.filter(step__isnull=False)
    # Above communities the chain, a community's code, says enough; no row for each stairwell of a county.
    by = "place__path" if community_code(place) else "chain"
    late, running, ever = (_by_child(rows, by, children) for rows in (open_ones.filter(late_on(on)), open_ones, here))
    return [Branch(child, late.get(child.pk, 0), running.get(child.pk, 0), ever.get(child.pk, 0)) for child in children]


def _by_child(rows: QuerySet[Matter], by: str, children: Sequence[Place]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, n in rows.values_list(by).annotate(n=Count("pk")):
        for child in children:
            if key.startswith(child.path if by == "place__path" else child.pk):
                found[child.pk] = found.get(child.pk, 0) + n
    return found


def standing_below(place: Place) -> QuerySet[Place]:
    """The places directly below one that have a page of their own."""
    levels = set(Level.values) - {Level.UNIT, Level.HOUSEHOLD}
    return Place.objects.filter(parent=place, valid_to=None, level__in=levels).order_by("code")


def solved_of(place: Place) -> Share:
    """The ended public matters of a place that were solved, of all that ended there."""
    ended = matters.public_at(place).order_by().filter(step=None)
    return Share(ended.filter(solved_ones()).count(), ended.count())


def whom_to_ask(place: Place, on: date) -> list[Duty]:
    """Who is there for the neighbours of a place: its building heads, and the grid workers of its buildings, by the
    names they have in public; two queries."""
    living_ones = Duty.objects.filter(living(on), person__erased_at__isnull=True).exclude(person__called="")
    heads = living_ones.filter(role="building_head", place__path__startswith=place.path)
    grids = living_ones.filter(role="grid_worker", grid__buildings__building__path__startswith=place.path).distinct()
    return [
        *heads.select_related("place", "person").order_by("place__code", "pk"),
        *grids.select_related("grid", "person").order_by("grid__name", "pk"),
    ]


def crumbs(place: Place) -> list[Place]:
    """The places above one, from the county down; one query."""
    shown = (Level.COUNTY, Level.STREET, Level.COMMUNITY, Level.COMPOUND)
    above: Iterable[str] = place.ancestry[:-1]
    found = Place.objects.in_bulk(list(above))
    return [found[code] for code in above if code in found and found[code].level in shown]
