"""Deadlines: a number of days, counted openly.

The day of the event is not counted; the last day ends at midnight in China; every date can show its arithmetic.
A deadline is kept as facts (`Facts`): start instant, days, unit, place code, pauses, extensions. With the rows of
the calendar these give the date again; nothing else needs to be stored.

Source: domain.md 3.3, 3.5, 6.2 (I6); deadlines.md; docs/guide/deadlines.en.md.
"""

from bandeng.core.deadline.clocks import Clocks, Elapsed, clocks, elapsed
from bandeng.core.deadline.count import Deadline, Due, Skipped, Unit
from bandeng.core.deadline.explain import Explanation, Line, explain
from bandeng.core.deadline.extend import check_extension
from bandeng.core.deadline.history import MOST_DAYS, Extension, Pause, paused_days
from bandeng.core.deadline.moments import SHANGHAI, end_of_day, local_day, start_of_day
from bandeng.core.deadline.recompute import DueChange, Facts, OpenDeadline, recompute
from bandeng.core.deadline.reminders import OfficeHours, Reminder, ReminderKind, reminders
from bandeng.core.deadline.state import Lamp, LampRule, State, state, very_late_since

__all__ = [
    "MOST_DAYS",
    "SHANGHAI",
    "Clocks",
    "Deadline",
    "Due",
    "DueChange",
    "Elapsed",
    "Explanation",
    "Extension",
    "Facts",
    "Lamp",
    "LampRule",
    "Line",
    "OfficeHours",
    "OpenDeadline",
    "Pause",
    "Reminder",
    "ReminderKind",
    "Skipped",
    "State",
    "Unit",
    "check_extension",
    "clocks",
    "elapsed",
    "end_of_day",
    "explain",
    "local_day",
    "paused_days",
    "recompute",
    "reminders",
    "start_of_day",
    "state",
    "very_late_since",
]
