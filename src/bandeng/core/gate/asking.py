"""Who has to decide, and what a decision on record is worth. Pure; source: domain.md 6.4, 2.5, 3.1, 3.2; I7, I8."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bandeng.core.gate.model import Row, Rule, Table, Threshold, Verdict
from bandeng.core.gate.reading import shipped
from bandeng.core.refusal import Refusal


def gate(effects: Collection[str], *, on: date, table: Table | None = None) -> list[Verdict]:
    """Every row that speaks of a matter of which these effects are true, on a day, in the order of the table.

    effects  words of `EFFECTS`; others (guards of the process) are none of the gate's business
    table    by default the one shipped
    Raises   Refusal: "rule_expired" (row, version, until) where a row speaks of it and no version of it, or of any
             rule it names, holds on that day: nobody may guess who decides.
    """
    table = table or shipped()
    true = frozenset(effects)
    spoken = [row for row in table.rows if row.applies(true)]
    return [_verdict(rows, on, table) for rows in _by_key(spoken).values()]


def _by_key(rows: Collection[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    return found


def _verdict(versions: list[Row], on: date, table: Table) -> Verdict:
    row = next((each for each in versions if each.in_force(on)), None)
    if row is None:
        raise _expired("row", versions[-1].key, versions[-1].version, versions[-1].valid_to, versions[-1].valid_from)
    rules = tuple(rule for key in row.rules for rule in table.rules if rule.key == key and rule.in_force(on))
    if row.rules and not rules:
        last = [rule for rule in table.rules if rule.key in row.rules][-1]
        raise _expired("rule", last.key, last.version, last.valid_to, last.valid_from)
    return Verdict(row, rules)


def _expired(kind: str, key: str, version: str, until: date | None, since: date) -> Refusal:
    return Refusal(
        "rule_expired", of=kind, rule=key, version=version, until=until.isoformat() if until else "",
        since=since.isoformat(),
    )  # fmt: skip


def foreseen(
    category: str, effects: Collection[str], *, on: date, parent: str | None = None, table: Table | None = None
) -> list[Verdict]:
    """What a matter of this category often comes to, beyond what is said of it already: the preview at sorting.

    parent   the class to which the category belongs
    """
    table = table or shipped()
    true = frozenset(effects)
    spoken = {verdict.row.key for verdict in gate(true, on=on, table=table)}
    found = []
    for row in table.rows:
        named = bool(row.categories & {category, parent or category})
        if named and row.in_force(on) and row.key not in spoken and row.unless.isdisjoint(true):
            found.append(_verdict([row], on, table))
    return found


def rules_on(on: date, table: Table | None = None) -> list[Rule]:
    """Every rule of deciding in force on a day, in the order of the table."""
    return [rule for rule in (table or shipped()).rules if rule.in_force(on)]


# What a decision on record is worth.


@dataclass(frozen=True, slots=True)
class Counted:
    """One threshold worked out: `part` of `whole` against the share, and whether it holds."""

    threshold: Threshold
    part: int
    whole: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What the figures say: the quorum first, then the majority; nobody's word, only sums."""

    quorum: tuple[Counted, ...]
    majority: tuple[Counted, ...]

    @property
    def quorate(self) -> bool:
        """Enough took part."""
        return all(each.holds for each in self.quorum)

    @property
    def passed(self) -> bool:
        """Enough took part, and enough of them agreed."""
        return self.quorate and all(each.holds for each in self.majority)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one thing that is counted: how much there is, how much took part, how much agreed."""

    total: int
    present: int
    agree: int


def judge(
    rule: Rule, figures: Mapping[str, Figures], *, decided_on: date, notice_on: date | None = None
) -> Judged:  # fmt: skip
    """Work out whether a decision passed, by one version of one rule, in whole numbers and exact fractions.

    figures     what was counted, by the words of `rule.counts`
    notice_on   the day on which the last of those to be told was told
    Raises      Refusal: "rule_expired" (the version does not hold on that day), "notice_missing", "notice_too_short"
                (given, needed: calendar days; earliest: the first day it could be decided; text and cite of the rule),
                "figures_missing" (needs), "figures_impossible" (field).
    """
    if not rule.in_force(decided_on):
        raise _expired("rule", rule.key, rule.version, rule.valid_to, rule.valid_from)
    _need_notice(rule, decided_on, notice_on)
    for of in rule.counts:
        _need_possible(of, figures.get(of))
    return Judged(
        tuple(_counted(each, figures[each.of]) for each in rule.quorum),
        tuple(_counted(each, figures[each.of]) for each in rule.majority),
    )


def _need_notice(rule: Rule, decided_on: date, notice_on: date | None) -> None:
    if not rule.notice:
        return
    if notice_on is None:
        raise Refusal("notice_missing", needed=rule.notice, **_says(rule))
    given = (decided_on - notice_on).days
    if given < rule.notice:
        earliest = notice_on + timedelta(days=rule.notice)
        raise Refusal(
            "notice_too_short", given=max(given, 0), needed=rule.notice, earliest=earliest.isoformat(), **_says(rule)
        )


def _says(rule: Rule) -> dict[str, str]:
    """What the rule says, in both languages, for the refusal's sentence."""
    return {
        "zh": rule.text.zh, "en": rule.text.en, "cite_zh": rule.cite.zh, "cite_en": rule.cite.en, "rule": rule.key,
        "version": rule.version,
    }  # fmt: skip


def _need_possible(of: str, told: Figures | None) -> None:
    if told is None:
        raise Refusal("figures_missing", needs=of)
    if not (told.total > 0 and 0 <= told.agree <= told.present <= told.total):
        raise Refusal("figures_impossible", field=of)


def _counted(threshold: Threshold, told: Figures) -> Counted:
    part, whole = (told.present, told.total) if threshold.base == "total" else (told.agree, told.present)
    # Of nobody who took part nobody can be a majority.
    holds = whole > 0 and threshold.holds(part, whole)
    return Counted(threshold, part, whole, holds)
