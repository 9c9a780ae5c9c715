"""The gate's table: TOML to plain values, every fault named. A row without its source is no row.

Source: domain.md 6.4; the shipped files stand in shelf/rules/.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from bandeng.core.gate.model import EFFECTS, FIGURES, Publish, Row, Rule, Table, Threshold
from bandeng.core.process.format import load_toml
from bandeng.core.process.model import Words
from bandeng.core.process.words import ORIGINS
from bandeng.core.refusal import Refusal

Values = Mapping[str, object]


@cache
def shipped() -> Table:
    """The table as shipped. Raises Refusal: "bad_gate"."""
    folder = files("bandeng.shelf").joinpath("rules")
    return read_table(*(folder.joinpath(name).read_text(encoding="utf-8") for name in ("deciding.toml", "gate.toml")))


def read_table(*texts: str) -> Table:
    """Rules and rows of these files together.

    Raises   Refusal: "unreadable" (why), "bad_gate" (problems: one line each, "code: key: what to do"). Codes:
             "uncited" (no source), "bad_dates", "unknown_effect", "unknown_rule", "bad_share", "bad_value", "twice",
             "overlap" (two versions of one key in force on one day).
    """
    problems: list[str] = []
    values = [load_toml(text) for text in texts]
    rules = [_rule(_Told(each, problems)) for each in _entries(values, "rule")]
    rows = [_row(_Told(each, problems)) for each in _entries(values, "row")]
    known = {rule.key for rule in rules}
    for row in rows:
        problems += [f"unknown_rule: {row.key}: no rule has the key {key}" for key in row.rules if key not in known]
    problems += [*_twice(rules), *_twice(rows)]
    if problems:
        raise Refusal("bad_gate", problems=problems)
    return Table(tuple(rules), tuple(rows))


def _entries(values: Sequence[Values], name: str) -> list[Values]:
    found: list[Values] = []
    for each in values:
        listed = each.get(name, [])
        found += [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return found


def _twice(found: Sequence[Rule | Row]) -> list[str]:
    """Two versions of one key may not both hold on a day: nobody would know which."""
    problems = []
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if one.key != other.key:
                continue
            if one.version == other.version:
                problems.append(f"twice: {one.key}: version {one.version} stands twice; give one another version")
            elif one.in_force(other.valid_from) or other.in_force(one.valid_from):
                problems.append(f"overlap: {one.key}: versions {one.version} and {other.version} hold on the same day")
    return problems


@dataclass
class _Told:
    """A table entry; what is wrong with it goes to the list."""

    values: Values
    problems: list[str]

    @property
    def key(self) -> str:
        return str(self.values.get("key") or "?")

    def say(self, code: str, what: str) -> None:
        self.problems.append(f"{code}: {self.key}: {what}")

    def word(self, name: str, otherwise: str = "") -> str:
        value = self.values.get(name, otherwise)
        if isinstance(value, str) and value.strip():
            return value
        self.say("bad_value", f'write {name} = "..."')
        return "?"

    def words(self, name: str, known: Collection[str] | None, code: str) -> tuple[str, ...]:
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.say("bad_value", f"write {name} as a list of words")
            return ()
        for each in value:
            if known is not None and each not in known:
                self.say(code, f"{each} is not known in {name}; known: {', '.join(known)}")
        return tuple(str(each) for each in value)

    def said(self, name: str, code: str = "bad_value") -> Words:
        value = self.values.get(name)
        zh, en = (value.get("zh"), value.get("en")) if isinstance(value, dict) else (None, None)
        if isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip():
            return Words(zh, en)
        self.say(code, f'write {name} = {{ zh = "...", en = "..." }}')
        return Words("?", "?")

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        if value is None or type(value) is date:
            return value
        self.say("bad_dates", f"write {name} as a day, e.g. {name} = 2021-01-01")
        return None

    def count(self, name: str, values: Values | None = None) -> int:
        value = (self.values if values is None else values).get(name, 0)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 365:
            return value
        self.say("bad_value", f"write {name} as a whole number of days up to 365")
        return 0

    def validity(self) -> tuple[date, date | None]:
        start, end = self.day("valid_from"), self.day("valid_to")
        if start is None:
            self.say("bad_dates", "say since when it holds: valid_from = 2021-01-01")
        elif end is not None and end < start:
            self.say("bad_dates", "valid_to lies before valid_from")
        return start or date.min, end

    def source(self) -> tuple[Words, str]:
        """Its citation and who says so; what nobody can look up binds nobody."""
        origin = self.word("origin", "source")
        if origin not in ORIGINS:
            self.say("bad_value", 'write origin = "source" or "assumption"')
        return self.said("cite", "uncited"), origin

    def thresholds(self, name: str, base: str) -> tuple[Threshold, ...]:
        """[{ of = "area", at_least = "2/3" }, { of = "heads", more_than = "1/2" }]"""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            self.say("bad_share", f"write {name} as a list of shares")
            return ()
        return tuple(found for each in value if (found := self._threshold(name, base, each)) is not None)

    def _threshold(self, name: str, base: str, told: object) -> Threshold | None:
        values = told if isinstance(told, dict) else {}
        more = "more_than" in values
        share = _share(values.get("more_than" if more else "at_least"))
        if values.get("of") not in FIGURES or share is None:
            self.say("bad_share", f'in {name} write {{ of = "heads", at_least = "2/3" }}, or more_than')
            return None
        return Threshold(str(values["of"]), share, base, more)


def _share(told: object) -> Fraction | None:
    """A share written as a fraction, exactly: between nought and one."""
    top, _, bottom = told.partition("/") if isinstance(told, str) else ("", "", "")
    if not (top.isdecimal() and bottom.isdecimal() and len(top) < 4 and len(bottom) < 4) or int(bottom) == 0:
        return None
    share = Fraction(int(top), int(bottom))
    return share if 0 < share <= 1 else None


def _rule(told: _Told) -> Rule:
    (start, end), (cite, origin) = told.validity(), told.source()
    return Rule(
        key=told.word("key"), version=told.word("version"), body=told.word("body"), name=told.said("name"),
        text=told.said("text"), short=told.said("short"), cite=cite, origin=origin, valid_from=start, valid_to=end,
        notice=told.count("notice"), quorum=told.thresholds("quorum", "total"),
        majority=told.thresholds("majority", "present"), publish=_publish(told),
    )  # fmt: skip


def _publish(told: _Told) -> Publish | None:
    value = told.values.get("publish")
    if value is None:
        return None
    if not isinstance(value, dict):
        told.say("bad_value", 'write publish = { within = 3, days = 7, origin = "assumption" }')
        return None
    origin = value.get("origin")
    if origin not in ORIGINS:
        told.say("bad_value", 'say in publish who says these days: origin = "source" or "assumption"')
    return Publish(told.count("within", value), told.count("days", value), str(origin))


def _row(told: _Told) -> Row:
    (start, end), (cite, origin) = told.validity(), told.source()
    effects = {name: frozenset(told.words(name, EFFECTS, "unknown_effect")) for name in ("when", "any_of", "unless")}
    if not effects["when"] and not effects["any_of"]:
        told.say("bad_value", 'say of what it speaks: when = ["common_parts"]')
    return Row(
        key=told.word("key"), version=told.word("version"), name=told.said("name"), advice=told.said("advice"),
        cite=cite, origin=origin, valid_from=start, valid_to=end,
        categories=frozenset(told.words("categories", None, "")), rules=told.words("rules", None, ""),
        tell=told.words("tell", None, ""), straight=told.values.get("straight") is True, **effects,
    )  # fmt: skip
