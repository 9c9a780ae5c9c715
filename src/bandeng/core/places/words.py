"""Short texts of a place: names, telephone numbers, its colour."""

import re

from bandeng.core.refusal import Refusal

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Control characters and those that turn the direction of writing: a name with them is not what it looks like."""
FORMULA = re.compile(r"[=+@|-]")
"""How a cell begins that a spreadsheet would calculate."""
LIMITS = {"name": 60, "short": 12, "phone": 40, "code": 40}

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ENOUGH = 4.5


def check_words(field: str, text: str, *, most: int | None = None) -> None:
    """Refuse a short text that could not be shown honestly.

    Raises   Refusal: "bad_words" with `field` and `why`: "control", "formula" or "too_long".
    """
    if CONTROL.search(text):
        raise Refusal("bad_words", field=field, why="control")
    if len(text) > (most or LIMITS.get(field, 200)):
        raise Refusal("bad_words", field=field, why="too_long")
    if field in ("name", "short") and FORMULA.match(text):
        raise Refusal("bad_words", field=field, why="formula")


def check_accent(colour: str) -> None:
    """Refuse an accent on which white words could not be read; "" stands for our own.

    Raises   Refusal: "bad_accent" for anything but "#rrggbb", "weak_accent" below a contrast of 4.5 (WCAG 2.2, 1.4.3).
    """
    if not colour:
        return
    if not _COLOUR.fullmatch(colour):
        raise Refusal("bad_accent")
    if 1.05 / (_luminance(colour) + 0.05) < _ENOUGH:
        raise Refusal("weak_accent")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
