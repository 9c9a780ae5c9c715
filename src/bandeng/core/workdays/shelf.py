"""The calendars we ship: src/bandeng/shelf/calendars, one file per year."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from bandeng.core.workdays.calendar import NATIONAL, Calendar, Region
from bandeng.core.workdays.place import check_place
from bandeng.core.workdays.tables import DayRow, YearTable, read_table

_SHELF = files("bandeng") / "shelf" / "calendars"


@cache
def shelf_regions() -> tuple[Region, ...]:
    """The regions that publish holidays of their own, from regions.toml."""
    told = tomllib.loads((_SHELF / "regions.toml").read_text(encoding="utf-8"))
    return tuple(Region(row["prefix"], row["name"]["zh"], row["name"]["en"]) for row in told["region"])


@cache
def shelf_tables() -> tuple[YearTable, ...]:
    """Every year table we ship, national and regional, in the order of layer and year."""
    folders = ["national", *(region.prefix for region in shelf_regions())]
    found = [file for folder in folders for file in (_SHELF / folder).iterdir() if file.name.endswith(".toml")]
    tables = [read_table(file.read_text(encoding="utf-8")) for file in found]
    return tuple(sorted(tables, key=lambda table: (table.region, table.year)))


def calendar_for_place(
    code: str | None, *, loaded: Iterable[YearTable] = (), closures: Iterable[DayRow] = ()
) -> Calendar:
    """The calendar that holds at a place.

    code       place code, see `check_place`; None for the whole country
    loaded     years an administrator added, of any region; those elsewhere are left aside
    closures   closed days of the unit in question
    Raises     Refusal: "bad_place".
    """
    place = "" if code is None else check_place(code)
    regions = tuple(region for region in shelf_regions() if place.startswith(region.prefix))
    layers = {NATIONAL, *(region.prefix for region in regions)}
    tables = tuple(table for table in (*shelf_tables(), *loaded) if table.region in layers)
    return Calendar(tables, regions, tuple(closures))
