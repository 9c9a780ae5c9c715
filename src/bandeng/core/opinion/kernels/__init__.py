"""The loops over votes and points, twice: in numpy and scipy for everybody, compiled by numba where it is installed.

Both give the same bits: sums are of integers, or of multiples of one power of two that a float holds exactly, so no
order of adding and no machine's way of adding can change them. Only a participant's own votes are added as they are,
and always in the order of the statements.
"""

import importlib
from functools import cache
from typing import Any, Literal, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels import plain
from bandeng.core.opinion.kernels.block import Block

__all__ = ["Block", "Kernels", "Way", "choose", "is_installed", "kernels_for"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Labels = NDArray[np.int8]
Way = Literal["plain", "compiled"]
# Below this many votes, loading the compiled loops costs a command more than they save. Once loaded they serve all.
WORTH_LOADING = 3_000_000


class Kernels(Protocol):
    """What both ways can do. Shapes: r participants, b columns, k centres, p points."""

    def sort_votes(
        self,
        rows: NDArray[np.integer[Any]],
        columns: NDArray[np.integer[Any]],
        values: NDArray[np.integer[Any]],
        n: int,
        statements: int,
    ) -> tuple[NDArray[np.int32], Whole, bool]:
        """Codes by row and column, how many votes each of n rows has, and whether any has two in one column."""
        ...

    def merge_rows(
        self,
        starts: Whole,
        codes: NDArray[np.int32],
        new_starts: Whole,
        new_codes: NDArray[np.int32],
        statements: int,
    ) -> tuple[Whole, NDArray[np.int32]]:
        """How many votes each row has in both together, and their codes; on one statement the new vote stays."""
        ...

    def look_up(self, block: Block, table: Floats) -> Floats:
        """r x b: per participant the sum of the table's lines at their codes."""
        ...

    def turn(self, block: Block, table: Floats, scale: float) -> Whole:
        """3C x b: the looked-up sums times `scale`, rounded, added up again by code."""
        ...

    def tally(self, block: Block, labels: Labels, groups: int) -> Whole:
        """groups x 3C: votes by code among the participants of each label; label -1 counts nowhere."""
        ...

    def nearest(self, points: Floats, centres: Floats) -> Labels:
        """Per point the nearest centre, of equals the first."""
        ...

    def step(self, points: Floats, mass: Floats, centres: Floats) -> Floats:
        """k x 3: per centre the mass (sum of x, sum of y, number) of the points nearest to it."""
        ...

    def step_of_people(self, points: Floats, centres: Floats) -> Floats:
        """The same where each point is one person, and stands for itself."""
        ...

    def settle(
        self, points: Floats, mass: Floats, centres: Floats, tolerance: float, most: int
    ) -> tuple[Floats, float]:
        """Lloyd's steps until the centres move no more than the tolerance (a sum of squares); centres and inertia."""
        ...

    def distances(self, points: Floats, labels: Labels, groups: int, scale: float) -> Floats:
        """p x groups: the sum of the distances (times `scale`, rounded) of each point to the points of each label.

        labels   t x p: several divisions of the points at once, whose labels differ
        """
        ...


_state: dict[str, Way | None] = {"way": None}


def choose(way: Way | None) -> None:
    """Use one way for everything; None for whichever is swifter. Raises ImportError when numba is not installed."""
    if way == "compiled":
        _compiled()
    _state["way"] = way


@cache
def is_installed() -> bool:
    """Whether numba is there and works. Loads it: a server that asks once has the compiled loops for everything."""
    try:
        _compiled()
    except ImportError:
        return False
    return True


def kernels_for(work: int) -> Kernels:
    """The way to take for so many votes or distances."""
    way = _state["way"]
    if way is None:
        way = "compiled" if (work >= WORTH_LOADING or _is_loaded()) and is_installed() else "plain"
    return _compiled() if way == "compiled" else plain


def _is_loaded() -> bool:
    return _compiled.cache_info().currsize > 0


@cache
def _compiled() -> Kernels:
    return cast(Kernels, importlib.import_module("bandeng.core.opinion.kernels.compiled"))
