"""What can happen to persons, organisations, bodies and duties."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("person.registered")
class PersonRegistered(Act):
    """A person became known here. `called` is their public name by role, e.g. "楼长 王师傅"; "" for residents."""

    person: UUID
    place: str | None = None
    capacities: list[str]
    called: str = ""
    name: str | None = private(default=None)
    phone: str | None = private(default=None)
    email: str | None = private(default=None)


@act("person.changed")
class PersonChanged(Act):
    """Contact data, name or capacities changed; None leaves a thing as it is."""

    person: UUID
    capacities: list[str] | None = None
    called: str | None = None
    place: str | None = None
    name: str | None = private(default=None)
    phone: str | None = private(default=None)
    email: str | None = private(default=None)


@act("person.consented")
class PersonConsented(Act):
    """Consent to a purpose was given, or withdrawn (`given` false); `how` e.g. "spoken, at the door"."""

    person: UUID
    purpose: str
    given: bool
    how: str


@act("person.revealed")
class ContactRevealed(Act):
    """Somebody looked at masked contact data and said why. `of` is "person:..." or "raising:..."."""

    reveal: UUID
    of: str
    by: UUID
    fields: list[str]
    reason: str


@act("person.erased")
class PersonErased(Act):
    """A person's data was erased: private parts destroyed, a pseudonym stays."""

    person: UUID
    pseudonym: str


@act("people.organisation_added")
class OrganisationAdded(Act):
    """An organisation; `accepts` are the categories of its duty list (empty: all); `kind` as in models."""

    organisation: UUID
    kind: str
    name: str
    short: str
    place: str | None = None
    phone: str = ""
    accepts: list[str]


@act("people.organisation_changed")
class OrganisationChanged(Act):
    """Name, telephone or duty list changed; None leaves a thing as it is."""

    organisation: UUID
    name: str | None = None
    short: str | None = None
    phone: str | None = None
    accepts: list[str] | None = None


@act("people.body_formed")
class BodyFormed(Act):
    """A body: the joint group, the owners' committee, the residents' oversight committee ..."""

    body: UUID
    kind: str
    name: str
    place: str


@act("people.seat_taken")
class SeatTaken(Act):
    """Somebody took a seat in a body; how they were chosen is told."""

    seat: UUID
    body: UUID
    person: UUID
    title: str
    chosen_how: str
    from_on: date
    to_on: date | None = None


@act("people.seat_left")
class SeatLeft(Act):
    """A seat is free again, before its term or after."""

    seat: UUID
    on: date
    reason: str


@act("people.duty_given")
class DutyGiven(Act):
    """A role held in a place, a grid or an organisation; `label` is its local title."""

    duty: UUID
    person: UUID
    role: str
    place: str | None = None
    grid: UUID | None = None
    organisation: UUID | None = None
    label: str = ""
    from_on: date
    to_on: date | None = None


@act("people.duty_ended")
class DutyEnded(Act):
    """A duty ended; the person's open work was handed to `successor`, None where nobody takes it yet."""

    duty: UUID
    on: date
    reason: str
    successor: UUID | None = None


@act("people.leave_taken")
class LeaveTaken(Act):
    """Somebody is away; a deputy holds their duties meanwhile."""

    leave: UUID
    person: UUID
    deputy: UUID
    from_on: date
    to_on: date


@act("people.leave_ended")
class LeaveEnded(Act):
    """Back earlier than said."""

    leave: UUID
    on: date


@act("people.card_issued")
class CardIssued(Act):
    """An invite card was printed. `code` is the blind fingerprint of what its QR holds; single use."""

    card: UUID
    person: UUID
    issued_by: UUID
    code: str
    use_by: date


@act("people.card_used")
class CardUsed(Act):
    """A card was taken into use on one phone, for 90 days."""

    card: UUID
    until: date


@act("people.card_revoked")
class CardRevoked(Act):
    """A card was revoked; its phone is signed out."""

    card: UUID
    reason: str


@act("people.account_linked")
class AccountLinked(Act):
    """A staff account was opened for a person (the credentials themselves are not in the ledger)."""

    person: UUID
    account: UUID


@act("people.account_invited")
class AccountInvited(Act):
    """Somebody was invited to open a staff account; the link works once, until `use_by`."""

    invitation: UUID
    person: UUID
    by: UUID | None = None
    use_by: date
    email: str | None = private(default=None)


@act("people.account_closed")
class AccountClosed(Act):
    """A staff account was closed: nobody signs in with it any more."""

    person: UUID
    reason: str
