"""The counting itself: from a start and a rule to a due day and the list of days that lead there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bandeng.core.deadline.history import MOST_DAYS, Extension, Pause, paused_days
from bandeng.core.deadline.moments import end_of_day, local_day
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar, Missing, Reason


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Skipped(NamedTuple):
    """A day that was passed over, and why."""

    day: date
    reason: Reason


@dataclass(frozen=True)
class Due:
    """A deadline worked out, with everything that led to it.

    due            the last day; it ends at `due_at` (aware, UTC), and the deadline is overdue from the next local day
    original_due   the last day without pauses and extensions, as counted with this calendar
    counted        exactly `rule.days` days; the last of them is the due day before extensions
    skipped        the days in between that were not counted, in order, with the reason
    extended       every day after the last counted one up to `due`; empty without an extension
    missing        tables that were asked for and are not loaded; if any, the date is provisional

    Law, for both units, with any pauses and extensions, d being the local day of `start`:
    the days d+1 .. due are exactly counted + skipped + extended, so
    due = d + len(counted) + len(skipped) + len(extended) days.
    """

    rule: "Deadline"
    start: datetime
    due: date
    original_due: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    extended: tuple[date, ...] = ()
    missing: tuple[Missing, ...] = ()
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    calendar: Calendar = field(default_factory=Calendar, repr=False)

    @property
    def day_zero(self) -> date:
        return local_day(self.start)

    @property
    def due_at(self) -> datetime:
        return end_of_day(self.due)

    @property
    def provisional(self) -> bool:
        return bool(self.missing)


@dataclass(frozen=True)
class Deadline:
    """A rule: so many days, of one kind.

    days     1 to 3650
    unit     Unit.WORKING counts working days; Unit.CALENDAR counts every day, but does not end on a rest day
    Raises   Refusal: "bad_days", "bad_unit".
    Source   Civil Code 201 and 203 (the day of the event is not counted; a last day of rest moves on); domain.md 3.5.
    """

    days: int
    unit: Unit = Unit.WORKING

    def __post_init__(self) -> None:
        if type(self.days) is not int or not 1 <= self.days <= MOST_DAYS:
            raise Refusal("bad_days", days=str(self.days), most=MOST_DAYS)
        if self.unit not in tuple(Unit):
            raise Refusal("bad_unit", unit=str(self.unit))
        object.__setattr__(self, "unit", Unit(self.unit))

    def due(
        self,
        start: datetime,
        calendar: Calendar,
        *,
        pauses: Iterable[Pause] = (),
        extensions: Iterable[Extension] = (),
    ) -> Due:
        """Work the deadline out. The same values always give the same answer; no clock is read.

        start        aware instant; its day in China is day zero and is not counted
        pauses       a paused day is not counted, and no deadline ends on one. For a working-day deadline only the
                     working days among them matter; for a calendar deadline each of them. An open pause is taken
                     to run until it expires
        extensions   the latest date holds; an extension never makes a deadline earlier. A pause that begins after
                     the extension was granted moves the extended date as it would any other
        Raises       Refusal: "naive_time", "bad_time".
        """
        day_zero, stops, grants = local_day(start), tuple(pauses), tuple(extensions)
        plain = _walk(self.days, self.unit, day_zero, calendar, {})
        walked = _walk(self.days, self.unit, day_zero, calendar, paused_days(stops)) if stops else plain
        granted = [_extended(grant, self.unit, calendar, stops) for grant in grants]
        last = max([walked.due, *(walk.due for walk in granted)])
        return Due(
            rule=self,
            start=start,
            due=last,
            original_due=plain.due,
            counted=walked.counted,
            skipped=walked.skipped,
            extended=tuple(_days_after(walked.due, last)),
            missing=tuple(dict.fromkeys(gap for walk in (walked, *granted) for gap in walk.missing)),
            pauses=stops,
            extensions=grants,
            calendar=calendar,
        )


class _Walk(NamedTuple):
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    missing: tuple[Missing, ...]

    @property
    def due(self) -> date:
        return self.counted[-1]


def _walk(days: int, unit: Unit, day_zero: date, calendar: Calendar, paused: Mapping[date, Pause]) -> _Walk:
    counted: list[date] = []
    skipped: list[Skipped] = []
    missing: dict[Missing, None] = {}
    day = day_zero
    while len(counted) < days:
        day += timedelta(days=1)
        # A calendar deadline asks the calendar only about the day it would end on: the others count anyhow,
        # and a table that arrives later cannot change them.
        asked = unit is Unit.WORKING or len(counted) == days - 1
        if asked:
            missing.update(dict.fromkeys(calendar.missing(day)))
        reason = (calendar.reason_off(day) if asked else None) or _pause_reason(paused.get(day))
        if reason is None:
            counted.append(day)
        else:
            skipped.append(Skipped(day, reason))
    return _Walk(tuple(counted), tuple(skipped), tuple(missing))


def _extended(grant: Extension, unit: Unit, calendar: Calendar, pauses: tuple[Pause, ...]) -> _Walk:
    """Count the extended time again from the day it was granted, so that later pauses move it by the same rule."""
    granted_on = local_day(grant.granted_at)
    last = calendar.workday_on_or_after(grant.to)
    days = (last - granted_on).days if unit is Unit.CALENDAR else calendar.workdays_between(granted_on, last)
    return _walk(days, unit, granted_on, calendar, paused_days(p for p in pauses if p.since >= grant.granted_at))


def _pause_reason(pause: Pause | None) -> Reason | None:
    return Reason("pause", pause.reason, pause.reason) if pause else None


def _days_after(day: date, last: date) -> list[date]:
    return [day + timedelta(days=count) for count in range(1, (last - day).days + 1)]
