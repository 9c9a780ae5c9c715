"""Clocks of a matter: the calendar of its place, the due dates that start, their state and their arithmetic."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.core import deadline as core
from bandeng.core.ids import new_id
from bandeng.core.process import Process
from bandeng.core.workdays import Calendar, YearTable, calendar_for_place
from bandeng.matters.acts import Due
from bandeng.matters.models import Deadline, DeadlineChange, Matter, Pause
from bandeng.places.calendars import NATIONAL, calendar_for, layers, loaded_tables
from bandeng.places.recompute import Moved, Moves

MOST_SHOWN = 20


@dataclass(frozen=True)
class Rule:
    """A clock of the product: days, unit, and who says so ("source" or "assumption")."""

    days: int
    unit: str
    origin: str


@cache
def rule(name: str) -> Rule:
    """A clock of shelf/clocks.toml by name, e.g. "whole_matter"."""
    told = tomllib.loads(files("bandeng.shelf").joinpath("clocks.toml").read_text(encoding="utf-8"))[name]
    return Rule(told["days"], told["unit"], told["origin"])


def calendar_of(chain: str) -> Calendar:
    """The calendar that holds in the community (or higher place) of a chain, kept per process."""
    return calendar_for(chain)


def due_from(
    kind: str,
    days: int,
    unit: str,
    *,
    chain: str,
    at: datetime,
    since: datetime | None = None,
    calendar: Calendar | None = None,
) -> Due:
    """A clock that starts: so many days of a unit on the calendar of a chain's place.

    since      when it began, None for `at`
    calendar   the calendar if the caller has it already; else one query
    """
    counted = core.Deadline(days, core.Unit(unit)).due(since or at, calendar or calendar_of(chain))
    return Due(
        deadline=new_id(at), kind=kind, days=days, unit=unit, due_on=counted.due, provisional=counted.provisional,
        since=since,
    )  # fmt: skip


def step_due(
    process: Process, step: str, *, chain: str, at: datetime, raised_at: datetime, calendar: Calendar | None = None
) -> Due | None:
    """The clock of a step that is entered at `at`; None where the process gives it none."""
    within = process.within(step)
    if within is None:
        return None
    since = raised_at if within.start == "raised" else None
    return due_from("step", within.days, within.unit, chain=chain, at=at, since=since, calendar=calendar)


def whole_due(*, chain: str, at: datetime, calendar: Calendar | None = None) -> Due:
    """The whole matter's clock, from the raising; nothing resets it."""
    whole = rule("whole_matter")
    return due_from("matter", whole.days, whole.unit, chain=chain, at=at, calendar=calendar)


@dataclass(frozen=True)
class Clock:
    """A deadline on a day, for a lamp and the words beside it.

    state         "green", "soon", "late", "very_late"; "paused" while it stands still; "stopped" once it is over
    left          days left in its own unit, `over` days over
    paused_until  the day on which it runs again by itself
    words         (key, count): "left" 3, "today" 0, "over" 2, "paused" 3, "stopped" 0; the face makes a sentence of it
    """

    deadline: UUID
    kind: str
    of: str
    state: str
    left: int
    over: int
    unit: str
    due_on: date
    original_due_on: date
    provisional: bool
    paused_until: date | None = None

    @property
    def words(self) -> tuple[str, int]:
        """The key of the sentence and its number."""
        if self.state == "stopped":
            return "stopped", 0
        if self.paused_until:
            return "paused", self.left
        if self.over:
            return "over", self.over
        return ("left", self.left) if self.left else ("today", 0)

    @property
    def moved(self) -> bool:
        """Whether it was told differently at first."""
        return self.due_on != self.original_due_on


def clock(deadline: Deadline, on: datetime | date, *, calendar: Calendar | None = None) -> Clock:
    """Where a deadline stands at a moment, or on a day (at its noon in China)."""
    stopped = deadline.stopped_at is not None
    moment = _moment(on)
    due = None if stopped else derive(deadline, calendar=calendar)
    state = core.state(due, moment, lamps=lamps()) if due else None
    running = [pause for pause in due.pauses if pause.runs_at(moment)] if due else []
    lamp = ("paused" if running else str(state.lamp)) if state else "stopped"
    return Clock(
        deadline=deadline.pk, kind=deadline.kind, of=deadline.of, state=lamp,
        left=state.left if state else 0, over=state.over if state else 0,
        unit=deadline.unit, due_on=deadline.due_on, original_due_on=deadline.original_due_on,
        provisional=deadline.provisional,
        paused_until=max((core.local_day(pause.until) for pause in running), default=None),
    )  # fmt: skip


def lamps() -> core.LampRule:
    """When the lamps change, as shelf/clocks.toml says of the last of them."""
    return core.LampRule(very_late_workdays=rule("very_overdue").days)


def very_late(on: date, due: str, chain: str = "matter__chain") -> Q:
    """Rows whose date is so long past that the lamp is black on this day, each by the calendar of its place.

    due, chain   the names of the date's field and of the chain's
    """
    regions = [region for region in layers().values() if region]
    found = Q(**{f"{due}__lte": core.very_late_since(calendar_for(None), on, lamps())})
    for region in sorted(regions, key=lambda region: len(region.prefix)):
        here = Q(**{f"{chain}__startswith": region.prefix})
        since = core.very_late_since(calendar_for(region.prefix), on, lamps())
        found = (~here & found) | (here & Q(**{f"{due}__lte": since}))
    return found


