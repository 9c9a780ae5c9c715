"""What must stand on a paper of each kind, as data; and what is put where the record has nothing for it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bandeng.core.papers.blocks import Block, Heading, Label, Note, Paper, Sheet, Signature, Table, To, Words, text_in
from bandeng.core.papers.wording import Wording

SHELF = Path(__file__).resolve().parents[2] / "shelf" / "paper_fields.toml"
MISSING = "待补"
"""What stands where something has to: to be filled in."""


@dataclass(frozen=True)
class Fields:
    """What must stand on a kind of paper; see the head of the file.

    parts    each with the section that asks for it
    source   who asks for the rest
    """

    parts: Mapping[str, str]
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    source: str


@cache
def fields() -> Mapping[str, Fields]:
    """The table, by kind. Raises KeyError, TypeError for a file that names what is not there: a fault of ours."""
    told = tomllib.loads(SHELF.read_text("utf-8"))
    sources = told["part"]
    return {
        kind: Fields(
            {part: sources[part] for part in each["parts"]}, tuple(each.get("labels", ())),
            tuple(each.get("columns", ())), tuple(each.get("heads", ())), each["source"],
        )
        for kind, each in told["kind"].items()
    }  # fmt: skip


def completed(paper: Paper, wording: Wording) -> Paper:
    """The paper with every field that must stand on it; 待补 where the record has nothing for one."""
    asked = fields()[paper.kind]
    told = _headed(paper, asked.parts)
    blocks = list(told.blocks)
    if "to" in asked.parts and not any(isinstance(each, To) and each.text.strip("： ") for each in blocks):
        blocks = [To(f"{MISSING}："), *(each for each in blocks if not isinstance(each, To))]
    columns = {wording.word(key) for key in asked.columns}
    blocks = [_listed(each, columns) if isinstance(each, Table) else each for each in blocks]
    for label in map(wording.word, asked.labels):
        blocks = _labelled(blocks, label)
    if "body" in asked.parts and not any(_says(each) for each in blocks):
        blocks = _before_the_end(blocks, Words(MISSING))
    if {"signed", "date"} & set(asked.parts):
        blocks = _signed(blocks, told)
    return replace(told, blocks=tuple(blocks))


def missing(paper: Paper) -> bool:
    """Whether something that must stand on it is still to be filled in."""
    return any(MISSING in line for line in paper.lines())


def _headed(paper: Paper, parts: Iterable[str]) -> Paper:
    head = MISSING if "head" in parts and not paper.head.strip() else paper.head
    title = MISSING if "title" in parts and not paper.title.strip() else paper.title
    return replace(paper, head=head, title=title)


def _says(block: Block) -> bool:
    return not isinstance(block, To | Signature | Note | Heading)


def _listed(table: Table, columns: Iterable[str]) -> Table:
    """A list without an empty cell in these columns."""
    named = set(columns)
    kept = {n for n, head in enumerate(table.head) if head in named}
    rows = tuple(
        tuple(MISSING if n in kept and not text_in(cell).strip() else cell for n, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _labelled(blocks: list[Block], label: str) -> list[Block]:
    """With this label and something beside it: where it stands already, else as one more row of the form, or a line."""
    for n, each in enumerate(blocks):
        match each:
            case Heading() if each.text == label:
                return blocks
            case Label() if each.label == label:
                return [*blocks[:n], each if each.text.strip() else Label(label, MISSING), *blocks[n + 1 :]]
            case Sheet() if label in dict(each.rows):
                return [*blocks[:n], _filled(each, label), *blocks[n + 1 :]]
    form = next((n for n, each in enumerate(blocks) if isinstance(each, Sheet)), None)
    if form is None:
        return _before_the_end(blocks, Label(label, MISSING))
    sheet = blocks[form]
    assert isinstance(sheet, Sheet)
    by_hand = [row for row in sheet.rows if row[0] in sheet.tall]
    rows = tuple(row for row in sheet.rows if row[0] not in sheet.tall)
    return [*blocks[:form], replace(sheet, rows=(*rows, (label, MISSING), *by_hand)), *blocks[form + 1 :]]


def _filled(sheet: Sheet, label: str) -> Sheet:
    """A row left free for a hand stays free."""
    if label in sheet.tall:
        return sheet
    rows = tuple((each, MISSING if each == label and not text.strip() else text) for each, text in sheet.rows)
    return replace(sheet, rows=rows)


def _before_the_end(blocks: list[Block], block: Block) -> list[Block]:
    """Before the signature and the small print."""
    end = next((n for n, each in enumerate(blocks) if isinstance(each, Signature | Note)), len(blocks))
    return [*blocks[:end], block, *blocks[end:]]


def _signed(blocks: list[Block], paper: Paper) -> list[Block]:
    found = next((n for n, each in enumerate(blocks) if isinstance(each, Signature)), None)
    if found is None:
        return _before_the_end(blocks, Signature((MISSING,), paper.day))
    signature = blocks[found]
    assert isinstance(signature, Signature)
    whole = replace(signature, names=signature.names or (MISSING,), day=signature.day or paper.day)
    return [*blocks[:found], whole, *blocks[found + 1 :]]
