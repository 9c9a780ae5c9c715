"""Who may read which private part on a page, and which pages that is looked for on."""

import re
from collections.abc import Iterator

from django.urls import reverse

from tests.honesty import addresses
from tests.honesty.rules import RULES
from tests.honesty.town import Town

SIDES = {
    "mediation:other": (r"mediation\.heard\.words-person", r"mediation\.agreed\.text-open"),
    "mediation:own": (r"mediation\.heard\.words-sealed", r"mediation\.agreed\.text-open"),
}
"""Opened by the secret of one side of a mediation: its own words, and what both agreed; nothing of the other."""

RECEIPT = frozenset(
    {
        "matters:receipt",
        "matters:receipt_print",
        "matters:export",
        "commitments:check_by_receipt",
        "commitments:callback_answer",
        *SIDES,
    }
)
"""Opened by the secret on the receipt: what its raiser may read."""

OWN_DATA = frozenset({"people:data", "people:export"})

SAID = r"matter\.(raised|joined|contested|withdrawn|rated)\.words"
SEALED = r".*_sealed-sealed"
LETTER = r"matter\.replied\.letter"
NOTE = r"matter\.verified\.note"
STATED = r"opinion\.stated\.text-.*"
LISTED = r"meeting\.(invited|came|announced_coming)\.(name|words)-open"
ASKED = r"meeting\.question_asked\.raw-open"
ASIDE = r"research\.visited\.aside-open"
DRAFTED = r"exchange\.(written\.draft|sent_back\.reason)-open"
CALLED = r"callback\.made\.words-open"

MAY_READ: dict[str, tuple[str, ...]] = {
    "secretary": (
        f"{SAID}-(open|sealed)",
        SEALED,
        f"{LETTER}-(open|sealed)",
        f"{NOTE}-(open|sealed)",
        STATED,
        LISTED,
        ASKED,
        ASIDE,
        DRAFTED,
    ),
    "secretary_elsewhere": (f"{SAID}-open",),
    "supervisor": (SEALED, f"{NOTE}-(open|sealed)", DRAFTED),
    "grid_worker": (f"{SAID}-open", f"{LETTER}-open", f"{NOTE}-open"),
    "building_head": (f"{LETTER}-open",),
    "officer": (SEALED,),
    "oversight": (f"{NOTE}-open", CALLED),
    "auditor": (SEALED, f"{NOTE}-(open|sealed)"),
}
"""Role -> the private parts a page may show them (domain.md 6.5): raw words and the note of a visit to those who handle
a matter or look at how it was handled, a statement to who reads it before others do, a letter to who carries it to the
door, what is sealed to the few of a sealed matter and to the unit that works on it. Nobody on this list reads a name, a
number or an address: those are masked until somebody says why (reveal)."""

RAISERS = (
    f"{SAID}-(open|sealed)",
    SEALED,
    f"{LETTER}-(open|sealed)",
    CALLED,
    r"matter\.(raised|joined)\.(name|phone|email)-.*",
)


def may(part: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, part) for pattern in patterns)


def opened(town: Town, role: str) -> Iterator[tuple[str, str]]:
    """(name, path) of what a role may open; for a visitor and a resident every address, whatever it answers."""
    for name, rule in RULES.items():
        for kind in rule.kinds() if rule.look is not None else ():
            if role in ("public", "resident") or (role in rule.may_look(kind) and name not in RECEIPT):
                yield name, addresses.url(name, town, kind, rule.to)
    for case in town.more.values():
        for name in ("matters:detail", "commitments:of_matter", "matters:replies", "matters:accept"):
            yield name, reverse(name, kwargs={"pk": case.matter.pk})
