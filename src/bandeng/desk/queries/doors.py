"""What the home page and its doors count and list, from the rooms below; every figure is n of N, from records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from bandeng.commitments.models import State, WorkItem
from bandeng.commitments.queries.promises import newest_words
from bandeng.core.deadline import local_day
from bandeng.desk.queries.rows import listed
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Deadline, Matter
from bandeng.people.models import Duty
from bandeng.people.queries import living
from bandeng.places.models import Level, Place


@dataclass(frozen=True)
class Share:
    """n of N."""

    n: int
    N: int


def home_place() -> Place | None:
    """Whose home "/" is: the community that came to this site first."""
    return Place.objects.filter(level=Level.COMMUNITY, valid_to=None).order_by("joined", "code").first()


def other_communities(place: Place, most: int = 12) -> list[Place]:
    """The other communities of this site in the order in which they came, for who was led to the wrong one."""
    others = Place.objects.filter(level=Level.COMMUNITY, valid_to=None).exclude(pk=place.pk)
    return list(others.order_by("joined", "code")[:most])


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
        .prefetch_related("deadline__changes", "deadline__pauses", Prefetch("statements", newest_words()))
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
