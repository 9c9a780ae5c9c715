"""k-means on few points, weighted: fixed starts, and none of chance."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels import kernels_for

Floats = NDArray[np.float64]
_MOST_STEPS = 300
# One start must beat another by more than rounding; else the first stays.
_BETTER = 1.0 - 1e-9


def best_of(points: Floats, mass: Floats, groups: int, tolerance: float) -> Floats:
    """Middles of so many groups, the best of all starts: farthest first, and slices along each axis.

    points   p x 2, different enough: at least `groups` different ones
    mass     p x 3: sum of x, sum of y, number, of the people each point stands for
    """
    best, least = np.empty((0, 2)), np.inf
    for start in (_farthest(points, mass, groups), _slices(points, mass, groups, 0), _slices(points, mass, groups, 1)):
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


def _slices(points: Floats, mass: Floats, groups: int, axis: int) -> Floats:
    """The middles of as many slices along an axis, each with as many people."""
    order = np.lexsort((points[:, 1 - axis], points[:, axis]))
    below = np.cumsum(mass[order, 2])
    ends = np.searchsorted(below, below[-1] * np.arange(1, groups) / groups)
    parts = [part for part in np.split(order, ends + 1) if len(part)]
    middles = [mass[part, :2].sum(axis=0) / mass[part, 2].sum() for part in parts]
    return np.array((middles * ceil(groups / len(middles)))[:groups])
