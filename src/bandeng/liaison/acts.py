"""What can happen to liaison rooms and areas, and what is entered later."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act


@act("liaison.opened")
class RoomOpened(Act):
    """A liaison room, home, hall or station was opened; `hours` in words, `convener` the person who answers for it."""

    room: UUID
    place: str
    name: str
    kind: str
    address: str = ""
    hours: str
    convener: UUID | None = None


@act("liaison.changed")
class RoomChanged(Act):
    """Other hours, another address, another convener."""

    room: UUID
    address: str = ""
    hours: str
    convener: UUID | None = None


@act("liaison.closed")
class RoomClosed(Act):
    """It is no more; what it did stays."""

    room: UUID
    why: str


@act("liaison.standard_set")
class StandardSet(Act):
    """A place's own kinds and points, each with its key and name; both hold under it from now on."""

    place: str
    kinds: list[dict[str, str]]
    points: list[dict[str, str]]
    why: str


@act("liaison.inspected")
class RoomInspected(Act):
    """Somebody else looked: each point with its key, name, "yes" or "no", and what was seen.

    again_on   the day on which somebody looks again; None where every point is met
    convener   who answered for the room then
    """

    inspection: UUID
    room: UUID
    on: date
    later: bool
    points: list[dict[str, str]]
    photos: list[str]
    again_on: date | None = None
    convener: UUID | None = None


@act("liaison.kept")
class DutyKept(Act):
    """Somebody was there for whoever came: how many by role, and what was heard, each with its id, text, and role."""

    day: UUID
    room: UUID
    on: date
    later: bool
    hours: str = ""
    came: list[dict[str, str]]
    heard: list[dict[str, str]]


@act("liaison.heard_raised")
class HeardRaised(Act):
    """What was heard on a duty day became a matter; it goes the ordinary way to a reply that can be rated."""

    heard: UUID
    matter: UUID


@act("liaison.heard_suggested")
class HeardSuggested(Act):
    """What was heard on a duty day stands in the register of suggestions."""

    heard: UUID
    suggestion: UUID


@act("oversight.assigned")
class OversightAssigned(Act):
    """Somebody was given an area or a township to look after (分包): one duty for each place of it.

    kind    "leader" of an area, "director" who guides a township
    parts   each with its id, place and the duty that opens it
    """

    place: str
    person: UUID
    kind: str
    area: str
    parts: list[dict[str, str]]


@act("liaison.entered_later")
class EnteredLater(Act):
    """One sheet of what happened earlier: each row with id, place, kind, form, on, text, people, outcome, digest."""

    batch: UUID
    place: str
    rows: list[dict[str, str]]
