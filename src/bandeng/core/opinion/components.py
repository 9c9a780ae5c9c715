"""The two directions in which the votes differ most, by block Krylov iteration on the votes themselves.

The centred matrix D is v - mean where somebody voted and nothing elsewhere, so no dense matrix is ever made. D'D times
a vector is one pass over the votes: each participant's sum is rounded to a whole number of very small units, and whole
numbers add up to the same whatever the order. All else happens on C numbers at a time, without threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from math import floor, log2, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dpotrf, dsyevr, dtrtri

from bandeng.core.opinion.engine import Engine
from bandeng.core.opinion.kernels import Block, kernels_for

Floats = NDArray[np.float64]
WANTED = 2
_WIDTH = 4
_MOST_DIRECTIONS = 96
_KEPT_AT_RESTART = 24
_MOST_PASSES = 2000
# Before this pass nothing has ever been exact enough to look at.
_FIRST_LOOK = 5
# Closer than this part of the first value nothing can be told apart.
_FINEST = 1e-13
# What is shorter than this part of what it came from is rounding.
_ROUNDING = 1e-13
# Directions nearer to one another than this are put at right angles one by one.
_ALIKE = 1e-5
# A component with less than this part of the first one's variance is rounding, not opinion.
_NOTHING = 1e-12


@dataclass(frozen=True)
class Components:
    """directions   2 x C, each of length 1, or all zero where the votes do not differ that far
    squares      for each the square of its singular value
    passes       how often all votes were visited
    """

    directions: Floats
    squares: Floats
    passes: int


def components(engine: Engine, mean: Floats, active: NDArray[np.bool_], *, people: int, exactness: float) -> Components:
    """The first two principal directions of the centred votes.

    mean      C means
    active    C; a statement that is not active has no weight
    people    how many participants there are
    exactness   how far a found direction may lie from the true one, about
    """
    if not active.any():
        return Components(np.zeros((WANTED, len(mean))), np.zeros(WANTED), 0)
    return _Search(_turning(engine, mean, active, people), _first(active), exactness, _MOST_PASSES).run()


def first_value(engine: Engine, mean: Floats, active: NDArray[np.bool_], *, people: int) -> float:
    """The square of the first singular value, as far as six passes over the votes find it."""
    if not active.any():
        return 0.0
    return float(_Search(_turning(engine, mean, active, people), _first(active), 1e-12, 6).run().squares[0])


def _turning(engine: Engine, mean: Floats, active: NDArray[np.bool_], people: int) -> Callable[[Floats], Floats]:
    """D'D times some directions. The unit is the finest in which no sum can be too great for a whole number."""
    statements = int(active.sum())
    # No vote lies farther than 2 from its mean, nobody has more votes than statements there are, directions are 1 long.
    unit = 2.0 ** floor(61 - log2(2.0 * sqrt(statements) * people))

    def turned(vectors: Floats) -> Floats:
        sums = engine.total(_turn, engine.blocks, shared=(_table(vectors.T * active[:, None], mean), unit))
        return _centred(sums, mean, active, unit)

    return turned


def _turn(block: Block, table: Floats, unit: float) -> NDArray[np.int64]:
    return kernels_for(len(block.codes)).turn(block, table, unit)


def _table(weights: Floats, mean: Floats) -> Floats:
    """3C x b: what each possible vote adds to a participant's sums."""
    votes = np.array([-1.0, 0.0, 1.0])
    return ((votes - mean[:, None])[:, :, None] * weights[:, None, :]).reshape(3 * len(mean), -1)


def _centred(sums: NDArray[np.int64], mean: Floats, active: NDArray[np.bool_], unit: float) -> Floats:
    """D' times what was looked up: what was added to agree less disagree, and the mean's share of all."""
    disagreed, passed, agreed = sums[0::3], sums[1::3], sums[2::3]
    signed, all_ = (agreed - disagreed).astype(np.float64), (agreed + disagreed + passed).astype(np.float64)
    return np.ascontiguousarray(((signed - mean[:, None] * all_) * active[:, None] / unit).T)


