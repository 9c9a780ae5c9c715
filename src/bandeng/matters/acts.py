"""What can happen to a matter. Times and due dates are decided before they are recorded, so a rebuild repeats them.

Texts come in pairs where a matter may be sealed: `text` stands open in the ledger, `text_sealed` is a private part;
an action fills exactly one of them (`matters.actions.texts`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from bandeng.records.acts import Act, act, private


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


@act("matter.verified")
class MatterVerified(Act):
    """Somebody went to see: what they found, and whether it can be done lawfully, technically, and paid for."""

    matter: UUID
    verification: UUID
    visited_on: date
    legal: str
    technical: str
    financial: str
    photos: list[str]
    finding: str = ""
    finding_sealed: str | None = private(default=None)
    note: str | None = private(default=None)


@act("matter.sorted")
class MatterSorted(Act):
    """Category, severity and route were decided. `guards` are words such as "common_parts".

    Where the route is a branch, `move` is None and the branch's own entry follows in the same transaction.
    """

    matter: UUID
    category: str
    severity: int
    guards: list[str]
    move: Move | None = None
    safety_track: UUID | None = None
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@dataclass(frozen=True, kw_only=True)
class SeatOnBench:
    """Who sat there: a role or title, never a resident's name."""

    role: str
    count: int = 1


@act("matter.bench_noted")
class BenchNoted(Act):
    """A bench meeting: who sat there, what was said, what came of it. consensus, partial, none or advisory."""

    matter: UUID
    note: UUID
    held_on: date
    where: str
    seats: list[SeatOnBench]
    outcome: str
    next_step: str = ""
    dissents: list[UUID]
    said: str = ""
    opinion: str = ""
    dissent: list[str]
    said_sealed: str | None = private(default=None)
    opinion_sealed: str | None = private(default=None)
    dissent_sealed: str | None = private(default=None)


@act("matter.dissent_answered")
class DissentAnswered(Act):
    """A dissent got its explanation."""

    matter: UUID
    dissent: UUID
    answer: str = ""
    answer_sealed: str | None = private(default=None)


@act("matter.step_completed")
class StepCompleted(Act):
    """The step was completed and the matter moved on; None at the end."""

    matter: UUID
    move: Move


@act("matter.branched")
class Branched(Act):
    """The matter left the line: explain, not_accepted, pass_on, escalate, mediate, withdraw, reopen.

    reason_code, reason and next_channel stand whenever the community says no (I3); `ref` names the pass-on row.
    """

    matter: UUID
    branch: str
    move: Move
    reason_code: str
    reason: str = ""
    next_channel: str = ""
    to_organisation: UUID | None = None
    to: str = ""
    ref: UUID | None = None
    reason_sealed: str | None = private(default=None)


@act("matter.reviewed")
class MatterReviewed(Act):
    """Another person than who decided looked at it anew and gives the reasons: contested, or reopened twice."""

    matter: UUID
    review: UUID
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("matter.pass_on_answered")
class PassOnAnswered(Act):
    """Who it was passed on to acknowledged it, sent it back, or told the result: acknowledged, returned, result."""

    matter: UUID
    ref: UUID
    answer: str
    move: Move | None = None
    by_whom: str = ""
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("matter.merged")
class MatterMerged(Act):
    """Its raisings go on in another matter; each gets an interim reply now and the target's final reply later."""

    matter: UUID
    into: UUID
    reason: str
    move: Move
    replies: list[ReplyTo]
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("matter.unmerged")
class MatterUnmerged(Act):
    """A merge was taken back: the matter stands where it stood, with its raisings; its step's clock starts anew."""

    matter: UUID
    out_of: UUID
    reason: str
    move: Move


@act("matter.replied")
class MatterReplied(Act):
    """A reply to raisings: receipt, progress, interim, final. `text` is the official word, `letter` for one raiser."""

    matter: UUID
    kind: str
    replies: list[ReplyTo]
    legal_basis: str = ""
    appeal: str = ""
    text: str = ""
    text_sealed: str | None = private(default=None)
    letter: str | None = private(default=None)


@act("matter.reply_delivered")
class ReplyDelivered(Act):
    """A reply was handed over, or tried: page, print, phone or visit; who did it and when."""

    matter: UUID
    delivery: UUID
    reply: UUID
    mode: str
    succeeded: bool
    on: date
    note: str = ""


@act("matter.rated")
class RaisingRated(Act):
    """A raiser says whether it is true: answered, solved, satisfied ("yes", "partly", "no"); it may reopen."""

    matter: UUID
    raising: UUID
    rating: UUID
    round: int
    answered: str
    solved: str
    satisfied: str
    reopens: Move | None = None
    words: str | None = private(default=None)


@act("matter.contested")
class ExplanationContested(Act):
    """A raiser contests an explanation, once: the matter is sorted again, by somebody else."""

    matter: UUID
    raising: UUID
    move: Move
    words: str | None = private(default=None)


@act("matter.withdrawn")
class RaisingWithdrawn(Act):
    """A raiser takes their raising back; it is still answered. When nobody is left the matter moves to its reply."""

    matter: UUID
    raising: UUID
    move: Move | None = None
    words: str | None = private(default=None)


@act("matter.deadline_recomputed")
class DeadlineRecomputed(Act):
    """A newly published calendar moved a due date; old and new are told."""

    matter: UUID
    deadline: UUID
    old: date
    new: date
    provisional: bool
    table: str


@act("matter.handed_over")
class MatterHandedOver(Act):
    """The open work at a matter's step went from one person to another."""

    matter: UUID
    from_person: UUID
    to_person: UUID | None = None


@act("matter.taken_up")
class MatterTakenUp(Act):
    """Somebody took the step in hand, so that others see who holds it."""

    matter: UUID
    holder: UUID


@act("matter.corrected")
class RecordCorrected(Act):
    """A marked correction of a date told earlier (back-dating): what it said, what it says now, and why."""

    matter: UUID
    of: UUID
    field: str
    was: date
    now: date
    reason: str


@act("matter.made_safe")
class MadeSafe(Act):
    """A life-safety track was closed: what was done at once."""

    matter: UUID
    track: UUID
    text: str = ""
    text_sealed: str | None = private(default=None)


@act("matter.words_erased")
class WordsErased(Act):
    """A raiser's own words, name and contact were erased at their wish; a pseudonym stays."""

    matter: UUID
    raising: UUID
    pseudonym: str


@act("process.published")
class ProcessPublished(Act):
    """A version of a process was published for a place; it never changes again."""

    process: UUID
    key: str
    number: int
    place: str | None = None
    text: str
