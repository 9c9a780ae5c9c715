"""Where the blocks stand and who works on them: this process, or with `bandeng.core.opinion.cluster` many machines."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels import Block
from bandeng.core.opinion.votes import KINDS, Votes

# Votes in a block: so many that starting one costs nothing beside it, so few that what it needs on the side is small.
VOTES_PER_BLOCK = 1_000_000
# One thing per block, in the order of the blocks: here themselves, on a cluster the promises of them.
Spread = Sequence[Any]


class Engine(Protocol):
    """Runs one function on every block. What it gives must not depend on where or in which order that happens.

    blocks   the blocks, in the order of the participants
    """

    blocks: Spread

    def map(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> Spread:
        """`function(one of each spread, *shared)` per block; the answers stay where they were made."""
        ...

    def total(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> NDArray[Any]:
        """The sum of the arrays the function gives; they hold exact numbers, so the order of adding is free."""
        ...

    def collect(self, spread: Spread) -> list[Any]:
        """The things themselves, here."""
        ...


class Local:
    """The blocks in this process, with so many threads."""

    def __init__(self, blocks: Sequence[Block], threads: int = 1) -> None:
        self.blocks: Spread = blocks
        self._pool = ThreadPoolExecutor(threads) if threads > 1 and len(blocks) > 1 else None

    def map(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> Spread:
        def one(*parts: Any) -> Any:
            return function(*parts, *shared)

        return list(self._pool.map(one, *spreads) if self._pool else map(one, *spreads))

    def total(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> NDArray[Any]:
        parts = self.map(function, *spreads, shared=shared)
        return np.sum(parts, axis=0) if len(parts) > 1 else np.asarray(parts[0])

    def collect(self, spread: Spread) -> list[Any]:
        return list(spread)

    def __enter__(self) -> "Local":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown()


def blocks_of(votes: Votes, count: int | None = None) -> list[Block]:
    """The table in blocks of whole participants with about as many votes each, at least one block.

    count   how many; without, one per million votes
    """
    wanted = count or -(-len(votes) // VOTES_PER_BLOCK)
    edges = np.searchsorted(votes.starts, np.linspace(0, len(votes), max(1, wanted) + 1)[1:-1])
    ends = [0, *sorted(set(edges.tolist()) - {0, len(votes.pids)}), len(votes.pids)]
    return [_block(votes, first, last) for first, last in pairwise(ends)]


def _block(votes: Votes, first: int, last: int) -> Block:
    starts = votes.starts[first : last + 1]
    begin, end = int(starts[0]), int(starts[-1])
    return Block((starts - begin).astype(np.int32), votes.codes[begin:end], KINDS * len(votes.tids))
