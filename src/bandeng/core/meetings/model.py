"""What a form of meeting is: how long before it is called, who sits there, how many have to come, what is written."""

from dataclasses import dataclass
from fractions import Fraction

from bandeng.core.process.model import Words

GROUPS = ("tenants", "merchants", "ground_floor", "over_60")
"""Those who are easily missing where others talk about them (domain.md, moonshot 6)."""

RECORDS = ("note", "minutes", "answers")
"""What is written: a note of five minutes; minutes that are corrected and signed; minutes with questions as well."""

OUTCOMES = ("consensus", "partial", "none", "advisory")
"""What a meeting may come to on one topic."""

BINDING = frozenset({"consensus", "partial"})
"""Outcomes on which something is done; without a quorum there are none of these."""


@dataclass(frozen=True)
class Notice:
    """So many days, "calendar" or "working"."""

    days: int
    unit: str


@dataclass(frozen=True)
class SeatKind:
    """A kind of seat of a template.

    fixed    there each time, not only for this case
    votes    whether who sits there raises a hand
    groups   whom of the affected who sits there may speak for
    count    how many chairs; 1 where nobody said more
    """

    key: str
    name: Words
    fixed: bool
    votes: bool
    groups: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Template:
    """Who sits at a table. `origin`: "source" or "assumption" on the shelf, "place" where a place wrote it."""

    key: str
    name: Words
    seats: tuple[SeatKind, ...]
    cite: Words
    origin: str

    def seat(self, key: str) -> SeatKind | None:
        """The kind of seat with this key."""
        return next((each for each in self.seats if each.key == key), None)


@dataclass(frozen=True)
class Form:
    """A form of meeting. `quorum` is None where nothing hangs on how many come."""

    key: str
    name: Words
    notice: Notice
    quorum: Fraction | None
    seats: Template
    record: str
    cite: Words
    origin: str


@dataclass(frozen=True)
class Forms:
    """The whole shelf: forms by key, templates by key, and how long corrections of minutes may come."""

    forms: dict[str, Form]
    templates: dict[str, Template]
    corrections: Notice
