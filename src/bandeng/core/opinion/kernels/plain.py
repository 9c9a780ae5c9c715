"""The loops in numpy and scipy. What each gives is said in `Kernels`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels.block import Block

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Labels = NDArray[np.int8]
# Distances worked out at a time, about 32 MB of them.
_AT_A_TIME = 4_000_000


def sort_votes(
    rows: NDArray[np.integer[Any]],
    columns: NDArray[np.integer[Any]],
    values: NDArray[np.integer[Any]],
    n: int,
    statements: int,
) -> tuple[NDArray[np.int32], Whole, bool]:
    """One number per vote, row first, so that sorting numbers sorts votes."""
    shift = (3 * statements).bit_length()
    packed = rows.astype(np.int64) << shift
    packed += columns.astype(np.int64) * 3
    packed += values
    packed += 1
    if len(packed) > 1 and not (packed[1:] >= packed[:-1]).all():
        packed.sort()
    counts = np.bincount(packed >> shift, minlength=n)
    packed &= (1 << shift) - 1
    codes = packed.astype(np.int32)
    return codes, counts.astype(np.int64), _has_two_of_one(codes // 3, np.cumsum(counts))


def _has_two_of_one(statements: NDArray[np.int32], ends: Whole) -> bool:
    """Whether one participant has two votes on one statement; sorted, these stand side by side."""
    alike = statements[1:] == statements[:-1]
    alike[ends[(ends > 0) & (ends < len(statements))] - 1] = False
    return bool(alike.any())


def merge_rows(
    starts: Whole, codes: NDArray[np.int32], new_starts: Whole, new_codes: NDArray[np.int32], statements: int
) -> tuple[Whole, NDArray[np.int32]]:
    shift = (3 * statements).bit_length()
    old, new = _keys(starts, codes, shift), _keys(new_starts, new_codes, shift)
    lowest = new - new_codes % 3
    at = np.searchsorted(old, lowest)
    again = np.append(old, np.iinfo(np.int64).max)[at] - lowest < 3
    old[at[again]] = new[again]
    both = np.insert(old, at[~again], new[~again])
    counts = np.bincount(both >> shift, minlength=len(starts) - 1)
    both &= (1 << shift) - 1
    return counts.astype(np.int64), both.astype(np.int32)


def _keys(starts: Whole, codes: NDArray[np.int32], shift: int) -> Whole:
    """One number per vote, ascending: row, then code."""
    keys = np.repeat(np.arange(len(starts) - 1, dtype=np.int64) << shift, np.diff(starts))
    keys += codes
    return keys


def look_up(block: Block, table: Floats) -> Floats:
    found: Floats = block.floats @ table
    return found


def turn(block: Block, table: Floats, scale: float) -> Whole:
    found = look_up(block, table)
    found *= scale
    turned: Whole = block.integers @ np.rint(found, out=found).astype(np.int64)
    return turned


def tally(block: Block, labels: Labels, groups: int) -> Whole:
    of_vote = np.repeat(labels.astype(np.int64) + 1, np.diff(block.starts))
    of_vote *= block.size
    of_vote += block.codes
    counted = np.bincount(of_vote, minlength=(groups + 1) * block.size)
    return counted.reshape(groups + 1, block.size)[1:].astype(np.int64)


def nearest(points: Floats, centres: Floats) -> Labels:
    return np.asarray(_squares(points, centres).argmin(axis=0), np.int8)


def step(points: Floats, mass: Floats, centres: Floats) -> Floats:
    return _sums(nearest(points, centres), mass, len(centres))


def step_of_people(points: Floats, centres: Floats) -> Floats:
    return step(points, np.column_stack([points, np.ones(len(points))]), centres)


def settle(points: Floats, mass: Floats, centres: Floats, tolerance: float, most: int) -> tuple[Floats, float]:
    for _ in range(most):
        before = centres
        centres = centres_of(step(points, mass, before), before)
        if float(((centres - before) ** 2).sum()) <= tolerance:
            break
    least = _squares(points, centres).min(axis=0)
    return centres, float((least * mass[:, 2]).sum())


def centres_of(sums: Floats, before: Floats) -> Floats:
    """The middle of each group; one to which no point is nearest stays where it was."""
    counted = sums[:, 2:]
    return np.where(counted > 0, sums[:, :2] / np.maximum(counted, 1.0), before)


def distances(points: Floats, labels: Labels, groups: int, scale: float) -> Floats:
    """Distances as whole numbers in floats: their products and sums are exact, so any BLAS may add them."""
    belongs = (labels[:, :, None] == np.arange(groups)).sum(axis=0).astype(np.float64)
    found = np.empty((len(points), groups))
    rows = max(1, _AT_A_TIME // max(1, len(points)))
    for first in range(0, len(points), rows):
        some = points[first : first + rows]
        apart = (some[:, 0, None] - points[None, :, 0]) ** 2
        apart += (some[:, 1, None] - points[None, :, 1]) ** 2
        np.sqrt(apart, out=apart)
        apart *= scale
        found[first : first + rows] = np.rint(apart, out=apart) @ belongs
    return found


def _squares(points: Floats, centres: Floats) -> Floats:
    """k x p: squares of the distances."""
    apart = (points[:, 0] - centres[:, 0, None]) ** 2
    apart += (points[:, 1] - centres[:, 1, None]) ** 2
    return apart


def _sums(labels: Labels, mass: Floats, groups: int) -> Floats:
    columns = [np.bincount(labels, weights=mass[:, column], minlength=groups) for column in range(3)]
    return np.stack(columns, axis=1)
