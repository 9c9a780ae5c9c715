"""Votes, statements and groups as CSV, in the openData form of Polis or the short one. What is odd names its place."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.votes import Votes, gather
from bandeng.core.refusal import Refusal

# What a column may be called; the first name is ours.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "participant": ("participant", "voter-id"),
    "statement": ("statement", "comment-id"),
    "vote": ("vote",),
    "body": ("comment-body", "text"),
    "timestamp": ("timestamp",),
    "moderated": ("moderated",),
    "meta": ("meta", "is-meta"),
    "group": ("group", "polis-group-id"),
}
MODERATED_OUT: Final = -1
MOST_GROUPS: Final = 127
_AT_A_TIME = 20_000
_BREAK = re.compile(r"\r\n|\r|\n")
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,19}\s*", re.ASCII)
_WIDEST = np.iinfo(np.int64)
_ALL_WHOLE = re.compile(r"[0-9+\- ,]*", re.ASCII)
csv.field_size_limit(2**24)


@dataclass(frozen=True, slots=True)
class Moderation:
    """Ids of the statements moderated out, and of those about the participants themselves."""

    out: frozenset[int]
    meta: frozenset[int]


def read_votes(lines: Iterable[str]) -> Votes:
    """The votes of a file: participant (voter-id), statement (comment-id), vote; timestamp where there is one.

    +1 agrees, -1 disagrees, 0 passes. Of several votes by one participant on one statement the last by timestamp
    counts, else the last row. No other column is read.
    Raises   Refusal: "no_header", "no_column" (name), "column_twice" (name), or "malformed" (line, column, name, value)
    """
    return gather(*_vote_columns(lines))


@dataclass(frozen=True, eq=False)
class History:
    """Every vote of a file, those that were changed later too, in the order in which they were cast.

    times   as the file says them, None where it says none; ascending
    """

    participants: NDArray[np.int64]
    statements: NDArray[np.int64]
    values: NDArray[np.int64]
    times: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.values)

    def votes(self) -> Votes:
        """Those that count."""
        return gather(self.participants, self.statements, self.values)


def read_history(lines: Iterable[str]) -> History:
    """The votes of a file with those that no longer count, by time, then by row. Raises as `read_votes`."""
    who, what, how, *when = _vote_columns(lines)
    if not when:
        return History(who, what, how)
    order = np.argsort(when[0], kind="stable")
    return History(who[order], what[order], how[order], when[0][order])


def _vote_columns(lines: Iterable[str]) -> list[NDArray[np.int64]]:
    """Participants, statements, votes, and times where there are any."""
    table = _Table(lines, needed=("participant", "statement", "vote"), wanted=("timestamp",))
    parts: list[list[NDArray[np.int64]]] = [[] for _ in table.names]
    for batch in table:
        columns = table.numbers(batch)
        table.check(batch, "vote", (columns[2] >= -1) & (columns[2] <= 1))
        for part, column in zip(parts, columns, strict=True):
            part.append(column)
    return [np.concatenate(part) if part else np.zeros(0, np.int64) for part in parts]


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement of a file: its id, its words, and whether it is out (-1), let in (1) or neither (0)."""

    number: int
    text: str
    moderated: int


def read_comments(lines: Iterable[str]) -> list[Comment]:
    """The statements of a file with their words (`comment-body` or `text`); `moderated` may be missing."""
    table = _Table(lines, needed=("statement", "body"), wanted=("moderated",), blank={"moderated": "0"})
    found: list[Comment] = []
    for batch in table:
        numbers, texts = table.column(batch, "statement").tolist(), batch.cells(table.place("body"))
        moderated = table.column(batch, "moderated").tolist() if "moderated" in table.names else [0] * len(texts)
        found += [Comment(*each) for each in zip(numbers, texts, moderated, strict=True)]
    return found


def read_moderation(lines: Iterable[str]) -> Moderation:
    """Which statements of a file are out (`moderated` is -1), and which are meta (`meta`, if there, is 1)."""
    table = _Table(lines, needed=("statement", "moderated"), wanted=("meta",), blank={"moderated": "0", "meta": "0"})
    last: dict[int, tuple[int, int]] = {}
    for batch in table:
        columns = [column.tolist() for column in table.numbers(batch)]
        metas = columns[2] if len(columns) > 2 else [0] * len(columns[0])
        last.update(zip(columns[0], zip(columns[1], metas, strict=True), strict=True))
    out = frozenset(tid for tid, (moderated, _) in last.items() if moderated == MODERATED_OUT)
    return Moderation(out, frozenset(tid for tid, (_, meta) in last.items() if meta == 1))


