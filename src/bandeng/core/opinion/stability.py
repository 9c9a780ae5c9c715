"""How much to believe a map: whether other people of the same kind would give it again, and whether chance could.

Both draw by a fixed seed: the same votes give the same answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.components import first_value
from bandeng.core.opinion.engine import Local, blocks_of
from bandeng.core.opinion.mapping import Around, opinion_map
from bandeng.core.opinion.options import DEFAULT, Options
from bandeng.core.opinion.result import OpinionMap
from bandeng.core.opinion.votes import KINDS, Votes, frozen

# Votes beyond this are not all needed to tell opinion from chance: so many people are drawn as have about as many.
_ENOUGH_VOTES = 200_000


@dataclass(frozen=True)
class Stability:
    """same     how well groups of people drawn anew agree with the map's: 1 wholly, 0 as by chance (adjusted Rand)
    groups   per label, 0 to 1: how much of the group, on average, stays together (Jaccard)
    """

    same: float
    groups: Mapping[int, float]


def stability(
    votes: Votes,
    found: OpinionMap,
    around: Around | None = None,
    options: Options = DEFAULT,
    *,
    draws: int = 20,
    seed: int = 1,
) -> Stability:
    """Draw as many people as there are, some twice and some never, map them, and compare; so many times over.

    found    the map of these votes; of more than 200,000 votes only so many people are drawn as have about as many
    Source   bootstrap of a clustering, after C. Hennig, "Cluster-wise assessment of cluster stability" (2007)
    """
    around, chance = around or Around(), np.random.default_rng(seed)
    again = Around(out=around.out, meta=around.meta)
    same: list[float] = []
    kept: list[NDArray[np.float64]] = []
    for _ in range(draws):
        drawn = np.sort(chance.integers(0, len(votes.pids), _enough(votes)))
        groups = opinion_map(_of_people(votes, drawn), again, options).group
        both = (groups >= 0) & (found.group[drawn] >= 0)
        table = _crossed(found.group[drawn][both], groups[both], found.labels)
        same.append(adjusted_rand(table))
        kept.append(_best_overlaps(table))
    averages = np.mean(kept, axis=0) if kept else np.zeros(len(found.labels))
    return Stability(float(np.mean(same)) if same else 0.0, dict(zip(found.labels, averages.tolist(), strict=True)))


def chance_of(votes: Votes, around: Around | None = None, *, draws: int = 99, seed: int = 1) -> float:
    """How often votes dealt out at random are as much of one pattern as these: 1 / (draws + 1) to 1.

    Each statement's votes are dealt out anew among those who voted on it, so that everything stays as it is but who
    agrees with whom; what is compared is the variance along the map's first direction.
    Source   docs/reference/opinion-map.md, "What chance would give"
    """
    return (1 + sum(_deals(votes, around, draws, seed))) / (draws + 1)


def has_clear_groups(votes: Votes, found: OpinionMap, around: Around | None = None, *, seed: int = 1) -> bool:
    """Whether to show groups at all: there are two or more, and none of 99 random deals of the votes comes near them.

    Of maps of random votes, one in a hundred passes.
    """
    return len(found.labels) > 1 and not any(_deals(votes, around, 99, seed))


def _deals(votes: Votes, around: Around | None, draws: int, seed: int) -> Iterator[bool]:
    """For each deal whether it is as much of one pattern as the votes themselves."""
    around, chance = around or Around(), np.random.default_rng(seed)
    some = _some(votes, chance)
    active = ~np.isin(some.tids, np.fromiter({*around.out, *around.meta}, np.int64))
    true = _spread(some, active)
    order = np.argsort(some.codes // KINDS, kind="stable")
    sizes = np.bincount(some.codes // KINDS, minlength=len(some.tids))
    for _ in range(draws):
        yield _spread(_dealt(some, order, sizes, chance), active) >= true


def adjusted_rand(table: NDArray[np.int64]) -> float:
    """How far two divisions agree, from their crossed counts: 1 the same, 0 as by chance."""

    def pairs(counts: NDArray[np.int64]) -> float:
        return float((counts * (counts - 1)).sum()) / 2

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    everything = max(1.0, pairs(table.sum().reshape(1)))
    expected, most = rows * columns / everything, (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def _crossed(one: NDArray[np.int64], other: NDArray[np.int64], labels: tuple[int, ...]) -> NDArray[np.int64]:
    """How many people are in each pair of groups; a row for each label, a column for each group found anew."""
    found = np.unique(other)
    table = np.zeros((len(labels), len(found)), np.int64)
    np.add.at(table, (np.searchsorted(labels, one), np.searchsorted(found, other)), 1)
    return table


def _best_overlaps(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each old group the greatest share it has in common with a new one."""
    if table.shape[1] == 0:
        return np.zeros(len(table))
    either = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
    best: NDArray[np.float64] = (table / np.maximum(either, 1)).max(axis=1)
    return best


def _of_people(votes: Votes, drawn: NDArray[np.int64]) -> Votes:
    """The votes of these people, as new people; one drawn twice is two."""
    counts = votes.counts[drawn]
    starts = np.concatenate([[0], np.cumsum(counts)])
    places = np.arange(starts[-1]) + np.repeat(votes.starts[drawn] - starts[:-1], counts)
    return Votes(frozen(np.arange(len(drawn))), votes.tids, frozen(starts), frozen(votes.codes[places]))


def _some(votes: Votes, chance: np.random.Generator) -> Votes:
    if len(votes) <= _ENOUGH_VOTES:
        return votes
    return _of_people(votes, np.sort(chance.choice(len(votes.pids), _enough(votes), replace=False)))


def _enough(votes: Votes) -> int:
    """So many people as have about as many votes as are needed, or all."""
    return max(1, len(votes.pids) * min(_ENOUGH_VOTES, len(votes)) // max(1, len(votes)))


def _dealt(votes: Votes, order: NDArray[np.int64], sizes: NDArray[np.int64], chance: np.random.Generator) -> Votes:
    """Each statement's votes, in `order` one statement after another, dealt out anew among those who cast them."""
    shuffled = order[np.argsort(np.repeat(np.arange(len(sizes)), sizes) + chance.random(len(order)))]
    codes = np.empty_like(votes.codes)
    codes[order] = votes.codes[shuffled]
    return Votes(votes.pids, votes.tids, votes.starts, codes)


def _spread(votes: Votes, active: NDArray[np.bool_]) -> float:
    """The variance along the first direction, as far as a few passes find it: the same few for every deal."""
    counts = np.bincount(votes.codes, minlength=KINDS * len(votes.tids)).reshape(-1, KINDS)
    mean = np.where(active, (counts[:, 2] - counts[:, 0]) / np.maximum(counts.sum(axis=1), 1), 0.0)
    return first_value(Local(blocks_of(votes)), mean, active, people=len(votes.pids))
