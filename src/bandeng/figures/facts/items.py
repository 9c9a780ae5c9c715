"""What stands about work items: who held them, each clock, and how it ended."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bandeng.commitments.models import (
    Holding,
    State,
    WorkItem,
)
from bandeng.core import figures as core
from bandeng.core.deadline import local_day
from bandeng.matters.models import (
    Deadline,
    Matter,
)


def day(at: datetime | None) -> date | None:
    """The local day of a moment, None of None."""
    return local_day(at) if at else None


def item_facts(item: WorkItem, clocks: Sequence[Deadline], matter: Matter) -> core.ItemFacts:
    own = [clock for clock in clocks if clock.of == f"item:{item.pk}"]
    held = list(item.holdings.all())
    changes = [change for clock in own for change in clock.changes.all() if change.because == "extension"]
    pauses = [pause for clock in own for pause in clock.pauses.all() if pause.granted]
    return core.ItemFacts(
        id=item.pk, set_on=local_day(item.set_at), cycles=tuple(_cycles(item, own, held, matter)),
        held=tuple(
            core.Held(
                each.organisation_id, local_day(each.from_at), each.how, each.returned_at is not None,
                item.accepted_outside and each is held[-1] and each.returned_at is None,
            )
            for each in held
        ),
        waits=tuple(_waits(item, held, matter)), take_by=item.waiting.due_on if item.waiting else None,
        extended_by=tuple((change.new - change.old).days for change in changes),
        suspended_days=tuple(_paused(pause.since, pause.ended_at or pause.expires_at) for pause in pauses),
        promised=tuple(
            core.Promised(line.commitment.organisation_id, line.commitment.due_on, line.stood)
            for line in item.promises  # type: ignore[attr-defined]
        ),
    )  # fmt: skip


def _paused(since: datetime | None, until: datetime | None) -> int:
    return (local_day(until) - local_day(since)).days if since and until else 0


def _cycles(item: WorkItem, clocks: list[Deadline], held: list[Holding], matter: Matter) -> Iterable[core.Cycle]:
    """Each clock a unit had on the item, from its claim or its reopening until the next one."""
    for number, clock in enumerate(clocks):
        following = clocks[number + 1].started_at if number + 1 < len(clocks) else None
        holding = [each for each in held if each.from_at <= clock.started_at][-1]
        returned = holding.returned_at
        if returned is not None and following is not None and returned > following:
            returned = None
        checks = [each for each in item.checks.all() if _within(each.at, clock.started_at, following)]
        settled = next((each.at for each in checks if each.solved), None)
        again = max((each.at for each in checks if not each.solved), default=None)
        dropped = item.settled_at if item.state == State.DROPPED and following is None and not returned else None
        ends = settled or dropped or returned
        over = None if ends else following or matter.closed_at
        yield core.Cycle(
            unit=holding.organisation_id, from_on=local_day(clock.started_at), original_due=clock.original_due_on,
            due=clock.due_on, reported=_reported(item, clock.started_at, following, again), settled=day(settled),
            dropped=day(dropped), returned=day(returned), over=day(over),
            paused=sum(
                _paused(each.since, min(filter(None, (each.ended_at, each.expires_at, settled))))
                for each in clock.pauses.all() if each.granted
            ),
        )  # fmt: skip


def _within(at: datetime, start: datetime, end: datetime | None) -> bool:
    return at >= start and (end is None or at < end)


def _reported(item: WorkItem, start: datetime, end: datetime | None, again: datetime | None) -> date | None:
    """The day of the last report in this time, unless a check after it asked for more."""
    told = [each.at for each in item.progress.all() if _within(each.at, start, end)]
    last = max(told, default=None)
    return None if last is None or (again is not None and again >= last) else local_day(last)


def _waits(item: WorkItem, held: list[Holding], matter: Matter) -> Iterable[tuple[date, date | None]]:
    """The times in which no unit held it; the last one ends with the item or its matter."""
    start: datetime | None = item.set_at
    for holding in held:
        if start is not None:
            yield local_day(start), local_day(holding.from_at)
        start = holding.returned_at
    if start is not None:
        ended = item.settled_at if item.state == State.DROPPED else matter.closed_at
        yield local_day(start), day(ended)
