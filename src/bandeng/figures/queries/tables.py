"""Where most trouble is, and units beside each other."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from bandeng.core import figures as core
from bandeng.figures.queries.rows import FUNNEL, Asked, in_period
from bandeng.places.models import WIDE, Place

MOST_SPOTS = 10


@dataclass(frozen=True)
class Spot:
    """A category at a place: how many, and per 1,000 households where their number is known."""

    place: Place
    category: str
    count: int

    @property
    def per_thousand(self) -> float | None:
        return round(self.count * 1000 / self.place.households, 1) if self.place.households else None


def spots(asked: Asked, most: int = MOST_SPOTS) -> list[Spot]:
    """Categories at places with the most matters raised in the period: at communities, or within one at its places."""
    raised = in_period(asked).filter(figure=FUNNEL, verdict="n").order_by()
    counted: Counter[tuple[str, str]] = Counter()
    wide = asked.place.level in WIDE
    for place, category, count in raised.values_list("place", "category").annotate(count=Count("pk")):
        counted[place.partition(".")[0] if wide else place, category] += count
    places = Place.objects.in_bulk([place for place, _ in counted])
    found = [Spot(places[place], category, count) for (place, category), count in counted.items()]
    return sorted(found, key=lambda spot: (-spot.count, spot.place.pk, spot.category))[:most]


@dataclass(frozen=True)
class UnitLine:
    """A unit beside others: its items on time, and what kinds of work it had."""

    unit: UUID
    share: core.Share
    mix: tuple[tuple[str, int], ...]


def by_unit(asked: Asked) -> tuple[list[UnitLine], int]:
    """Units with enough items to stand beside each other, in the order of their number; and how many have too few."""
    grouped = in_period(asked).filter(figure="on_time_rate", unit__isnull=False).order_by()
    verdicts: dict[UUID, Counter[str]] = defaultdict(Counter)
    mix: dict[UUID, Counter[str]] = defaultdict(Counter)
    for unit, category, verdict, count in grouped.values_list("unit", "category", "verdict").annotate(n=Count("pk")):
        verdicts[unit][verdict] += count
        mix[unit][category] += count
    lines = [
        UnitLine(unit, core.share_of(told), tuple(sorted(mix[unit].items(), key=lambda each: (-each[1], each[0]))))
        for unit, told in verdicts.items()
    ]
    enough = [line for line in lines if core.rule("compare_from") <= line.share.N]
    return sorted(enough, key=lambda line: (-line.share.N, str(line.unit))), len(lines) - len(enough)
