"""What is counted or listed of a place."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Figure:
    """One figure: n of N as texts, for some are too small to be shown; and what was left out."""

    name: str
    n: str
    of: str
    note: str = ""


@dataclass(frozen=True)
class Monthly:
    """A period's figures of a place."""

    place: str
    from_on: date
    to_on: date
    figures: tuple[Figure, ...]
    spots: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Register:
    """台账: every matter of a period, one line each."""

    place: str
    from_on: date
    to_on: date
    rows: tuple[tuple[str, ...], ...]
