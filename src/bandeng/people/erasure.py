"""What the rooms above hold of a person: so that one page shows, exports and erases all of it (domain.md A11).

# matters/apps.py, ready()
erasure.offer("raisings", subjects=..., export=..., erase=...)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bandeng.people.acting import Actor
from bandeng.people.models import Person

Subjects = Callable[[Person], Iterable[str]]
Export = Callable[[Person], list[dict[str, Any]]]
# erase(person=..., actor=..., at=...): an action of the room above; raises Refusal where something must stay for now.
Erase = Callable[..., object]


@dataclass(frozen=True)
class Held:
    """What one room holds.

    subjects   the subjects a reveal may name besides the person, e.g. "raising:<id>"
    export     plain values for the person's own copy
    erase      erases them, in the transaction of the person's erasure
    """

    key: str
    subjects: Subjects
    export: Export
    erase: Erase


_held: dict[str, Held] = {}


def offer(key: str, *, subjects: Subjects, export: Export, erase: Erase) -> None:
    """Say what a room holds of a person; `key` names it in the export, e.g. "raisings"."""
    _held[key] = Held(key, subjects, export, erase)


def subjects_of(person: Person) -> list[str]:
    """Every subject that is this person's: themself, and what the rooms above hold of them."""
    return [f"person:{person.pk}", *(subject for held in _held.values() for subject in held.subjects(person))]


def export_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What the rooms above hold of a person, by room."""
    return {held.key: held.export(person) for held in _held.values()}


def erase_all(person: Person, *, actor: Actor, at: datetime) -> None:
    """Let every room erase what it holds of a person."""
    for held in _held.values():
        held.erase(person=person, actor=actor, at=at)
