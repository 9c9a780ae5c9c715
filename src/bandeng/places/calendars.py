"""Which days are worked in a place: the shelf's tables, under those loaded on this site.

Calendars are kept per process. Whether they still hold is asked with one small query, once per request; outside a
request (a job, a command) each time. Loading a table asks anew at once.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.signals import request_finished, request_started

from bandeng.core.workdays import Calendar, DayRow, Region, YearTable, calendar_for_place, shelf_regions, shelf_tables
from bandeng.places.models import HolidayTable, Place

NATIONAL = "cn"
Version = tuple[tuple[str, int, str], ...]

_asked: ContextVar[dict[str, Version] | None] = ContextVar("holiday_tables_asked", default=None)


def _new_request(**_: Any) -> None:
    _asked.set({})


def _request_over(**_: Any) -> None:
    _asked.set(None)


request_started.connect(_new_request, dispatch_uid="places.calendars")
request_finished.connect(_request_over, dispatch_uid="places.calendars.over")


def forget() -> None:
    """A table was loaded: ask anew, also in the request that loaded it."""
    if (asked := _asked.get()) is not None:
        asked.clear()


def version() -> Version:
    """Which tables are loaded: layer, year and digest of each. One query, once per request."""
    asked = _asked.get()
    if asked is None:
        return _version()
    if "version" not in asked:
        asked["version"] = _version()
    return asked["version"]


def _version() -> Version:
    rows = HolidayTable.objects.order_by("layer", "year").values_list("layer", "year", "digest")
    return tuple((layer, year, digest) for layer, year, digest in rows)


def calendar_for(place: Place | str | None, unit_closures: Iterable[DayRow] = ()) -> Calendar:
    """The calendar that holds in a place: national days, under the region's, under a unit's closures.

    place          a place or its code; None for the whole country
    unit_closures  closed days of the unit in question
    Raises         Refusal: "bad_place".
    Source         domain.md 3.5.
    """
    code = place.pk if isinstance(place, Place) else place
    closures = tuple(unit_closures)
    calendar = _calendar(version(), regions_of(code))
    return calendar.with_closures(closures) if closures else calendar


def regions_of(code: str | None) -> str | None:
    """The narrowest region with holidays of its own that a place lies in; None where only the national table holds."""
    prefixes = [region.prefix for region in shelf_regions() if code and code.startswith(region.prefix)]
    return max(prefixes, key=len, default=None)


@lru_cache(maxsize=32)
def _calendar(version: Version, region: str | None) -> Calendar:
    return calendar_for_place(region, loaded=loaded_tables() if version else ())


def loaded_tables() -> list[YearTable]:
    """The tables loaded on this site. One query."""
    return [as_table(row) for row in HolidayTable.objects.order_by("layer", "year")]


def as_table(row: HolidayTable) -> YearTable:
    """A loaded table as the core reads it."""
    days = tuple(
        DayRow(date.fromisoformat(day["date"]), day["kind"], day["zh"], day["en"], row.source) for day in row.days
    )
    return YearTable(region_of(row.layer), row.year, days)


def region_of(layer: str) -> str:
    """The core's word for a layer: "" for the national one."""
    return "" if layer == NATIONAL else layer


def layers() -> dict[str, Region | None]:
    """The layers a table can be loaded for: national (None), and every region with holidays of its own."""
    return {NATIONAL: None} | {region.prefix: region for region in shelf_regions()}


def shipped(layer: str, year: int) -> YearTable | None:
    """The table we ship for a layer and year."""
    return next((table for table in shelf_tables() if (table.region, table.year) == (region_of(layer), year)), None)


def loaded(layer: str, year: int) -> HolidayTable | None:
    """The table loaded on this site for a layer and year. One query."""
    return HolidayTable.objects.filter(layer=layer, year=year).first()


def standing(layer: str, year: int) -> YearTable | None:
    """The table that holds: the loaded one, else ours; None when the year is provisional. One query."""
    row = loaded(layer, year)
    return as_table(row) if row else shipped(layer, year)
