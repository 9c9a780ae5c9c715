"""A newly published calendar moves due dates, openly; running it again moves nothing (I6)."""

from datetime import datetime
from itertools import groupby
from uuid import UUID

from bandeng.core.deadline import DueChange, OpenDeadline, recompute
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter
from bandeng.matters.acts import DeadlineRecomputed
from bandeng.matters.models import Deadline, Matter
from bandeng.matters.queries.clocks import with_history
from bandeng.people.acting import Actor, system
from bandeng.places.models import HolidayTable
from bandeng.records.actions import action

CALENDAR = system("calendar")


def recompute_deadlines(*, table: HolidayTable, at: datetime, actor: Actor = CALENDAR) -> int:
    """Work every running deadline out again under a table that was just loaded; returns how many changed.

    Each change is an act in its matter's own chain, old and new beside each other. Matters are done one by one, so
    that a long list holds no lock for long; a run that was cut off is simply run again.
    """
    told = f"{table.layer} {table.year}"
    running = queries.open_deadlines(table.layer)
    matters = [matter for matter, _ in groupby(running, key=lambda deadline: deadline.matter)]
    return sum(_recompute(matter=matter, told=told, actor=actor, at=at) for matter in matters)


@action
def _recompute(*, matter: Matter, told: str, actor: Actor, at: datetime) -> int:
    matter = queries.locked(matter)
    running = with_history(matter.deadlines.filter(stopped_at__isnull=True))
    calendar = queries.calendar_of(matter.chain)
    changes = recompute([_open(deadline) for deadline in running.order_by("pk")], lambda _: calendar)
    for change in changes:
        enter(_changed(matter, change, told), matter, actor=actor, at=at)
    return len(changes)


def _open(deadline: Deadline) -> OpenDeadline:
    return OpenDeadline(str(deadline.pk), queries.facts_of(deadline), deadline.due_on, deadline.provisional)


def _changed(matter: Matter, change: DueChange, told: str) -> DeadlineRecomputed:
    return DeadlineRecomputed(
        matter=matter.pk, deadline=UUID(change.key), old=change.old, new=change.new, provisional=change.provisional,
        table=told,
    )  # fmt: skip
