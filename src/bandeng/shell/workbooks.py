"""A spreadsheet that comes in, as rows of text: the first sheet of an .xlsx that is not hidden, or a csv. Formulas and
macros are not run; a formula whose result was not kept comes as it is written ("=A1+1"), not as an empty cell.

Only what stands in a cell is read. A file is bounded before it is unpacked, and one with a document type is refused:
entities could grow without end.
"""

import csv
import re
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree

from bandeng.core import delimited
from bandeng.shell.sheets import HOSTILE

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 60
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COLUMN = re.compile(r"[A-Z]{1,3}")


BROKEN = (
    # What is missing or odd in a book; what a zip says that is damaged, packed in an unknown way or locked.
    KeyError, ValueError, IndexError, ElementTree.ParseError, csv.Error,
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip


class Unreadable(Exception):
    """Neither a workbook nor a csv, or too large."""


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a file, without the apostrophe by which `sheets.harmless` guards a text.

    Raises   Unreadable.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable
    try:
        rows = _from_xlsx(data) if data[:2] == b"PK" else _from_csv(data)
    except BROKEN as no:
        raise Unreadable from no
    if len(rows) > MOST_ROWS:
        raise Unreadable
    return [[_unguarded(cell) for cell in row] for row in rows]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(HOSTILE) else cell


def _from_csv(data: bytes) -> list[list[str]]:
    return [row[:MOST_COLUMNS] for row in delimited.cells_of(delimited.decoded(data))]


def _from_xlsx(data: bytes) -> list[list[str]]:
    with zipfile.ZipFile(BytesIO(data)) as book:
        if sum(each.file_size for each in book.infolist()) > MOST_UNPACKED:
            raise Unreadable
        names = set(book.namelist())
        shared = _shared(_xml(book.read("xl/sharedStrings.xml"))) if "xl/sharedStrings.xml" in names else []
        sheet = _xml(book.read(_shown(book, names)))
    rows: list[list[str]] = []
    for row in sheet.iter(f"{_SPACE}row"):
        number = int(row.get("r") or len(rows) + 1)
        if not len(rows) < number <= MOST_ROWS:
            raise Unreadable
        rows += [[] for _ in range(number - 1 - len(rows))]
        rows.append(_cells(row, shared))
    return rows


def _shown(book: zipfile.ZipFile, names: set[str]) -> str:
    """The file of the first sheet, in the order of the book, that is not hidden; the lowest number where no order is
    told."""
    if {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        links = {each.get("Id"): each.get("Target", "") for each in _xml(book.read("xl/_rels/workbook.xml.rels"))}
        for sheet in _xml(book.read("xl/workbook.xml")).iter(f"{_SPACE}sheet"):
            file = "xl/" + links.get(sheet.get(f"{_LINKS}id"), "").removeprefix("/xl/")
            if sheet.get("state", "visible") == "visible" and file in names and "worksheets/" in file:
                return file
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return min(sheets, key=lambda name: (len(name), name))


def _xml(data: bytes) -> ElementTree.Element:
    """In UTF-8, as every program writes it: in another encoding a document type could hide."""
    if "<!" in data.decode("utf-8-sig").replace("<!--", "").replace("<![CDATA[", ""):
        raise Unreadable
    return ElementTree.fromstring(data)


def _shared(table: ElementTree.Element) -> list[str]:
    return [_text(each) for each in table.iter(f"{_SPACE}si")]


def _text(of: ElementTree.Element) -> str:
    """Without how it is pronounced (rPh), which stands beside it."""
    aloud = {each for part in of.iter(f"{_SPACE}rPh") for each in part.iter(f"{_SPACE}t")}
    return "".join(each.text or "" for each in of.iter(f"{_SPACE}t") if each not in aloud)


def _cells(row: ElementTree.Element, shared: list[str]) -> list[str]:
    found: list[str] = []
    for cell in row.iter(f"{_SPACE}c"):
        at = _column(cell.get("r", "")) if cell.get("r") else len(found)
        if at >= MOST_COLUMNS:
            break
        found += [""] * (at - len(found))
        found.append(_value(cell, shared))
    return found


def _column(reference: str) -> int:
    """ "B7" is 1."""
    letters = _COLUMN.match(reference)
    number = 0
    for sign in letters[0] if letters else "A":
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.find(f"{_SPACE}v")
    told = (value.text or "") if value is not None else ""
    if not told and (formula := cell.find(f"{_SPACE}f")) is not None:
        return f"={formula.text or ''}"
    return shared[int(told)] if kind == "s" and told else told
