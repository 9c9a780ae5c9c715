"""A county's year: what was held and what was solved, counted from records, for each part of the tree.

Every number is a list behind it: the same filter counts and lists. What is sealed or not accepted yet is in neither.
Sources: "solved" is the resolution rate's n (`figures`); a bench meeting is one of a day and a spot, however many
matters were talked over; meetings of the form room, trips and duty days are one each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet
from django.db.models.functions import Cast, Concat

from bandeng.core.deadline.moments import SHANGHAI
from bandeng.figures.models import CountedRecord
from bandeng.liaison.models import DutyDay, PastRecord
from bandeng.matters.models import BenchNote
from bandeng.meetings.models import Meeting, State
from bandeng.people.queries import under
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research.models import Suggestion, Trip, Way

ACTIVITIES = ("meetings", "benches", "trips", "duty_days", "past_duty_days", "past_activities")
SOLVED = ("solved", "past_problems")
LISTED = (*ACTIVITIES, *SOLVED, "suggestions", "past_suggestions")

PUBLIC = {"matter__sealed": False, "matter__accepted_at__isnull": False}
SHOWN = 20


@dataclass(frozen=True)
class Year:
    """The days of one year."""

    number: int

    @property
    def days(self) -> tuple[date, date]:
        return date(self.number, 1, 1), date(self.number, 12, 31)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        first = datetime.combine(self.days[0], time(), SHANGHAI)
        return first, datetime.combine(date(self.number + 1, 1, 1), time(), SHANGHAI)


@dataclass(frozen=True)
class _Source:
    """What is counted: its rows in a year, where its place's path stands, and what makes one of it."""

    rows: Callable[[Year], "QuerySet[Any]"]
    path: str = "place__path"
    one: Any = "pk"


def _meetings(year: Year) -> "QuerySet[Any]":
    first, after = year.moments
    return Meeting.objects.filter(state__in=[State.OPEN, State.ENDED], starts_at__gte=first, starts_at__lt=after)


def _benches(year: Year) -> "QuerySet[Any]":
    return BenchNote.objects.filter(held_on__range=year.days, meeting_outcome__isnull=True, **PUBLIC)


def _duty_days(later: bool) -> Callable[[Year], "QuerySet[Any]"]:
    return lambda year: DutyDay.objects.filter(on__range=year.days, later=later)


def _past(kind: str) -> Callable[[Year], "QuerySet[Any]"]:
    return lambda year: PastRecord.objects.filter(kind=kind, on__range=year.days)


def _suggestions(later: bool) -> Callable[[Year], "QuerySet[Any]"]:
    return lambda year: Suggestion.objects.filter(said_on__range=year.days, later=later)


BENCH = Concat(F("matter__chain"), Cast("held_on", CharField()), F("where"), output_field=CharField())

SOURCES: dict[str, _Source] = {
    "meetings": _Source(_meetings),
    "benches": _Source(_benches, "matter__place__path", BENCH),
    "trips": _Source(lambda year: Trip.objects.filter(starts_on__range=year.days, sites__visits__isnull=False)),
    "duty_days": _Source(_duty_days(later=False)),
    "past_duty_days": _Source(_duty_days(later=True)),
    "past_activities": _Source(_past("activity")),
    "solved": _Source(
        lambda year: CountedRecord.objects.filter(
            figure="resolution_rate", verdict="n", day__range=year.days, **PUBLIC
        ),
        "place__path", "matter",
    ),
    "past_problems": _Source(_past("problem")),
    "suggestions": _Source(_suggestions(later=False)),
    "past_suggestions": _Source(_suggestions(later=True)),
}  # fmt: skip


def listed(kind: str, place: Place, year: Year) -> "QuerySet[Any]":
    """The records behind a number, unordered."""
    source = SOURCES[kind]
    return source.rows(year).filter(starts(source.path, place.path)).order_by()


def due(place: Place, year: Year, today: date) -> tuple[int, int]:
    """Public matters solved, of those due for closing in a year so far: n and N of the resolution rate. One query."""
    inside = Q(verdict__in=["n", "N"]) | Q(verdict__startswith="N:")
    span = (year.days[0], min(year.days[1], today))
    rows = CountedRecord.objects.filter(inside, starts("place__path", place.path), day__range=span, **PUBLIC)
    found = rows.filter(figure="resolution_rate").aggregate(
        n=Count("matter", filter=Q(verdict="n"), distinct=True), of=Count("matter", distinct=True)
    )
    return found["n"], found["of"]


def narrowed(way: str, adoption: str) -> dict[str, str]:
    """Suggestions of one way ("none": not put forward yet) or one answer ("none": not answered); a word nobody knows
    asks for all of them."""
    asked = {"way": (way, {*Way.values, "none"}), "adoption": (adoption, {*"ABCD", "none"})}
    return {name: "" if key == "none" else key for name, (key, known) in asked.items() if key in known}


def suggested(place: Place, year: Year) -> dict[tuple[str, str, bool], int]:
    """The year's suggestions by way and by answer: ("way", "proposal", entered later) -> how many. One query."""
    keys = [(name, key) for name, known in (("way", Way.values), ("adoption", "ABCD")) for key in (*known, "")]
    by = {
        f"{name}_{key}_{later:d}": Count("pk", filter=Q(**{name: key, "later": later}))
        for name, key in keys for later in (False, True)
    }  # fmt: skip
    rows = Suggestion.objects.filter(starts("place__path", place.path), said_on__range=year.days).order_by()
    found = rows.aggregate(**by)
    return {(name, key, later): found[f"{name}_{key}_{later:d}"] for name, key in keys for later in (False, True)}


@dataclass(frozen=True)
class Row:
    """A place with its numbers by kind."""

    place: Place
    counts: dict[str, int]

    @property
    def activities(self) -> int:
        return sum(self.counts[kind] for kind in ACTIVITIES)

    @property
    def solved(self) -> int:
        return sum(self.counts[kind] for kind in SOLVED)

    @property
    def later(self) -> tuple[int, int]:
        """Of these, entered later: activities, problems."""
        return self.counts["past_activities"] + self.counts["past_duty_days"], self.counts["past_problems"]

    @property
    def suggested(self) -> int:
        return self.counts["suggestions"] + self.counts["past_suggestions"]


def counted(places: Sequence[Place], year: Year) -> list[Row]:
    """Each place with its numbers; one query for each kind, however many places."""
    told: dict[str, dict[str, int]] = {place.pk: {} for place in places}
    if not places:
        return []
    for kind, source in SOURCES.items():
        by = {
            f"n{number}": Count(source.one, filter=starts(source.path, place.path), distinct=True)
            for number, place in enumerate(places)
        }
        here = under([place.path for place in places], source.path.removesuffix("path"))
        rows = source.rows(year).filter(here).order_by()
        found = rows.aggregate(**by)
        for number, place in enumerate(places):
            told[place.pk][kind] = found[f"n{number}"]
    return [Row(place, told[place.pk]) for place in places]


def parts_of(place: Place, year: Year) -> "QuerySet[Place]":
    """The places right under one that stood in a year, in the order of the tree: what was held in one that has ended
    since is in the number of the whole, and so it has a line."""
    stood = Q(valid_to=None) | Q(valid_to__gte=year.days[0])
    return Place.objects.filter(stood, parent=place).order_by("path")
