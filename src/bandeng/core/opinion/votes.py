"""Votes as a frozen table: one vote per participant and statement, in one order whatever order they came in."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bandeng.core.opinion.kernels import kernels_for
from bandeng.core.refusal import Refusal

Ids = NDArray[np.int64]
Array = TypeVar("Array", bound=NDArray[Any])
DISAGREE: Final = -1
PASS: Final = 0
AGREE: Final = 1
# A vote is kept as one number, 3 x (place of the statement) + vote + 1, so that every step is a look-up by that number.
KINDS: Final = 3
_MOST_VOTES = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Votes:
    """Every participant's last vote on every statement.

    pids     ids of the n participants who voted, ascending
    tids     ids of the C statements with any vote, ascending; those moderated out are among them
    starts   n + 1 places in `codes`: the votes of participant i are codes[starts[i]:starts[i + 1]]
    codes    per vote 3 x (place in tids) + vote + 1, ascending within a participant
    """

    pids: Ids
    tids: Ids
    starts: NDArray[np.int64]
    codes: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Votes):
            return NotImplemented
        return (
            np.array_equal(self.pids, other.pids)
            and np.array_equal(self.tids, other.tids)
            and np.array_equal(self.starts, other.starts)
            and np.array_equal(self.codes, other.codes)
        )

    @property
    def counts(self) -> NDArray[np.int64]:
        """Votes per participant, those on statements moderated out too."""
        return np.diff(self.starts)

    def rows(self) -> tuple[Ids, Ids, NDArray[np.int8]]:
        """Participant id, statement id and vote of every vote, by participant and then statement."""
        participants = np.repeat(self.pids, self.counts)
        return participants, self.tids[self.codes // KINDS], (self.codes % KINDS - 1).astype(np.int8)


def gather(participants: ArrayLike, statements: ArrayLike, values: ArrayLike, times: ArrayLike | None = None) -> Votes:
    """The frozen table of these votes; of several by one participant on one statement the last counts.

    participants, statements   integer ids, one per vote
    values   +1 agree, -1 disagree, 0 pass
    times    integers; the last is the greatest, of equal ones the one given last. Without: the one given last
    Raises   Refusal: "bad_vote" (row), "too_many_votes" beyond 2^31 - 1; ValueError when the lengths differ
    Source   docs/reference/opinion-map.md, "Votes"
    """
    who, what, how = (_integers(part) for part in (participants, statements, values))
    when = None if times is None else _integers(times)
    if len({len(part) for part in (who, what, how, when) if part is not None}) > 1:
        raise ValueError("participants, statements, values and times differ in length")
    _check(how)
    pids, rows = _numbered(who)
    tids, columns = _numbered(what)
    codes, counts = _in_order(rows, columns, how, when, (len(pids), len(tids)))
    starts = np.zeros(len(pids) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return Votes(frozen(pids), frozen(tids), frozen(starts), frozen(codes))


def frozen(array: Array) -> Array:
    """The same array, which from now on refuses to be written."""
    array.setflags(write=False)
    return array


def _integers(values: ArrayLike) -> NDArray[np.integer[Any]]:
    array = np.asarray(values)
    return array if array.dtype.kind == "i" else array.astype(np.int64, casting="safe" if array.size else "unsafe")


def _check(values: NDArray[np.integer[Any]]) -> None:
    if len(values) > _MOST_VOTES:
        raise Refusal("too_many_votes", most=_MOST_VOTES)
    if len(values) and not (values.min() >= DISAGREE and values.max() <= AGREE):
        raise Refusal("bad_vote", row=int(np.flatnonzero((values < DISAGREE) | (values > AGREE))[0]))


def _numbered(ids: NDArray[np.integer[Any]]) -> tuple[Ids, NDArray[np.integer[Any]]]:
    """The different ids, ascending, and for each id its place among them."""
    if len(ids) and ids.min() >= 0 and ids.max() < 4 * len(ids) + 1024:
        seen = np.zeros(int(ids.max()) + 1, np.bool_)
        seen[ids] = True
        found = np.flatnonzero(seen)
        return found, ids if len(found) == len(seen) else (np.cumsum(seen, dtype=np.int32) - 1)[ids]
    found, places = np.unique(ids.astype(np.int64), return_inverse=True)
    return found, places


def _in_order(
    rows: NDArray[np.integer[Any]],
    columns: NDArray[np.integer[Any]],
    values: NDArray[np.integer[Any]],
    times: NDArray[np.integer[Any]] | None,
    size: tuple[int, int],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The codes by participant and statement, one per pair, and how many each participant has."""
    kernels = kernels_for(len(rows))
    codes, counts, doubled = kernels.sort_votes(rows, columns, values, *size)
    if doubled:
        kept = _last_of_each(rows, columns, times)
        codes, counts, _ = kernels.sort_votes(rows[kept], columns[kept], values[kept], *size)
    return codes, counts


def _last_of_each(
    rows: NDArray[np.integer[Any]], columns: NDArray[np.integer[Any]], times: NDArray[np.integer[Any]] | None
) -> NDArray[np.int64]:
    """The places of the votes that count; lexsort keeps the given order among equals, so the last of a run is it."""
    order = np.lexsort((columns, rows) if times is None else (times, columns, rows))
    who, what = rows[order], columns[order]
    last = np.ones(len(order), np.bool_)
    last[:-1] = (who[1:] != who[:-1]) | (what[1:] != what[:-1])
    return order[last]
