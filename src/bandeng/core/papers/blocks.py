"""What a paper consists of. Both writers, docx and PDF, make their file of these and of nothing else."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bandeng.core.papers.breaking import clean, day_text, number_of


class Form(StrEnum):
    """How the head of a paper looks: none, 红头, a letter's, minutes', or a wide list."""

    PLAIN = "plain"
    RED = "red"
    LETTER = "letter"
    MINUTES = "minutes"
    WIDE = "wide"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4; `number` is put before it when the paper is laid out."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True)
class To:
    """主送: whom it is for, flush left, with a colon."""

    text: str


@dataclass(frozen=True)
class Words:
    """Paragraphs, each indented by two signs; a line break begins a new one."""

    text: str


@dataclass(frozen=True)
class Label:
    """A line that begins with its label in 黑体: 出席：..."""

    label: str
    text: str


@dataclass(frozen=True)
class Link:
    """A text that leads to a page. On paper it reads as its text; where `to` is, a table of sources tells."""

    text: str
    to: str


Cell = str | Link


def text_in(cell: Cell) -> str:
    """What stands in a cell."""
    return cell.text if isinstance(cell, Link) else cell


@dataclass(frozen=True)
class Table:
    """Columns with a head that stands on every page again; `widths` are shares. `small` for long lists."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""
    small: bool = False


@dataclass(frozen=True)
class Sheet:
    """A form: a label and what stands beside it, row by row. `tall` rows leave space for writing by hand."""

    rows: tuple[tuple[str, str], ...]
    tall: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Qr:
    """A square code and the words below it; `says` is what it holds, `alt` what it is for those who do not see it."""

    says: str
    text: str
    alt: str


@dataclass(frozen=True)
class Signature:
    """署名 and 成文日期: the day in Arabic numerals, four signs from the right; a code at the left of it."""

    names: tuple[str, ...]
    day: date | None
    beside: Qr | None = None


@dataclass(frozen=True)
class Note:
    """附注 and what is said in small at the end."""

    text: str


Block = Heading | To | Words | Label | Table | Sheet | Signature | Note


@dataclass(frozen=True)
class Paper:
    """One paper, ready to be written.

    kind     which one, e.g. "reply"
    head     发文机关标志, "" where the form has none
    number   发文字号, "" where it has none (yet)
    title    what it is about; "" where the head says it
    copies   抄送: who else gets it
    """

    kind: str
    form: Form
    title: str
    day: date
    blocks: tuple[Block, ...]
    head: str = ""
    number: str = ""
    copies: str = ""
    issue: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def laid_out(self) -> "Paper":
        """With its headings numbered and every sign taken out that no file takes."""
        told: Paper = _cleaned(self)
        return replace(told, blocks=tuple(_numbered(told.blocks)))

    def lines(self) -> list[str]:
        """Every text that stands on it, in order; what a writer adds are page numbers only."""
        told = [text for each in self.blocks for text in texts_of(each)]
        return [text for text in (self.head, self.issue, self.number, self.title, *told, self.copies) if text]

    def reading(self) -> list[str]:
        """The same for reading on a page: a row of a table or form as one line."""
        told = [row for each in self.blocks for row in rows_of(each)]
        return [text for text in (self.head, self.issue, self.number, self.title, *told, self.copies) if text]

    def parts(self) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
        """The same again, a table as its head and rows: (text, ()) or (its caption, (head, *rows))."""
        above = [(text, ()) for text in (self.head, self.issue, self.number, self.title) if text]
        told = [part for each in self.blocks for part in parts_of(each)]
        return [*above, *told, *([(self.copies, ())] if self.copies else [])]

    def digest(self) -> str:
        """SHA-256 of what stands on it and how it is laid out; equal papers have equal ones."""
        told = json.dumps(_plain(self.laid_out()), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


def texts_of(block: Block) -> Iterator[str]:
    """The texts of a block, as they stand on the paper."""
    match block:
        case Heading():
            yield block.number + block.text
        case Label():
            yield f"{block.label}：{block.text}"
        case Table():
            yield from (text_in(cell) for row in ((block.caption,), block.head, *block.rows) for cell in row)
        case Sheet():
            yield from (cell for row in ((block.caption,), *block.rows) for cell in row)
        case Signature():
            yield from (*block.names, day_text(block.day))
            if block.beside:
                yield block.beside.text
        case To() | Words() | Note():
            yield block.text


def rows_of(block: Block) -> Iterator[str]:
    """The texts of a block, what stands side by side on one line."""
    match block:
        case Table():
            yield from (" | ".join(map(text_in, row)) for row in (block.head, *block.rows))
        case Sheet():
            yield from (f"{label}：{text}" for label, text in block.rows)
        case _:
            yield from texts_of(block)


def parts_of(block: Block) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """A table whole, with its caption; of any other block its rows, one by one."""
    if isinstance(block, Table):
        yield block.caption, tuple(tuple(map(text_in, row)) for row in (block.head, *block.rows))
    else:
        yield from ((row, ()) for row in rows_of(block) if row)


def _numbered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    counts = [0, 0, 0, 0]
    for each in blocks:
        if isinstance(each, Heading):
            counts[each.level - 1] += 1
            counts[each.level :] = [0] * (4 - each.level)
            each = replace(each, number=number_of(each.level, counts[each.level - 1]))
        yield each


def _cleaned(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _cleaned(getattr(value, each.name)) for each in fields(value)})
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__, **{each.name: _plain(getattr(value, each.name)) for each in fields(value)}}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
