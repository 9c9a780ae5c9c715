"""Working time between two moments: minutes within office hours of working days."""

from datetime import date, datetime, timedelta

from bandeng.core.deadline import OfficeHours, local_day
from bandeng.core.deadline.moments import local_hour
from bandeng.core.workdays import Calendar


def working_minutes(calendar: Calendar, since: datetime, until: datetime, hours: OfficeHours | None = None) -> int:
    """Whole minutes between two aware moments that lie in office hours of working days; 0 when `until` is not later."""
    office, day, last = hours or OfficeHours(), local_day(since), local_day(until)
    total = timedelta()
    while day <= last:
        if calendar.is_workday(day):
            total += _overlap(day, since, until, office)
        day += timedelta(days=1)
    return int(total.total_seconds()) // 60


def _overlap(day: date, since: datetime, until: datetime, office: OfficeHours) -> timedelta:
    opens, closes = local_hour(day, office.opens), local_hour(day, office.closes)
    return max(min(closes, until) - max(opens, since), timedelta())
