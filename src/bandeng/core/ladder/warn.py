"""Which warning is due now: at half, three quarters and the end of the time, and one working day before; each once."""

from collections.abc import Collection
from datetime import datetime

from bandeng.core.deadline import Due, OfficeHours, ReminderKind, reminders
from bandeng.core.deadline.history import paused_days
from bandeng.core.deadline.reminders import into_office


def in_office(due: Due, now: datetime, hours: OfficeHours) -> bool:
    """Whether people are told something at this moment: office hours of a working day that is not paused."""
    return into_office(now, due.calendar, hours, paused_days(due.pauses)) == now


def next_warning(due: Due, told: Collection[str], now: datetime, *, hours: OfficeHours) -> ReminderKind | None:
    """The warning to be given now; None when there is none, or outside office hours.

    told     the thresholds told already for this clock, with whatever date
    A sweep that comes late tells the last threshold that has passed and not all of them at once; an earlier one is
    never told after a later one. When the date moves, what was told stays told.
    Source   deadlines.md 10
    """
    if not in_office(due, now, hours):
        return None
    order = reminders(due, hours=hours)
    come = [place for place, warning in enumerate(order) if warning.at <= now]
    if not come or any(warning.kind in told for warning in order[come[-1] :]):
        return None
    return order[come[-1]].kind
