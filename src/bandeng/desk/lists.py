"""All matters of somebody's places, filtered; and as lines."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from bandeng.core.categories import parts_of
from bandeng.core.refusal import Refusal
from bandeng.desk.turn import Turn
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Matter
from bandeng.matters.queries.clocks import very_late
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor

OPEN, ENDED, NEW = "open", "ended", "new"


def asked_for(actor: Actor, asked: Mapping[str, Any], on: date) -> QuerySet[Matter]:
    """The matters of the actor's places that a filter asks for, the earliest clock first, ended ones last."""
    here = matters.visible_to(actor).filter(at_places(actor, matters.HANDLERS | matters.OVERSEERS))
    running = Deadline.objects.filter(matter=OuterRef("pk"), stopped_at=None).order_by("due_on")
    found = here.filter(*_conditions(asked, on)).annotate(next_due=Subquery(running.values("due_on")[:1]))
    return found.order_by(F("next_due").asc(nulls_last=True), "-raised_at", "pk")


def _conditions(asked: Mapping[str, Any], on: date) -> list[Q | Exists]:
    conditions: list[Q | Exists] = []
    if state := asked.get("state"):
        conditions.append({OPEN: Q(step__isnull=False), ENDED: Q(step=None), NEW: Q(accepted_at=None)}[state])
    if step := asked.get("step"):
        conditions.append(Q(step=step))
    if category := asked.get("category"):
        conditions.append(Q(category__in=[category, *_parts(category)]))
    if severity := asked.get("severity"):
        conditions.append(Q(severity=int(severity)))
    if channel := asked.get("channel"):
        conditions.append(Q(channel=channel))
    if asked.get("overdue"):
        conditions.append(Exists(Deadline.objects.filter(matter=OuterRef("pk"), stopped_at=None, due_on__lt=on)))
    if asked.get("very_overdue"):
        conditions.append(
            Exists(Deadline.objects.filter(very_late(on, "due_on"), matter=OuterRef("pk"), stopped_at=None))
        )
    if words := asked.get("q", "").strip():
        conditions.append(Q(number__icontains=words) | Q(title__icontains=words) | Q(summary__icontains=words))
    return conditions


def _parts(category: str) -> list[str]:
    try:
        return [part.key for part in parts_of(category)]
    except Refusal:
        return []


def shown_rows(found: Sequence[Matter], now: datetime) -> list[Turn]:
    """Full matters as lines without an act: where they stand."""
    calendar = matters.calendar_of(found[0].chain) if found else None
    return [_row(matter, now, calendar) for matter in found]


def _row(matter: Matter, now: datetime, calendar: Any) -> Turn:
    clock = next(iter(matter.running), None)  # type: ignore[attr-defined]
    units = dict.fromkeys(str(item.lead) for item in matter.work if item.lead)  # type: ignore[attr-defined]
    return Turn(
        matter=matter, lamp=showing.lamp(clock, now, calendar=calendar) if clock else None, deed=None,
        waits=" · ".join([showing.status(matter), *units]), raisers=matter.raisers_n or 0,  # type: ignore[attr-defined]
        unsafe=bool(matter.unsafe),  # type: ignore[attr-defined]
    )  # fmt: skip
