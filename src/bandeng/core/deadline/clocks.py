"""Two clocks: the step's, which starts anew with each step, and the whole matter's, which nothing resets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bandeng.core.deadline.count import Deadline, Due
from bandeng.core.deadline.history import Extension, Pause, paused_days
from bandeng.core.deadline.moments import local_day
from bandeng.core.workdays import Calendar


@dataclass(frozen=True)
class Elapsed:
    """Days since a start, its own day not counted: gross, and net of the paused days."""

    gross_days: int
    net_days: int
    gross_workdays: int
    net_workdays: int


@dataclass(frozen=True)
class Clocks:
    step: Due
    matter: Due
    elapsed: Elapsed


def elapsed(calendar: Calendar, since: datetime, until: datetime, pauses: Iterable[Pause] = ()) -> Elapsed:
    """What has passed between two instants, gross and net; zero if `until` is not on a later day."""
    first, paused = local_day(since), paused_days(pauses)
    days = [first + timedelta(days=count) for count in range(1, (local_day(until) - first).days + 1)]
    work = [day for day in days if calendar.is_workday(day)]
    return Elapsed(len(days), sum(day not in paused for day in days), len(work), sum(day not in paused for day in work))


def clocks(
    *,
    raised_at: datetime,
    entered_at: datetime,
    now: datetime,
    step: Deadline,
    matter: Deadline,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Clocks:
    """Both clocks of a matter.

    entered_at   when the present step was entered, this time; coming back to a step starts its clock anew
    pauses       stop the step's clock only; the matter's runs on, shown gross and net
    extensions   of the step's deadline
    Source       process.md, "Closing rules"; deadlines.md 3.
    """
    stops = tuple(pauses)
    return Clocks(
        step=step.due(entered_at, calendar, pauses=stops, extensions=extensions),
        matter=matter.due(raised_at, calendar),
        elapsed=elapsed(calendar, raised_at, now, stops),
    )
