"""Votes, statements and groups as CSV, in the openData form of Polis or the short one. What is odd names its place."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
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
    "timestamp": ("timestamp",),
    "moderated": ("moderated",),
    "meta": ("meta", "is-meta"),
    "group": ("group", "polis-group-id"),
}
MODERATED_OUT: Final = -1
MOST_GROUPS: Final = 127
_AT_A_TIME = 100_000
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,19}\s*", re.ASCII)
_WIDEST = np.iinfo(np.int64)
_ALL_WHOLE = re.compile(r"[0-9+\- ,]*", re.ASCII)
csv.field_size_limit(2**24)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: line and column, both from 1, and the column's name."""

    line: int
    column: int
    name: str


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
    table = _Table(lines, needed=("participant", "statement", "vote"), wanted=("timestamp",))
    parts: list[list[NDArray[np.int64]]] = [[] for _ in table.names]
    for rows in table:
        columns = table.numbers(rows)
        table.check(rows, "vote", abs(columns[2]) <= 1)
        for part, column in zip(parts, columns, strict=True):
            part.append(column)
    joined = [np.concatenate(part) if part else np.zeros(0, np.int64) for part in parts]
    return gather(*joined)


def read_moderation(lines: Iterable[str]) -> Moderation:
    """Which statements of a file are out (`moderated` is -1), and which are meta (`meta`, if there, is 1)."""
    table = _Table(lines, needed=("statement", "moderated"), wanted=("meta",), blank={"moderated": "0", "meta": "0"})
    last: dict[int, tuple[int, int]] = {}
    for rows in table:
        columns = [column.tolist() for column in table.numbers(rows)]
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
    for rows in table:
        who, what = table.numbers(rows)
        table.check(rows, "group", (what >= 0) | np.array([not row.cells[table.at[1]].strip() for row in rows]))
        for row, participant, group in zip(rows, who.tolist(), what.tolist(), strict=True):
            if groups.setdefault(participant, group) != group:
                raise table.malformed(row, "group")
    found = {participant: group for participant, group in groups.items() if group >= 0}
    if len(set(found.values())) > MOST_GROUPS:
        raise Refusal("too_many_groups", most=MOST_GROUPS)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]


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

    def __iter__(self) -> Iterator[list[_Row]]:
        rows = self._rows()
        while batch := list(islice(rows, _AT_A_TIME)):
            yield batch

    def numbers(self, rows: Sequence[_Row]) -> list[NDArray[np.int64]]:
        """Per column that was asked for its numbers."""
        return [self._column(rows, name, place) for name, place in zip(self.names, self.at, strict=True)]

    def check(self, rows: Sequence[_Row], name: str, good: NDArray[np.bool_]) -> None:
        if not good.all():
            raise self.malformed(rows[int(good.argmin())], name)

    def malformed(self, row: _Row, name: str) -> Refusal:
        place = self.at[self.names.index(name)]
        return _malformed(row.line, place, self.header[place], row.cells[place])

    def _header(self) -> list[str]:
        try:
            return [cell.strip().lstrip("\ufeff").strip().lower() for cell in next(self.reader)]
        except StopIteration:
            raise Refusal("no_header") from None
        except csv.Error as fault:
            raise Refusal("malformed", line=1, column=1, name="", value=str(fault)) from fault

    def _place(self, name: str, *, needed: bool) -> int | None:
        found = [place for place, cell in enumerate(self.header) if cell in NAMES[name]]
        if len(found) > 1:
            raise Refusal("column_twice", name=" or ".join(NAMES[name]))
        if needed and not found:
            raise Refusal("no_column", name=" or ".join(NAMES[name]))
        return found[0] if found else None

    def _rows(self) -> Iterator[_Row]:
        """Rows with as many cells as the header; lines with nothing on them are passed over."""
        reader, wide = self.reader, len(self.header)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                raise Refusal("malformed", line=reader.line_num, column=1, name="", value=str(fault)) from fault
            if len(cells) == wide:
                yield _Row(reader.line_num, cells)
            elif any(cell.strip() for cell in cells):
                raise self._wrong_width(cells)

    def _wrong_width(self, cells: Sequence[str]) -> Refusal:
        column = min(len(cells), len(self.header))
        name = self.header[column] if column < len(self.header) else ""
        return _malformed(self.reader.line_num, column, name, cells[column] if column < len(cells) else "")

    def _column(self, rows: Sequence[_Row], name: str, place: int) -> NDArray[np.int64]:
        cells = [row.cells[place] for row in rows]
        if name in self.blank:
            cells = [cell if cell.strip() else self.blank[name] for cell in cells]
        try:
            if _ALL_WHOLE.fullmatch(",".join(cells)):
                return np.array([*map(int, cells)], np.int64)
        except (ValueError, OverflowError):
            pass
        for row, cell in zip(rows, cells, strict=True):
            if not _WHOLE.fullmatch(cell) or not _WIDEST.min <= int(cell) <= _WIDEST.max:
                raise _malformed(row.line, place, self.header[place], cell)
        return np.array([*map(int, cells)], np.int64)


def _malformed(line: int, place: int, name: str, value: Any) -> Refusal:
    return Refusal("malformed", line=line, column=place + 1, name=name, value=value)