def _moment(on: datetime | date) -> datetime:
    return on if isinstance(on, datetime) else datetime.combine(on, time(12), core.SHANGHAI)


def with_history(found: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Deadlines with all that their arithmetic needs; two queries more however many."""
    return found.select_related("matter").prefetch_related("changes", "pauses")


def derive(deadline: Deadline, *, calendar: Calendar | None = None) -> core.Due:
    """The arithmetic of a deadline from what is stored: start, days, unit, pauses, extensions."""
    return facts_of(deadline).derive(calendar or calendar_of(deadline.matter.chain))


def facts_of(deadline: Deadline) -> core.Facts:
    """What the core needs to work a deadline out again."""
    return core.Facts(
        start=deadline.started_at, days=deadline.days, unit=core.Unit(deadline.unit), place=deadline.matter.chain,
        pauses=tuple(_pause(each) for each in sorted(deadline.pauses.all(), key=_began) if each.granted),
        extensions=tuple(
            core.Extension(to=change.new, granted_at=change.at, reason=change.reason, requester="", approver="")
            for change in deadline.changes.all() if change.because == "extension"
        ),
    )  # fmt: skip


def _pause(row: Pause) -> core.Pause:
    assert row.since is not None
    assert row.expires_at is not None
    return core.Pause(since=row.since, expires_at=row.expires_at, ended_at=row.ended_at, reason=row.reason)


def _began(row: Pause) -> tuple[datetime, UUID]:
    return row.since or row.asked_at, row.pk


def explain(deadline: Deadline) -> core.Explanation:
    """The arithmetic page of a deadline: every day from its start to its due day, counted or skipped and why."""
    return core.explain(derive(deadline))


def clocks_of(matter: Matter, on: datetime | date) -> list[Clock]:
    """The running clocks of a matter, the earliest first; three queries however many."""
    calendar = calendar_of(matter.chain)
    running = with_history(matter.deadlines.filter(stopped_at__isnull=True))
    return [clock(each, on, calendar=calendar) for each in running.order_by("due_on", "pk")]


def passed(matter: Matter, now: datetime) -> core.Elapsed:
    """What has passed since it was raised: gross, and net of the days on which it only waited; three queries.

    A day was waited if the step's clock stood still, or every clock of work that ran on that day did.
    """
    clocks = [facts_of(each) for each in with_history(matter.deadlines.filter(kind="step"))]
    waited = {day for facts in clocks for pause in facts.pauses for day in pause.days()}
    work = list(with_history(matter.deadlines.filter(kind="item").order_by("pk")))
    waited |= {day for day in _paused_days(work) if all(_stood_still(each, day) for each in work)}
    still = [core.Pause(since=core.start_of_day(day), expires_at=core.end_of_day(day)) for day in sorted(waited)]
    return core.elapsed(calendar_of(matter.chain), matter.raised_at, matter.closed_at or now, still)


def _paused_days(clocks: Iterable[Deadline]) -> set[date]:
    return {day for each in clocks for pause in facts_of(each).pauses for day in pause.days()}


def _stood_still(clock: Deadline, day: date) -> bool:
    """Whether a clock did not run on a day: paused, not begun, or over."""
    begun, over = core.local_day(clock.started_at) <= day, clock.stopped_at and core.local_day(clock.stopped_at) <= day
    return not begun or bool(over) or day in _paused_days([clock])


def open_deadlines(layer: str) -> Iterable[Deadline]:
    """The running deadlines that a holiday table of this layer can move: all for "cn", else those under the prefix."""
    running = with_history(Deadline.objects.filter(stopped_at__isnull=True))
    if layer != NATIONAL:
        running = running.filter(matter__chain__startswith=layer)
    return running.order_by("matter__chain", "matter_id", "pk")


def would_move(table: YearTable) -> Moves:
    """The running deadlines that a table not loaded yet would move, for the page that asks before loading."""
    loaded = [*loaded_tables(), table]
    running = list(open_deadlines(table.region or NATIONAL))
    calendars = {chain: calendar_for_place(chain, loaded=loaded) for chain in {each.matter.chain for each in running}}
    changes = core.recompute(
        [core.OpenDeadline(str(each.pk), facts_of(each), each.due_on, each.provisional) for each in running],
        lambda chain: calendars[chain or ""],
    )
    moving = [change for change in changes if change.moved]
    numbers = {str(each.pk): each.matter.number for each in running}
    return Moves([Moved(numbers[one.key], one.old, one.new) for one in moving[:MOST_SHOWN]], len(moving))


def moved(layer: str, year: int) -> Moves:
    """The deadlines that loading this year moved, the latest first."""
    changes = DeadlineChange.objects.filter(because="calendar", reason=f"{layer} {year}").order_by("-at", "-pk")
    shown = changes.select_related("deadline__matter")[:MOST_SHOWN]
    return Moves([Moved(each.deadline.matter.number, each.old, each.new) for each in shown], changes.count())
