"""Votes as they keep coming: a table grows by what came since, and is at every moment the table of all of them."""

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.kernels import kernels_for
from bandeng.core.opinion.votes import KINDS, Ids, Votes, frozen, gather


def merged(votes: Votes, newer: Votes) -> Votes:
    """One table of both; where somebody voted in both on the same statement, the newer vote counts.

    The same as `gather` of all votes in the order they came, without sorting the older ones again.
    """
    pids, tids = np.union1d(votes.pids, newer.pids), np.union1d(votes.tids, newer.tids)
    old, new = (_spread_out(some, pids, tids) for some in (votes, newer))
    counts, codes = kernels_for(len(votes)).merge_rows(*old, *new, len(tids))
    starts = np.zeros(len(pids) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return Votes(frozen(pids), frozen(tids), frozen(starts), frozen(codes))


def _spread_out(votes: Votes, pids: Ids, tids: Ids) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Where each of more people's votes begin and, for the last, end; and the codes by their places among more tids."""
    counts = np.zeros(len(pids), np.int64)
    counts[np.searchsorted(pids, votes.pids)] = votes.counts
    starts = np.concatenate([[0], np.cumsum(counts)])
    if len(tids) == len(votes.tids):
        return starts, votes.codes
    places = np.searchsorted(tids, votes.tids)
    moved = (KINDS * places[:, None] + np.arange(KINDS)).ravel().astype(np.int32)
    return starts, moved[votes.codes]


class Stream:
    """A conversation's votes, taken one at a time; `votes()` is the table of all that came so far."""

    def __init__(self, votes: Votes | None = None) -> None:
        self._table = votes if votes is not None else gather([], [], [])
        self._waiting: list[tuple[int, int, int]] = []

    def add(self, participant: int, statement: int, value: int) -> None:
        """Take one vote: +1 agree, -1 disagree, 0 pass. It replaces an earlier one by the same on the same.

        May be called while another thread reads `votes()`; what comes during that is in the next table.
        """
        self._waiting.append((participant, statement, value))

    def votes(self) -> Votes:
        """Everything so far. Raises Refusal "bad_vote" where a value is none of the three."""
        if came := self._waiting[:]:
            newer = gather(*np.array(came, np.int64).T)
            del self._waiting[: len(came)]
            self._table = merged(self._table, newer)
        return self._table
