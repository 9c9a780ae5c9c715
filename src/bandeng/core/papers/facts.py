"""What papers say, as plain values: read from the records by the rooms above, or made up in tests.

Names of people who raised something come masked already; who may read them whole gets another value here.
"""

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
class Item:
    """A work item. `first_due` stays what was promised first; `how` says how it came to its unit."""

    title: str
    criteria: str = ""
    unit: str = ""
    officer: str = ""
    due: date | None = None
    first_due: date | None = None
    state: str = ""
    how: str = ""
    claimed_on: date | None = None


@dataclass(frozen=True)
class Responsibility:
    """A matter's items, or those of a meeting."""

    place: str
    title: str
    items: tuple[Item, ...]
    matter: str = ""


@dataclass(frozen=True)
class Claim:
    """A unit takes an item."""

    matter: Matter
    item: Item


@dataclass(frozen=True)
class Order:
    """A rung of supervision: who presses whom for what, until when."""

    matter: Matter
    item: str
    level: str
    by: str
    to: str
    overdue: int
    was_due: date | None
    answer_by: date
    reason: str
    issued_on: date
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class Extension:
    """A later date that was asked for, and what somebody else decided."""

    matter: Matter
    item: Item
    to_on: date
    reason: str
    asked_by: str
    asked_on: date
    decision: str = ""
    answer: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class Returned:
    """A unit gave an item back, with its ground."""

    matter: Matter
    item: Item
    unit: str
    ground: str
    returned_on: date


@dataclass(frozen=True)
class Explanation:
    """Why something will not be done."""

    matter: Matter
    reason: str
    basis: str
    appeal: str


@dataclass(frozen=True)
class Notice:
    """A public notice: what was decided or achieved, for how long it hangs and where; how to object."""

    matter: Matter
    text: str
    decided_by: str
    figures: tuple[tuple[str, str], ...]
    from_on: date
    until: date
    where: str
    contact: str


@dataclass(frozen=True)
class Outcome:
    """What a talk ended with; each view that differed with its answer."""

    matter: Matter
    held_on: date
    where: str
    seats: tuple[tuple[str, str], ...]
    said: str
    outcome: str
    opinion: str
    next_step: str
    dissents: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Figure:
    """One figure: n of N as texts, for some are too small to be shown; and what was left out."""

    name: str
    n: str
    of: str
    note: str = ""


@dataclass(frozen=True)
class Monthly:
    """A period's figures of a place."""

    place: str
    from_on: date
    to_on: date
    figures: tuple[Figure, ...]
    spots: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Register:
    """台账: every matter of a period, one line each."""

    place: str
    from_on: date
    to_on: date
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Scorecard:
    """A promise on a day: how each item stands and why; `day` counts from the promise."""

    place: str
    unit: str
    officer: str
    text: str
    to_whom: str
    occasion: str
    promised_on: date
    due_on: date
    on: date
    day: int
    counts: tuple[tuple[str, int], ...]
    lines: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Agenda:
    """A topic on a meeting's agenda: the question, the matter it comes from, who brings it in, minutes it may take."""

    title: str
    matter: str = ""
    by: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Called:
    """A meeting somebody is invited to. `changed` says first of all that it was moved or called off, and why."""

    place: str
    name: str
    form: str
    at: str
    where: str
    agenda: tuple[Agenda, ...]
    seats: tuple[str, ...]
    to: str = ""
    contact: str = ""
    called_on: date | None = None
    address: str = ""
    changed: str = ""


@dataclass(frozen=True)
class SignIn:
    """Who is expected at a meeting: name, capacity, unit; and when those who came signed in."""

    place: str
    name: str
    at: str
    where: str
    people: tuple[tuple[str, str, str, str], ...]
    blank: int = 0


@dataclass(frozen=True)
class Spoken:
    """Something said or put down in a meeting's record."""

    who: str
    text: str
    at: str = ""


@dataclass(frozen=True)
class Talked:
    """One topic as it was talked over: what was said, what came out, who differed and the answer, what was promised."""

    title: str
    said: tuple[Spoken, ...] = ()
    outcome: str = ""
    opinion: str = ""
    votes: tuple[tuple[str, int], ...] = ()
    dissents: tuple[tuple[str, str], ...] = ()
    next_step: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held, for its record and its minutes.

    quorum       how many with a vote were there, of how many, and how many it takes
    roles        the other hats of who chaired it
    text         the minutes word for word, once somebody has written them; what was signed and nothing else
    mark         what they are as long as they are not final
    digest       SHA-256 of the final text, as the ledger carries it
    corrections  put right after the end: what it said, what is right, why, on which day
    """

    place: str
    name: str
    at: str
    where: str
    chair: str
    recorder: str
    present: tuple[str, ...]
    excused: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()
    topics: tuple[Talked, ...] = ()
    questions: tuple[tuple[str, str, str], ...] = ()
    promises: tuple[str, ...] = ()
    copies: str = ""
    issue: int = 0
    held_on: date | None = None
    quorum: str = ""
    roles: str = ""
    text: str = ""
    mark: str = ""
    digest: str = ""
    corrections: tuple[tuple[str, str, str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
