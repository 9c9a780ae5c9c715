"""A place writes down its own seats, changes them by a new version, and ends them."""

from dataclasses import dataclass
from uuid import UUID

from bandeng.records.acts import Act, act


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """Who sits there in both languages, as what, on how many chairs; each time or not; with a vote or without."""

    zh: str
    en: str
    role: str
    count: int
    fixed: bool
    votes: bool


@act("meeting.seating_published")
class SeatingPublished(Act):
    """A version of a place's own seats; the one before it ends with this.

    lineage       the same for every version of one template
    copied_from   what it began as: "shelf:<key>" or the id of another place's version; "" for an empty sheet
    """

    seating: UUID
    lineage: UUID
    number: int
    place: str
    zh: str
    en: str
    parties: list[PartyLine]
    copied_from: str
    why: str


@act("meeting.seating_ended")
class SeatingEnded(Act):
    """Nobody calls a meeting with these seats any more, and why. Meetings called with them keep them."""

    seating: UUID
    why: str
