"""A draft beside what everybody would read: what is taken out, and what only looked like it and may stay."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from bandeng.core.cases import TEXTS
from bandeng.core.text.removing import LIKELY, Found, find, without
from bandeng.exchange import queries
from bandeng.exchange.models import SolvedCase


@dataclass(frozen=True)
class Side:
    """One text: as it was drafted and as it would be read; `found` in the order of the text."""

    name: str
    before: str
    after: str
    found: tuple[Found, ...]
    keep: frozenset[int]

    @property
    def kept(self) -> int:
        """How many stay."""
        return sum(each.is_proposed and each.start in self.keep for each in self.found)

    @property
    def removed(self) -> int:
        """How many go."""
        return len(self.found) - self.kept


def key(name: str, found: Found) -> str:
    """How a form names one removal."""
    return f"{name}:{found.start}"


def drafted(row: SolvedCase) -> dict[str, str]:
    """The texts of a draft."""
    return queries.plain(json.loads(row.draft) if row.draft else {})


def sides(row: SolvedCase, keep: Collection[str] = ()) -> list[Side]:
    """Every text of a draft, with what in it tells on somebody."""
    names, told = queries.names_of(row), drafted(row)
    alike = {each.word for text in told.values() for each in find(text, names) if each.kind == LIKELY}
    made = []
    for name in TEXTS:
        found = tuple(find(told[name], names, alike))
        staying = frozenset(each.start for each in found if each.is_proposed and key(name, each) in keep)
        made.append(Side(name, told[name], without(told[name], found, staying), found, staying))
    return made