def read_groups(lines: Iterable[str]) -> dict[int, int]:
    """Participant to group, 0 or greater; who has no group there is in none.

    Raises  Refusal as read_votes; "malformed" also for a participant with two groups; "too_many_groups"
    """
    table = _Table(lines, needed=("participant", "group"), blank={"group": "-1"})
    groups: dict[int, int] = {}
    for batch in table:
        who, what = table.numbers(batch)
        table.check(batch, "group", (what >= 0) | np.array([not cell.strip() for cell in batch.cells(table.at[1])]))
        for at, (participant, group) in enumerate(zip(who.tolist(), what.tolist(), strict=True)):
            if groups.setdefault(participant, group) != group:
                raise table.malformed(batch, at, "group")
    found = {participant: group for participant, group in groups.items() if group >= 0}
    if len(set(found.values())) > MOST_GROUPS:
        raise Refusal("too_many_groups", most=MOST_GROUPS)
    return found


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some rows that stand one after another, each with as many cells as the header.

    after   how many lines of the file come before them
    rows    the cells; a row of none is a line with nothing on it
    """

    after: int
    rows: Sequence[Sequence[str]]

    def cells(self, place: int) -> list[str]:
        return [row[place] for row in self.rows if row]

    def line(self, at: int) -> int:
        """The line on which the row ends that is the `at`-th with anything on it."""
        ends = list(accumulate((1 + sum(len(_BREAK.findall(cell)) for cell in row) for row in self.rows), initial=0))
        return self.after + [end for end, row in zip(ends[1:], self.rows, strict=True) if row][at]


class _Table:
    """A file's rows, in batches, by the columns its header names."""

    def __init__(
        self,
        lines: Iterable[str],
        *,
        needed: Sequence[str],
        wanted: Sequence[str] = (),
        blank: Mapping[str, str] | None = None,
    ) -> None:
        self.reader = csv.reader(lines, strict=True)
        self.blank = blank or {}
        self.header = self._header()
        places = {name: self._place(name, needed=name in needed) for name in (*needed, *wanted)}
        self.names = [name for name, place in places.items() if place is not None]
        self.at = [place for place in places.values() if place is not None]

    def __iter__(self) -> Iterator[_Batch]:
        while True:
            after = self.reader.line_num
            try:
                rows: Sequence[Sequence[str]] = list(islice(self.reader, _AT_A_TIME))
            except csv.Error as fault:
                raise _malformed(self.reader.line_num, 0, "", str(fault)) from fault
            if not rows:
                return
            if {*map(len, rows)} != {len(self.header)}:
                rows = self._of_right_width(after, rows)
            yield _Batch(after, rows)

    def numbers(self, batch: _Batch) -> list[NDArray[np.int64]]:
        """Per column that was asked for its numbers."""
        return [self._column(batch, name, place) for name, place in zip(self.names, self.at, strict=True)]

    def column(self, batch: _Batch, name: str) -> NDArray[np.int64]:
        return self._column(batch, name, self.place(name))

    def place(self, name: str) -> int:
        return self.at[self.names.index(name)]

    def check(self, batch: _Batch, name: str, good: NDArray[np.bool_]) -> None:
        if not good.all():
            raise self.malformed(batch, int(good.argmin()), name)

    def malformed(self, batch: _Batch, at: int, name: str) -> Refusal:
        place = self.place(name)
        return _malformed(batch.line(at), place, self.header[place], batch.cells(place)[at])

    def _header(self) -> list[str]:
        try:
            return [cell.strip().lstrip("\ufeff").strip().lower() for cell in next(self.reader)]
        except StopIteration:
            raise Refusal("no_header") from None
        except csv.Error as fault:
            raise _malformed(1, 0, "", str(fault)) from fault

    def _place(self, name: str, *, needed: bool) -> int | None:
        found = [place for place, cell in enumerate(self.header) if cell in NAMES[name]]
        if len(found) > 1:
            raise Refusal("column_twice", name=" or ".join(NAMES[name]))
        if needed and not found:
            raise Refusal("no_column", name=" or ".join(NAMES[name]))
        return found[0] if found else None

    def _of_right_width(self, after: int, rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
        """The same rows, if only lines with nothing on them have another number of cells than the header."""
        kept = [row if any(cell.strip() for cell in row) else [] for row in rows]
        for at, row in enumerate(kept):
            if row and len(row) != len(self.header):
                column = min(len(row), len(self.header))
                name = self.header[column] if column < len(self.header) else ""
                ends = _Batch(after, [row or [""] for row in rows])
                raise _malformed(ends.line(at), column, name, row[column] if column < len(row) else "")
        return kept

    def _column(self, batch: _Batch, name: str, place: int) -> NDArray[np.int64]:
        cells = batch.cells(place)
        if name in self.blank:
            cells = [cell if cell.strip() else self.blank[name] for cell in cells]
        try:
            if _ALL_WHOLE.fullmatch(",".join(cells)):
                return np.array([*map(int, cells)], np.int64)
        except (ValueError, OverflowError):
            pass
        for at, cell in enumerate(cells):
            if not _WHOLE.fullmatch(cell) or not _WIDEST.min <= int(cell) <= _WIDEST.max:
                raise _malformed(batch.line(at), place, self.header[place], cell)
        return np.array([*map(int, cells)], np.int64)


def _malformed(line: int, place: int, name: str, value: Any) -> Refusal:
    return Refusal("malformed", line=line, column=place + 1, name=name, value=value)
