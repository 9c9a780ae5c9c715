"""Where each participant and each statement stands on the map, and who is in the conversation."""

from math import floor, log2

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.components import WANTED
from bandeng.core.opinion.engine import Engine, Spread
from bandeng.core.opinion.kernels import Block, kernels_for

Floats = NDArray[np.float64]
Yes = NDArray[np.bool_]


def aligned(directions: Floats, tids: NDArray[np.int64], before: tuple[NDArray[np.int64], Floats] | None) -> Floats:
    """The directions with their signs fixed: greatest entry positive, then as they pointed last time.

    before  tids and directions of the map shown last
    """
    signs = np.sign(directions[np.arange(WANTED), np.abs(directions).argmax(axis=1)]) if len(tids) else np.ones(WANTED)
    fixed = directions * np.where(signs == 0, 1.0, signs)[:, None]
    if before is not None:
        _, mine, theirs = np.intersect1d(tids, before[0], return_indices=True)
        along = (fixed[:, mine] * before[1][:, theirs]).sum(axis=1)
        fixed = fixed * np.where(along < 0, -1.0, 1.0)[:, None]
    return fixed + 0.0  # no negative zeros


def participants(engine: Engine, mean: Floats, active: Yes, directions: Floats) -> Spread:
    """Per block r x 2: the sum over a participant's votes, stretched for the statements they have not seen.

    Source   docs/reference/opinion-map.md, "Coordinates": sqrt(C / n_i), where zeroed statements count as seen
    """
    table = np.zeros((len(mean), 3, WANTED + 1))
    table[:, :, :WANTED] = (np.array([-1.0, 0.0, 1.0]) - mean[:, None])[:, :, None] * directions.T[:, None, :]
    table[:, :, WANTED] = 1.0
    table[~active] = 0.0
    shared = (table.reshape(-1, WANTED + 1), len(mean), int((~active).sum()))
    return engine.map(_stretched, engine.blocks, shared=shared)


def _stretched(block: Block, table: Floats, statements: int, zeroed: int) -> Floats:
    sums = kernels_for(len(block.codes)).look_up(block, table)
    seen = np.maximum(1.0, sums[:, WANTED] + zeroed)
    stretched: Floats = sums[:, :WANTED] * np.sqrt(statements / seen)[:, None]
    return stretched


def statements(mean: Floats, directions: Floats) -> tuple[Floats, Floats]:
    """C x 2: where somebody stands who agrees with this statement and has seen no other; and how far out that is."""
    found = np.sqrt(float(len(mean))) * (1.0 - mean)[:, None] * directions.T
    return found, np.sqrt((found**2).sum(axis=1))


def inside(engine: Engine, *, least: int, keep: Spread | None, top_up: int) -> Spread:
    """Per block r: who is in the conversation: at least so many votes, or kept; the most active where they are too few.

    top_up  the number below which the most active join, of equals the one with the smaller id
    """
    found = engine.map(_voted, engine.blocks, shared=(least,))
    if keep is not None:
        found = engine.map(_either, found, keep)
    if int(engine.total(np.sum, found)) >= top_up:
        return found
    counts = engine.collect(engine.map(_counts, engine.blocks))
    return _topped_up(engine.collect(found), counts, top_up)


def _voted(block: Block, least: int) -> Yes:
    return np.asarray(_counts(block) >= least)


def _either(one: Yes, other: Yes) -> Yes:
    return one | other


def _counts(block: Block) -> NDArray[np.int64]:
    return np.diff(block.starts).astype(np.int64)


def _topped_up(found: list[Yes], counts: list[NDArray[np.int64]], wanted: int) -> list[Yes]:
    all_found, all_counts = np.concatenate(found), np.concatenate(counts)
    order = np.lexsort((-all_counts, ~all_found))
    all_found[order[:wanted]] = True
    return np.split(all_found, np.cumsum([len(part) for part in found])[:-1])


def on_grid(xy: Floats, unit: float) -> Floats:
    """Coordinates as multiples of a power of two, of which a float holds every sum exactly."""
    rounded: Floats = np.rint(xy / unit) * unit
    return rounded


def unit_for(farthest: float, count: int) -> float:
    """The finest unit in which `count` coordinates up to `farthest` add up exactly: 52 bits in all."""
    return 2.0 ** -floor(52 - log2(max(farthest, 2.0**-20)) - log2(max(count, 1)) - 1)