def _first(active: NDArray[np.bool_]) -> Floats:
    """Fixed directions to begin with, as unlike as chance would make them, from whole numbers alone."""
    width = min(_WIDTH, int(active.sum()))
    numbers = np.arange(1, width * len(active) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return ((numbers >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0).reshape(width, -1) * active


class _Search:
    """A growing set of directions at right angles; in it the best two are found by a small eigenproblem."""

    def __init__(self, turned: Callable[[Floats], Floats], first: Floats, exactness: float, most: int) -> None:
        self.turned, self.exactness, self.most, self.passes = turned, exactness, most, 0
        self.basis = np.zeros((_MOST_DIRECTIONS + _WIDTH, first.shape[1]))
        self.small = np.zeros((_MOST_DIRECTIONS + _WIDTH,) * 2)
        self.known = self.last = 0
        self.scale = 1.0
        self._grow(self._normal(first)[0])

    def run(self) -> Components:
        while True:
            rest = self._extend()
            new, coupling = self._normal(rest)
            if len(new) == 0 or self.passes >= _FIRST_LOOK:
                values, vectors = self._best(WANTED + 1)
                if len(new) == 0 or self._is_near(coupling, values, vectors) or self.passes >= self.most:
                    return self._answer(values, vectors)
            if self.known + len(new) > _MOST_DIRECTIONS:
                self._restart(new)
            else:
                self._grow(new)

    def _extend(self) -> Floats:
        """Turn the newest directions; what of them lies in the set goes into the small matrix, the rest is given."""
        known, first = self.known, self.known - self.last
        self.passes += 1
        rest = self.turned(self.basis[first:known])
        # Rounding is told by the longest seen: directions in which hardly anybody differs turn into next to nothing.
        self.scale = max(self.scale, sqrt(float(np.einsum("ij,ij->", rest, rest))))
        inside = self._taken_out(rest)
        self.small[:known, first:known] = inside
        self.small[first:known, :known] = inside.T
        return rest

    def _taken_out(self, vectors: Floats) -> Floats:
        """Take out, twice for exactness, what lies in the set; the parts taken, known x b."""
        basis, parts = self.basis[: self.known], np.zeros((self.known, len(vectors)))
        for _ in range(2):
            part = np.einsum("mc,bc->mb", basis, vectors)
            vectors -= np.einsum("mb,mc->bc", part, basis)
            parts += part
        return parts

    def _normal(self, rest: Floats) -> tuple[Floats, Floats]:
        """New directions at right angles from what is left, and how each old one leads to them; none from rounding."""
        size = np.einsum("ac,bc->ab", rest, rest)
        if sqrt(max(0.0, float(size.diagonal().min()))) > self.scale * 1e-7:
            found = _by_cholesky(rest, size)
            if found is not None:
                return found
        return _one_by_one(rest, self.scale * _ROUNDING)

    def _grow(self, new: Floats) -> None:
        self.basis[self.known : self.known + len(new)] = new
        self.known, self.last = self.known + len(new), len(new)

    def _best(self, count: int) -> tuple[Floats, Floats]:
        """The greatest values of the small matrix and their vectors, the greatest last."""
        known = self.known
        values, vectors, found, _, failed = dsyevr(
            self.small[:known, :known], range="I", il=max(1, known - count + 1), iu=known, lower=1
        )
        if failed:
            raise ArithmeticError("the small eigenproblem did not converge")
        return values[:found], vectors[:, :found]

    def _is_near(self, coupling: Floats, values: Floats, vectors: Floats) -> bool:
        """Whether both directions are exact enough: how far turning one leads out of the set, against how far its
        value lies from the next, is about how far it lies from the true one."""
        if self.known <= WANTED + 1:
            return False
        out = np.einsum("nc,cv->nv", coupling, vectors[self.known - self.last : self.known])
        outside = np.sqrt((out**2).sum(axis=0))[:0:-1]
        third, second, first = values
        apart = np.array([first - second, min(first - second, second - third)])
        return bool((outside <= np.maximum(self.exactness * apart, _FINEST * first)).all())

    def _restart(self, new: Floats) -> None:
        """Keep the best directions only and go on from them."""
        values, vectors = self._best(_KEPT_AT_RESTART)
        kept = np.einsum("mk,mc->kc", vectors, self.basis[: self.known])
        self.known = len(kept)
        self.basis[: self.known] = kept
        self.small[:] = 0.0
        self.small[: self.known, : self.known] = np.diag(values)
        self._grow(new)

    def _answer(self, values: Floats, vectors: Floats) -> Components:
        directions = np.zeros((WANTED, self.basis.shape[1]))
        squares = np.zeros(WANTED)
        found = zip(values[::-1], vectors.T[::-1], strict=True)
        for place, (value, vector) in enumerate(islice(found, WANTED)):
            if value > max(0.0, _NOTHING * values[-1]):
                directions[place] = np.einsum("m,mc->c", vector, self.basis[: self.known])
                squares[place] = value
        return Components(directions, squares, self.passes)


def _by_cholesky(rest: Floats, size: Floats) -> tuple[Floats, Floats] | None:
    """All directions at once, twice for exactness; None when they are too much alike for that."""
    coupling = np.eye(len(rest))
    for _ in range(2):
        factor, failed = dpotrf(size, lower=1, clean=1)
        # A direction that all but lies among those before it would come out as rounding blown up to length 1.
        if failed or factor.diagonal().min() <= _ALIKE * sqrt(float(size.diagonal().max())):
            return None
        rest = np.einsum("ab,bc->ac", dtrtri(factor, lower=1)[0], rest)
        coupling = np.einsum("ab,bc->ac", coupling, factor)
        size = np.einsum("ac,bc->ab", rest, rest)
    return rest, coupling.T


def _one_by_one(rest: Floats, least: float) -> tuple[Floats, Floats]:
    """Each against those before it; what is left of one that leads nowhere new is dropped."""
    new: list[Floats] = []
    coupling = np.zeros((len(rest), len(rest)))
    for column, vector in enumerate(rest):
        for _ in range(2):
            for row, other in enumerate(new):
                part = float(np.einsum("c,c->", other, vector))
                coupling[row, column] += part
                vector = vector - part * other
        length = sqrt(float(np.einsum("c,c->", vector, vector)))
        if length > least:
            coupling[len(new), column] = length
            new.append(vector / length)
    return np.array(new).reshape(len(new), rest.shape[1]), coupling[: len(new)]
