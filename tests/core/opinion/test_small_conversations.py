"""Conversations of a few statements: every direction there is gets used up, and none may be found twice."""

import numpy as np
import pytest

from bandeng.core.opinion import Votes, gather, opinion_map

KINDS = ("by chance", "one line", "all alike", "one statement said often")


def some_votes(chance: np.random.Generator, kind: str) -> Votes:
    statements, people = int(chance.integers(1, 14)), int(chance.integers(2, 60))
    told = chance.integers(-1, 2, (people, statements))
    if kind == "one line":
        told = np.sign(chance.normal(size=(people, 1)) @ chance.normal(size=(1, statements))).astype(int)
    elif kind == "all alike":
        told[:] = told[0]
    elif kind == "one statement said often":
        told[:] = told[:, :1]
    kept = chance.random(told.shape) < chance.choice([0.2, 0.6, 1.0])
    kept[0, 0] = True
    who, what = np.nonzero(kept)
    return gather(who, what, told[who, what])


def variances(votes: Votes) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The first two variances by numpy's dense decomposition."""
    who, what, how = votes.rows()
    dense = np.full((len(votes.pids), len(votes.tids)), np.nan)
    dense[np.searchsorted(votes.pids, who), np.searchsorted(votes.tids, what)] = how
    centred = np.where(np.isnan(dense), 0.0, dense - np.nanmean(dense, axis=0))
    squares = np.linalg.svd(centred, compute_uv=False) ** 2 / max(1, len(votes.pids) - 1)
    return np.concatenate([squares, [0.0, 0.0]])[:2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_two_variances_are_those_of_the_dense_decomposition(kind: str) -> None:
    chance = np.random.default_rng(7)
    for _ in range(150):
        votes = some_votes(chance, kind)
        expected = variances(votes)
        assert opinion_map(votes).variance == pytest.approx(expected, abs=1e-9 * (1 + expected[0]))
