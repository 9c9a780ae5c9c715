"""What people type into a cell, read the one way: a day, a count, a word. What is not plain is a ValueError.

Full-width figures and spaces are read as plain ones; where a line breaks in a heading means nothing.
"""

import re
import unicodedata
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SERIAL = re.compile(r"\d{1,7}(?:\.\d+)?")
_COUNT = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.0+)?")
_ASIDE = re.compile(r"\([^()]*\)|[*:]")
_FIRST = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def plain(text: str) -> str:
    """The text with full-width signs as plain ones, without spaces at its edges."""
    return unicodedata.normalize("NFKC", text).strip()


def heading(text: str) -> str:
    """The word of a heading: without what stands in brackets (必填), marks, spaces and ends of lines."""
    return re.sub(r"\s+", "", _ASIDE.sub("", plain(text))).casefold()


def day(text: str) -> date:
    """2026-3-5, 2026.3.5, 2026年3月5日, each with or without a time, or the number by which a spreadsheet counts days.

    Raises   ValueError: no such day, or a year is missing.
    """
    told = plain(text)
    if found := _DAY.fullmatch(re.sub(r"\s+", "", _TIME.sub("", told))):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if not _SERIAL.fullmatch(told):
        raise ValueError(text)
    try:
        return _FIRST + timedelta(days=int(float(told)))
    except OverflowError as no:
        raise ValueError(text) from no


def count(text: str, unit: str = "") -> int:
    """30, ３０, 1,200, 30.0 and 30人 where the unit is 人; what is only about a number (约30) is none.

    Raises   ValueError.
    """
    told = _COUNT.fullmatch(plain(text).removesuffix(unit).strip())
    if told is None or not told[1].isascii():
        raise ValueError(text)
    return int(told[1].replace(",", ""))
