"""The rows that a question asks for: of a place and below, of a period, by unit, category and channel.

A day lies in a period when it is not before `from_on` and not after `to_on` or today, whichever comes first: what falls
due tomorrow is not counted today.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.core.categories import parts_of
from bandeng.core.refusal import Refusal
from bandeng.figures.models import CountedRecord, CountedUpTo
from bandeng.places.models import Place
from bandeng.places.queries import under

PEOPLE, ACTIVITIES, FUNNEL = "participation_breadth", "deliberation_yield", "conversion_funnel"
STOCK = "overdue_stock_and_age"
SELF_FOUND = ("grid",)
"""Channels by which the community finds something itself (未诉先办)."""


@dataclass(frozen=True)
class Asked:
    """What figures are asked for; both days are inside. `today` is the last day that can be counted."""

    place: Place
    from_on: date
    to_on: date
    today: date
    unit: UUID | None = None
    category: str = ""
    channel: str = ""

    @property
    def last(self) -> date:
        """The last day of the period that has come."""
        return min(self.to_on, self.today)


def rows_of(asked: Asked) -> QuerySet[CountedRecord]:
    """The rows of the place and below that the filters leave, of any day."""
    found = CountedRecord.objects.filter(under(asked.place.pk, "place__"))
    if asked.unit:
        found = found.filter(unit=asked.unit)
    if asked.category:
        found = found.filter(category__in=[asked.category, *_parts(asked.category)])
    return found.filter(channel=asked.channel) if asked.channel else found


def _parts(category: str) -> list[str]:
    try:
        return [part.key for part in parts_of(category)]
    except Refusal:
        return []


def in_period(asked: Asked) -> QuerySet[CountedRecord]:
    """The rows whose day lies in the period."""
    return rows_of(asked).filter(day__gte=asked.from_on, day__lte=asked.last)


def standing(asked: Asked) -> QuerySet[CountedRecord]:
    """The rows of stocks that stand on the last day of the period."""
    still = Q(until=None) | Q(until__gt=asked.last)
    return rows_of(asked).filter(still, figure__startswith=STOCK, day__lte=asked.last)


def as_of(place: Place) -> datetime | None:
    """The moment of the newest entry that is counted, of the chains at and below a place."""
    chains = Place.objects.filter(under(place.pk)).order_by().values("chain")
    newest = CountedUpTo.objects.filter(chain__in=chains, at__isnull=False).order_by("-at").first()
    return newest.at if newest else None
