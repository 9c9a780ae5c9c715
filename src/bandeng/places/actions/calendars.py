"""Loading the holiday table of a year."""

from dataclasses import dataclass
from datetime import datetime

from bandeng.core.places import SITE, check_words
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow, YearTable
from bandeng.places import calendars
from bandeng.places.acts import CalendarDay, CalendarYearLoaded
from bandeng.places.applies import digest
from bandeng.places.models import HolidayTable
from bandeng.places.who import Acting, is_admin, require
from bandeng.records.actions import action, record

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_DAYS = 200


@dataclass(frozen=True)
class YearBatch:
    """A table to load: for "cn" or a region's prefix, with the notice it comes from."""

    layer: str
    year: int
    source: str
    rows: tuple[DayRow, ...]

    @property
    def chain(self) -> str:
        """A region's table is recorded in the region's chain, the national one in the site's."""
        return SITE if self.layer == calendars.NATIONAL else self.layer

    def table(self) -> YearTable:
        """The table as the core reads it; Refusal "bad_table" when its rows contradict each other."""
        return YearTable(calendars.region_of(self.layer), self.year, self.rows)


def check_year(batch: YearBatch) -> YearTable:
    """The table, when it can be loaded.

    Raises   Refusal: "unknown_layer", "bad_year", "no_rows", "too_many_rows", "needs_source", "bad_words", "bad_table".
    """
    if batch.layer not in calendars.layers():
        raise Refusal("unknown_layer", layer=batch.layer)
    if not FIRST_YEAR <= batch.year <= LAST_YEAR:
        raise Refusal("bad_year", year=batch.year)
    if not batch.source.strip():
        raise Refusal("needs_source")
    for field, text in (("source", batch.source), *(("name", row.zh) for row in batch.rows)):
        check_words(field, text, most=300 if field == "source" else 60)
    if not batch.rows:
        raise Refusal("no_rows")
    if len(batch.rows) > MOST_DAYS:
        raise Refusal("too_many_rows", most=MOST_DAYS)
    return batch.table()


@action
def load_year(*, batch: YearBatch, actor: Acting, at: datetime, once: str | None = None) -> HolidayTable:
    """Load a year's table, in the place of ours or of the one loaded before. The same table again changes nothing.

    Raises   Refusal: "not_allowed", and those of `check_year`.
    """
    require(is_admin(actor))
    check_year(batch)
    days = [CalendarDay(date=row.day, kind=row.kind, zh=row.zh, en=row.en) for row in batch.rows]
    days.sort(key=lambda day: day.date)
    standing = calendars.loaded(batch.layer, batch.year)
    if standing and standing.digest == digest(days, batch.source.strip()):
        return standing
    done = CalendarYearLoaded(layer=batch.layer, year=batch.year, source=batch.source.strip(), days=days)
    loaded: HolidayTable = record(
        done, chain=batch.chain, subject=f"calendar:{batch.layer}:{batch.year}", actor=actor.name, at=at, once=once
    )
    return loaded
