"""Codes of places: what a code says about level, parent and chain.

Official codes grow by 2 + 2 + 2 + 3 + 3 digits down to the community; below it the codes are ours:
"640302107001.01.02", a dot and a part for each step down.
"""

import re
import unicodedata
from collections.abc import Iterable

from bandeng.core.refusal import Refusal
from bandeng.core.workdays.place import check_place

LEVELS = ("province", "city", "county", "street", "community", "compound", "building", "unit", "household")
COMMUNITY = LEVELS.index("community")
SITE = "site"

_LEVEL_BY_LENGTH = dict(zip((2, 4, 6, 9, 12), LEVELS, strict=False))
_SHORTER = {12: 9, 9: 6, 6: 4, 4: 2}
# A spreadsheet keeps a long code as text when it is written ="640302107001".
_AS_FORMULA = re.compile(r'="?([0-9A-Za-z.-]*)"?')

# GB/T 10114: 001-099 streets, 100-199 towns, 200-399 townships, 400-599 quasi-townships.
# Statistical codes: 001-199 residents', 200-399 villagers' committees; 400-599 quasi-communities.
# Assumption: 900-999 is free for communities whose official code is not known yet.
_STREETS = range(1, 600)
_COMMUNITIES = (range(1, 600), range(900, 1000))
PROVISIONAL = range(901, 1000)


def tidy(code: str) -> str:
    """A code as people and statistics write it, in our short form: "640425000000" and " 640425 " become "640425".

    A code that is only zeros at the end names the place above: "640400" is the city 6404. Own codes keep their dots;
    letters in them become capitals. What is no code at all comes back as it is, for `official` to refuse.
    """
    text = unicodedata.normalize("NFKC", code).strip()
    if found := _AS_FORMULA.fullmatch(text):
        text = found[1]
    text = text.upper()
    while text.isdigit() and len(text) in _SHORTER and not int(text[_SHORTER[len(text)] :]):
        text = text[: _SHORTER[len(text)]]
    return text


def official(code: str) -> str:
    """The tidy code, when a place of the official tree or of ours can have it.

    Raises   Refusal: "bad_place" for another shape or province, "wrong_range" for a street or community number that
             the standard does not give.
    """
    short = check_place(tidy(code))
    digits = short.partition(".")[0]
    wrong_street = len(digits) >= 9 and int(digits[6:9]) not in _STREETS
    wrong_community = len(digits) == 12 and not any(int(digits[9:12]) in span for span in _COMMUNITIES)
    if wrong_street or wrong_community:
        raise Refusal("wrong_range", place=short)
    return short


def level_of(code: str) -> str | None:
    """The level that an official code says; None for one of our own codes, whose level is told."""
    return None if "." in code else _LEVEL_BY_LENGTH.get(len(code))


def parent_code(code: str) -> str | None:
    """The code of the place above; None for a province.

    A street below a city without counties (441900003) belongs to the city 4419.
    """
    if "." in code:
        return code.rpartition(".")[0]
    return tidy(code[: _SHORTER[len(code)]]) if len(code) in _SHORTER else None


def path_of(code: str) -> str:
    """The path from the province down to this code: "/64/6403/640302/" for "640302"."""
    above = parent_code(code)
    return f"{path_of(above) if above else '/'}{code}/"


def full(code: str) -> str:
    """A code as it is printed: six digits at least, "640400" for the city 6404."""
    return code.ljust(6, "0") if code.isdigit() else code


def chain_of(code: str) -> str:
    """The chain in which acts on this place are recorded: its community's, above a community its own (ledger.md)."""
    return code.partition(".")[0]


def common_chain(codes: Iterable[str]) -> str:
    """The chain of one act on many places: theirs, or that of the lowest place above them all, or "site"."""
    chains = sorted({chain_of(code) for code in codes})
    if len(chains) == 1:
        return chains[0]
    above: str | None = chains[0] if chains else None
    while above is not None and not all(chain.startswith(above) for chain in chains):
        above = parent_code(above)
    return above or SITE
