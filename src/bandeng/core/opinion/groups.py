"""Who stands near whom: the groups, how many there are, and how clearly they stand apart."""

from dataclasses import dataclass, replace
from math import floor, log2

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion import clusters
from bandeng.core.opinion.coordinates import on_grid, unit_for
from bandeng.core.opinion.engine import Engine, Spread
from bandeng.core.opinion.kernels import kernels_for
from bandeng.core.opinion.options import Options

Floats = NDArray[np.float64]
Labels = NDArray[np.int8]
OUTSIDE = -1
# Cells along each side of the picture on which a large crowd is first looked at.
_CELLS = 64
_ONE = 2.0**30


@dataclass(frozen=True)
class Division:
    """centres     k x 2: the middles of the groups; none where nobody is in the conversation
    clearness   mean silhouette, -1 to 1; None where everybody is one group
    rising      another number of groups that is clearer than the one shown, and on how many maps in a row it was
    """

    centres: Floats
    clearness: float | None
    rising: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Before:
    """How many groups the last map showed, and what was rising then (`Division.rising`)."""

    shown: int
    rising: tuple[int, int]


def divide(
    engine: Engine, xy: Spread, inside: Spread, options: Options, before: Before | None
) -> tuple[Spread, Division]:
    """Per block r labels 0 .. k - 1, -1 outside the conversation; and the division behind them.

    before   what the last map had; another number of groups must be better by the options' margin, map after map
    """
    extent = np.array(engine.collect(engine.map(_extent, xy, inside)))
    count = int(extent[:, 4].sum())
    if count == 0:
        return engine.map(_labels, xy, inside, shared=(np.empty((0, 2)), 1.0)), Division(np.empty((0, 2)), None)
    low, high = extent[:, :2].min(axis=0), extent[:, 2:4].max(axis=0)
    unit = unit_for(float(max(abs(low).max(), abs(high).max())), count)
    points = engine.map(_points, xy, inside, shared=(unit,))
    if options.exact_up_to is None or count <= options.exact_up_to:
        found = _of_few(np.concatenate(engine.collect(points)), options)
    else:
        found = _of_many(engine, points, on_grid(low, unit), on_grid(high, unit), count, options)
    chosen = _choose(found, before, options)
    if chosen is None:
        chosen = Division(_middle(engine.total(_sum, points))[None, :], None)
    return engine.map(_labels, xy, inside, shared=(chosen.centres, unit)), chosen


def _extent(xy: Floats, inside: NDArray[np.bool_]) -> Floats:
    """Least and greatest x and y of those inside, and how many they are."""
    some = xy[inside]
    if len(some) == 0:
        return np.array([np.inf, np.inf, -np.inf, -np.inf, 0.0])
    return np.array([*some.min(axis=0), *some.max(axis=0), len(some)])


def _points(xy: Floats, inside: NDArray[np.bool_], unit: float) -> Floats:
    return on_grid(xy[inside], unit)


def _sum(points: Floats) -> Floats:
    return np.asarray(_mass(points).sum(axis=0))


def _middle(mass: Floats) -> Floats:
    middle: Floats = mass[:2] / mass[2]
    return middle


def _labels(xy: Floats, inside: NDArray[np.bool_], centres: Floats, unit: float) -> Labels:
    labels = np.full(len(xy), OUTSIDE, np.int8)
    if len(centres):
        labels[inside] = kernels_for(len(xy) * len(centres)).nearest(on_grid(xy[inside], unit), centres)
    return labels


def _mass(points: Floats) -> Floats:
    return np.column_stack([points, np.ones(len(points))])


def _choose(found: list[Division], before: Before | None, options: Options) -> Division | None:
    """The clearest, of equals the one with fewer groups; the number shown last stays until it is beaten for long.

    A number that cannot be had any more, because a group has become too small, does not stay.
    """
    best: Division | None = None
    for division in found:
        if best is None or _score(division) > _score(best):
            best = division
    shown = [division for division in found if before and len(division.centres) == before.shown]
    if best is None or before is None or not shown:
        return best
    if shown[0] is best or _score(best) - _score(shown[0]) < options.margin:
        return shown[0]
    number = len(best.centres)
    times = before.rising[1] + 1 if before.rising[0] == number else 1
    return best if times >= options.patience else replace(shown[0], rising=(number, times))


def _score(division: Division) -> float:
    return -1.0 if division.clearness is None else division.clearness


# --- few people: every distance between two ---------------------------------------------------------------------------


def _of_few(points: Floats, options: Options) -> list[Division]:
    mass = _mass(points)
    different = len(np.unique(points, axis=0))
    tolerance = 1e-4 * float(points.var(axis=0).mean()) if options.lexicographic else 0.0
    tried: list[Floats] = []
    most = min(options.most_groups, different, len(points) - 1)
    starts = {} if options.lexicographic or most < 2 else clusters.all_starts(points, mass, most)
    for number in range(2, most + 1):
        if options.lexicographic:
            centres = clusters.as_reference(points, mass, number, tolerance)
        else:
            centres = clusters.best_of(points, mass, starts[number], tolerance)
        centres = _large_enough(points, mass, centres, tolerance, options.least(len(points)))
        if len(centres) > 1 and all(len(centres) != len(other) for other in tried):
            tried.append(centres)
    tried.sort(key=len)
    scores = _silhouettes(points, tried)
    return [Division(centres, score) for centres, score in zip(tried, scores, strict=True)]


