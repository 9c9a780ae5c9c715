"""What was decided or came of a talk."""

from dataclasses import dataclass
from datetime import date

from bandeng.core.papers.facts.matters import Matter
from bandeng.core.papers.facts.work import Item


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
