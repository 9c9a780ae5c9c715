"""docx by python-docx. Lines and signs have a fixed pitch, so that 22 lines of 28 signs fill a page."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from bandeng.core.papers import Form, Paper, layout, title_lines
from bandeng.documents.writing.measures import margins_of
from bandeng.documents.writing.word_blocks import write_block
from bandeng.documents.writing.word_parts import Format, border, field, font_table, paragraph, run

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
NUMBER = Format(face=layout.SONG, size=layout.FOUR, pitch=0)
HEAD = Format(face=layout.XIAOBIAOSONG, size=30, color=layout.RED, align=ALIGN.CENTER, pitch=0)
TITLE = Format(face=layout.XIAOBIAOSONG, size=layout.TWO, align=ALIGN.CENTER, outline="Title", keep=True)
OFFICIAL = Format(face=layout.FANGSONG)


def docx(paper: Paper) -> bytes:
    """The paper as a file of Word's."""
    document = Document()
    _describe(document, paper)
    _lay_out(document, paper)
    _page_numbers(document, first=paper.form is not Form.LETTER)
    _head(document, paper)
    _title(document, paper)
    for block in paper.blocks:
        write_block(document, block, paper.form)
    _copies(document, paper)
    return _same_bytes(document)


def _describe(document: Any, paper: Paper) -> None:
    told, day = document.core_properties, datetime(paper.day.year, paper.day.month, paper.day.day)
    told.title, told.author, told.language, told.comments = paper.title or paper.head, paper.head, "zh-CN", ""
    told.created = told.modified = day
    told.last_modified_by, told.revision = paper.head, 1
    font_table(document)


def _lay_out(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    wide = paper.form is Form.WIDE
    width, height = layout.PAGE_WIDTH, layout.PAGE_HEIGHT
    section.page_width, section.page_height = (Mm(height), Mm(width)) if wide else (Mm(width), Mm(height))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    top, right, bottom, left = margins_of(paper.form)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
        Mm, (top, right, bottom, left)
    )
    section.header_distance = Mm(layout.LETTER_HEAD if paper.form is Form.LETTER else 15)
    section.footer_distance = Mm(bottom - layout.PAGE_NUMBER_BELOW - 5)


def _page_numbers(document: Any, *, first: bool) -> None:
    """— 1 — at the right on odd pages and at the left on even ones, one sign in; none on a letter's first page."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = not first
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        footer.is_linked_to_previous = False
        line = paragraph(footer, Format(layout.SONG, layout.FOUR, align=align, pitch=0), within=footer.paragraphs[0])
        edge = "right" if align == ALIGN.RIGHT else "left"
        setattr(line.paragraph_format, f"{edge}_indent", Mm(layout.FOUR / layout.POINTS_PER_MM))
        run(line, "— ", NUMBER)
        field(line, "PAGE", NUMBER)
        run(line, " —", NUMBER)


def _head(document: Any, paper: Paper) -> None:
    if paper.form is Form.LETTER:
        _letter_head(document, paper)
    elif paper.form in (Form.RED, Form.MINUTES):
        _red_head(document, paper)
    if paper.number and paper.form in (Form.LETTER, Form.PLAIN, Form.WIDE):
        run(paragraph(document, Format(layout.FANGSONG, align=ALIGN.RIGHT)), paper.number, OFFICIAL)


def _letter_head(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    for part, kind, side in (
        (section.first_page_header, "thickThinSmallGap", "bottom"),
        (section.first_page_footer, "thinThickSmallGap", "top"),
    ):
        part.is_linked_to_previous = False
        line = paragraph(part, HEAD, within=part.paragraphs[0])
        over = layout.LETTER_RULE - layout.AREA_WIDTH
        line.paragraph_format.left_indent = Mm(-8)
        line.paragraph_format.right_indent = Mm(8 - over)
        border(line, side, kind=kind, space=8 if side == "bottom" else 1)
        if side == "bottom":
            run(line, paper.head, _shrunk(paper.head))
    section.footer_distance = Mm(layout.LETTER_FOOT)


def _red_head(document: Any, paper: Paper) -> None:
    line = paragraph(document, HEAD)
    line.paragraph_format.space_before = Mm(layout.HEAD_BELOW_TOP)
    run(line, paper.head, _shrunk(paper.head))
    under = [text for text in (paper.issue, paper.number) if text]
    for text in under:
        run(paragraph(document, Format(layout.FANGSONG, align=ALIGN.CENTER)), text, OFFICIAL)
    last = document.paragraphs[-1]
    border(last, "bottom", kind="single", space=11)


def _shrunk(head: str) -> Format:
    """The head in one line: smaller where it is long."""
    fits = layout.AREA_WIDTH * layout.POINTS_PER_MM / max(len(head), 1)
    return Format(layout.XIAOBIAOSONG, size=max(layout.THREE, min(30.0, int(fits))), color=layout.RED, pitch=0)


def _title(document: Any, paper: Paper) -> None:
    if not paper.title:
        return
    lines = title_lines(paper.title)
    before = layout.LINE if paper.form in (Form.LETTER, Form.RED, Form.MINUTES) else 0
    for number, text in enumerate(lines, 1):
        line = paragraph(document, TITLE)
        line.paragraph_format.space_before = Pt(before if number == 1 else 0)
        line.paragraph_format.space_after = Pt(layout.LINE if number == len(lines) else 0)
        run(line, text, TITLE)


def _copies(document: Any, paper: Paper) -> None:
    if paper.copies:
        line = paragraph(document, Format(layout.FANGSONG, layout.FOUR, inside=1))
        line.paragraph_format.space_before = Pt(layout.LINE)
        border(line, "top", kind="single", color="000000")
        border(line, "bottom", kind="single", color="000000")
        run(line, f"{paper.words.get('copies', '')}：{paper.copies}", Format(layout.FANGSONG, layout.FOUR))


def _same_bytes(document: Any) -> bytes:
    """The file with every date in its archive the same, its parts in the order of their names."""
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
