"""What both writers work out alike."""

from functools import lru_cache
from io import BytesIO

import segno

from bandeng.core.papers import Form, Signature, day_text, layout
from bandeng.core.papers.breaking import width

QR_MM = 26.0


def indents(block: Signature) -> list[tuple[str, float]]:
    """Each line of a signature and its distance from the right edge in signs: the day at four, names centred on it."""
    day = day_text(block.day)
    at = 4.0
    named = [(name, max(0.0, at + (width(day) - width(name)) / 2)) for name in block.names]
    return [*named, (day, at)] if day else named


def area_of(form: Form) -> tuple[float, float]:
    """Width and height of the type area in millimetres."""
    wide = (layout.AREA_HEIGHT, layout.AREA_WIDTH)
    return wide if form is Form.WIDE else (layout.AREA_WIDTH, layout.AREA_HEIGHT)


def margins_of(form: Form) -> tuple[float, float, float, float]:
    """Top, right, bottom and left margin in millimetres; a wide page is the upright one turned to the left."""
    upright = (layout.TOP, layout.RIGHT, layout.BOTTOM, layout.LEFT)
    return (layout.LEFT, layout.BOTTOM, layout.RIGHT, layout.TOP) if form is Form.WIDE else upright


@lru_cache(maxsize=64)
def qr_png(says: str) -> bytes:
    """A square code as a picture."""
    out = BytesIO()
    segno.make(says, error="m", micro=False).save(out, kind="png", scale=8, border=1)
    return out.getvalue()
