"""The part of the tree we ship: shelf/places, one file per province beside the list of provinces."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bandeng.core.places.codes import LEVELS, level_of, official, parent_code, path_of
from bandeng.core.places.plan import Known

_SHELF = files("bandeng") / "shelf" / "places"


@cache
def shelf_places() -> Mapping[str, Known]:
    """Every place we ship, by its code, parents first.

    Raises   Refusal when a file of ours is wrong: "bad_place", "wrong_range"; KeyError for a missing parent.
    """
    names: dict[str, str] = {}
    for file in sorted(_SHELF.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            told = tomllib.loads(file.read_text(encoding="utf-8"))
            names |= {official(row["code"]): row["name"] for row in told["place"]}
    found: dict[str, Known] = {}
    for code in sorted(names, key=lambda code: (LEVELS.index(level_of(code) or "household"), code)):
        above = parent_code(code)
        parent = found[above].code if above else None
        found[code] = Known(code=code, name=names[code], level=level_of(code) or "", path=path_of(code), parent=parent)
    return MappingProxyType(found)
