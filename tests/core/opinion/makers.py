"""Small conversations, made by a fixed seed, and what a slow reading of the written method needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from bandeng.core.opinion import Votes, gather
from bandeng.core.opinion.kernels import Way, choose

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Heard:
    """Votes as they came in: participants, statements, values, times; one line per vote."""

    participants: list[int]
    statements: list[int]
    values: list[int]
    times: list[int]

    def gathered(self) -> Votes:
        return gather(self.participants, self.statements, self.values, self.times)


def camps(people: int = 60, statements: int = 20, seen: float = 0.8, seed: int = 3, count: int = 3) -> Votes:
    """So many camps of like-minded people, each against the others in its own way."""
    chance = np.random.default_rng(seed)
    likes = np.where(chance.random((count, statements)) < 0.5, 0.95, 0.05)
    mine = likes[np.arange(people) % count]
    who, what = np.nonzero(chance.random((people, statements)) < seen)
    luck = chance.random(len(who))
    values = np.where(luck < 0.1, 0, np.where(luck < 0.1 + 0.9 * mine[who, what], 1, -1))
    return gather(who * 3 + 5, what * 2 + 1, values)


def random_votes(seed: int, people: int = 60, statements: int = 15) -> Votes:
    """Votes that mean nothing."""
    chance = np.random.default_rng(seed)
    who, what = np.nonzero(chance.random((people, statements)) < chance.uniform(0.4, 1.0))
    return gather(who, what, chance.choice([-1, 0, 1], len(who), p=[0.35, 0.2, 0.45]))


@st.composite
def heard(draw: st.DrawFn, people: int = 24, statements: int = 9) -> Heard:
    """Any votes at all, revotes and equal times among them."""
    one = st.tuples(
        st.integers(0, people - 1), st.integers(0, statements - 1), st.sampled_from([-1, 0, 1]), st.integers(0, 5)
    )
    rows = draw(st.lists(one, max_size=160))
    return Heard(*(list(column) for column in zip(*rows, strict=True))) if rows else Heard([], [], [], [])


@contextmanager
def by(way: Way) -> Iterator[None]:
    """Everything inside goes by one kind of loops."""
    choose(way)
    try:
        yield
    finally:
        choose(None)


def dense(votes: Votes) -> Floats:
    """n x C, nan where nobody voted."""
    table = np.full((len(votes.pids), len(votes.tids)), np.nan)
    participants, statements, values = votes.rows()
    table[np.searchsorted(votes.pids, participants), np.searchsorted(votes.tids, statements)] = values
    return table


def filled(votes: Votes, out: Mapping[int, bool] | set[int]) -> Floats:
    """The table with means where nobody voted and zeros where a statement is out."""
    table = dense(votes)
    table = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    return np.where(np.isin(votes.tids, list(out)), 0.0, table)


def as_one(labels: NDArray[np.int64], others: NDArray[np.int64]) -> bool:
    """Whether two divisions are the same but for the names."""
    pairs = set(zip(labels.tolist(), others.tolist(), strict=True))
    return len(pairs) == len(set(labels.tolist())) == len(set(others.tolist()))
