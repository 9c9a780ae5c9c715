"""Lists as csv and as a spreadsheet. Numbers are numbers, days are days; no cell is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter

Cell = str | int | float | date | None
HOSTILE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, when somebody else wrote the cell."""

BOM = "\ufeff"


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet computes: an apostrophe stands before a text that would begin a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(HOSTILE) else cell


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Comma separated, UTF-8 with the mark by which Excel knows it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([["" if cell is None else harmless(cell) for cell in row] for row in rows])
    return (BOM + out.getvalue()).encode()


def as_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet with a frozen head."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(_name(title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 44)
    for column, cell in enumerate(head):
        sheet.write_string(0, column, str(harmless(cell)), bold)
    for number, row in enumerate(rows, 1):
        for column, each in enumerate(row):
            _write(sheet, number, column, each, day)
    book.close()
    return out.getvalue()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, cell: Cell, day: "xlsxwriter.format.Format"
) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(harmless(cell)))


def _name(title: str) -> str:
    """A name Excel takes for a sheet: at most 31 signs, none of []:*?/\\."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "1"
