"""How a promise stands on a day: each of its items is done, in part, extended, late - and nothing is left out of N.

A promise keeps the day it was made for. What moves is the date of an item, openly, and the line of that item says so.

Source: domain.md 1.5 (promise of ten days, scorecard), 7 (commitment fulfilment), I2, I6.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How one item of a promise stands.

    DONE        somebody else looked and says it is solved
    PARTIAL     delivered in part, with its reason, the day of the rest not past
    EXTENDED    a later date was granted by somebody else and is not past
    LATE        the day of the promise is over and none of these holds
    NOT_DUE     the day of the promise is not over
    PASSED_ON   another unit holds it: whatever becomes of it is not this unit's deed
    DROPPED     it was said openly that it will not be done
    """

    DONE = "done"
    PARTIAL = "partial"
    EXTENDED = "extended"
    LATE = "late"
    NOT_DUE = "not_due"
    PASSED_ON = "passed_on"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was known of an item by the end of a day.

    settled      checked and solved, and not taken up again
    partial      a delivery in part stands; `rest_on` the day told for the rest, None where none was told
    moved_to     the item's own date, where a granted extension or suspension moved it
    passed_on    another unit than the promising one holds it
    """

    settled: bool = False
    partial: bool = False
    rest_on: date | None = None
    moved_to: date | None = None
    passed_on: bool = False
    dropped: bool = False


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The scorecard in numbers; the seven add up to `total`."""

    done: int = 0
    partial: int = 0
    extended: int = 0
    late: int = 0
    not_due: int = 0
    passed_on: int = 0
    dropped: int = 0

    @property
    def total(self) -> int:
        """N: every item that was promised."""
        return self.done + self.partial + self.extended + self.late + self.not_due + self.passed_on + self.dropped

    @property
    def kept(self) -> bool:
        """Whether all of it was done: a promise is kept whole or it is not."""
        return self.total > 0 and self.done == self.total


def standing(seen: Seen, *, due: date, on: date, over: bool) -> Standing:
    """How an item stands on a day.

    due    the day the whole promise was made for; it ends with that day (overdue from the next, deadlines.md 1)
    over   whether the day `on` itself is over
    """
    if seen.passed_on:
        return Standing.PASSED_ON
    if seen.dropped:
        return Standing.DROPPED
    if seen.settled:
        return Standing.DONE
    if seen.partial and (seen.rest_on is None or not _past(seen.rest_on, on, over)):
        return Standing.PARTIAL
    if seen.moved_to is not None and seen.moved_to > due and not _past(seen.moved_to, on, over):
        return Standing.EXTENDED
    return Standing.LATE if _past(due, on, over) else Standing.NOT_DUE


def _past(day: date, on: date, over: bool) -> bool:
    """Whether a day is over: what is told for the day itself may still come while it runs."""
    return on > day or (on == day and over)


def count(standings: Iterable[Standing]) -> Counts:
    """The numbers of a scorecard."""
    found = Counter(str(each) for each in standings)
    return Counts(**{str(each): found[str(each)] for each in Standing})
