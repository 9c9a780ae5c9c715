"""A matter leaves its line: explained, passed on, escalated, merged, looked at anew."""

from uuid import UUID

from bandeng.matters.acts.parts import Move, ReplyTo
from bandeng.records.acts import Act, act, private


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


@act("matter.contested")
class ExplanationContested(Act):
    """A raiser contests an explanation, once: the matter is sorted again, by somebody else."""

    matter: UUID
    raising: UUID
    move: Move
    words: str | None = private(default=None)
