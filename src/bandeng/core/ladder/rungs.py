"""The ladder as plain values."""

from dataclasses import dataclass

from bandeng.core.deadline import OfficeHours
from bandeng.core.refusal import Refusal


@dataclass(frozen=True)
class Rung:
    """One rung. The meaning of each field stands in shelf/ladder.toml.

    after, unassigned, answer   working days
    """

    key: str
    zh: str
    en: str
    after: int
    unassigned: int
    by_rule: bool
    by: frozenset[str]
    early: bool
    to: frozenset[str]
    to_unassigned: frozenset[str]
    told: frozenset[str]
    answer: int
    listed: bool
    ends: frozenset[str]
    origin: str

    def name(self, language: str) -> str:
        """Its name: English for "en", else Chinese."""
        return self.en if language.startswith("en") else self.zh

    def due_after(self, *, unassigned: bool) -> int:
        """Working days overdue from which it is due."""
        return self.unassigned if unassigned else self.after


@dataclass(frozen=True)
class HotSpotRule:
    """The same place and category again, at least `times` within `days` calendar days."""

    times: int
    days: int


@dataclass(frozen=True)
class CallbackRule:
    """One of so many final replies is drawn, at least `least`; a period is at most `longest` calendar days."""

    one_in: int
    least: int
    longest: int

    def size(self, of: int) -> int:
        """How many of so many are drawn."""
        return min(of, max(self.least, -(-of // self.one_in)))


@dataclass(frozen=True)
class Ladder:
    """The rungs from the lowest up, and what else supervision goes by.

    suspended_long   calendar days after which a pause is called long
    """

    rungs: tuple[Rung, ...]
    office: OfficeHours
    hot_spot: HotSpotRule
    callback: CallbackRule
    suspended_long: int

    def rung(self, key: str) -> Rung:
        """The rung with this key. Raises Refusal "unknown_rung"."""
        for rung in self.rungs:
            if rung.key == key:
                return rung
        raise Refusal("unknown_rung", level=key)

    def rank(self, key: str) -> int:
        """Its position from below, the lowest being 1; 0 for a key that an older ladder had."""
        return next((number for number, rung in enumerate(self.rungs, 1) if rung.key == key), 0)
