"""Votes as they keep coming: a table grows by what came since, and is at every moment the table of all of them."""

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.votes import KINDS, Ids, Votes, frozen, gather

Keys = NDArray[np.int64]


def merged(votes: Votes, newer: Votes) -> Votes:
    """One table of both; where somebody voted in both on the same statement, the newer vote counts.

    The same as `gather` of all votes in the order they came, without looking at the older ones one by one.
    """
    pids, tids = np.union1d(votes.pids, newer.pids), np.union1d(votes.tids, newer.tids)
    shift = (KINDS * len(tids)).bit_length()
    old, new = (_keys(some, pids, tids, shift) for some in (votes, newer))
    kept = _with(old, new, shift)
    starts = np.zeros(len(pids) + 1, np.int64)
    np.cumsum(np.bincount(kept >> shift, minlength=len(pids)), out=starts[1:])
    kept &= (1 << shift) - 1
    return Votes(frozen(pids), frozen(tids), frozen(starts), frozen(kept.astype(np.int32)))


def _keys(votes: Votes, pids: Ids, tids: Ids, shift: int) -> Keys:
    """One number per vote, ascending, that says whose it is, on what, and how."""
    rows = np.repeat(np.searchsorted(pids, votes.pids), votes.counts)
    keys = rows.astype(np.int64, copy=False) << shift
    if len(tids) == len(votes.tids):
        keys += votes.codes
    else:
        places = np.searchsorted(tids, votes.tids)
        keys += KINDS * places[votes.codes // KINDS] + votes.codes % KINDS
    return keys


def _with(old: Keys, new: Keys, shift: int) -> Keys:
    code = new & ((1 << shift) - 1)
    lowest = new - code % KINDS
    at = np.searchsorted(old, lowest)
    inside = np.minimum(at, max(len(old) - 1, 0))
    again = (at < len(old)) & (old[inside] - lowest < KINDS) if len(old) else np.zeros(len(new), np.bool_)
    old[at[again]] = new[again]
    return np.insert(old, at[~again], new[~again])


class Stream:
    """A conversation's votes, taken one at a time; `votes()` is the table of all that came so far."""

    def __init__(self, votes: Votes | None = None) -> None:
        self._table = votes if votes is not None else gather([], [], [])
        self._waiting: list[tuple[int, int, int]] = []

    def add(self, participant: int, statement: int, value: int) -> None:
        """Take one vote: +1 agree, -1 disagree, 0 pass. It replaces an earlier one by the same on the same."""
        self._waiting.append((participant, statement, value))

    def votes(self) -> Votes:
        """Everything so far. Raises Refusal "bad_vote" where a value is none of the three."""
        if self._waiting:
            self._table = merged(self._table, gather(*np.array(self._waiting, np.int64).T))
            self._waiting.clear()
        return self._table
