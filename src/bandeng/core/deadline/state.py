"""Where a deadline stands at a given moment: the lamp, and the numbers beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bandeng.core.deadline.count import Due, Unit
from bandeng.core.deadline.history import paused_days
from bandeng.core.deadline.moments import local_day
from bandeng.core.workdays import Calendar


class Lamp(StrEnum):
    """The four lamps (红黄灯): green, yellow, red, black."""

    GREEN = "green"
    SOON = "soon"
    LATE = "late"
    VERY_LATE = "very_late"


@dataclass(frozen=True)
class LampRule:
    """When the lamps change; data, each place may set its own. Source: domain.md 3.3, an assumption."""

    soon_percent: int = 30
    soon_workdays: int = 1
    very_late_workdays: int = 5


@dataclass(frozen=True)
class State:
    """
    left       days left in the rule's own unit, today not counted, the due day counted; 0 on the due day and after
    over       days over in the rule's own unit, at least 1 once overdue; 0 before
    due_today  the deadline ends with this day
    paused     a pause is running at this moment
    """

    lamp: Lamp
    left: int
    over: int
    due_today: bool
    paused: bool


def state(due: Due, now: datetime, *, lamps: LampRule | None = None) -> State:
    """The state at `now` (aware). Overdue begins with the local day after the due day, never within it."""
    rule, today = lamps or LampRule(), local_day(now)
    left, paused = len(clock_days(due, max(today, due.day_zero))), any(pause.runs_at(now) for pause in due.pauses)
    if today > due.due:
        return State(_late(due, today, rule), 0, max(1, _days_over(due, today)), False, paused)
    soon = left * 100 <= len(clock_days(due)) * rule.soon_percent or _workdays_left(due, today) <= rule.soon_workdays
    return State(Lamp.SOON if soon else Lamp.GREEN, left, 0, today == due.due, paused)


def clock_days(due: Due, after: date | None = None) -> tuple[date, ...]:
    """The days on which the clock runs, after the given day (by default day zero) up to the due day."""
    first, paused = after or due.day_zero, paused_days(due.pauses)
    days = (first + timedelta(days=count) for count in range(1, (due.due - first).days + 1))
    return tuple(
        day for day in days if day not in paused and (due.rule.unit is Unit.CALENDAR or due.calendar.is_workday(day))
    )


def _late(due: Due, today: date, rule: LampRule) -> Lamp:
    over = due.calendar.workdays_between(due.due, today)
    return Lamp.VERY_LATE if over > rule.very_late_workdays else Lamp.LATE


def very_late_since(calendar: Calendar, today: date, lamps: LampRule | None = None) -> date:
    """The latest due day whose deadline is very late today; the boundary of the black lamp, for a query."""
    rule, day, over = lamps or LampRule(), today, 0
    while over <= rule.very_late_workdays:
        over += calendar.is_workday(day)
        day -= timedelta(days=1)
    return day


def _days_over(due: Due, today: date) -> int:
    if due.rule.unit is Unit.CALENDAR:
        return (today - due.due).days
    return due.calendar.workdays_between(due.due, today)


def _workdays_left(due: Due, today: date) -> int:
    return sum(due.calendar.is_workday(day) for day in clock_days(due, max(today, due.day_zero)))
