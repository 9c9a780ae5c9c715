"""The figures in words and the numbers behind their rules, as the shelf has them (shelf/figures.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from bandeng.core.figures.histogram import Scale
from bandeng.core.refusal import Refusal


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """English for "en", else Chinese."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True)
class Part:
    """A further count of a figure; `mean`: what its values are the mean of."""

    key: str
    name: Words
    mean: str = ""
    scale: Scale | None = None


@dataclass(frozen=True)
class Definition:
    """One figure: what it is called, how it is worked out, who may read it, what is left out by which name."""

    key: str
    name: Words
    formula: Words
    of: str
    public: bool
    people: bool
    scale: Scale | None = None
    stock: bool = False
    mean: str = ""
    excluded: Mapping[str, Words] = field(default_factory=dict)
    among: Mapping[str, Words] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def part(self, key: str) -> Part | None:
        """A part by its key; None for the figure itself or an unknown one."""
        return next((part for part in self.parts if part.key == key), None)


@cache
def definitions() -> Mapping[str, Definition]:
    """All figures by key, in the order of the shelf."""
    return MappingProxyType({row["key"]: _definition(row) for row in _shelf()["figure"]})


def definition(key: str) -> Definition:
    """The figure with this key. Raises Refusal "unknown_figure"."""
    if (found := definitions().get(key)) is None:
        raise Refusal("unknown_figure", figure=key)
    return found


@cache
def rule(name: str) -> int:
    """A number of the rules, e.g. "small_cell"."""
    return int(_shelf()["rules"][name]["value"])


@cache
def _shelf() -> dict[str, Any]:
    return tomllib.loads(files("bandeng").joinpath("shelf", "figures.toml").read_text(encoding="utf-8"))


def _definition(row: Mapping[str, Any]) -> Definition:
    return Definition(
        key=row["key"], name=Words(**row["name"]), formula=Words(**row["formula"]), of=row["of"], public=row["public"],
        people=row["people"], scale=Scale(row["scale"]) if "scale" in row else None, stock=row.get("stock", False),
        mean=row.get("mean", ""), excluded=_words(row, "excluded"), among=_words(row, "among"),
        parts=tuple(_part(part) for part in row.get("parts", ())),
    )  # fmt: skip


def _part(row: Mapping[str, Any]) -> Part:
    scale = Scale(row["scale"]) if "scale" in row else None
    return Part(row["key"], Words(**row["name"]), row.get("mean", ""), scale)


def _words(row: Mapping[str, Any], name: str) -> dict[str, Words]:
    return {key: Words(**told) for key, told in row.get(name, {}).items()}
