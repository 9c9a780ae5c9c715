"""The same loops, compiled by numba: one visit where numpy needs several. What each gives is said in `Kernels`.

Nothing here may be faster by adding floats in another order: sums of votes go in the order of the votes, all others
are exact in any order. No function uses threads of its own; blocks do, since all of these let go of the interpreter.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels.block import Block

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Labels = NDArray[np.int8]
P = ParamSpec("P")
R = TypeVar("R")
# Columns a table is widened to, so that four sums grow side by side in one register.
_WIDE = 4


def _compiled(function: Callable[P, R]) -> Callable[P, R]:
    try:
        return cast("Callable[P, R]", numba.njit(nogil=True, error_model="numpy", cache=True)(function))
    except RuntimeError:  # no folder to keep compiled code in: it is compiled anew in each process
        return cast("Callable[P, R]", numba.njit(nogil=True, error_model="numpy")(function))


# --- votes ------------------------------------------------------------------------------------------------------------


def sort_votes(
    rows: NDArray[np.integer[Any]],
    columns: NDArray[np.integer[Any]],
    values: NDArray[np.integer[Any]],
    n: int,
    statements: int,
) -> tuple[NDArray[np.int32], Whole, bool]:
    """First by column, then by row: votes already in order stay so, and no row is ever sorted by itself."""
    who, what = np.ascontiguousarray(rows, np.int32), np.ascontiguousarray(columns, np.int32)
    how = np.ascontiguousarray(values, np.int8)
    counts = _counted(who, n)
    codes = np.empty(len(who), np.int32)
    if _are_sorted(who, what):
        _encode(what, how, codes)
    else:
        sorted_rows, sorted_codes = np.empty_like(who), np.empty_like(codes)
        _by_column(who, what, how, _firsts(_counted(what, statements)), sorted_rows, sorted_codes)
        _by_row(sorted_rows, sorted_codes, _firsts(counts), codes)
    return codes, counts, _has_two_of_one(codes, np.cumsum(counts))


def _firsts(counts: Whole) -> Whole:
    return np.cumsum(counts) - counts


@_compiled
def _counted(rows: NDArray[np.int32], n: int) -> Whole:
    counts = np.zeros(n, np.int64)
    for at in range(len(rows)):
        counts[np.uintp(rows[at])] += 1
    return counts


@_compiled
def _are_sorted(rows: NDArray[np.int32], columns: NDArray[np.int32]) -> bool:
    for at in range(1, len(rows)):
        if rows[at] < rows[at - 1] or (rows[at] == rows[at - 1] and columns[at] < columns[at - 1]):
            return False
    return True


@_compiled
def _encode(columns: NDArray[np.int32], values: NDArray[np.int8], codes: NDArray[np.int32]) -> None:
    for at in range(len(codes)):
        codes[at] = 3 * columns[at] + values[at] + 1


@_compiled
def _by_column(
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: NDArray[np.int8],
    free: Whole,
    sorted_rows: NDArray[np.int32],
    sorted_codes: NDArray[np.int32],
) -> None:
    for at in range(len(rows)):
        column = columns[at]
        place = free[np.uintp(column)]
        sorted_rows[np.uintp(place)] = rows[at]
        sorted_codes[np.uintp(place)] = 3 * column + values[at] + 1
        free[np.uintp(column)] = place + 1


@_compiled
def _by_row(
    sorted_rows: NDArray[np.int32], sorted_codes: NDArray[np.int32], free: Whole, codes: NDArray[np.int32]
) -> None:
    for at in range(len(codes)):
        row = np.uintp(sorted_rows[at])
        codes[np.uintp(free[row])] = sorted_codes[at]
        free[row] += 1


@_compiled
def _has_two_of_one(codes: NDArray[np.int32], ends: Whole) -> bool:
    begin = np.int64(0)
    for end in ends:
        for at in range(begin + 1, end):
            if codes[at] // 3 == codes[at - 1] // 3:
                return True
        begin = end
    return False


def merge_rows(
    starts: Whole, codes: NDArray[np.int32], new_starts: Whole, new_codes: NDArray[np.int32], statements: int
) -> tuple[Whole, NDArray[np.int32]]:
    both = np.empty(len(codes) + len(new_codes), np.int32)
    counts = np.empty(len(starts) - 1, np.int64)
    used = _merge_rows(starts, codes, new_starts, new_codes, counts, both)
    return counts, both[:used].copy()


@_compiled
def _merge_rows(
    starts: Whole,
    codes: NDArray[np.int32],
    new_starts: Whole,
    new_codes: NDArray[np.int32],
    counts: Whole,
    both: NDArray[np.int32],
) -> int:
    used = 0
    for row in range(len(counts)):
        begin, at, end = used, starts[row], starts[row + 1]
        for new in range(new_starts[row], new_starts[row + 1]):
            statement = new_codes[new] // 3
            while at < end and codes[at] < 3 * statement:
                both[used] = codes[at]
                used, at = used + 1, at + 1
            if at < end and codes[at] // 3 == statement:
                at += 1
            both[used] = new_codes[new]
            used += 1
        both[used : used + end - at] = codes[at:end]
        used += end - at
        counts[row] = used - begin
    return used


def look_up(block: Block, table: Floats) -> Floats:
    found = np.empty((block.rows, _WIDE))
    _look_up(block.starts, block.codes, _widened(table), found)
    return found[:, : table.shape[1]]


@_compiled
def _look_up(starts: NDArray[np.int32], codes: NDArray[np.int32], table: Floats, found: Floats) -> None:
    for row in range(len(found)):
        one = two = three = four = 0.0
        for at in range(starts[row], starts[row + 1]):
            line = table[np.uintp(codes[at])]
            one += line[0]
            two += line[1]
            three += line[2]
            four += line[3]
        found[row, 0], found[row, 1], found[row, 2], found[row, 3] = one, two, three, four


def turn(block: Block, table: Floats, scale: float) -> Whole:
    turned = np.zeros((len(table), _WIDE), np.int64)
    _turn(block.starts, block.codes, _widened(table), scale, turned)
    return turned[:, : table.shape[1]]


@_compiled
def _turn(starts: NDArray[np.int32], codes: NDArray[np.int32], table: Floats, scale: float, turned: Whole) -> None:
    for row in range(len(starts) - 1):
        one = two = three = four = 0.0
        for at in range(starts[row], starts[row + 1]):
            line = table[np.uintp(codes[at])]
            one += line[0]
            two += line[1]
            three += line[2]
            four += line[3]
        first, second = np.int64(np.rint(one * scale)), np.int64(np.rint(two * scale))
        third, fourth = np.int64(np.rint(three * scale)), np.int64(np.rint(four * scale))
        for at in range(starts[row], starts[row + 1]):
            into = turned[np.uintp(codes[at])]
            into[0] += first
            into[1] += second
            into[2] += third
            into[3] += fourth


def _widened(table: Floats) -> Floats:
    if table.shape[1] == _WIDE:
        return np.ascontiguousarray(table)
    wide = np.zeros((len(table), _WIDE))
    wide[:, : table.shape[1]] = table
    return wide


def tally(block: Block, labels: Labels, groups: int) -> Whole:
    counted = np.zeros((groups, block.size), np.int64)
    _tally(block.starts, block.codes, labels, counted)
    return counted


@_compiled
def _tally(starts: NDArray[np.int32], codes: NDArray[np.int32], labels: Labels, counted: Whole) -> None:
    for row in range(len(labels)):
        if labels[row] >= 0:
            into = counted[labels[row]]
            for at in range(starts[row], starts[row + 1]):
                into[np.uintp(codes[at])] += 1


# --- points -----------------------------------------------------------------------------------------------------------


def nearest(points: Floats, centres: Floats) -> Labels:
    labels = np.empty(len(points), np.int8)
    _nearest(points, centres, labels)
    return labels


@_compiled
def _nearest(points: Floats, centres: Floats, labels: Labels) -> None:
    for point in range(len(points)):
        labels[point] = _closest(points[point, 0], points[point, 1], centres)[0]


@_compiled
def _closest(x: float, y: float, centres: Floats) -> tuple[int, float]:
    label, least = 0, np.inf
    for centre in range(len(centres)):
        across, up = x - centres[centre, 0], y - centres[centre, 1]
        square = across * across + up * up
        if square < least:
            label, least = centre, square
    return label, least


@_compiled
def step(points: Floats, mass: Floats, centres: Floats) -> Floats:
    sums = np.zeros((len(centres), 3))
    for point in range(len(points)):
        label = _closest(points[point, 0], points[point, 1], centres)[0]
        sums[label, 0] += mass[point, 0]
        sums[label, 1] += mass[point, 1]
        sums[label, 2] += mass[point, 2]
    return sums


@_compiled
def step_of_people(points: Floats, centres: Floats) -> Floats:
    sums = np.zeros((len(centres), 3))
    for point in range(len(points)):
        x, y = points[point, 0], points[point, 1]
        label = _closest(x, y, centres)[0]
        sums[label, 0] += x
        sums[label, 1] += y
        sums[label, 2] += 1.0
    return sums


@_compiled
def settle(points: Floats, mass: Floats, centres: Floats, tolerance: float, most: int) -> tuple[Floats, float]:
    centres = centres.copy()
    for _ in range(most):
        sums, change = step(points, mass, centres), 0.0
        for label in range(len(centres)):
            for axis in range(2):
                if sums[label, 2] > 0:
                    moved = sums[label, axis] / sums[label, 2]
                    change += (moved - centres[label, axis]) ** 2
                    centres[label, axis] = moved
        if change <= tolerance:
            break
    inertia = 0.0
    for point in range(len(points)):
        inertia += _closest(points[point, 0], points[point, 1], centres)[1] * mass[point, 2]
    return centres, inertia


def distances(points: Floats, labels: Labels, groups: int, scale: float) -> Floats:
    """Points with the same labels in every division stand side by side, so that whole runs are added at once."""
    kinds, kind = np.unique(labels, axis=1, return_inverse=True)
    kind = kind.reshape(-1)
    order = np.argsort(kind, kind="stable")
    ends = np.cumsum(np.bincount(kind, minlength=kinds.shape[1]))
    x, y = np.ascontiguousarray(points[order, 0]), np.ascontiguousarray(points[order, 1])
    by_point = np.zeros((len(points), groups))
    _distances(x, y, ends, np.ascontiguousarray(kinds), scale, by_point)
    found = np.empty_like(by_point)
    found[order] = by_point
    return found


@_compiled
def _distances(x: Floats, y: Floats, ends: Whole, kinds: Labels, scale: float, found: Floats) -> None:
    for point in range(len(x)):
        begin = np.int64(0)
        for kind in range(len(ends)):
            total = np.int64(0)
            for other in range(begin, ends[kind]):
                across, up = x[point] - x[other], y[point] - y[other]
                total += np.int64(np.rint(np.sqrt(across * across + up * up) * scale))
            for division in range(len(kinds)):
                found[point, kinds[division, kind]] += total
            begin = ends[kind]
