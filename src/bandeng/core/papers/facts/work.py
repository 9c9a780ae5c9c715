"""Who does what by when; pressed for, given more time, given back; how a promise stands."""

from dataclasses import dataclass
from datetime import date

from bandeng.core.papers.facts.matters import Matter


@dataclass(frozen=True)
class Item:
    """A work item. `first_due` stays what was promised first; `how` says how it came to its unit."""

    title: str
    criteria: str = ""
    unit: str = ""
    officer: str = ""
    due: date | None = None
    first_due: date | None = None
    state: str = ""
    how: str = ""
    claimed_on: date | None = None


@dataclass(frozen=True)
class Responsibility:
    """A matter's items."""

    place: str
    title: str
    items: tuple[Item, ...]
    matter: str = ""


@dataclass(frozen=True)
class Tasks:
    """What a meeting's topics came to in work; `in_all` items, each with its topic."""

    place: str
    name: str
    at: str
    where: str
    items: tuple[tuple[str, Item], ...]
    in_all: int
    address: str = ""


@dataclass(frozen=True)
class Claim:
    """A unit takes an item."""

    matter: Matter
    item: Item


@dataclass(frozen=True)
class Order:
    """A rung of supervision: who presses whom for what, until when."""

    matter: Matter
    item: str
    level: str
    by: str
    to: str
    overdue: int
    was_due: date | None
    answer_by: date
    reason: str
    issued_on: date
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class Extension:
    """A later date that was asked for, and what somebody else decided."""

    matter: Matter
    item: Item
    to_on: date
    reason: str
    asked_by: str
    asked_on: date
    decision: str = ""
    answer: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class Returned:
    """A unit gave an item back, with its ground."""

    matter: Matter
    item: Item
    unit: str
    ground: str
    returned_on: date


@dataclass(frozen=True)
class Scorecard:
    """A promise on a day: how each item stands and why; `day` counts from the promise."""

    place: str
    unit: str
    officer: str
    text: str
    to_whom: str
    occasion: str
    promised_on: date
    due_on: date
    on: date
    day: int
    counts: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, str, str, str], ...]
