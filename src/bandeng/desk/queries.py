"""What the home pages count and list, from the rooms below. Every figure is n of N, counted from records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery

from bandeng.commitments.models import State, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Matter, Raising
from bandeng.people.models import Duty
from bandeng.people.queries import living
from bandeng.places.models import Level, Place


@dataclass(frozen=True)
class Share:
    """n of N."""

    n: int
    N: int


@dataclass(frozen=True)
class Row:
    """A matter in a list: its lamp, who holds it, how many raised it."""

    matter: Matter
    lamp: showing.Lamp | None
    unit: str
    raisers: int
    status: str
    ending: str
    solved: bool


def home_place() -> Place | None:
    """Whose home "/" is: the community that came to this site first."""
    return Place.objects.filter(level=Level.COMMUNITY, valid_to=None).order_by("joined", "code").first()


def listed(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Matters with all that a list shows of each, in a fixed number of queries."""
    raisers = Raising.objects.filter(matter=OuterRef("pk"), withdrawn_at__isnull=True).order_by().values("matter")
    running = Deadline.objects.filter(stopped_at__isnull=True).order_by("due_on").select_related("matter")
    items = WorkItem.objects.exclude(state=State.DROPPED).select_related("lead").order_by("set_at")
    return (
        rows.select_related("place", "process")
        .annotate(raisers=Subquery(raisers.annotate(n=Count("pk")).values("n")))
        .annotate(next_due=Subquery(running.filter(matter=OuterRef("pk")).values("due_on")[:1]))
        .prefetch_related(Prefetch("deadlines", running.prefetch_related("changes", "pauses"), to_attr="running"))
        .prefetch_related(Prefetch("items", items, to_attr="shown_items"), "ratings", "milestones")
    )


def as_rows(found: list[Matter], now: datetime) -> list[Row]:
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
            )
        )
    return rows


def being_handled(place: Place) -> QuerySet[Matter]:
    """Public matters that have not ended, the most pressing clock first."""
    open_ones = matters.public_at(place).filter(step__isnull=False)
    return listed(open_ones).order_by(F("next_due").asc(nulls_last=True), "-raised_at")


def ended(place: Place) -> QuerySet[Matter]:
    """Public matters that have ended, solved or not, the newest first."""
    return listed(matters.public_at(place).filter(step__isnull=True)).order_by("-closed_at", "-pk")


def overdue_count(place: Place, on: date) -> Share:
    """Open public matters with a clock that has run out, of all open public ones."""
    open_ones = matters.public_at(place).filter(step__isnull=False).order_by()
    late = Deadline.objects.filter(matter=OuterRef("pk"), stopped_at__isnull=True, due_on__lt=on)
    return Share(open_ones.filter(Exists(late)).count(), open_ones.count())


def kept_this_month(place: Place, now: datetime) -> Share:
    """Work items due this month by their first date and checked by then, of all due this month so far told."""
    first = local_day(now).replace(day=1)
    due = WorkItem.objects.filter(
        matter__place__path__startswith=place.path, matter__sealed=False, deadline__original_due_on__gte=first,
        deadline__original_due_on__lt=_next_month(first),
    )  # fmt: skip
    kept = due.filter(state=State.SETTLED, done_at__date__lte=F("deadline__original_due_on"))
    return Share(kept.count(), due.count())


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def overdue_items(place: Place, on: date) -> QuerySet[WorkItem]:
    """Claimed items whose date has passed, the oldest first: nobody's lateness is hidden."""
    return (
        WorkItem.objects.filter(
            matter__place__path__startswith=place.path, matter__sealed=False, matter__accepted_at__isnull=False,
            state=State.ACTIVE, deadline__due_on__lt=on,
        )
        .select_related("matter__place", "lead", "deadline__matter")
        .prefetch_related("deadline__changes", "deadline__pauses")
        .order_by("deadline__due_on")
    )  # fmt: skip


def promised(place: Place, on: date) -> QuerySet[WorkItem]:
    """Claimed items under way, the next date first, without those that `overdue_items` lists."""
    return (
        WorkItem.objects.filter(
            matter__place__path__startswith=place.path, matter__sealed=False, matter__accepted_at__isnull=False,
            state__in=[State.ACTIVE, State.DONE],
        )
        .exclude(state=State.ACTIVE, deadline__due_on__lt=on)
        .select_related("matter__place", "lead", "deadline__matter")
        .prefetch_related("deadline__changes", "deadline__pauses")
        .order_by("deadline__due_on")
    )  # fmt: skip


def building_heads(place: Place, on: date) -> QuerySet[Duty]:
    """Whom a neighbour may ask at the door: those who look after a building of this place, by their public names."""
    return (
        Duty.objects.filter(
            living(on), role="building_head", place__path__startswith=place.path, person__erased_at__isnull=True
        )
        .select_related("place", "person")
        .order_by("place__code")
    )


def with_lamps(items: Iterable[WorkItem], now: datetime) -> list[tuple[WorkItem, showing.Lamp]]:
    """Items each with its lamp; one query for the calendar."""
    shown = list(items)
    calendar = matters.calendar_of(shown[0].chain) if shown else None
    return [(item, showing.lamp(item.deadline, now, calendar=calendar)) for item in shown if item.deadline]
