"""The same block functions on Dask, on many machines: bit for bit the map of one. Needs the extra `engine`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import dask
import numpy as np
from distributed import Client, LocalCluster
from numpy.typing import NDArray

from bandeng.core.opinion import kernels
from bandeng.core.opinion.engine import VOTES_PER_BLOCK, Spread, blocks_of
from bandeng.core.opinion.mapping import Around, map_on
from bandeng.core.opinion.options import DEFAULT, Options
from bandeng.core.opinion.result import OpinionMap
from bandeng.core.opinion.votes import Votes

# Answers added up by one task: few enough for a worker's memory, enough that the tree is flat.
_ADDED_AT_ONCE = 8


class OnDask:
    """An engine whose blocks stand on Dask's workers.

    blocks   promises of blocks, in the order of the participants; they may have been read by the workers themselves
    """

    def __init__(self, client: Client, blocks: Sequence[Any]) -> None:
        self.client, self.blocks = client, blocks

    def map(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> Spread:
        # Sent once to each worker, not once with each task.
        common = self.client.scatter([shared], hash=False)[0]
        return [self.client.submit(_call, function, common, *parts, pure=False) for parts in zip(*spreads, strict=True)]

    def total(self, function: Callable[..., Any], *spreads: Spread, shared: tuple[Any, ...] = ()) -> NDArray[Any]:
        parts = self.map(function, *spreads, shared=shared)
        while len(parts) > 1:
            heaps = [parts[first : first + _ADDED_AT_ONCE] for first in range(0, len(parts), _ADDED_AT_ONCE)]
            parts = [self.client.submit(_add, heap, pure=False) for heap in heaps]
        return np.asarray(parts[0].result())

    def collect(self, spread: Spread) -> list[Any]:
        return list(self.client.gather(list(spread)))


def opinion_map(
    votes: Votes,
    around: Around | None = None,
    options: Options = DEFAULT,
    *,
    client: Client | None = None,
    blocks: int | None = None,
) -> OpinionMap:
    """The map of these votes, worked out by Dask.

    client   the cluster's; without: the scheduler that Dask is told of (DASK_SCHEDULER_ADDRESS), else two workers here
    blocks   how many; without: one per million votes, and one per worker at least
    """
    with _client(client) as there:
        workers = len(there.scheduler_info()["workers"])
        cut = blocks_of(votes, blocks or max(workers, -(-len(votes) // VOTES_PER_BLOCK)))
        engine = OnDask(there, there.scatter(cut, hash=False))
        return map_on(engine, votes.pids, votes.tids, around or Around(), options)


@contextmanager
def _client(given: Client | None) -> Iterator[Client]:
    if given is not None:
        yield given
    elif dask.config.get("scheduler-address", None):
        with Client() as client:
            yield client
    else:
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here, Client(here) as client:
            yield client


def _call(function: Callable[..., Any], shared: tuple[Any, ...], *parts: Any) -> Any:
    kernels.is_installed()  # whoever uses many machines has much to do
    return function(*parts, *shared)


def _add(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.asarray(sum(parts[1:], start=parts[0]))
