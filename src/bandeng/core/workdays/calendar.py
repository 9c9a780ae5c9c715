"""The calendar of a place: national days, under the region's own, under a unit's closures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from bandeng.core.refusal import Refusal
from bandeng.core.workdays.tables import DayRow, YearTable

NATIONAL = ""
SATURDAY = 5


@dataclass(frozen=True)
class Region:
    """A region that publishes holidays of its own, e.g. Region("64", "宁夏", "Ningxia")."""

    prefix: str
    zh: str
    en: str


@dataclass(frozen=True)
class Missing:
    """A year whose table is not loaded. `region` is None for the national table."""

    year: int
    region: Region | None = None

    def __str__(self) -> str:
        return f"{self.region.en if self.region else 'national'} {self.year} not loaded"


@dataclass(frozen=True)
class Reason:
    """Why a day is not counted. `str()` gives the stable English words that the command line prints.

    kind     "weekend", "holiday", "closure" or "pause"
    zh, en   the holiday, closure or reason of the pause; empty for a weekend
    region   set when the holiday is the region's own
    """

    kind: Literal["weekend", "holiday", "closure", "pause"]
    zh: str = ""
    en: str = ""
    region: Region | None = None

    def __str__(self) -> str:
        words = self.kind + (f": {self.en}" if self.en else "")
        return words + (f" ({self.region.en})" if self.region else "")


@dataclass(frozen=True)
class _Ruling:
    row: DayRow
    region: Region | None = None
    closure: bool = False


@dataclass(frozen=True)
class Calendar:
    """Immutable; a further year gives a new calendar.

    tables     national ("") and regional year tables; of two for the same region and year the later given one
               holds, so `Calendar((*shelf_tables(), *loaded))` lets an administrator's year replace ours
    regions    the regions the place lies in that publish holidays of their own
    closures   rows of one unit; they win over everything
    Raises     Refusal: "other_region" for a table of a region that is not in `regions`.
    Source     domain.md 3.5: national < regional < unit.
    """

    tables: tuple[YearTable, ...] = ()
    regions: tuple[Region, ...] = ()
    closures: tuple[DayRow, ...] = ()

    def __post_init__(self) -> None:
        for table in self.tables:
            if table.region not in self._layers:
                raise Refusal("other_region", region=table.region, year=table.year)

    def is_workday(self, day: date) -> bool:
        return self.reason_off(day) is None

    def reason_off(self, day: date) -> Reason | None:
        """Why nobody works on this day; None on a working day."""
        ruling = self._days.get(day)
        if ruling is None:
            return Reason("weekend") if day.weekday() >= SATURDAY else None
        if ruling.row.kind == "work":
            return None
        return Reason("closure" if ruling.closure else "holiday", ruling.row.zh, ruling.row.en, ruling.region)

    def made_up_for(self, day: date) -> Reason | None:
        """The holiday that a worked weekend day makes up for; None for any other day."""
        ruling = self._days.get(day)
        if ruling is None or ruling.row.kind == "rest" or day.weekday() < SATURDAY:
            return None
        return Reason("holiday", ruling.row.zh, ruling.row.en, ruling.region)

    def missing(self, day: date) -> tuple[Missing, ...]:
        """The tables that this day would need and that are not loaded, widest first."""
        layers, year = self._layers.items(), day.year
        return tuple(Missing(year, region) for prefix, region in layers if (prefix, year) not in self._tabled)

    def workday_on_or_after(self, day: date) -> date:
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def workdays_between(self, after: date, until: date) -> int:
        """Working days after the one and up to and with the other; 0 if `until` is not later."""
        return sum(self.is_workday(after + timedelta(days=count)) for count in range(1, (until - after).days + 1))

    def with_year(self, table: YearTable) -> "Calendar":
        """This calendar with one more year, or with a year replaced."""
        return replace(self, tables=(*self.tables, table))

    def with_closures(self, rows: Iterable[DayRow]) -> "Calendar":
        """This calendar with closed days of one unit added."""
        return replace(self, closures=(*self.closures, *rows))

    @cached_property
    def _layers(self) -> Mapping[str, Region | None]:
        wide_first = sorted(self.regions, key=lambda region: len(region.prefix))
        return {NATIONAL: None} | {region.prefix: region for region in wide_first}

    @cached_property
    def _tabled(self) -> Mapping[tuple[str, int], YearTable]:
        return {(table.region, table.year): table for table in self.tables}

    @cached_property
    def _days(self) -> Mapping[date, _Ruling]:
        days: dict[date, _Ruling] = {}
        # What comes later holds: a narrow region after a wide one, and a later year's notice, since it may
        # reach back into December.
        for table in sorted(self._tabled.values(), key=lambda table: (len(table.region), table.year)):
            days.update((row.day, _Ruling(row, self._layers[table.region])) for row in table.rows)
        days.update((row.day, _Ruling(row, closure=True)) for row in self.closures)
        return days
