"""When to warn: at half, three quarters and the end of the time, and one working day before; never at night."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bandeng.core.deadline.count import Due
from bandeng.core.deadline.history import paused_days
from bandeng.core.deadline.moments import SHANGHAI, local_day, local_hour, start_of_day
from bandeng.core.deadline.state import clock_days
from bandeng.core.workdays import Calendar


class ReminderKind(StrEnum):
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    ONE_WORKDAY_LEFT = "one_workday_left"
    PASSED = "passed"


@dataclass(frozen=True)
class OfficeHours:
    """Local clock times between which people are told something; data, an assumption."""

    opens: time = time(9)
    closes: time = time(17)


@dataclass(frozen=True, order=True)
class Reminder:
    """at: aware instant in UTC, within office hours of a working day that is not paused."""

    at: datetime
    kind: ReminderKind = field(compare=False)


def reminders(due: Due, *, hours: OfficeHours | None = None) -> tuple[Reminder, ...]:
    """All warnings of a deadline in the order of time.

    A warning is moved forward to the next office hour. One that would then fall after the deadline is left out,
    since "passed" says it already; so is "one working day left" when no such day lies after the start.
    Source   deadlines.md 10: warn in working time, 50, 75 and 100 % and one working day before.
    """
    office, days, paused = hours or OfficeHours(), clock_days(due), set(paused_days(due.pauses))
    wanted = [
        Reminder(into_office(_part(days, part), due.calendar, office, paused), kind)
        for part, kind in ((0.5, ReminderKind.HALF), (0.75, ReminderKind.THREE_QUARTERS))
    ]
    if earlier := [day for day in days[:-1] if due.calendar.is_workday(day)]:
        wanted.append(Reminder(local_hour(earlier[-1], office.opens), ReminderKind.ONE_WORKDAY_LEFT))
    passed = Reminder(into_office(due.due_at, due.calendar, office, paused), ReminderKind.PASSED)
    return (*sorted(warning for warning in wanted if warning.at < due.due_at), passed)


def into_office(instant: datetime, calendar: Calendar, hours: OfficeHours, paused: Collection[date] = ()) -> datetime:
    """The instant itself if it lies in office hours, else the next opening on a working day that is not paused."""
    day, clock = local_day(instant), instant.astimezone(SHANGHAI).time()
    if clock >= hours.closes:
        day, clock = day + timedelta(days=1), time()
    while not calendar.is_workday(day) or day in paused:
        day, clock = day + timedelta(days=1), time()
    return local_hour(day, max(clock, hours.opens))


def _part(days: tuple[date, ...], part: float) -> datetime:
    whole, rest = divmod(len(days) * part, 1)
    if rest == 0:
        return start_of_day(days[int(whole) - 1] + timedelta(days=1))
    return start_of_day(days[int(whole)]) + timedelta(days=rest)
