"""The closed list of sources of money, with what each needs first (shelf/funding.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bandeng.core.process import Words


@dataclass(frozen=True)
class Funding:
    """A source: its name, who has to agree before it is spent, by which rule, and whether the sources say so."""

    key: str
    name: Words
    gate: Words
    rule: Words
    origin: str


@cache
def sources() -> tuple[Funding, ...]:
    """Every source, in the order of the file."""
    told = tomllib.loads(files("bandeng.shelf").joinpath("funding.toml").read_text(encoding="utf-8"))
    return tuple(
        Funding(row["key"], _words(row["name"]), _words(row["gate"]), _words(row["rule"]), row["origin"])
        for row in told["source"]
    )


def source(key: str) -> Funding | None:
    """One by its key, None for "" or a key nobody knows."""
    return next((each for each in sources() if each.key == key), None)


def _words(told: dict[str, str]) -> Words:
    return Words(told["zh"], told["en"])
