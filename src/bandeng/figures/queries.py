"""Adding up what was counted: shares, histograms and people of any place, period, unit, category and channel.

A day lies in a period when it is not before `from_on` and not after `to_on` or today, whichever comes first: what falls
due tomorrow is not counted today.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from bandeng.core import figures as core
from bandeng.core.categories import parts_of
from bandeng.core.refusal import Refusal
from bandeng.figures.models import CountedRecord, CountedUpTo
from bandeng.matters import queries as matters
from bandeng.people.acting import Actor
from bandeng.places.models import Level, Place
from bandeng.places.queries import under

PEOPLE, ACTIVITIES, FUNNEL = "participation_breadth", "deliberation_yield", "conversion_funnel"
SELF_FOUND = ("grid",)
"""Channels by which the community finds something itself (未诉先办)."""

MOST_SPOTS = 10


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


@dataclass(frozen=True)
class Answer:
    """One figure of a place and period.

    parts       its further counts by key
    histogram   its durations; for a stock the ages, exact in days
    mean        (sum, number) of what its values are the mean of
    """

    definition: core.Definition
    share: core.Share
    parts: Mapping[str, "PartAnswer"] = field(default_factory=dict)
    histogram: core.Histogram | None = None
    mean: tuple[int, int] | None = None


@dataclass(frozen=True)
class PartAnswer:
    """A further count of a figure."""

    share: core.Share
    histogram: core.Histogram | None = None
    mean: tuple[int, int] | None = None


@dataclass(frozen=True)
class Spot:
    """A category at a place: how many, and per 1,000 households where their number is known."""

    place: Place
    category: str
    count: int

    @property
    def per_thousand(self) -> float | None:
        return round(self.count * 1000 / self.place.households, 1) if self.place.households else None


# --- rows ---


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


STOCK = "overdue_stock_and_age"


def as_of(place: Place) -> datetime | None:
    """The moment of the newest entry that is counted, of the chains at and below a place."""
    chains = Place.objects.filter(under(place.pk)).order_by().values("chain")
    newest = CountedUpTo.objects.filter(chain__in=chains, at__isnull=False).order_by("-at").first()
    return newest.at if newest else None


# --- figures ---

Counts = dict[str, Counter[str]]
Values = dict[str, Counter[int]]


def figures(asked: Asked) -> dict[str, Answer]:
    """Every figure that has anything to count, by key, in the order of the shelf; a fixed number of queries."""
    verdicts, values = _added_up(asked)
    found = {}
    for definition in core.definitions().values():
        answer = SPECIAL.get(definition.key, _plain)(definition, asked, verdicts, values)
        if answer is not None:
            found[definition.key] = answer
    return found


def _added_up(asked: Asked) -> tuple[Counts, Values]:
    """Verdicts and values by figure. Values are those of n alone."""
    verdicts: Counts = defaultdict(Counter)
    values: Values = defaultdict(Counter)
    grouped = in_period(asked).exclude(figure__startswith=STOCK).values_list("figure", "verdict", "value")
    for figure, verdict, value, count in grouped.annotate(count=Count("pk")).order_by():
        verdicts[figure][verdict] += count
        if value is not None and verdict == "n":
            values[figure][value] += count
    return verdicts, values


def _plain(
    definition: core.Definition, asked: Asked, verdicts: Counts, values: Values, more: Mapping[str, PartAnswer] = {}
) -> Answer | None:
    share = core.share_of(verdicts[definition.key])
    parts = {part.key: _part(part, f"{definition.key}.{part.key}", verdicts, values) for part in definition.parts}
    told = {key: part for key, part in {**parts, **more}.items() if not part.share.nothing}
    if share.nothing and not told:
        return None
    return Answer(
        definition, share, told, _histogram(definition.scale, values[definition.key]),
        _mean(definition.mean, values[definition.key]),
    )  # fmt: skip


def _part(part: core.Part, figure: str, verdicts: Counts, values: Values) -> PartAnswer:
    return PartAnswer(
        core.share_of(verdicts[figure]), _histogram(part.scale, values[figure]), _mean(part.mean, values[figure])
    )


def _histogram(scale: core.Scale | None, values: Counter[int]) -> core.Histogram | None:
    return core.Histogram(scale, dict(values)) if scale else None


def _mean(of: str, values: Counter[int]) -> tuple[int, int] | None:
    return (sum(value * count for value, count in values.items()), values.total()) if of else None


def _satisfaction(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """Coverage stands beside it: rated of those who had a final reply."""
    share = core.share_of(verdicts[definition.key])
    coverage = core.Share(share.N, share.N + sum(share.excluded.values()))
    return _plain(definition, asked, verdicts, values, {"coverage": PartAnswer(coverage)})


def _stock(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """What stands on the last day: ages counted exactly, from the day after the date that passed."""
    counted: Counter[str] = Counter()
    ages: Counter[int] = Counter()
    for figure, day, count in standing(asked).values_list("figure", "day").annotate(count=Count("pk")).order_by():
        counted[figure] += count
        if figure == STOCK:
            ages[core.bin_of((asked.last - day).days + 1, core.Scale.DAYS)] += count
    unclaimed = counted[f"{STOCK}.unclaimed"]
    if not counted:
        return None
    parts = {"unclaimed": PartAnswer(core.Share(unclaimed, unclaimed))} if unclaimed else {}
    share = core.Share(counted[STOCK], counted[f"{STOCK}.open"])
    return Answer(definition, share, parts, core.Histogram(core.Scale.DAYS, dict(ages)))


def _people(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """Distinct people; first-timers are those who had raised nothing at the place before the period."""
    share = core.share_of(verdicts[definition.key])
    if share.nothing:
        return None
    known = in_period(asked).filter(figure=PEOPLE, verdict="n").order_by()
    people = core.People.of(known.values_list("who", flat=True).distinct())
    earliest = CountedRecord.objects.filter(under(asked.place.pk, "place__"), figure=PEOPLE, verdict="n")
    since = earliest.values("who").annotate(first=Min("day")).filter(first__gte=asked.from_on)
    first = people.keys & set(since.values_list("who", flat=True))
    share = core.Share(len(people), len(people), excluded=share.excluded)
    parts = {"first_timers": PartAnswer(core.Share(len(first), len(people)))} if people else {}
    return Answer(definition, share, parts)


def _yield(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """Solved problems of activities, each activity once."""
    activities = in_period(asked).filter(figure=ACTIVITIES).order_by().values("matter__chain", "who").distinct()
    told = _plain(definition, asked, verdicts, values)
    if told is None:
        return None
    return Answer(definition, core.Share(verdicts[f"{ACTIVITIES}.solved"]["n"], activities.count()), told.parts)


def _funnel(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """Each point as a part, of those raised."""
    share, masks = core.share_of(verdicts[FUNNEL]), values[FUNNEL]
    if share.nothing:
        return None
    parts = {
        point: PartAnswer(core.Share(sum(count for mask, count in masks.items() if mask >> place & 1), share.N))
        for place, point in enumerate(core.FUNNEL)
        if share.N
    }
    if not parts:
        return Answer(definition, share)
    return Answer(definition, core.Share(parts["rated"].share.n, share.N, excluded=share.excluded), parts)


def _spots(definition: core.Definition, asked: Asked, verdicts: Counts, values: Values) -> Answer | None:
    """Found by the community itself, of all raised; where they are, `spots` tells."""
    raised = in_period(asked).filter(figure=FUNNEL, verdict="n").order_by()
    by_channel: dict[str, int] = dict(raised.values_list("channel").annotate(count=Count("pk")))
    if not by_channel:
        return None
    return Answer(definition, core.Share(sum(by_channel.get(way, 0) for way in SELF_FOUND), sum(by_channel.values())))


SPECIAL: dict[str, Any] = {
    "satisfaction": _satisfaction,
    STOCK: _stock,
    PEOPLE: _people,
    ACTIVITIES: _yield,
    FUNNEL: _funnel,
    "hot_spots": _spots,
}


# --- tables ---


def spots(asked: Asked, most: int = MOST_SPOTS) -> list[Spot]:
    """Categories at places with the most matters raised in the period: at communities, or within one at its places."""
    raised = in_period(asked).filter(figure=FUNNEL, verdict="n").order_by()
    counted: Counter[tuple[str, str]] = Counter()
    wide = asked.place.level in (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.STREET)
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


# --- the records behind a figure ---


@dataclass(frozen=True)
class Records:
    """The rows behind a figure: those whose matter the reader may see, and how many others there are."""

    shown: QuerySet[CountedRecord]
    hidden: int


def records(asked: Asked, figure: str, which: str, actor: Actor) -> Records:
    """The rows a figure counts.

    figure   a key, with a part after a dot
    which    "n", "N" (both those in n and the rest of N), "N:name", "x:reason"; a milestone of the funnel
    """
    found = _behind(asked, figure, which).select_related("matter__place")
    seen = found.filter(matter__in=matters.visible_to(actor))
    return Records(seen.order_by("-day", "matter__number", "pk"), found.count() - seen.count())


def _behind(asked: Asked, figure: str, which: str) -> QuerySet[CountedRecord]:
    key, _, part = figure.partition(".")
    if key == STOCK:
        return standing(asked).filter(figure=figure if which == "n" else f"{STOCK}.open")
    found = in_period(asked)
    if key == FUNNEL and part:
        reached = found.filter(figure=FUNNEL, verdict="n")
        bit = 1 << core.FUNNEL.index(part)
        masks = [mask for mask in range(1 << len(core.FUNNEL)) if mask & bit]
        return reached.filter(value__in=masks) if which == "n" else reached
    if figure == "satisfaction.coverage":
        found = found.filter(figure="satisfaction")
        return found.exclude(verdict="x:no_answer") if which == "n" else found
    if key == "hot_spots":
        found = found.filter(figure=FUNNEL, verdict="n")
        return found.filter(channel__in=SELF_FOUND) if which == "n" else found
    if key == ACTIVITIES and not part:
        return found.filter(figure=f"{ACTIVITIES}.solved", verdict="n") if which == "n" else found.filter(figure=key)
    if key == PEOPLE and part:
        return found.filter(figure=PEOPLE, verdict="n")
    return found.filter(_which(which), figure=figure)


def _which(which: str) -> Q:
    inside = Q(verdict="n") | Q(verdict="N") | Q(verdict__startswith="N:")
    return inside if which == "N" else Q(verdict=which)


def verdicts_known(figure: str) -> Iterable[str]:
    """What may be asked of a figure beside n and N."""
    told = core.definition(figure.partition(".")[0])
    return [*(f"N:{key}" for key in told.among), *(f"x:{key}" for key in told.excluded)]
