"""What can happen in a mediation. Names, words and texts are private parts; days and states stand open."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("mediation.opened")
class CaseOpened(Act):
    """Somebody begins to mediate between whoever raised a matter and the other side.

    mark     by which the other side's slip is known again: a keyed fingerprint
    who      the other side: its name as it was written down and, after a line break, "person:<uuid>" or
             "organisation:<uuid>" where it is known here
    """

    case: UUID
    matter: UUID
    mediator: UUID
    raising: UUID
    mark: str
    who: str | None = private(default=None)


@act("mediation.consented")
class ConsentNoted(Act):
    """A side agreed to talk; `way` says how it said so, `by` who wrote it down: "mediator", "receipt" or "slip"."""

    case: UUID
    side: str
    on: date
    by: str
    way: str | None = private(default=None)


@act("mediation.heard")
class TalkHeld(Act):
    """A hearing of one side, a visit, or a session with both (`side` ""); its words are for that side alone."""

    case: UUID
    talk: UUID
    kind: str
    side: str
    on: date
    words: str | None = private(default=None)


@act("mediation.agreed")
class SidesAgreed(Act):
    """Both said yes, in writing or by word of mouth and written down; the follow-up's and the court's days run."""

    case: UUID
    agreement: UUID
    number: int
    form: str
    on: date
    follow_up_on: date
    confirm_by: date
    text: str | None = private(default=None)


@act("mediation.followed_up")
class FollowedUp(Act):
    """Whether an agreement is kept: "kept", "again" (a further round begins) or "end" (it is over, without peace)."""

    case: UUID
    agreement: UUID
    on: date
    result: str
    words: str | None = private(default=None)


@act("mediation.ended")
class CaseEnded(Act):
    """Over: a side refused, or they do not agree. `ways` are the other lawful ways that were told to both."""

    case: UUID
    because: str
    side: str
    on: date
    by: str
    ways: list[str]
    words: str | None = private(default=None)


@act("mediation.confirmation_asked")
class ConfirmationAsked(Act):
    """Both sides together asked the court to confirm the agreement."""

    case: UUID
    agreement: UUID
    on: date
    document: str | None = private(default=None)


@act("mediation.risk_reported")
class RiskReported(Act):
    """It may come to blows: the police or another body was told."""

    case: UUID
    on: date
    to: str | None = private(default=None)
    words: str | None = private(default=None)


@act("mediation.handed_over")
class CaseHandedOver(Act):
    """Another person mediates from now on."""

    case: UUID
    from_person: UUID
    to_person: UUID


@act("mediation.side_erased")
class SideErased(Act):
    """The other side had its name and words erased; `by` says who noted it: "slip", "mediator", "secretary", "person".

    pseudonym   what stands for it from now on in the sealed file
    """

    case: UUID
    by: str
    pseudonym: str
