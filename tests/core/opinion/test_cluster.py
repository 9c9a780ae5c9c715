"""On Dask, with two workers in processes of their own, the map is bit for bit the map of this process."""

from collections.abc import Iterator

import pytest
from distributed import Client, LocalCluster

from bandeng.core.opinion import DEFAULT, PARITY, Around, Options, Votes, map_on, opinion_map
from bandeng.core.opinion.cluster import OnDask
from bandeng.core.opinion.cluster import opinion_map as on_dask
from bandeng.core.opinion.engine import blocks_of
from bandeng.core.opinion.kernels import Block
from tests.core.opinion.makers import camps


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here, Client(here) as client:
        yield client


@pytest.mark.parametrize("options", [DEFAULT, PARITY, Options(exact_up_to=10)], ids=["product", "parity", "cells"])
def test_two_workers_give_the_identical_map(client: Client, options: Options) -> None:
    votes, around = camps(240, 30, 0.5), Around(out={3, 9}, keep={5})
    assert on_dask(votes, around, options, client=client, blocks=11) == opinion_map(votes, around, options)


def test_each_worker_has_a_part(client: Client) -> None:
    assert len(client.scheduler_info()["workers"]) == 2
    assert on_dask(camps(), client=client) == opinion_map(camps())


def test_given_groups_and_a_conversation_too_small_work_there_too(client: Client) -> None:
    votes = camps(10, 8)
    given = Around(groups={int(pid): int(pid) % 2 for pid in votes.pids})
    assert on_dask(votes, given, client=client, blocks=3) == opinion_map(votes, given)
    assert on_dask(votes, client=client, blocks=3) == opinion_map(votes)


def test_blocks_may_be_read_by_the_workers_themselves(client: Client) -> None:
    """As with more votes than one machine holds: here only ids and counts are known."""
    votes = camps(200, 20)
    promises = [client.submit(_read, part, pure=False) for part in range(4)]
    assert map_on(OnDask(client, promises), votes.pids, votes.tids) == opinion_map(votes)


def _read(part: int) -> Block:
    return blocks_of(_all(), 4)[part]


def _all() -> Votes:
    return camps(200, 20)
