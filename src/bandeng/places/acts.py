"""What can happen to places, grids and holiday tables."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """One place of an import: its code decides level and parent down to community; below, `parent` is given."""

    code: str
    name: str
    level: str
    parent: str | None = None
    short: str = ""
    tenure: str = ""
    households: int | None = None
    phone: str = ""
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """One day of a holiday table: kind is "rest" or "work"."""

    date: date
    kind: str
    zh: str = ""
    en: str = ""


@act("place.added")
class PlacesAdded(Act):
    """Places were added, by hand or from a file (`file` is its SHA-256, "" by hand)."""

    rows: list[PlaceRow]
    file: str = ""


@act("place.changed")
class PlaceChanged(Act):
    """A place got another name, tenure, telephone, accent or intake rule; None leaves a thing as it is."""

    place: str
    reason: str
    name: str | None = None
    short: str | None = None
    tenure: str | None = None
    households: int | None = None
    phone: str | None = None
    accent: str | None = None
    wants_phone: bool | None = None
    process: str | None = None


@act("place.closed")
class PlaceClosed(Act):
    """A place ended, e.g. a community merged into its successor."""

    place: str
    on: date
    successor: str = ""


@act("place.took_over")
class TookOver(Act):
    """A community took over from a merged one; `head` is that of the chain that was closed (ledger.md, "Chains")."""

    place: str
    merged: str
    head: str


@act("place.grid_drawn")
class GridDrawn(Act):
    """A grid was drawn, or drawn anew: a named set of buildings in a community."""

    grid: UUID
    community: str
    name: str
    buildings: list[str]


@act("calendar.year_loaded")
class CalendarYearLoaded(Act):
    """The holiday table of a year: for "cn" (national) or a code prefix such as "64"."""

    layer: str
    year: int
    source: str
    days: list[CalendarDay]
