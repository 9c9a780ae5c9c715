"""What several acts carry: a clock that starts, a move along the line, a reply to one raising."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Due:
    """A clock that starts with this entry.

    kind     "step", "matter", "pass_on", "escalation", "item", "rating"
    unit     "working" or "calendar"
    since    when it began, where that is earlier than this entry (a clock that counts from the raising)
    """

    deadline: UUID
    kind: str
    days: int
    unit: str
    due_on: date
    provisional: bool
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """The matter goes from one step to another, None at the end; `why` is "complete" or a branch's key.

    clears   facts that stood for an earlier visit or round and have to be made anew
    """

    step: str | None
    then: str | None
    why: str
    came_from: str | None = None
    milestones: list[str]
    due: Due | None = None
    clears: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class ReplyTo:
    """One reply of an entry, to one raising; delivered at once when the raiser reads it on the page."""

    reply: UUID
    raising: UUID
    delivered: str | None = None
