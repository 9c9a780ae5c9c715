"""What can happen to a case."""

from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("exchange.written")
class CaseWritten(Act):
    """A case was drafted, or its draft changed; what it says is kept from everybody until another approved it.

    matter     it was made from; None when a file brought it
    replaces   the shared case of which it is a new version
    origin     where the file says it comes from; `digest` the hash of what the file held; `process` its process as text
    draft      the texts as one JSON object
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
    process: str = ""
    wordings: dict[str, dict[str, str]]
    draft: str | None = private(default=None)


@act("exchange.shared")
class CaseShared(Act):
    """Somebody other than its writers looked at it and let everybody read it.

    texts             as everybody reads them
    removed, kept     how much that tells on somebody was taken out, and how much that only looked so was left in
    """

    case: UUID
    number: str
    texts: dict[str, str]
    removed: int
    kept: int
    wordings: dict[str, dict[str, str]]


@act("exchange.withdrawn")
class CaseWithdrawn(Act):
    """A shared case is shown no more; everybody reads why."""

    case: UUID
    reason: str


@act("exchange.used")
class CaseUsed(Act):
    """A place took over how it was done there.

    process   "followed", "draft" (put on the desk to be looked at), "already" or "none"
    papers    kinds whose wording was taken over
    """

    case: UUID
    place: str
    process: str
    papers: list[str]
