"""Replies to each raising, and what the raiser says of them."""

from datetime import date
from uuid import UUID

from bandeng.matters.acts.parts import Move, ReplyTo
from bandeng.records.acts import Act, act, private


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
