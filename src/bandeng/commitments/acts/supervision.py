"""What can happen on the ladder of supervision. Texts come in pairs, as in `matters.acts`."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("order.issued")
class OrderIssued(Act):
    """A rung of the ladder, for a clock: a reminder, a supervision order, a listing, a summons talk.

    item           the work item whose clock it is, None for the matter's own step
    deadline       the clock; each rung stands once on each clock
    level, rank    key and position of the rung in shelf/ladder.toml as it stood then
    organisation   the unit that has to answer; None: the community itself
    due_on         the last day to answer
    over           how many working days the clock was overdue
    by_rule        issued by itself; else by somebody, who says why
    ends           what ends it, as the ladder says: "solved", "dropped", "returned", "taken", "moved_on"
    """

    order: UUID
    matter: UUID
    item: UUID | None = None
    deadline: UUID
    level: str
    rank: int
    organisation: UUID | None = None
    due_on: date
    over: int
    by_rule: bool
    ends: list[str]
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("order.answered")
class OrderAnswered(Act):
    """Whom it was addressed to says what holds it up and what happens now; everybody reads it."""

    order: UUID
    matter: UUID
    item: UUID | None = None
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("clock.warned")
class ClockWarned(Act):
    """A part of a clock's time has gone: half, three quarters, all but a working day, or all of it; each told once."""

    matter: UUID
    item: UUID | None = None
    deadline: UUID
    threshold: str
    due_on: date


@act("stuck.listed")
class StuckListed(Act):
    """On a day nobody living could complete the step of these matters; told to who helps out: the supervisor."""

    place: str
    on: date
    matters: list[UUID]
