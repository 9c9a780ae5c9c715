"""The register of suggestions: narrowed to what somebody asks for, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from bandeng.people.models import Organisation
from bandeng.people.queries import under
from bandeng.research.models import Suggestion, Way

NONE = "none"
SOURCES = ("research", "resident", "meeting")


@dataclass(frozen=True)
class Asked:
    """What the register is narrowed to; "" for everything.

    way, adoption   a key of theirs, "none" for what has none yet
    dates           "answered", "open" (a unit was asked and has not answered), "due" (its day is over), "in_time",
                    "late" (answered after its day, or not at all)
    """

    way: str = ""
    source: str = ""
    unit: str = ""
    adoption: str = ""
    dates: str = ""
    year: int | None = None
    words: str = ""


def register(paths: Sequence[str], asked: Asked | None = None, today: date | None = None) -> QuerySet[Suggestion]:
    """The suggestions under these paths, the newest first; `today` is asked for where dates are."""
    rows = _all(paths, asked.year if asked else None).select_related("place", "unit")
    if asked is not None:
        rows = rows.filter(*_conditions(asked), _dated(asked.dates, today))
    return rows.order_by("-said_on", "-number", "pk")


def _all(paths: Sequence[str], year: int | None) -> QuerySet[Suggestion]:
    rows = Suggestion.objects.filter(under(paths, "place__"))
    return rows if year is None else rows.filter(said_on__range=(date(year, 1, 1), date(year, 12, 31)))


def _conditions(asked: Asked) -> list[Q]:
    named = {"way": asked.way, "source": asked.source, "unit": asked.unit, "adoption": asked.adoption}
    found = [Q(**{name: "" if value == NONE else value}) for name, value in named.items() if value]
    words = asked.words.split()
    return [*found, *(Q(text__icontains=word) | Q(number__icontains=word) for word in words)]


def _dated(dates: str, today: date | None) -> Q:
    """As the figures count them: what was entered after its day has no date to keep."""
    over, in_time = Q(later=False, due_on__lt=today), Q(answered_on__lte=F("due_on"))
    return {
        "answered": Q(answered_on__isnull=False), "open": Q(unit__isnull=False, answered_on=None),
        "due": over, "in_time": over & in_time, "late": over & (Q(answered_on=None) | Q(answered_on__gt=F("due_on"))),
    }.get(dates, Q())  # fmt: skip


def units_of(paths: Sequence[str]) -> QuerySet[Organisation]:
    """The units that were asked of suggestions under these paths."""
    asked = Suggestion.objects.filter(under(paths, "place__"), unit__isnull=False).order_by().values("unit")
    return Organisation.objects.filter(pk__in=asked).order_by("name", "pk")


def years_of(paths: Sequence[str]) -> list[int]:
    """The years in which something was suggested, the latest first."""
    days = Suggestion.objects.filter(under(paths, "place__")).order_by().dates("said_on", "year", order="DESC")
    return [each.year for each in days]


@dataclass(frozen=True)
class Counts:
    """Suggestions in all, by way and by answer; `in_time` of `due` were answered by their date.

    Those entered after their day are in the numbers of suggestions, and never in those of dates.
    """

    total: int
    ways: Mapping[str, int]
    sources: Mapping[str, int]
    adoptions: Mapping[str, int]
    answered: int
    in_time: int
    due: int

    @property
    def late(self) -> int:
        """How many of those whose day is over were answered after it, or not at all."""
        return self.due - self.in_time


def counts(paths: Sequence[str], today: date, year: int | None = None) -> Counts:
    """The register counted under these paths, or one year of it; one query."""
    own, told = Q(later=False), Q(answered_on__isnull=False)
    by = {f"way_{key}": Count("pk", filter=Q(way=key)) for key in (*Way.values, "")}
    by |= {f"of_{key}": Count("pk", filter=Q(source=key)) for key in SOURCES}
    by |= {f"is_{key}": Count("pk", filter=Q(adoption=key)) for key in ("A", "B", "C", "D", "")}
    found = _all(paths, year).aggregate(
        total=Count("pk"), told=Count("pk", filter=told),
        in_time=Count("pk", filter=own & Q(answered_on__lte=F("due_on"), due_on__lt=today)),
        due=Count("pk", filter=own & Q(due_on__lt=today)), **by,
    )  # fmt: skip
    return Counts(
        total=found["total"], answered=found["told"], in_time=found["in_time"], due=found["due"],
        ways={key: found[f"way_{key}"] for key in (*Way.values, "")},
        sources={key: found[f"of_{key}"] for key in SOURCES},
        adoptions={key: found[f"is_{key}"] for key in ("A", "B", "C", "D", "")},
    )  # fmt: skip
