"""The rules of a mediation: its days, its rounds, and where else people may turn; read from data with their sources.

Source: domain.md 2.6 (MEDIATION), 6.2 (I16); the law's articles stand beside each row of `shelf/mediation.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bandeng.core.process.model import Words
from bandeng.core.refusal import Refusal

SIDES = ("complainant", "other")


@dataclass(frozen=True)
class Way:
    """Another lawful way, with where it is said."""

    key: str
    name: Words
    text: Words
    origin: str
    cite: Words


@dataclass(frozen=True)
class Rules:
    """Days and bounds as they are shipped; `cites` by the name of the row."""

    follow_up_days: int
    confirmation_days: int
    most_rounds: int
    least_counted: int
    quarters: int
    ways: tuple[Way, ...]
    cites: Mapping[str, str]
    origins: Mapping[str, str]


@cache
def shipped() -> Rules:
    """The rules on the shelf."""
    return read(files("bandeng.shelf").joinpath("mediation.toml").read_text(encoding="utf-8"))


def read(text: str) -> Rules:
    """Rules from their file. Raises ValueError for a row without its source, or a number below one."""
    told = tomllib.loads(text)
    rows = {name: told[name] for name in ("follow_up", "confirmation", "rounds", "counted")}
    for row in (*rows.values(), *told["way"]):
        if not row.get("cite") or row.get("origin") not in ("source", "assumption"):
            raise ValueError("a rule of mediation without its source")
    rules = Rules(
        follow_up_days=rows["follow_up"]["days"], confirmation_days=rows["confirmation"]["days"],
        most_rounds=rows["rounds"]["most"], least_counted=rows["counted"]["least"],
        quarters=rows["counted"]["quarters"], ways=tuple(_way(row) for row in told["way"]),
        cites={name: row["cite"] for name, row in rows.items()},
        origins={name: row["origin"] for name, row in rows.items()},
    )  # fmt: skip
    if min(rules.follow_up_days, rules.confirmation_days, rules.most_rounds, rules.least_counted, rules.quarters) < 1:
        raise ValueError("a number below one")
    return rules


def _way(row: Mapping[str, Any]) -> Way:
    return Way(row["key"], Words(**row["name"]), Words(**row["text"]), row["origin"], Words(**row["cite"]))


def due_after(agreed_on: date, rules: Rules) -> tuple[date, date]:
    """The day on which an agreement is followed up, and the last day to ask the court to confirm it.

    The day of the agreement itself is not counted; both are calendar days.
    """
    return (
        agreed_on + timedelta(days=rules.follow_up_days),
        agreed_on + timedelta(days=rules.confirmation_days),
    )


def need_both(consents: Mapping[str, date | None], on: date) -> None:
    """Nobody is bound who did not agree. Raises Refusal "side_consent_missing" (side), "before_consent" (date)."""
    for side in SIDES:
        if (since := consents.get(side)) is None:
            named = "other_side" if side == "other" else side
            raise Refusal("side_consent_missing", side=named)
        if on < since:
            raise Refusal("before_consent", field="on", date=since.isoformat())


def need_follow_up(today: date, due_on: date, result: str, round_: int, rules: Rules) -> None:
    """Raises Refusal "follow_up_too_early" (due), "third_round" (most).

    That an agreement is broken can be said on any day; that it was kept, only when its days are over.
    """
    if result == "kept" and today < due_on:
        raise Refusal("follow_up_too_early", due=due_on.isoformat())
    if result == "again" and round_ >= rules.most_rounds:
        raise Refusal("third_round", most=rules.most_rounds)


def need_in_time(on: date, confirm_by: date) -> None:
    """Raises Refusal "confirmation_late" (until)."""
    if on > confirm_by:
        raise Refusal("confirmation_late", field="on", until=confirm_by.isoformat())


def told_period(today: date, quarters: int) -> tuple[date, date]:
    """The last whole quarters: [first day, day after the last). What is told moves only four times a year."""
    end = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    months = end.year * 12 + end.month - 1 - 3 * quarters
    return date(months // 12, months % 12 + 1, 1), end


def told_count(count: int, rules: Rules) -> int | None:
    """A count as everybody may read it; None where it is too small to be told."""
    return None if 0 < count < rules.least_counted else count
