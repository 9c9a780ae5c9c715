"""Who is expected, told, says whether they come, and comes."""

from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("meeting.invited")
class AttendeeInvited(Act):
    """Somebody is asked to come: a person, an organisation, or a name written down."""

    meeting: UUID
    attendee: UUID
    kind: str
    title: str
    capacity: str
    person: UUID | None = None
    organisation: UUID | None = None
    votes: bool
    stands_for: list[str]
    name: str | None = private(default=None)


@act("meeting.told")
class AttendeeTold(Act):
    """Somebody was told of the meeting: how, and what shows it."""

    meeting: UUID
    attendee: UUID
    how: str
    proof: str


@act("meeting.announced_coming")
class Announced(Act):
    """Somebody says whether they come, and what they want to be heard if they do not.

    attendee   whose seat; a new one where they register themselves (`mark`: the phone, known again in this meeting)
    """

    meeting: UUID
    attendee: UUID
    registers: bool
    coming: bool
    capacity: str = "resident"
    mark: str = ""
    person: UUID | None = None
    name: str | None = private(default=None)
    words: str | None = private(default=None)


@act("meeting.came")
class AttendeeAdded(Act):
    """Somebody sits there who was not invited: heard like everybody, without a vote; signed in at once."""

    meeting: UUID
    attendee: UUID
    title: str
    capacity: str
    how: str
    mark: str = ""
    person: UUID | None = None
    name: str | None = private(default=None)


@act("meeting.signed_in")
class SignedIn(Act):
    """Somebody is there: by the code at the door, by name at the desk, or on the paper sheet. Once each."""

    meeting: UUID
    attendee: UUID
    how: str
    mark: str = ""


@act("meeting.attendee_erased")
class AttendeeErased(Act):
    """Who sat there is no longer told; that the seat was taken stays."""

    meeting: UUID
    attendee: UUID
