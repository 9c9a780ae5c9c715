"""Lists: whose turn it is, what waits to be sorted, what somebody holds, what nobody can move."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet

from bandeng.matters.models import Concerned, Matter, ProcessVersion
from bandeng.matters.queries.processes import read_process
from bandeng.matters.queries.seeing import OFFICERS, at_places, visible_to
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Duty, Person
from bandeng.places.models import Place
from bandeng.places.queries import under

GIVEN = frozenset({"raiser", "resident"})
"""Roles that every matter has somebody for."""


def by_clock(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The earliest running clock first (`due_on`); matters without one last."""
    running = Q(deadlines__stopped_at__isnull=True) & ~Q(deadlines__kind="matter")
    return matters.annotate(due_on=Min("deadlines__due_on", filter=running)).order_by(
        F("due_on").asc(nulls_last=True), "raised_at", "pk"
    )


def my_turn(actor: Actor, on: date) -> QuerySet[Matter]:
    """The open matters whose present step this actor may complete, the earliest clock first.

    Two queries to know the steps in use, one for the list. What somebody else holds stands in the list too: a holder
    is told beside it.
    """
    turn = Q(pk__in=[])
    for version, steps in _steps_in_use().items():
        process = read_process(version)
        for step in steps:
            if step in process.steps:
                turn |= Q(process=version, step=step) & _may_complete(actor, process.step(step).by)
    return by_clock(visible_to(actor).filter(turn).select_related("place", "process", "holder"))


def _steps_in_use() -> dict[ProcessVersion, set[str]]:
    pairs = Matter.objects.filter(step__isnull=False).values_list("process", "step").distinct().order_by()
    steps: dict[UUID, set[str]] = defaultdict(set)
    for version, step in pairs:
        steps[version].add(step or "")
    return {version: steps[version.pk] for version in ProcessVersion.objects.filter(pk__in=list(steps))}


def _may_complete(actor: Actor, by: frozenset[str]) -> Q:
    here = at_places(actor, by)
    if not by.isdisjoint(OFFICERS):
        units = {held.organisation for held in actor.held if held.organisation and held.role in by & OFFICERS}
        tasks = Concerned.objects.filter(organisation__in=units, until__isnull=True)
        here |= Q(pk__in=tasks.values("matter"))
    return here


def pool(place: Place, actor: Actor) -> QuerySet[Matter]:
    """What waits to be sorted at a place and below, the earliest clock first."""
    starts = [
        Q(process=version, step=step.key)
        for version in _steps_in_use()
        for step in read_process(version).line
        if step.opens == "sorting"
    ]
    waiting = Q(pk__in=[])
    for start in starts:
        waiting |= start
    here = visible_to(actor).filter(waiting, place__path__startswith=place.path)
    return by_clock(here.select_related("place", "process", "holder"))


def held_by(person: Person) -> list[Work]:
    """The matters a person holds, for hand-over when their duty ends."""
    held = by_clock(Matter.objects.filter(holder=person, step__isnull=False))
    return [
        Work(str(each.pk), f"{each.number} {each.title}".strip(), "", getattr(each, "due_on", None)) for each in held
    ]


def open_below(place: Place) -> int:
    """How many matters are still open at a place and below it, for whoever wants to end the place."""
    return Matter.objects.filter(under(place.pk, "place__"), step__isnull=False).count()


@dataclass(frozen=True)
class Stuck:
    """A matter that nobody can move: its step, and the roles that could."""

    matter: Matter
    step: str
    needs: tuple[str, ...]


def stuck(on: date) -> list[Stuck]:
    """Every open matter whose present step nobody living may complete on this day (process x place).

    Whoever is away has a deputy, so leave leaves no step without somebody. A few queries however many matters.
    """
    found = []
    duties, tasks = _duties(on), _tasks()
    open_ones = Matter.objects.filter(step__isnull=False).select_related("place", "process").order_by("raised_at", "pk")
    for matter in open_ones.iterator():
        by = read_process(matter.process).step(matter.step or "").by
        if by.isdisjoint(GIVEN) and by.isdisjoint(_held_at(matter, duties, tasks)):
            found.append(Stuck(matter, matter.step or "", tuple(sorted(by))))
    return found


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


def _tasks() -> dict[UUID, list[UUID]]:
    """The units that have a task, by matter."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for matter, unit in Concerned.objects.filter(until__isnull=True).values_list("matter", "organisation"):
        found[matter].append(unit)
    return found


def _held_at(matter: Matter, duties: dict[str, set[str]], tasks: dict[UUID, list[UUID]]) -> set[str]:
    where = [*matter.place.ancestry, *(f"organisation:{unit}" for unit in tasks.get(matter.pk, ()))]
    return set().union(*(duties.get(each, set()) for each in where))
