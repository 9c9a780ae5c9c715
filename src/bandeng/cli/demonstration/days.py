"""Moments of the demonstration: so many working days back from today, so that its history is always fresh."""

from datetime import UTC, date, datetime, time, timedelta

from bandeng.core.deadline import SHANGHAI, local_day
from bandeng.core.workdays import Calendar


class Days:
    """The days around `now`, in the calendar of the two communities."""

    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self.now, self.today, self._calendar = now, local_day(now), calendar

    def back(self, working_days: int, clock: str = "09:00") -> datetime:
        """A moment on the working day so many before today, at least one.

        clock   local time; on the last working day it is before 18:00
        """
        day = self.today
        for _ in range(working_days):
            day = self._next(day, -1)
        return datetime.combine(day, time.fromisoformat(clock), SHANGHAI).astimezone(UTC)

    def ahead(self, working_days: int) -> date:
        """The working day so many after today."""
        day = self.today
        for _ in range(working_days):
            day = self._next(day, 1)
        return day

    def ago(self, minutes: int) -> datetime:
        """A moment so many minutes before now; at most five hours, so that it lies after every `back`."""
        return self.now - timedelta(minutes=minutes)

    def _next(self, day: date, step: int) -> date:
        day += timedelta(days=step)
        while not self._calendar.is_workday(day):
            day += timedelta(days=step)
        return day
