"""Lists: whose turn it is, what waits to be sorted, what somebody holds."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet

from bandeng.matters.models import Concerned, Matter, ProcessVersion
from bandeng.matters.queries.processes import read_process
from bandeng.matters.queries.seeing import OFFICERS, at_places, visible_to
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.places.queries import under


def by_clock(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The earliest running clock first (`due_on`); matters without one last."""
    running = Q(deadlines__stopped_at__isnull=True) & ~Q(deadlines__kind="matter")
    return matters.annotate(due_on=Min("deadlines__due_on", filter=running)).order_by(
        F("due_on").asc(nulls_last=True), "raised_at", "pk"
    )


InUse = Mapping[ProcessVersion, Collection[str]]
"""The process versions that open matters follow, each with the steps at which some stand."""


def my_turn(actor: Actor, on: date, in_use: InUse | None = None) -> QuerySet[Matter]:
    """The open matters whose present step this actor may complete, the earliest clock first.

    Two queries to know the steps in use, one for the list. What somebody else holds stands in the list too: a holder
    is told beside it.
    """
    turn = Q(pk__in=[])
    for version, steps in (steps_in_use() if in_use is None else in_use).items():
        process = read_process(version)
        for step in steps:
            if step in process.steps:
                turn |= Q(process=version, step=step) & _may_complete(actor, process.step(step).by)
    return by_clock(visible_to(actor).filter(turn).select_related("place", "process", "holder"))


def steps_in_use() -> InUse:
    """Where open matters stand; two queries."""
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
        for version in steps_in_use()
        for step in read_process(version).line
        if step.opens == "sorting"
    ]
    waiting = Q(pk__in=[])
    for start in starts:
        waiting |= start
    here = visible_to(actor).filter(waiting, place__path__startswith=place.path)
    return by_clock(here.select_related("place", "process", "holder"))


def held_by(persons: Collection[Person]) -> list[tuple[UUID, Work]]:
    """The matters these persons hold, each with who does, for hand-over when their duty ends."""
    held = by_clock(Matter.objects.filter(holder__in=persons, step__isnull=False))
    return [(each.holder_id, _work(each)) for each in held if each.holder_id]


def _work(matter: Matter) -> Work:
    return Work(str(matter.pk), f"{matter.number} {matter.title}".strip(), "", getattr(matter, "due_on", None))


def open_below(place: Place) -> int:
    """How many matters are still open at a place and below it, for whoever wants to end the place."""
    return Matter.objects.filter(under(place.pk, "place__"), step__isnull=False).count()
