"""Which open deadlines a holiday table moves: matters tell, since places does not know of them.

recompute.offer(would_move=..., moved=...)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bandeng.core.workdays import YearTable


@dataclass(frozen=True)
class Moved:
    """A deadline that moves, or has moved.

    what     in words, e.g. "新华 2026-0012 · 受理"
    href     where it stands, "" when there is no page
    """

    what: str
    before: date
    after: date
    href: str = ""


@dataclass(frozen=True)
class Moves:
    """Some deadlines that move, and how many there are in all."""

    shown: Sequence[Moved] = ()
    count: int = 0


WouldMove = Callable[[YearTable], Moves]
HasMoved = Callable[[str, int], Moves]

_would_move: list[WouldMove] = []
_moved: list[HasMoved] = []


def offer(would_move: WouldMove | None = None, *, moved: HasMoved | None = None) -> None:
    """Say which open deadlines would move.

    would_move   called with a table that is not loaded yet; its `region` is "" for the national layer
    moved        called with layer ("cn" or a prefix) and year after loading
    """
    if would_move and would_move not in _would_move:
        _would_move.append(would_move)
    if moved and moved not in _moved:
        _moved.append(moved)


def would_move(table: YearTable) -> Moves:
    """The open deadlines that loading this table would move."""
    return _together([tell(table) for tell in _would_move])


def moved(layer: str, year: int) -> Moves:
    """The deadlines that the last loading of this year moved."""
    return _together([tell(layer, year) for tell in _moved])


def _together(told: Sequence[Moves]) -> Moves:
    return Moves([one for moves in told for one in moves.shown], sum(moves.count for moves in told))
