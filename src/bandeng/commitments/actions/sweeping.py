"""The sweep: every running clock is looked at, what is due is issued, each in a transaction of its own.

Run again it issues nothing; two at once issue what one would; cut off, it is run again and goes on. Nothing is left out
because there is much of it. Source: deadlines.md 10, 12, 15; docs/decisions/0008-supervision.md
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bandeng.commitments.actions.supervising import issue_by_rule
from bandeng.commitments.acts import ClockWarned
from bandeng.commitments.models import ClockWarning, SupervisionOrder
from bandeng.commitments.queries import supervision
from bandeng.commitments.queries.supervision import Watched
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import enter
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor, system
from bandeng.records.actions import action

CLOCK = system("clock")
Issue: TypeAlias = "ClockWarning | SupervisionOrder"


@dataclass(frozen=True)
class Pending:
    """What is due on one clock at a moment: `key` of a rung or of a threshold.

    kind   "order" or "warning"
    """

    kind: str
    key: str
    watched: Watched

    def __str__(self) -> str:
        deadline = self.watched.deadline
        return f"{self.kind} {self.key} {deadline.matter.number} {deadline.of} due {deadline.due_on}"


def pending(at: datetime) -> Iterator[Pending]:
    """What is due at this moment on every running clock; reads only."""
    for watched in supervision.watched():
        if warning := watched.warning(at):
            yield Pending("warning", warning.value, watched)
        if rung := watched.rung(at):
            yield Pending("order", rung.key, watched)


def supervise(*, at: datetime, actor: Actor = CLOCK) -> list[Issue]:
    """Issue all that is due at this moment; what was issued.

    Each is decided again under its matter's lock, so that what somebody did meanwhile counts.
    """
    issued: list[Issue | None] = []
    for due in pending(at):
        act = warn if due.kind == "warning" else issue_by_rule
        issued.append(act(matter=due.watched.deadline.matter, watched=due.watched, actor=actor, at=at))
    return [each for each in issued if each is not None]


@action
def warn(*, matter: Matter, watched: Watched, actor: Actor, at: datetime) -> ClockWarning | None:
    """Give the warning that is due on a clock of a matter, if it still is."""
    matter = matters.locked(matter)
    now = supervision.watch(watched.deadline)
    warning = now.warning(at) if now else None
    if now is None or warning is None:
        return None
    act = ClockWarned(
        matter=matter.pk, item=now.item.pk if now.item else None, deadline=now.deadline.pk, threshold=warning.value,
        due_on=now.deadline.due_on,
    )  # fmt: skip
    given: ClockWarning = enter(act, matter, actor=actor, at=at, once=f"{warning.value}:{now.deadline.pk}")
    return given
