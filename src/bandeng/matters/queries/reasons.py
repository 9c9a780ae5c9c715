"""The reason codes that stand beside a reason in words (I3), as the shelf has them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bandeng.core.process import Words


@dataclass(frozen=True)
class Reason:
    """A code and its name in both languages."""

    key: str
    name: Words


@cache
def reasons(branch: str) -> tuple[Reason, ...]:
    """The reasons offered for a branch, in the order of the file."""
    told = tomllib.loads(files("bandeng.shelf").joinpath("reasons.toml").read_text(encoding="utf-8"))
    return tuple(
        Reason(row["key"], Words(row["name"]["zh"], row["name"]["en"]))
        for row in told["reason"]
        if branch in row["branches"]
    )
