"""Adding up what was counted: shares, histograms and people of any place and period."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min

from bandeng.core import figures as core
from bandeng.figures.models import CountedRecord
from bandeng.figures.queries.rows import ACTIVITIES, FUNNEL, PEOPLE, SELF_FOUND, STOCK, Asked, in_period, standing
from bandeng.places.queries import under


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
