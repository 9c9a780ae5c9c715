"""What else can happen to a work item: support, money, standing still, delivered in part, helped, shown in pairs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("item.support_joined")
class SupportJoined(Act):
    """A unit helps the lead unit, with what."""

    item: UUID
    matter: UUID
    support: UUID
    organisation: UUID
    what: str = ""
    what_sealed: str | None = private(default=None)


@act("item.support_left")
class SupportLeft(Act):
    """It no longer helps, and why."""

    item: UUID
    matter: UUID
    support: UUID
    organisation: UUID
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.quoted")
class ItemQuoted(Act):
    """What it costs, in fen, by which document; where the contract does not cover it, the clause that says so."""

    item: UUID
    matter: UUID
    amount_fen: int
    outside_contract: bool
    photos: list[str]
    document: str = ""
    clause: str = ""
    document_sealed: str | None = private(default=None)
    clause_sealed: str | None = private(default=None)


@act("item.funded")
class ItemFunded(Act):
    """Where the money comes from: a word of the closed list (I17), and what was said about it."""

    item: UUID
    matter: UUID
    source: str
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("item.suspension_asked")
class ItemSuspensionAsked(Act):
    """The unit asks that the item's clock stand still, why, and until which day at the latest."""

    item: UUID
    matter: UUID
    deadline: UUID
    suspension: UUID
    review_on: date
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.suspension_decided")
class ItemSuspensionDecided(Act):
    """Somebody else granted or refused it; over by itself at `expires_at`; `old` and `new` are the due dates."""

    item: UUID
    matter: UUID
    deadline: UUID
    suspension: UUID
    granted: bool
    old: date
    new: date
    provisional: bool = False
    expires_at: datetime | None = None
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.suspension_ended")
class ItemSuspensionEnded(Act):
    """The clock runs on before the review date."""

    item: UUID
    matter: UUID
    deadline: UUID
    suspension: UUID
    old: date
    new: date
    provisional: bool = False
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("item.delivered_in_part")
class ItemDeliveredInPart(Act):
    """What is done and shown, what is missing, why, and until when the rest. The clock runs on."""

    item: UUID
    matter: UUID
    delivery: UUID
    rest_on: date
    photos: list[str]
    text: str = ""
    missing: str = ""
    reason: str = ""
    document: str = ""
    text_sealed: str | None = private(default=None)
    missing_sealed: str | None = private(default=None)
    reason_sealed: str | None = private(default=None)
    document_sealed: str | None = private(default=None)


@act("item.helped")
class ItemHelped(Act):
    """Others helped on a day: volunteers, minutes of all of them together, and a partner by its name."""

    item: UUID
    matter: UUID
    help: UUID
    on: date
    people: int
    minutes: int
    partner: str = ""
    text: str = ""
    partner_sealed: str | None = private(default=None)
    text_sealed: str | None = private(default=None)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two pictures of one spot, by their digests."""

    before: str
    after: str


@act("item.paired")
class ItemPaired(Act):
    """Which picture of the evidence shows which earlier one from the same angle."""

    item: UUID
    matter: UUID
    evidence: UUID
    pairs: list[Pair]
