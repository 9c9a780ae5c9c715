"""The plain values of a process: words, steps, deadlines, branches, problems and a matter's position."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

RETURN = "return"
"""In a branch's `then`: back to the step where the matter stood."""

TO = "to."
"""In a branch's `then`, before a milestone: to the first step of the process that reaches it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A name in both languages; one stands in for the other where a place wrote only one."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Within:
    """A deadline: `days` (1 to 3650) of `unit` ("calendar", "working") from `start` ("entered", "raised")."""

    days: int
    unit: str
    start: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `then` holds the keys of what may follow, as written; empty at an end."""

    key: str
    name: Words
    reaches: tuple[str, ...] = ()
    by: frozenset[str] = frozenset()
    within: Within | None = None
    opens: str | None = None
    needs: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    at_most: int | None = None
    then: tuple[str, ...] = ()

    @property
    def replies(self) -> bool:
        """Does this step give each raiser the final reply?"""
        return self.opens == "reply" and "replied" in self.reaches


@dataclass(frozen=True, slots=True)
class Branch:
    """A way that every process shares. Its step keys are `<branch>:<step>`.

    It is entered at its first step; a step that no other leads to takes over when those before it are used up.

    by       who may enter it
    start    the positions from which it may be entered (`words.POSITIONS`)
    """

    key: str
    name: Words
    by: frozenset[str]
    start: frozenset[str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with a process file: a code of `words.CODES`, the step ("" for the file as a whole), what to do."""

    code: str
    step: str
    message: str


@dataclass(frozen=True, slots=True)
class Following:
    """What may follow: the key to choose, its name, whether it may be entered now and, if not, the code why."""

    key: str
    name: Words
    allowed: bool
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a matter stands.

    step        the key of the step, None at the end
    visits      how often each step was entered in this round (branch steps: in the matter's whole life)
    came_from   while in a branch, the step of the process where the matter stood
    """

    step: str | None
    visits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    came_from: str | None = None
