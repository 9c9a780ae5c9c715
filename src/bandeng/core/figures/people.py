"""People counted once. A sum of places must not count somebody twice who spoke in two of them.

The structure is the plain set of keys: exact, and merged by union. An estimate (HyperLogLog) would be smaller and wrong
by a few per cent, which nobody could recount; one county's raisers of a year are some ten thousand keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class People:
    """Distinct people by key (a person's id). Who cannot be told apart is no key: counted elsewhere as unknown."""

    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, keys: Iterable[str]) -> "People":
        return cls(frozenset(key for key in keys if key))

    def __add__(self, other: "People") -> "People":
        return People(self.keys | other.keys)

    def __len__(self) -> int:
        return len(self.keys)
