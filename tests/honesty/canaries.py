"""Marks that tell, wherever they turn up, which private part they came from."""

import re
from collections.abc import Iterator
from itertools import count

_MARK = re.compile(r"zzq-([a-z_.]+)-(open|sealed|person)-\d+-qzz")
HOSTILE = "'\" onzqx=zqy()><zqx>"
"""Would run in a page, were it let out of its text: every text of the town ends with it (hostile.py looks for it)."""

_PHONE = re.compile(r"1330000\d{4}")
_numbers = count(1)
_digits = count(1)
PHONES: dict[str, str] = {}
"""A made-up number -> the private part it stands in; 1330000 is nobody's."""


def mark(part: str, where: str = "open") -> str:
    """A hostile text that stands for one private part, e.g. "matter.raised.words"; never the same twice."""
    return _word(part, where) + HOSTILE


def _word(part: str, where: str) -> str:
    return f"zzq-{part}-{where}-{next(_numbers)}-qzz"


def phone(part: str, where: str = "open") -> str:
    """A telephone number for a private part."""
    number = f"1330000{next(_digits):04d}"
    PHONES[number] = f"{part}-{where}"
    return number


def email(part: str, where: str = "open") -> str:
    """An address for a private part."""
    return f"{_word(part, where)}@example.org"


def found_in(text: str) -> set[str]:
    """The private parts whose marks stand in a text, e.g. {"matter.raised.words-sealed"}."""
    marks = {f"{part}-{where}" for part, where in _MARK.findall(text)}
    return marks | {PHONES[number] for number in _PHONE.findall(text) if number in PHONES}


def told(text: str) -> Iterator[str]:
    """The marks themselves."""
    yield from (found[0] for found in _MARK.finditer(text))
