"""A matter comes in: raised, joined, accepted, sealed, withdrawn, erased."""

from datetime import date
from uuid import UUID

from bandeng.matters.acts.parts import Due, Move
from bandeng.records.acts import Act, act, private


@act("matter.raised")
class MatterRaised(Act):
    """Somebody said what is wrong: a matter and its first raising. Nothing of it is public yet."""

    matter: UUID
    raising: UUID
    number: str
    place: str
    category: str
    severity: int
    channel: str
    process: UUID
    step: str
    milestones: list[str]
    step_due: Due | None
    whole_due: Due
    receipt: str
    reach: str
    capacity: str = "resident"
    anonymous: bool = False
    sealed: bool = False
    person: UUID | None = None
    proxy: UUID | None = None
    consent: str = ""
    photos: list[str]
    safety_track: UUID | None = None
    recurred_from: UUID | None = None
    occurred_on: date | None = None
    words: str | None = private(default=None)
    name: str | None = private(default=None)
    phone: str | None = private(default=None)
    email: str | None = private(default=None)


@act("matter.joined")
class MatterJoined(Act):
    """Somebody else has the same trouble: a raising of their own, in their own words."""

    matter: UUID
    raising: UUID
    channel: str
    receipt: str
    reach: str
    capacity: str = "resident"
    anonymous: bool = False
    person: UUID | None = None
    proxy: UUID | None = None
    consent: str = ""
    photos: list[str]
    words: str | None = private(default=None)
    name: str | None = private(default=None)
    phone: str | None = private(default=None)
    email: str | None = private(default=None)


@act("matter.receipt_found")
class ReceiptFound(Act):
    """A lost receipt was found again at the desk, by person; the old one no longer opens anything."""

    matter: UUID
    raising: UUID
    receipt: str
    how: str


@act("matter.accepted")
class MatterAccepted(Act):
    """A named person accepted the summary: from now on it is public, unless the matter is sealed."""

    matter: UUID
    title: str = ""
    summary: str = ""
    photos: list[str]
    title_sealed: str | None = private(default=None)
    summary_sealed: str | None = private(default=None)


@act("matter.summary_changed")
class SummaryChanged(Act):
    """The public summary was changed, with a reason; the earlier words stay in the ledger."""

    matter: UUID
    reason: str
    title: str = ""
    summary: str = ""
    title_sealed: str | None = private(default=None)
    summary_sealed: str | None = private(default=None)


@act("matter.sealed")
class MatterSealed(Act):
    """A matter was sealed (kept from the public), or opened again, with a reason."""

    matter: UUID
    sealed: bool
    reason: str


@act("matter.withdrawn")
class RaisingWithdrawn(Act):
    """A raiser takes their raising back; it is still answered. When nobody is left the matter moves to its reply."""

    matter: UUID
    raising: UUID
    move: Move | None = None
    words: str | None = private(default=None)


@act("matter.words_erased")
class WordsErased(Act):
    """A raiser's own words, name and contact were erased at their wish; a pseudonym stays."""

    matter: UUID
    raising: UUID
    pseudonym: str
