"""Matters that nobody can move: their step waits for a role that nobody living holds there (process x place)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.matters.models import Concerned, Matter, ProcessVersion
from bandeng.matters.queries.processes import read_process
from bandeng.matters.queries.seeing import OFFICERS
from bandeng.people.models import Duty
from bandeng.places.models import Place

GIVEN = frozenset({"raiser", "resident"})
"""Roles that every matter has somebody for."""

AT_ONCE = 100
MOST_SHOWN = 50


@dataclass(frozen=True)
class Stuck:
    """A matter that nobody can move: its step, and the roles that could."""

    matter: Matter
    step: str
    needs: tuple[str, ...]


def stuck(on: date, *, among: QuerySet[Matter] | None = None, most: int = MOST_SHOWN) -> list[Stuck]:
    """Open matters whose present step nobody living may complete on this day, the oldest first, `most` of them.

    Whoever is away has a deputy, so leave leaves no step without somebody. What is read grows with the places and steps
    that have open matters, never with the matters.
    among   only these matters
    """
    found = [row for part in _parts(on, among) for row in part.select_related("place", "process")[:most]]
    first = sorted(found, key=lambda matter: (matter.raised_at, matter.pk))[:most]
    return [Stuck(matter, matter.step or "", tuple(sorted(_by(matter)))) for matter in first]


def count_stuck(on: date, *, among: QuerySet[Matter] | None = None) -> int:
    """How many there are."""
    return sum(part.order_by().count() for part in _parts(on, among))


def stuck_keys(on: date) -> Iterator[tuple[str, UUID]]:
    """(chain, key) of every one of them."""
    for part in _parts(on, None):
        yield from part.values_list("chain", "pk")


def _by(matter: Matter) -> frozenset[str]:
    return read_process(matter.process).step(matter.step or "").by


def _parts(on: date, among: QuerySet[Matter] | None) -> Iterator[QuerySet[Matter]]:
    """All of them, as a few queries: one for each hundred of (place, process, step) where nobody holds a role."""
    open_ones = Matter.objects.filter(step__isnull=False) if among is None else among.filter(step__isnull=False)
    where = [_stuck_at(*each) for each in _unheld(on, open_ones)]
    for start in range(0, len(where), AT_ONCE):
        here = Q(pk__in=[])
        for one in where[start : start + AT_ONCE]:
            here |= one
        yield open_ones.filter(here).order_by("raised_at", "pk")


def _unheld(
    on: date, open_ones: QuerySet[Matter]
) -> Iterator[tuple[str, ProcessVersion, str, frozenset[str], dict[str, set[str]]]]:
    """Where open matters stand and nobody of the place may complete the step."""
    duties = _duties(on)
    stand = set(open_ones.order_by().values_list("place", "process", "step").distinct())
    paths = dict(Place.objects.filter(pk__in={place for place, _, _ in stand}).values_list("pk", "path"))
    versions = ProcessVersion.objects.in_bulk({version for _, version, _ in stand})
    for place, version, step in sorted(stand, key=str):
        by = read_process(versions[version]).step(step or "").by
        held = set().union(*(duties.get(each, set()) for each in paths[place].strip("/").split("/")))
        if by.isdisjoint(GIVEN) and by.isdisjoint(held):
            yield place, versions[version], step or "", by, duties


def _stuck_at(place: str, version: ProcessVersion, step: str, by: frozenset[str], duties: dict[str, set[str]]) -> Q:
    """The matters there, without those that an officer of a unit with a task in them may move."""
    here = Q(place=place, process=version, step=step)
    if by.isdisjoint(OFFICERS):
        return here
    units = [UUID(each.partition(":")[2]) for each, roles in duties.items() if ":" in each and not by.isdisjoint(roles)]
    tasks = Concerned.objects.filter(organisation__in=units, until__isnull=True)
    return here & ~Q(pk__in=tasks.values("matter"))


def _duties(on: date) -> dict[str, set[str]]:
    """The roles held on a day, by the place, building or "organisation:<id>" in which they are held."""
    living = Duty.objects.filter(from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    held: dict[str, set[str]] = defaultdict(set)
    for duty in living.prefetch_related("grid__buildings"):
        for where in _wheres(duty):
            held[where].add(duty.role)
    return held


def _wheres(duty: Duty) -> Iterable[str]:
    if duty.grid:
        return [row.building_id for row in duty.grid.buildings.all()]
    return [duty.place_id or f"organisation:{duty.organisation_id}"]
