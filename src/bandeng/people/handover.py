"""Hand-over of open work when somebody's duty ends (process.md, "Process x place").

People does not know what work is: the rooms above say so once, at start.

    # matters/apps.py, ready()
    handover.offer("matter", open_for=queries.held_by, hand=actions.hand_over_work)
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bandeng.people.acting import Actor
from bandeng.people.models import Person


@dataclass(frozen=True)
class Work:
    """One open thing somebody holds: its key in its room, what a list calls it, where it stands, until when."""

    key: str
    title: str
    href: str = ""
    due_on: date | None = None
    kind: str = ""


OpenFor = Callable[[Collection[Person]], Iterable[tuple[UUID, Work]]]
# hand(work=..., to=..., actor=..., at=...): an action of the room above; it records the act that moves this work.
Hand = Callable[..., object]


@dataclass(frozen=True)
class Kind:
    """A kind of work: what is open for persons, and how one piece is handed on."""

    key: str
    open_for: OpenFor
    hand: Hand


_kinds: dict[str, Kind] = {}


def offer(kind: str, *, open_for: OpenFor, hand: Hand) -> None:
    """Say what open work is in a room.

    kind      e.g. "matter"
    open_for  persons -> the work they hold now, each with whose it is
    hand      hand(work=Work, to=Person, actor=Actor, at=datetime), called inside the transaction that ends the duty
    """
    _kinds[kind] = Kind(kind, open_for, hand)


def withdraw(kind: str) -> None:
    """Take an offer back; for tests."""
    _kinds.pop(kind, None)


def open_work(person: Person) -> list[Work]:
    """Everything a person holds now, soonest due first, then what has no date."""
    return open_works([person]).get(person.pk, [])


def open_works(persons: Collection[Person]) -> dict[UUID, list[Work]]:
    """The same for several persons, those who hold nothing left out; as many queries as for one."""
    found: dict[UUID, list[Work]] = {}
    for kind in _kinds.values():
        for holder, work in kind.open_for(persons):
            found.setdefault(holder, []).append(Work(work.key, work.title, work.href, work.due_on, kind.key))
    for works in found.values():
        works.sort(key=lambda work: (work.due_on is None, work.due_on or date.max, work.title))
    return found


def hand_all(person: Person, to: Person, *, actor: Actor, at: datetime) -> int:
    """Hand everything a person holds to another; returns how many pieces."""
    work = open_work(person)
    for one in work:
        _kinds[one.kind].hand(work=one, to=to, actor=actor, at=at)
    return len(work)
