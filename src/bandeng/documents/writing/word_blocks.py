"""The blocks of a paper in a docx."""

from io import BytesIO
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bandeng.core.papers import (
    Block,
    Cell,
    Form,
    Heading,
    Label,
    Link,
    Note,
    Qr,
    Sheet,
    Signature,
    Table,
    To,
    Words,
    layout,
    text_in,
)
from bandeng.documents.writing.measures import QR_MM, area_of, indents, qr_png
from bandeng.documents.writing.word_parts import Format, linked, paragraph, run

BODY = Format(inside=2)
FLUSH = Format()
LABEL = Format(face=layout.HEI, inside=2)
SMALL = Format(size=layout.FOUR, inside=2, pitch=22)
CELL_SIDES = 2
TALL_MM = 20
WHOLE = 300
"""A row with fewer signs is never torn by the end of a page."""


def write_block(into: Any, block: Block, form: Form) -> None:
    """One block at the end of the document."""
    match block:
        case Heading():
            how = Format(face=layout.LEVELS[block.level - 1], inside=2, outline=f"Heading {block.level}", keep=True)
            run(paragraph(into, how), block.number + block.text, how)
        case To():
            run(paragraph(into, FLUSH), block.text, FLUSH)
        case Words():
            for text in filter(str.strip, block.text.split("\n")):
                run(paragraph(into, BODY), text.strip(), BODY)
        case Label():
            _label(into, block)
        case Note():
            for text in filter(str.strip, block.text.split("\n")):
                run(paragraph(into, SMALL), text.strip(), SMALL)
        case Signature():
            _signature(into, block)
        case Table():
            _table(into, block, form)
        case Sheet():
            _sheet(into, block, form)


def _label(into: Any, block: Label) -> None:
    first, *more = [text.strip() for text in block.text.split("\n") if text.strip()] or [""]
    line = paragraph(into, LABEL)
    run(line, f"{block.label}：", LABEL)
    run(line, first, BODY)
    for text in more:
        run(paragraph(into, BODY), text, BODY)


def _signature(into: Any, block: Signature) -> None:
    """The names and the day; with a code they stand in two columns without rules."""
    if block.beside is not None:
        table = into.add_table(rows=1, cols=2)
        _widths(table, (38, 62), Form.PLAIN)
        _qr(table.rows[0].cells[0], block.beside)
        into = table.rows[0].cells[1]
    rows = indents(block)
    for number, (text, right) in enumerate(rows):
        how = Format(align=ALIGN.RIGHT, keep=number < len(rows) - 1)
        line = paragraph(into, how, within=into.paragraphs[0] if block.beside and number == 0 else None)
        line.paragraph_format.right_indent = Pt(right * layout.THREE)
        line.paragraph_format.space_before = Pt(2 * layout.LINE if number == 0 else 0)
        run(line, text, how)


def _table(into: Any, block: Table, form: Form) -> None:
    size = layout.FIVE if block.small else layout.SMALL_FOUR
    table = _grid(into, len(block.head), block.widths, form)
    _row(table.rows[0], block.head, Format(layout.HEI, size, align=ALIGN.CENTER, pitch=size + 5))
    _repeat(table.rows[0])
    for row in block.rows:
        _row(table.add_row(), row, Format(layout.FANGSONG, size, align=ALIGN.LEFT, pitch=size + 5))
    _widths(table, block.widths, form)


def _sheet(into: Any, block: Sheet, form: Form) -> None:
    size = layout.FOUR
    table = _grid(into, 2, (26, 74), form, rows=0)
    for label, text in block.rows:
        row = table.add_row()
        _row(row, (label,), Format(layout.HEI, size, align=ALIGN.CENTER, pitch=22))
        _cell(row.cells[1], text, Format(layout.FANGSONG, size, align=ALIGN.LEFT, pitch=22))
        if label in block.tall:
            row.height = Mm(TALL_MM)
    _widths(table, (26, 74), form)


def _grid(into: Any, columns: int, widths: tuple[int, ...], form: Form, *, rows: int = 1) -> Any:
    table = into.add_table(rows=rows, cols=columns)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    return table


def _widths(table: Any, shares: tuple[int, ...], form: Form) -> None:
    """Widths in every cell and in the grid: each word processor reads another of the two."""
    whole, _ = area_of(form)
    wide = [Mm(whole * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, wide, strict=True):
            cell.width = width


def _row(row: Any, texts: tuple[Cell, ...], how: Format) -> None:
    if sum(len(text_in(each)) for each in texts) < WHOLE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text in zip(row.cells, texts, strict=False):
        _cell(cell, text, how)


def _cell(cell: Any, told: Cell, how: Format) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines = [each.strip() for each in text_in(told).split("\n") if each.strip()] or [""]
    for number, each in enumerate(lines):
        line = paragraph(cell, how, within=cell.paragraphs[0] if number == 0 else None)
        made = run(line, each, how)
        if isinstance(told, Link):
            linked(line, made, told.to)


def _repeat(row: Any) -> None:
    """The head stands on every page the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _qr(into: Any, block: Qr) -> None:
    line = paragraph(into, Format(align=ALIGN.LEFT, pitch=0, keep=True), within=into.paragraphs[0])
    line.paragraph_format.space_before = Pt(10)
    picture = line.add_run().add_picture(BytesIO(qr_png(block.says)), width=Mm(QR_MM))
    picture._inline.find(qn("wp:docPr")).set("descr", block.alt)
    small = Format(size=layout.FOUR, align=ALIGN.LEFT, pitch=22)
    run(paragraph(into, small), block.text, small)
