"""From votes to the map: every step on blocks of participants, every result the same however they are cut."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion import coordinates, groups, statistics
from bandeng.core.opinion.components import Components, components
from bandeng.core.opinion.engine import Engine, Local, Spread, blocks_of
from bandeng.core.opinion.kernels import Block, kernels_for
from bandeng.core.opinion.options import DEFAULT, Options
from bandeng.core.opinion.result import OpinionMap
from bandeng.core.opinion.votes import KINDS, Votes, frozen

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Labels = NDArray[np.int8]
_MOST_LABELS = 127
# Beyond, the last two digits of the directions are not worth their passes over the votes.
_MANY_VOTES = 2_000_000


@dataclass(frozen=True, eq=False)
class Earlier:
    """What the next map is compared with, of the one shown last: its signs, its labels, its number of groups.

    As in `OpinionMap`; a whole map serves as well.
    """

    tids: Whole
    components: Floats
    pids: Whole
    group: NDArray[np.integer[Any]]
    labels: tuple[int, ...]
    rising: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is known of a conversation besides its votes.

    out       ids of statements moderated out
    meta      ids of statements about the participants themselves: shown often, never on the map
    keep      ids of participants who are in the conversation whatever their number of votes
    groups    participant id to group where the groups are given; then nobody else is in the conversation
    previous  the map shown last: its signs and its labels are kept, and its number of groups until another has been
              clearer on several maps in a row
    """

    out: Collection[int] = ()
    meta: Collection[int] = ()
    keep: Collection[int] = ()
    groups: Mapping[int, int] | None = None
    previous: OpinionMap | Earlier | None = field(default=None, repr=False)


def opinion_map(
    votes: Votes,
    around: Around = Around(),
    options: Options = DEFAULT,
    *,
    blocks: int | None = None,
    threads: int | None = None,
) -> OpinionMap:
    """The map of these votes.

    blocks, threads   how the work is cut; the result is the same for all, to the last bit
    Source            docs/reference/opinion-map.md
    """
    cut = blocks_of(votes, blocks)
    with Local(cut, threads or min(len(cut), os.cpu_count() or 1)) as engine:
        return map_on(engine, votes.pids, votes.tids, around, options)


def map_on(
    engine: Engine,
    pids: Whole,
    tids: Whole,
    around: Around = Around(),
    options: Options = DEFAULT,
) -> OpinionMap:
    """The map of the votes that stand in an engine's blocks.

    pids   ids of the participants of all blocks, in their order, ascending
    tids   ids of the statements, the same for all blocks, ascending
    """
    return _Making(engine, pids, tids, around, options).result()


@dataclass(frozen=True)
class _Picture:
    """What is known of the statements before anybody is placed: counts, means, directions."""

    totals: Whole
    mean: Floats
    found: Components
    directions: Floats


@dataclass(frozen=True)
class _People:
    """Where everybody stands, in which group, and what each group said."""

    xy: Floats
    inside: NDArray[np.bool_]
    group: Whole
    labels: tuple[int, ...]
    centres: Floats
    tallies: Whole
    division: groups.Division


