"""What can happen with papers: one is given out, an office words a kind anew."""

from uuid import UUID

from bandeng.records.acts import Act, act


@act("document.issued")
class DocumentIssued(Act):
    """Somebody gave a paper out; with it goes the next number of its series, place and year, where its kind has one.

    of       what it was made from, e.g. "reply:<uuid>"
    digest   a keyed fingerprint of what stands on it; `lines` one of each line
    """

    document: UUID
    place: str
    matter: UUID | None = None
    kind: str
    of: str
    series: str = ""
    year: int
    number: int | None = None
    template: str
    digest: str
    lines: list[str]


@act("document.worded")
class PaperWorded(Act):
    """An office changed how a kind of paper is worded in its place."""

    place: str
    kind: str
    texts: dict[str, str]
    version: int
    reason: str
