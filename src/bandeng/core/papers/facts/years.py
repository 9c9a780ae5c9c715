"""A place's year, counted; and what it brings to an exchange of experience."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Count:
    """A number, of how many where it is a share, and the page that lists what it counts."""

    name: str
    n: int
    of: int | None = None
    at: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the place with its year; of activities and solved, so many were entered later."""

    name: str
    activities: int
    solved: int
    suggested: int
    later: tuple[int, int] = (0, 0)
    at: str = ""


@dataclass(frozen=True)
class Area:
    """Somebody's part of the tree: how it is looked after, the area's name, its places."""

    kind: str
    name: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    """A place's year. `counts` are kept as they happened, `later` was entered from paper; suggestions in the same way.

    whole         activities and problems solved in all, of these entered later
    parts_in_all  how many parts there are, also where they are too many to list
    ways, answers pairs: in time, entered later
    rooms         up to standard, of how many; by the latest look at each
    """

    place: str
    number: int
    whole: Part
    counts: tuple[Count, ...]
    later: tuple[Count, ...]
    parts: tuple[Part, ...] = ()
    parts_in_all: int = 0
    ways: tuple[tuple[Count, Count], ...] = ()
    answers: tuple[tuple[Count, Count], ...] = ()
    rooms: tuple[Count, ...] = ()
    areas: tuple[Area, ...] = ()
    areas_at: str = ""


@dataclass(frozen=True)
class Case:
    """A solved matter as others may learn from it."""

    number: str
    title: str
    place: str
    texts: tuple[tuple[str, str], ...]
    days: int | None = None
    shared_on: date | None = None
    at: str = ""


@dataclass(frozen=True)
class Room:
    """A liaison room: its kind and hours, how it was found last, what it did in the year."""

    name: str
    kind: str
    place: str
    hours: str
    found: str
    days: int
    heard: int
    taken: int
    at: str = ""


@dataclass(frozen=True)
class Exchange:
    """The pack for an exchange meeting: the year's figures, cases, rooms; each with how many there are in all."""

    year: Year
    cases: tuple[Case, ...] = ()
    cases_in_all: int = 0
    cases_at: str = ""
    rooms: tuple[Room, ...] = ()
    rooms_in_all: int = 0
    rooms_at: str = ""