class _Making:
    """The steps; each needs those before it."""

    def __init__(self, engine: Engine, pids: Whole, tids: Whole, around: Around, options: Options) -> None:
        self.engine, self.pids, self.tids, self.around, self.options = engine, pids, tids, around, options
        self.meta = _is_in(tids, around.meta)
        self.active = ~(_is_in(tids, around.out) | self.meta)

    def result(self) -> OpinionMap:
        picture = self._picture()
        people = self._people(coordinates.participants(self.engine, picture.mean, self.active, picture.directions))
        return self._said(picture, people)

    def _picture(self) -> _Picture:
        totals = self._totals()
        seen = totals.sum(axis=1)
        mean = np.where(self.active, (totals[:, 2] - totals[:, 0]) / np.maximum(seen, 1), 0.0)
        found = self._components(mean, int(seen.sum()))
        return _Picture(totals, mean, found, coordinates.aligned(found.directions, self.tids, self._before()))

    def _people(self, spread: Spread) -> _People:
        inside, labels, division = self._groups(spread)
        centres = division.centres
        tallies = self._tallies(labels, len(centres))
        xy, within, group = (np.concatenate(self.engine.collect(part)) for part in (spread, inside, labels))
        names, order = self._names(group, tallies, centres)
        named = np.append(_renamed(names, order), -1)[group]
        return _People(xy, within, named, names, centres[order], tallies[order], division)

    def _said(self, picture: _Picture, people: _People) -> OpinionMap:
        """Everything that follows from counts and places alone."""
        totals, tallies, z, picks = picture.totals, people.tallies, self.options.z, self.options.picks
        placed, extremity = coordinates.statements(picture.mean, picture.directions)
        standing = statistics.representative(self.tids, tallies, self.active, z=z, picks=picks)
        agreed, against = statistics.shared(self.tids, totals, self.active, z=z, picks=picks)
        return OpinionMap(
            tids=self.tids,
            pids=self.pids,
            votes=int(totals.sum()),
            active=frozen(self.active),
            mean=frozen(picture.mean),
            components=frozen(picture.directions),
            variance=frozen(picture.found.squares / max(1, len(self.pids) - 1)),
            xy=frozen(people.xy),
            inside=frozen(people.inside),
            group=frozen(people.group),
            labels=people.labels,
            centres=frozen(people.centres),
            clearness=people.division.clearness,
            extremity=frozen(extremity),
            statement_xy=frozen(placed),
            priority=frozen(statistics.priority(tallies.sum(axis=0), extremity, self.meta)),
            tallies=frozen(tallies),
            totals=frozen(totals),
            common_agree=frozen(statistics.group_informed(tallies, 2)),
            common_disagree=frozen(statistics.group_informed(tallies, 0)),
            representative={name: tuple(some) for name, some in zip(people.labels, standing, strict=True)},
            agreed=agreed,
            against=against,
            passes=picture.found.passes,
            rising=people.division.rising,
        )

    def _before(self) -> tuple[Whole, Floats] | None:
        previous = self.around.previous
        return None if previous is None else (previous.tids, previous.components)

    def _totals(self) -> Whole:
        return self.engine.total(_totals, self.engine.blocks).reshape(-1, KINDS)

    def _components(self, mean: Floats, votes: int) -> Components:
        exactness = 1e-12 if votes < _MANY_VOTES else 1e-10
        return components(self.engine, mean, self.active, people=len(self.pids), exactness=exactness)

    def _groups(self, spread: Spread) -> tuple[Spread, Spread, groups.Division]:
        options, given = self.options, self.around.groups
        if given is not None:
            return self._given(given, spread)
        least = options.minimum_votes if options.strict else min(options.minimum_votes, len(self.tids))
        keep = self._cut(_is_in(self.pids, self.around.keep)) if self.around.keep else None
        inside = coordinates.inside(self.engine, least=least, keep=keep, top_up=min(options.top_up, len(self.pids)))
        last = self.around.previous
        before = None if last is None else groups.Before(len(last.labels), last.rising)
        labels, division = groups.divide(self.engine, spread, inside, options, before)
        return inside, labels, division

    def _given(self, given: Mapping[int, int], spread: Spread) -> tuple[Spread, Spread, groups.Division]:
        """Labels from names that were given: the place of each among them, ascending."""
        names = sorted(self._given_names(given))
        place = {name: label for label, name in enumerate(names)}
        group = np.array([place[given[pid]] if pid in given else -1 for pid in self.pids.tolist()], np.int8)
        xy = np.concatenate(self.engine.collect(spread))
        middles = [
            xy[group == label].mean(axis=0) if (group == label).any() else np.zeros(2) for label in place.values()
        ]
        return self._cut(group >= 0), self._cut(group), groups.Division(np.array(middles).reshape(-1, 2), None)

    def _given_names(self, given: Mapping[int, int]) -> set[int]:
        return {given[pid] for pid in self.pids.tolist() if pid in given}

    def _cut(self, values: NDArray[np.generic]) -> Spread:
        """Values of all participants, in pieces as the blocks are."""
        sizes = self.engine.collect(self.engine.map(_rows, self.engine.blocks))
        return np.split(values, np.cumsum(sizes)[:-1])

    def _tallies(self, labels: Spread, count: int) -> Whole:
        if count == 0:
            return np.zeros((0, len(self.tids), KINDS), np.int64)
        summed = self.engine.total(_tally, self.engine.blocks, labels, shared=(count,))
        return summed.reshape(count, len(self.tids), KINDS)

    def _names(
        self, group: NDArray[np.int8], tallies: Whole, centres: Floats
    ) -> tuple[tuple[int, ...], NDArray[np.intp]]:
        """The labels, ascending, and for each which of the groups as found it names."""
        if self.around.groups is not None:
            return tuple(sorted(self._given_names(self.around.groups))), np.arange(len(centres))
        sizes = np.bincount(group[group >= 0], minlength=len(centres))
        order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
        if self.around.previous is None:
            return tuple(range(len(order))), order
        return _kept_names(self.around.previous, self.pids, group, order)


def _renamed(names: tuple[int, ...], order: NDArray[np.intp]) -> Whole:
    """For each group as found, its label."""
    labels = np.empty(len(order), np.int64)
    labels[order] = names
    return labels


def _kept_names(
    previous: OpinionMap | Earlier, pids: Whole, group: NDArray[np.int8], order: NDArray[np.intp]
) -> tuple[tuple[int, ...], NDArray[np.intp]]:
    """Each group takes the label of the earlier one with which it shares most people; new ones the lowest free."""
    _, mine, theirs = np.intersect1d(pids, previous.pids, return_indices=True)
    both = (group[mine] >= 0) & (previous.group[theirs] >= 0)
    pairs = np.stack([group[mine][both].astype(np.int64), previous.group[theirs][both]])
    found, people = np.unique(pairs, axis=1, return_counts=True)
    named: dict[int, int] = {}
    for at in np.lexsort((found[0], found[1], -people)).tolist():
        new, old = int(found[0, at]), int(found[1, at])
        if new not in named and old not in named.values():
            named[new] = old
    for new in order.tolist():
        if new not in named:
            named[new] = next(label for label in range(_MOST_LABELS) if label not in named.values())
    return tuple(sorted(named.values())), np.array(sorted(named, key=lambda new: named[new]), np.intp)


def _is_in(ids: Whole, some: Collection[int]) -> NDArray[np.bool_]:
    return np.isin(ids, np.fromiter(some, np.int64, len(some)))


# --- what runs on a block ---------------------------------------------------------------------------------------------


def _totals(block: Block) -> Whole:
    return np.asarray(kernels_for(len(block.codes)).tally(block, np.zeros(block.rows, np.int8), 1)[0])


def _tally(block: Block, labels: Labels, count: int) -> Whole:
    return kernels_for(len(block.codes)).tally(block, labels, count)


def _rows(block: Block) -> int:
    return block.rows
