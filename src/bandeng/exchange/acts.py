"""What can happen to a case.

All that a case says stands in private parts, though everybody reads a shared one: what has to be taken away again,
since a name slipped through, is then really gone, and the chain still stands (docs/decisions/0035).
"""

import json
from uuid import UUID

from bandeng.records.acts import Act, Plain, act, private, upcaster

FOR_APPROVAL = ("draft", "reason")
"""Private parts that nobody needs once a case is shared: what was written before names went, why it was sent back."""


@act("exchange.written", v=2)
class CaseWritten(Act):
    """A case was drafted, or its draft changed; what it says is kept from everybody until another approved it.

    matter     it was made from; None when a file brought it
    replaces   the shared case of which it is a new version
    origin     where the file says it comes from; `digest` the hash of what the file held
    draft      the texts as one JSON object; `wordings` of papers, too; `process` of a file as text
    """

    case: UUID
    place: str
    matter: UUID | None = None
    replaces: UUID | None = None
    category: str
    kind: str
    days: int | None = None
    origin: str = ""
    digest: str = ""
    process: str | None = private(default=None)
    wordings: str | None = private(default=None)
    draft: str | None = private(default=None)


@act("exchange.shared", v=2)
class CaseShared(Act):
    """Somebody other than its writers looked at it and let everybody read it.

    texts             as everybody reads them, as one JSON object; `wordings`, too
    removed, kept     how much that tells on somebody was taken out, and how much that only looked so was left in
    """

    case: UUID
    number: str
    removed: int
    kept: int
    texts: str | None = private(default=None)
    wordings: str | None = private(default=None)


@act("exchange.sent_back")
class CaseSentBack(Act):
    """Whoever looked at a draft lets its writer mend it, and says why: that may name what has to go."""

    case: UUID
    reason: str | None = private(default=None)


@act("exchange.given_up")
class CaseGivenUp(Act):
    """A draft waits no more; that there was one stays, what it said does not."""

    case: UUID


@act("exchange.withdrawn")
class CaseWithdrawn(Act):
    """A shared case, and every version before it, is shown no more and erased; everybody reads why."""

    case: UUID
    reason: str


@act("exchange.used")
class CaseUsed(Act):
    """A place took over how it was done there.

    process   "followed", "draft" (put on the desk to be looked at), "already" or "none"
    before    key of the process that new matters followed until then
    papers    kinds whose wording was taken over
    """

    case: UUID
    place: str
    process: str
    before: str = ""
    papers: list[str]


@upcaster("exchange.written", of=1)
def _written(told: Plain) -> Plain:
    return {**told, "process": told["process"] or None, "wordings": _text(told["wordings"])}


@upcaster("exchange.shared", of=1)
def _shared(told: Plain) -> Plain:
    return {**told, "texts": _text(told["texts"]), "wordings": _text(told["wordings"])}


def _text(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
