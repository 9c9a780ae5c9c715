"""The plain values of the legal gate: rules of deciding, rows of the table, what follows for one matter."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bandeng.core.process.model import Words

EFFECTS: tuple[str, ...] = (
    "common_parts",  # changes the use of common parts, or does business on them
    "alters_building",  # rebuilds or alters buildings and their facilities
    "uses_fund",  # pays out of the maintenance fund
    "raises_fund",  # collects for the maintenance fund
    "house_rules",  # assembly rules, convention, owners' committee, property firm
    "home_business",  # a home becomes business premises
    "collects_money",  # residents are asked for money for a public good
    "village_affairs",  # village land, collective income, public works, subsidies
    "public_rental",  # the compound is public rental housing
    "existing_duty",  # only a duty or contract that stands already is performed
    "two_sides",  # personal rights of two sides
    "outside_duty",  # a matter of the street, the city, or of policy
)
"""What may be true of a matter, or of what comes out of talking it over, that decides who may decide."""

FIGURES: tuple[str, ...] = ("area", "heads", "households")
"""What is counted: exclusive area in hundredths of a square metre, heads, households."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """So much of `of` at the least, or more than so much; `base` is the whole ("total") or those who took part."""

    of: str
    share: Fraction
    base: str
    more: bool

    def holds(self, part: int, whole: int) -> bool:
        """Exact: no division, no rounding."""
        left, right = part * self.share.denominator, whole * self.share.numerator
        return left > right if self.more else left >= right


@dataclass(frozen=True, slots=True)
class Publish:
    """The result is posted within so many days and stays so many days, for objections; all calendar days.

    origin   who says these days, "source" or "assumption": a law may say how a body decides and not how long it hangs
    """

    within: int
    days: int
    origin: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How one body decides, in one version, valid from a day to a day (both included; None: no end).

    body      who decides, a key of the words of bodies
    text      what the rule says, for whoever is refused
    short     its thresholds in a few words, for whoever has not begun
    notice    calendar days between telling everybody and deciding; 0 when the rule asks for none
    quorum, majority   empty where the body decides without counting, and its own word stands
    origin    "source" or "assumption"
    """

    key: str
    version: str
    body: str
    name: Words
    text: Words
    short: Words
    cite: Words
    origin: str
    valid_from: date
    valid_to: date | None
    notice: int
    quorum: tuple[Threshold, ...]
    majority: tuple[Threshold, ...]
    publish: Publish | None

    @property
    def counts(self) -> tuple[str, ...]:
        """What has to be counted, in the order of `FIGURES`."""
        asked = {each.of for each in (*self.quorum, *self.majority)}
        return tuple(word for word in FIGURES if word in asked)

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: if the outcome would do this, who must decide by which rules, and who is told.

    when, unless   effects that must all be true, effects of which none may be
    any_of         effects of which at least one must be true, where the row names several
    categories     what matters of these categories often come to: for the preview, before anybody said so
    rules          keys of rules, any one of which will do; empty where nobody has to decide
    straight       it goes straight to the unit: talked over is how, not whether
    """

    key: str
    version: str
    name: Words
    advice: Words
    cite: Words
    origin: str
    valid_from: date
    valid_to: date | None
    when: frozenset[str]
    any_of: frozenset[str]
    unless: frozenset[str]
    categories: frozenset[str]
    rules: tuple[str, ...]
    tell: tuple[str, ...]
    straight: bool

    def applies(self, effects: frozenset[str]) -> bool:
        """Whether it speaks of a matter of which all this is true."""
        named = self.when <= effects and (not self.any_of or bool(self.any_of & effects))
        return named and self.unless.isdisjoint(effects)

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row that speaks of the matter, with the rules by which its body may decide on that day."""

    row: Row
    rules: tuple[Rule, ...]

    @property
    def must_decide(self) -> bool:
        """Whether a body has to decide before anybody is given the work."""
        return bool(self.rules)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table as read: rules by key and rows, every version of each."""

    rules: tuple[Rule, ...]
    rows: tuple[Row, ...]

    def rule(self, key: str, version: str) -> Rule | None:
        """One version of one rule."""
        return next((rule for rule in self.rules if (rule.key, rule.version) == (key, version)), None)
