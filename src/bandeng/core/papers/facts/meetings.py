"""A meeting: called, signed in to, held."""

from dataclasses import dataclass
from datetime import date

from bandeng.core.papers.facts.work import Item


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
