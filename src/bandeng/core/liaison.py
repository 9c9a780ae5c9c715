"""Kinds of liaison rooms and the points of their standard: read from data, an assumption until a place sets its own.

Source: domain.md 1.4; the newspaper page names both and does not say what is in them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bandeng.core.cells import heading


@dataclass(frozen=True)
class Line:
    """A kind or a point: its key, its words by language ("zh", "en"), and who says so."""

    key: str
    names: Mapping[str, str]
    origin: str

    def name(self, language: str) -> str:
        """In the reader's language; Chinese for every "zh-..."."""
        return self.names["zh" if language.startswith("zh") else "en"]


@dataclass(frozen=True)
class Standard:
    """Which kinds there are, and by which points a room is looked at."""

    kinds: tuple[Line, ...]
    points: tuple[Line, ...]


@cache
def shipped() -> Standard:
    """The standard on the shelf."""
    told = tomllib.loads(files("bandeng.shelf").joinpath("liaison.toml").read_text(encoding="utf-8"))
    return Standard(_lines(told["kind"]), _lines(told["point"]))


COLUMNS = ("kind", "place", "day", "text", "form", "people", "outcome")
"""What a row of earlier days tells, in the order of the template."""


@cache
def headings() -> Mapping[str, str]:
    """The words that stand above the columns of such a sheet, as `core.cells.heading` reads them: word -> column."""
    told = tomllib.loads(files("bandeng.shelf").joinpath("liaison.toml").read_text(encoding="utf-8"))
    return {heading(word): row["key"] for row in told["column"] for word in row["words"]}


def _lines(rows: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(row["key"], row["name"], row["origin"]) for row in rows)


def own(rows: list[dict[str, str]]) -> tuple[Line, ...]:
    """Lines as a place wrote them: the same words in every language."""
    return tuple(Line(row["key"], {"zh": row["name"], "en": row["name"]}, "place") for row in rows)
