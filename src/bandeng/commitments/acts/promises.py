"""What can happen to a promise: made, taken back, confirmed or declined by who promised, grown, and its day reached.

A promise is public from the moment it is noted, so its texts stand open; what belongs to a sealed matter is never
promised in public.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act


@dataclass(frozen=True, kw_only=True)
class Stood:
    """How one item stood at the end of the promise's day: a `bandeng.core.promises.Standing`."""

    item: UUID
    standing: str


@act("commitment.made")
class CommitmentMade(Act):
    """Somebody noted what a unit promised, by a named officer. It counts once that unit has confirmed it.

    days, unit   so many days from the day it was promised; None where a day was named
    spoken       said aloud in front of people and noted on the spot
    """

    commitment: UUID
    place: str
    organisation: UUID
    officer: UUID
    text: str
    to_whom: str
    occasion: str = ""
    witnesses: str = ""
    promised_on: date
    days: int | None = None
    unit: str = "calendar"
    due_on: date
    provisional: bool
    spoken: bool = False
    items: list[UUID]


@act("commitment.confirmed")
class CommitmentConfirmed(Act):
    """An officer of the unit stands by it: from now on it is a promise."""

    commitment: UUID


@act("commitment.declined")
class CommitmentDeclined(Act):
    """The unit does not promise this, and says why; it stays to be seen as declined."""

    commitment: UUID
    reason: str


@act("commitment.withdrawn")
class CommitmentWithdrawn(Act):
    """It was noted wrongly and is taken back, before the unit gave its word; it stays to be seen, with why."""

    commitment: UUID
    reason: str


@act("commitment.items_added")
class CommitmentGrown(Act):
    """More items came under the promise; its day stays."""

    commitment: UUID
    items: list[UUID]


@act("commitment.due_reached")
class CommitmentDueReached(Act):
    """The day of the promise is over: how each item stood, and the counts, as they will always have been.

    The counts add up to `total`. What is checked later stands beside it and changes nothing here.
    """

    commitment: UUID
    on: date
    lines: list[Stood]
    done: int
    partial: int
    extended: int
    late: int
    passed_on: int
    dropped: int
    total: int