def _large_enough(points: Floats, mass: Floats, centres: Floats, tolerance: float, least: int) -> Floats:
    """Groups that are too small are dissolved, the smallest first, and their people join the nearest."""
    while len(centres) > 1:
        sizes = kernels_for(len(points)).step(points, mass, centres)[:, 2]
        if sizes.min() >= least:
            break
        centres = np.delete(centres, sizes.argmin(), axis=0)
        centres = clusters.settled(points, mass, centres, tolerance)[0]
    return centres


def _silhouettes(points: Floats, tried: list[Floats]) -> list[float]:
    """Per division the mean over all points of (b - a) / max(a, b): a the mean distance to one's own, b to the next."""
    if not tried:
        return []
    labels = np.array([kernels_for(len(points) * 5).nearest(points, centres) for centres in tried])
    firsts = np.cumsum([0, *(len(centres) for centres in tried)])
    reach = float(np.hypot(*(points.max(axis=0) - points.min(axis=0))))
    scale = 2.0 ** floor(51 - log2(max(reach, 2.0**-20)) - log2(len(points)))
    sums = kernels_for(len(points) ** 2 // 8).distances(
        points, labels + firsts[:-1, None].astype(np.int8), int(firsts[-1]), scale
    )
    parts = zip(labels, firsts[:-1], firsts[1:], strict=True)
    return [_silhouette(one, sums[:, first:last] / scale) for one, first, last in parts]


def _silhouette(labels: Labels, sums: Floats) -> float:
    sizes = np.bincount(labels, minlength=sums.shape[1]).astype(np.float64)
    everyone, own = np.arange(len(labels)), sizes[labels]
    near = sums[everyone, labels] / np.maximum(own - 1, 1.0)
    others = sums / np.maximum(sizes, 1.0)
    others[:, sizes == 0] = np.inf
    others[everyone, labels] = np.inf
    far = others.min(axis=1)
    greater = np.maximum(near, far)
    with np.errstate(invalid="ignore"):
        each = np.where((own > 1) & (greater > 0), (far - near) / np.where(greater > 0, greater, 1.0), 0.0)
    return float(each.mean())


# --- many people: cells first, then every point, and distances to the middles ----------------------------------------


def _of_many(engine: Engine, points: Spread, low: Floats, high: Floats, count: int, options: Options) -> list[Division]:
    width = np.maximum(high - low, 2.0**-20)
    cells = engine.total(_cells, points, shared=(low, width)).reshape(-1, 3)
    cells = cells[cells[:, 2] > 0]
    middles, tolerance = cells[:, :2] / cells[:, 2:], 1e-6 * float((width**2).sum())
    tried: list[Floats] = []
    most = min(options.most_groups, len(cells))
    for starts in (clusters.all_starts(middles, cells, most) if most > 1 else {}).values():
        centres = _refined(engine, points, clusters.best_of(middles, cells, starts, 0.0), tolerance)
        centres = _all_large_enough(engine, points, centres, tolerance, options.least(count))
        if len(centres) > 1 and all(len(centres) != len(other) for other in tried):
            tried.append(centres)
    tried.sort(key=len)
    return [Division(centres, _near_or_far(engine, points, centres, count)) for centres in tried]


def _cells(points: Floats, low: Floats, width: Floats) -> Floats:
    """What each cell of the picture holds: sum of x, sum of y, number."""
    at = np.minimum(((points - low) / width * _CELLS).astype(np.int64), _CELLS - 1)
    place = at[:, 0] * _CELLS + at[:, 1]
    held = [np.bincount(place, weights=weight, minlength=_CELLS**2) for weight in (*points.T, None)]
    return np.column_stack([part.astype(np.float64) for part in held])


def _refined(engine: Engine, points: Spread, centres: Floats, tolerance: float) -> Floats:
    for _ in range(100):
        sums = engine.total(_step, points, shared=(centres,))
        moved = np.where(sums[:, 2:] > 0, sums[:, :2] / np.maximum(sums[:, 2:], 1.0), centres)
        change, centres = float(((moved - centres) ** 2).sum()), moved
        if change <= tolerance:
            break
    return centres


def _step(points: Floats, centres: Floats) -> Floats:
    return kernels_for(len(points) * len(centres)).step_of_people(points, centres)


def _all_large_enough(engine: Engine, points: Spread, centres: Floats, tolerance: float, least: int) -> Floats:
    while len(centres) > 1:
        sizes = engine.total(_step, points, shared=(centres,))[:, 2]
        if sizes.min() >= least:
            break
        centres = _refined(engine, points, np.delete(centres, sizes.argmin(), axis=0), tolerance)
    return centres


def _near_or_far(engine: Engine, points: Spread, centres: Floats, count: int) -> float:
    """The silhouette by distances to the middle of one's own group and of the next; in whole units, so exact."""
    return float(engine.total(_apart, points, shared=(centres,))) / _ONE / count


def _apart(points: Floats, centres: Floats) -> NDArray[np.int64]:
    squares = (points[:, 0] - centres[:, 0, None]) ** 2 + (points[:, 1] - centres[:, 1, None]) ** 2
    near, far = np.sqrt(np.partition(squares, 1, axis=0)[:2])
    apart = np.where(far > 0, (far - near) / np.where(far > 0, far, 1.0), 0.0)
    return np.asarray(np.rint(apart * _ONE).astype(np.int64).sum())
