"""A new holiday table has arrived: which open deadlines move?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bandeng.core.deadline.count import Deadline, Due, Unit
from bandeng.core.deadline.history import Extension, Pause
from bandeng.core.workdays import Calendar


@dataclass(frozen=True)
class Facts:
    """What must be kept of a deadline, and all of it: with these and the calendar's rows it can be worked out again.

    The due date and its provisional mark may be stored for queries, but follow from these.
    """

    start: datetime
    days: int
    unit: Unit
    place: str | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def derive(self, calendar: Calendar) -> Due:
        rule = Deadline(self.days, self.unit)
        return rule.due(self.start, calendar, pauses=self.pauses, extensions=self.extensions)


@dataclass(frozen=True)
class OpenDeadline:
    """A deadline that still runs, as it is stored: the facts, and the date people were told."""

    key: str
    facts: Facts
    due: date
    provisional: bool


@dataclass(frozen=True)
class DueChange:
    """old and new are equal when only the provisional mark changed: the date has been confirmed."""

    key: str
    old: date
    new: date
    provisional: bool

    @property
    def moved(self) -> bool:
        return self.old != self.new


def recompute(
    deadlines: Iterable[OpenDeadline], calendar_at: Callable[[str | None], Calendar]
) -> tuple[DueChange, ...]:
    """The deadlines whose date or provisional mark differs under the new calendars, in the order given.

    calendar_at   the new calendar of a place code; asked once for each place
    Doing it again after storing the changes gives nothing.
    Source        domain.md 3.5: recompute open deadlines, log old and new; deadlines.md 8.
    """
    calendars: dict[str | None, Calendar] = {}
    changes: list[DueChange] = []
    for each in deadlines:
        place = each.facts.place
        if place not in calendars:
            calendars[place] = calendar_at(place)
        now = each.facts.derive(calendars[place])
        if (now.due, now.provisional) != (each.due, each.provisional):
            changes.append(DueChange(each.key, each.due, now.due, now.provisional))
    return tuple(changes)
