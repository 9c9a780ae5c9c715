"""k-means on few points, weighted: fixed starts, and none of chance."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels import kernels_for

Floats = NDArray[np.float64]
_MOST_STEPS = 300
# One start must beat another by more than rounding; else the first stays.
_BETTER = 1.0 - 1e-9


def all_starts(points: Floats, mass: Floats, most: int) -> dict[int, list[Floats]]:
    """For each number of groups from 2 the places to begin at: the farthest apart, and slices along each axis.

    points   p x 2, at least `most` of them different
    mass     p x 3: sum of x, sum of y, number, of the people each point stands for
    """
    farthest = _farthest(points, mass, most)
    axes = [_sorted_along(points, mass, axis) for axis in range(2)]
    return {number: [farthest[:number], *(_slices(axis, number) for axis in axes)] for number in range(2, most + 1)}


def best_of(points: Floats, mass: Floats, starts: Sequence[Floats], tolerance: float) -> Floats:
    """Middles of groups: the tightest to which any start leads, of equals the first."""
    best, least = np.empty((0, 2)), np.inf
    for start in starts:
        centres, inertia = settled(points, mass, start, tolerance)
        if inertia < least * _BETTER:
            best, least = centres, inertia
    return best


def settled(points: Floats, mass: Floats, start: Floats, tolerance: float) -> tuple[Floats, float]:
    """Where Lloyd's steps lead from this start."""
    return kernels_for(len(points) * len(start) * 16).settle(points, mass, start, tolerance, _MOST_STEPS)


def as_reference(points: Floats, mass: Floats, groups: int, tolerance: float) -> Floats:
    """Middles of so many groups as the reference finds them: one start, the different points of smallest x, then y.

    A group that loses everybody begins anew at the point farthest from its own middle.
    """
    kernels = kernels_for(len(points) * groups)
    centres = np.unique(points, axis=0)[:groups]
    for _ in range(_MOST_STEPS):
        sums = kernels.step(points, mass, centres)
        if not sums[:, 2].all():
            sums = _begun_anew(points, mass, centres, sums)
        before, centres = centres, sums[:, :2] / sums[:, 2:]
        if float(((centres - before) ** 2).sum()) <= tolerance:
            break
    return centres


def _begun_anew(points: Floats, mass: Floats, centres: Floats, sums: Floats) -> Floats:
    squares = ((points[:, None] - centres[None]) ** 2).sum(axis=2)
    labels, sums = squares.argmin(axis=1), sums.copy()
    farthest = np.argsort(-squares.min(axis=1), kind="stable")
    for empty, point in zip(np.flatnonzero(sums[:, 2] == 0), farthest, strict=False):
        sums[labels[point]] -= mass[point]
        sums[empty] = mass[point]
    return sums


def _farthest(points: Floats, mass: Floats, groups: int) -> Floats:
    """The point farthest from the middle, then each time the one farthest from those chosen; of equals the first."""
    middle = mass[:, :2].sum(axis=0) / mass[:, 2].sum()
    chosen = [points[((points - middle) ** 2).sum(axis=1).argmax()]]
    apart = ((points - chosen[0]) ** 2).sum(axis=1)
    while len(chosen) < groups:
        chosen.append(points[apart.argmax()])
        apart = np.minimum(apart, ((points - chosen[-1]) ** 2).sum(axis=1))
    return np.array(chosen)


def _sorted_along(points: Floats, mass: Floats, axis: int) -> Floats:
    """Running sums of the masses in the order of an axis, from zero."""
    order = np.lexsort((points[:, 1 - axis], points[:, axis]))
    return np.concatenate([np.zeros((1, 3)), np.cumsum(mass[order], axis=0)])


def _slices(running: Floats, groups: int) -> Floats:
    """The middles of as many slices, each with about as many people and with somebody in it."""
    people = running[:, 2]
    ends = np.searchsorted(people, people[-1] * np.arange(1, groups) / groups)
    edges = np.maximum.accumulate(np.concatenate([[0], ends, [len(people) - 1]]) - np.arange(groups + 1))
    edges = np.minimum(edges + np.arange(groups + 1), len(people) - 1 - np.arange(groups, -1, -1))
    parts = np.diff(running[edges], axis=0)
    middles: Floats = parts[:, :2] / parts[:, 2:]
    return middles
