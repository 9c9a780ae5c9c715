"""Matters as lines of a public list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from bandeng.commitments.models import State, Statement, WorkItem
from bandeng.commitments.queries.promises import newest_words
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Matter, Raising


@dataclass(frozen=True)
class Row:
    """A matter in a list: its lamp, who holds it, how many raised it; units' own words on what is under way."""

    matter: Matter
    lamp: showing.Lamp | None
    unit: str
    raisers: int
    status: str
    ending: str
    solved: bool
    words: list[Statement]


def listed(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Matters with all that a list shows of each, in a fixed number of queries."""
    raisers = Raising.objects.filter(matter=OuterRef("pk"), withdrawn_at__isnull=True).order_by().values("matter")
    running = Deadline.objects.filter(stopped_at__isnull=True).order_by("due_on", "pk").select_related("matter")
    items = WorkItem.objects.exclude(state=State.DROPPED).select_related("lead").order_by("set_at", "pk")
    items = items.prefetch_related(Prefetch("statements", newest_words()))
    return (
        rows.select_related("place", "process")
        .annotate(raisers=Subquery(raisers.annotate(n=Count("pk")).values("n")))
        .annotate(next_due=Subquery(running.filter(matter=OuterRef("pk")).values("due_on")[:1]))
        .prefetch_related(Prefetch("deadlines", running.prefetch_related("changes", "pauses"), to_attr="running"))
        .prefetch_related(Prefetch("items", items, to_attr="shown_items"), "ratings", "milestones")
    )


def as_rows(found: Sequence[Matter], now: datetime) -> list[Row]:
    """Listed matters as rows; no query beyond one for the calendar."""
    calendar = matters.calendar_of(found[0].chain) if found else None
    rows = []
    for matter in found:
        first = min(matter.running, key=lambda each: each.due_on, default=None)  # type: ignore[attr-defined]
        units = dict.fromkeys(str(item.lead) for item in matter.shown_items if item.lead)  # type: ignore[attr-defined]
        rows.append(
            Row(
                matter=matter,
                lamp=showing.lamp(first, now, calendar=calendar) if first else None,
                unit="、".join(units),
                raisers=matter.raisers or 0,  # type: ignore[attr-defined]
                status=showing.status(matter),
                ending=showing.ending(matter),
                solved=showing.solved(matter),
                words=_words(matter.shown_items),  # type: ignore[attr-defined]
            )
        )
    return rows


def _words(items: Sequence[WorkItem]) -> list[Statement]:
    """The last word of each unit on an item under way, the newest first."""
    said = [next(iter(item.statements.all()), None) for item in items if item.state == State.ACTIVE]
    return sorted((each for each in said if each), key=lambda each: each.at, reverse=True)
