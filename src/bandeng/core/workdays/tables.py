"""Holiday tables as plain rows: one table per year and layer, from a file on the shelf or from an administrator."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bandeng.core.refusal import Refusal

Kind = Literal["rest", "work"]


@dataclass(frozen=True)
class DayRow:
    """One day that differs from the plain week, or is named.

    kind     "rest": nobody works; "work": worked although it may be a weekend (make-up day)
    zh, en   the holiday it belongs to, e.g. "国庆节", "National Day"
    source   the notice it comes from
    """

    day: date
    kind: Kind
    zh: str
    en: str
    source: str = ""


@dataclass(frozen=True)
class YearTable:
    """All rows of one published notice: one layer, one year.

    region   "" for the national table, else the code prefix of the region, e.g. "64"
    year     the year the notice is for; its rows may reach into the neighbouring years
    Raises   Refusal: "bad_table" with `why`.
    """

    region: str
    year: int
    rows: tuple[DayRow, ...]

    def __post_init__(self) -> None:
        days = [row.day for row in self.rows]
        if twice := sorted({day.isoformat() for day in days if days.count(day) > 1}):
            raise Refusal("bad_table", why=f"named twice: {', '.join(twice)}")
        if far := [day.isoformat() for day in days if abs(day.year - self.year) > 1]:
            raise Refusal("bad_table", why=f"far from {self.year}: {', '.join(far)}")
        if strange := sorted({row.kind for row in self.rows} - {"rest", "work"}):
            raise Refusal("bad_table", why=f"neither rest nor work: {', '.join(strange)}")


def read_table(text: str) -> YearTable:
    """Read one year file of shelf/calendars (TOML).

    text     keys region, year, source, origin; then [[holiday]] with name = { zh, en }, from, to
             (first and last day of rest) and, if any, work = [make-up days]
    Raises   Refusal: "bad_table" with `why`.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise Refusal("bad_table", why=str(wrong)) from wrong
    region, year, source = told.get("region"), told.get("year"), told.get("source")
    if not isinstance(region, str) or not isinstance(source, str) or type(year) is not int:
        raise Refusal("bad_table", why="region and source are words, year is a number")
    holidays = told.get("holiday")
    if not isinstance(holidays, list) or not holidays:
        raise Refusal("bad_table", why="no [[holiday]]")
    return YearTable(region, year, tuple(row for holiday in holidays for row in _rows(holiday, source)))


def _rows(holiday: Mapping[str, object], source: str) -> Iterator[DayRow]:
    name, work = holiday.get("name"), holiday.get("work", [])
    if not isinstance(name, dict) or not all(isinstance(name.get(tongue), str) for tongue in ("zh", "en")):
        raise Refusal("bad_table", why="name = { zh, en } is missing")
    if not isinstance(work, list):
        raise Refusal("bad_table", why=f"work of {name['en']} is not a list of days")
    first, last = _day(holiday.get("from"), name["en"]), _day(holiday.get("to"), name["en"])
    if not 0 <= (last - first).days <= 31:
        raise Refusal("bad_table", why=f"{name['en']} runs from {first} to {last}")
    for count in range((last - first).days + 1):
        yield DayRow(first + timedelta(days=count), "rest", name["zh"], name["en"], source)
    for day in work:
        yield DayRow(_day(day, name["en"]), "work", name["zh"], name["en"], source)


def _day(value: object, name: str) -> date:
    # A TOML date-time is a datetime, which is also a date: it would carry hours into day arithmetic.
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refusal("bad_table", why=f"a day of {name} is not a date such as 2026-10-01")
    return value
