"""A text file with rows, as a spreadsheet saves it: which encoding, which sign parts the cells, the cells.

UTF-8 with or without a mark, UTF-16 with one (a spreadsheet's "Unicode text"), else GB 18030, which holds GBK and in
which Excel writes csv in China.
"""

import csv
from io import StringIO

PARTING = (",", "\t", ";")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes) -> str:
    """The text of a file. Raises ValueError: it is in none of the encodings, or holds U+0000, as no text does."""
    if data.startswith(_UTF_16):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
    if "\0" in text:
        raise ValueError("U+0000")
    return text


def cells_of(text: str) -> list[list[str]]:
    """The rows, parted by commas, tabs or semicolons: by whichever the first line that has several has most of.

    A title above the heading may hold one such sign of its own; with two columns any line has but one, and then the
    first that has any tells. Raises csv.Error: a cell longer than csv allows.
    """
    lines = text.splitlines()
    first = next((line for least in (2, 1) for line in lines if max(map(line.count, PARTING)) >= least), "")
    return list(csv.reader(StringIO(text, newline=""), delimiter=max(PARTING, key=first.count)))
