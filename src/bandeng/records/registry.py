"""Who writes the rows of an act, and who reacts to it later. Filled when the rooms are loaded, never at run time."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

from bandeng.records.acts import VERBS, Act
from bandeng.records.models import Entry

A = TypeVar("A", bound=Act)
R = TypeVar("R")
M = TypeVar("M", bound=type[models.Model])

Apply = Callable[[Any, Entry], Any]
Reaction = Callable[[Any, Entry], None]

_APPLIES: dict[str, Apply] = {}
_RESULTS: dict[str, Callable[[Any], Any]] = {}
_REACTIONS: dict[str, list[Reaction]] = {}
LEDGERED: list[type[models.Model]] = []


def applies(
    cls: type[A], *, result: Callable[[A], Any] | None = None
) -> Callable[[Callable[[A, Entry], R]], Callable[[A, Entry], R]]:
    """Register the one function that turns this act into rows.

    result   finds again what the function returned, for a repeat with the same `once`
    """

    def registered(write: Callable[[A, Entry], R]) -> Callable[[A, Entry], R]:
        verb = cls.verb
        if verb in _APPLIES:
            raise ValueError(f"{verb} is applied twice")
        _APPLIES[verb] = write
        if result is not None:
            _RESULTS[verb] = result
        return write

    return registered


def reacts(*classes: type[Act]) -> Callable[[Reaction], Reaction]:
    """Register a function that runs later, in a job, for each entry of these acts; it must bear being run twice."""

    def registered(reaction: Reaction) -> Reaction:
        for cls in classes:
            _REACTIONS.setdefault(cls.verb, []).append(reaction)
        return reaction

    return registered


def ledgered(model: M) -> M:
    """Mark a table whose rows follow from entries: only an apply writes it, and a rebuild makes it anew."""
    LEDGERED.append(model)
    return model


def apply_of(verb: str) -> Apply:
    """The function that writes the rows of a verb; KeyError when no room applies it."""
    return _APPLIES[verb]


def result_of(done: Act) -> Any:
    """What applying this act returned the first time."""
    find = _RESULTS.get(done.verb)
    return find(done) if find else None


def reactions_of(verb: str) -> list[Reaction]:
    """The functions that react to a verb."""
    return _REACTIONS.get(verb, [])


def unapplied() -> set[str]:
    """Verbs that no room applies: a mistake found by a check at start."""
    return set(VERBS) - set(_APPLIES)
