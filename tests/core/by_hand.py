"""What supervision should do, worked out slowly, a day and an hour at a time; it shares no code with the product.

Days of rest and of work are given as sets; nothing is looked up.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
DAY = timedelta(days=1)
HOURS = (9, 12, 15)
"""When the sweep of a simulation runs."""

RUNGS = (("reminder", 1, 2), ("order", 3, 3), ("listed", 6, 3), ("summons", 10, 5))
"""Key, working days overdue, working days to answer."""

THRESHOLDS = ("half", "three_quarters", "one_workday_left", "passed")


def span(first: str, last: str) -> set[date]:
    """The days from one to another, both included."""
    one, two = date.fromisoformat(first), date.fromisoformat(last)
    return {one + DAY * count for count in range((two - one).days + 1)}


REST_2026 = (
    span("2026-01-01", "2026-01-03") | span("2026-02-15", "2026-02-23") | span("2026-04-04", "2026-04-06")
    | span("2026-05-01", "2026-05-05") | span("2026-06-19", "2026-06-21") | span("2026-09-25", "2026-09-27")
    | span("2026-10-01", "2026-10-07")
)  # fmt: skip
WORK_2026 = {
    date.fromisoformat(each)
    for each in ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
}
"""The State Council's notice of 2025-11-04 (domain.md 3.5), typed in a second time."""


@dataclass
class Days:
    """Which days are worked."""

    rest: set[date] = field(default_factory=lambda: set(REST_2026))
    work: set[date] = field(default_factory=lambda: set(WORK_2026))

    def worked(self, day: date) -> bool:
        return day in self.work or (day not in self.rest and day.weekday() < 5)

    def after(self, day: date, count: int) -> date:
        """So many working days later."""
        while count:
            day += DAY
            count -= self.worked(day)
        return day


@dataclass
class Clock:
    """One clock: its rule, what paused or moved it, and what stands on it."""

    start: date
    days: int
    working: bool
    paused: set[date] = field(default_factory=set)
    extended_to: date | None = None
    issued: list[tuple[str, date, date]] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    told: list[tuple[str, date, int]] = field(default_factory=list)
    _plans: dict[object, tuple[date, dict[str, datetime]]] = field(default_factory=dict)

    def due(self, days: Days) -> date:
        """The last day, found by walking."""
        day, left = self.start, self.days
        while left:
            day += DAY
            if day in self.paused:
                continue
            if (self.working or left == 1) and not days.worked(day):
                continue
            left -= 1
        if self.extended_to is None:
            return day
        later = self.extended_to
        while not days.worked(later):
            later += DAY
        return max(day, later)

    def runs_on(self, day: date, days: Days) -> bool:
        return day not in self.paused and (not self.working or days.worked(day))

    def plan(self, days: Days) -> tuple[date, dict[str, datetime]]:
        """The due day, and the first sweep at which each threshold has come."""
        key = (frozenset(self.paused), self.extended_to, frozenset(days.rest), frozenset(days.work))
        if key not in self._plans:
            due = self.due(days)
            self._plans[key] = (due, dict(self._come(due, days)))
        return self._plans[key]

    def _come(self, due: date, days: Days) -> Iterable[tuple[str, datetime]]:
        running = [day for day in _between(self.start, due) if self.runs_on(day, days)]
        before = [day for day in running[:-1] if days.worked(day)]
        found: set[str] = set()
        day = self.start
        while day <= due + DAY * 40:
            for hour in HOURS if days.worked(day) and day not in self.paused else ():
                gone = sum(each < day for each in running) + (hour / 24 if day in running else 0)
                come = {
                    "half": gone * 2 >= len(running) and day <= due,
                    "three_quarters": gone * 4 >= len(running) * 3 and day <= due,
                    "one_workday_left": bool(before) and before[-1] <= day <= due,
                    "passed": day > due,
                }
                for name in THRESHOLDS:
                    if come[name] and name not in found:
                        found.add(name)
                        yield name, datetime.combine(day, time(hour), CHINA)
            if "passed" in found:
                return
            day += DAY

    def over(self, today: date, due: date, days: Days) -> int:
        return sum(days.worked(day) and day not in self.paused for day in _between(due, today))

    def warn(self, day: date, hour: int, days: Days) -> str | None:
        """The warning that is given at this sweep; noted."""
        if not days.worked(day) or day in self.paused:
            return None
        _, plan = self.plan(days)
        now = datetime.combine(day, time(hour), CHINA)
        order = sorted(plan, key=lambda name: (plan[name], THRESHOLDS.index(name)))
        come = [name for name in order if plan[name] <= now]
        told = {name for name, _, _ in self.told}
        if not come or told & set(order[len(come) - 1 :]):
            return None
        self.told.append((come[-1], day, hour))
        return come[-1]

    def climb(self, day: date, days: Days) -> str | None:
        """The rung that is issued on this day; noted."""
        if not days.worked(day) or day in self.paused or len(self.issued) == len(RUNGS):
            return None
        if self.issued and self.issued[-1][1] >= day:
            return None
        key, after, answer = RUNGS[len(self.issued)]
        due, _ = self.plan(days)
        ignored = bool(self.issued) and self.issued[-1][0] not in self.answered and self.issued[-1][2] < day
        if not ignored and self.over(day, due, days) < after:
            return None
        self.issued.append((key, day, days.after(day, answer)))
        return key


def _between(after: date, until: date) -> list[date]:
    return [after + DAY * count for count in range(1, (until - after).days + 1)]
