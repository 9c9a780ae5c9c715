"""A meeting is called, moved, called off; the series it belongs to, the room it sits in."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bandeng.records.acts import Act, act


@act("meeting.programme_begun")
class ProgrammeBegun(Act):
    """A series of meetings under one name."""

    programme: UUID
    place: str
    name: str
    about: str
    form: str


@act("meeting.programme_ended")
class ProgrammeEnded(Act):
    """No more meetings of the series are called."""

    programme: UUID


@act("meeting.venue_added")
class VenueAdded(Act):
    """A room in which people may sit. `access`: how somebody in a wheelchair comes in."""

    venue: UUID
    place: str
    name: str
    kind: str
    address: str
    chairs: int
    access: str


@act("meeting.venue_closed")
class VenueClosed(Act):
    """Nobody sits there any more."""

    venue: UUID


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One thing to talk over: a matter, or a topic in words; `findings` of a research trip it is about."""

    item: UUID
    matter: UUID | None = None
    topic: str
    question: str
    options: list[str]
    minutes: int
    findings: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat of the call: a person or an organisation; a written name is invited by an entry of its own."""

    attendee: UUID
    kind: str
    title: str
    capacity: str
    person: UUID | None = None
    organisation: UUID | None = None
    votes: bool
    stands_for: list[str]


@act("meeting.called")
class MeetingCalled(Act):
    """A meeting was called: form, day, room, what is talked over, who sits there.

    roles     the other hats of who chairs it, for everybody to read
    in_time   with it everybody was called together in time for the matters on its agenda (fact "notice")
    seating   the place's own seats it was called with, as they stood then; None for those of the form
    """

    meeting: UUID
    place: str
    form: str
    programme: UUID | None = None
    title: str
    about: str
    venue: UUID | None = None
    where: str
    starts_at: datetime
    minutes: int
    chair: UUID
    recorder: UUID
    roles: str
    agenda: list[AgendaLine]
    seats: list[SeatLine]
    in_time: bool = False
    seating: UUID | None = None


@act("meeting.agenda_changed")
class AgendaChanged(Act):
    """One more thing came onto the agenda; `in_time` as for the call."""

    meeting: UUID
    line: AgendaLine
    in_time: bool = False


@act("meeting.postponed")
class MeetingPostponed(Act):
    """It will be on another day, or in another room, and why. Whoever was told has to be told again.

    in_time   as for the call
    """

    meeting: UUID
    starts_at: datetime
    minutes: int
    venue: UUID | None = None
    where: str
    why: str
    in_time: bool = False


@act("meeting.cancelled")
class MeetingCancelled(Act):
    """It will not be, and why."""

    meeting: UUID
    why: str
