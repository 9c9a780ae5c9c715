"""The arithmetic of a deadline, line by line, for the page that every date opens to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bandeng.core.deadline.count import Due
from bandeng.core.deadline.moments import SHANGHAI
from bandeng.core.workdays import Reason


@dataclass(frozen=True)
class Line:
    """One day of the arithmetic.

    kind      "start" (day zero), "counted" (with its number from 1), "skipped" (with its reason) or "extended"
    made_up   set on a worked weekend day: the holiday it makes up for
    """

    day: date
    kind: Literal["start", "counted", "skipped", "extended"]
    number: int | None = None
    reason: Reason | None = None
    made_up: Reason | None = None


@dataclass(frozen=True)
class Explanation:
    """Everything a page needs to show how a date came about.

    started_at    the start in local time
    lines         day zero, then every day up to the due day, in order
    counted_due   the due day before extensions; `due.original_due` is the one before pauses too
    due           the deadline itself: rule, pauses, extensions with their reasons, missing tables
    """

    due: Due
    started_at: datetime
    counted_due: date
    lines: tuple[Line, ...]


def explain(due: Due) -> Explanation:
    """Lay the deadline out day by day. The number of lines after the first is the distance to the due day."""
    made_up = due.calendar.made_up_for
    lines = [Line(day, "counted", number, made_up=made_up(day)) for number, day in enumerate(due.counted, 1)]
    lines += [Line(day, "skipped", reason=reason) for day, reason in due.skipped]
    lines += [Line(day, "extended", reason=due.calendar.reason_off(day), made_up=made_up(day)) for day in due.extended]
    ordered = (Line(due.day_zero, "start"), *sorted(lines, key=lambda line: line.day))
    return Explanation(due, due.start.astimezone(SHANGHAI), due.counted[-1], ordered)
