"""A matter, and what goes to those who raised it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Matter:
    """A matter. `place` is the community's name, `where` the spot in it."""

    place: str
    number: str
    title: str
    summary: str = ""
    where: str = ""
    category: str = ""
    severity: str = ""
    channel: str = ""
    raised_on: date | None = None
    raisers: int = 0
    status: str = ""


@dataclass(frozen=True)
class Receipt:
    """A raiser's receipt; `name` as this reader may see it, `head` the ledger's head it is tied to."""

    matter: Matter
    code: str
    name: str
    words: str
    promises: tuple[tuple[str, date], ...]
    address: str
    head: str


@dataclass(frozen=True)
class Reply:
    """The official word to one raiser, the letter to them alone beside it, and how to go on."""

    matter: Matter
    to: str
    text: str
    letter: str = ""
    basis: str = ""
    appeal: str = ""
    by: str = ""
    address: str = ""
    code: str = ""


@dataclass(frozen=True)
class Approval:
    """What stands about a topic before it is talked over: the visit, its three judgements, the way chosen."""

    matter: Matter
    visited_on: date | None
    finding: str
    judged: tuple[tuple[str, str], ...]
    way: str
    reason: str
    gate: str = ""


@dataclass(frozen=True)
class Explanation:
    """Why something will not be done."""

    matter: Matter
    reason: str
    basis: str
    appeal: str
