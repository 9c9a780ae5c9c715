"""Reading `shelf/ladder.toml`; every fault is named, nothing is guessed."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import time
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bandeng.core.deadline import OfficeHours
from bandeng.core.ladder.rungs import CallbackRule, HotSpotRule, Ladder, Rung
from bandeng.core.refusal import Refusal

KEYS = frozenset(
    {
        "key", "name", "after", "unassigned", "by_rule", "by", "early", "to", "to_unassigned", "told", "answer",
        "listed", "ends", "origin",
    }
)  # fmt: skip
ENDS = frozenset({"solved", "dropped", "returned", "taken", "moved_on"})
ORIGINS = frozenset({"source", "assumption"})


@cache
def shared() -> Ladder:
    """The ladder as shipped. Raises Refusal: "bad_ladder"."""
    return read_ladder(files("bandeng.shelf").joinpath("ladder.toml").read_text(encoding="utf-8"))


def read_ladder(text: str) -> Ladder:
    """Read a ladder (TOML).

    Raises   Refusal: "bad_ladder" (why): cannot be read, a key is missing or strange, rungs do not rise
    """
    try:
        told = tomllib.loads(text)
        rungs = tuple(_rung(row) for row in told["rung"])
        office, spot, call, pause = told["office"], told["hot_spot"], told["callback"], told["suspended_long"]
        ladder = Ladder(
            rungs=rungs,
            office=OfficeHours(time.fromisoformat(office["opens"]), time.fromisoformat(office["closes"])),
            hot_spot=HotSpotRule(_count(spot, "times"), _count(spot, "days")),
            callback=CallbackRule(_count(call, "one_in"), _count(call, "least"), _count(call, "longest")),
            suspended_long=_count(pause, "days"),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise Refusal("bad_ladder", why=str(wrong)) from wrong
    if why := "; ".join(_faults(ladder)):
        raise Refusal("bad_ladder", why=why)
    return ladder


def _rung(row: Mapping[str, object]) -> Rung:
    if strange := sorted(set(row) ^ KEYS):
        raise ValueError(f"rung {row.get('key', '?')}: missing or strange: {', '.join(strange)}")
    name = row["name"]
    if not isinstance(name, Mapping):
        raise TypeError("name is { zh, en }")
    return Rung(
        key=str(row["key"]), zh=str(name["zh"]), en=str(name["en"]), after=_count(row, "after"),
        unassigned=_count(row, "unassigned"), by_rule=_yes(row, "by_rule"), by=_words(row, "by"),
        early=_yes(row, "early"), to=_words(row, "to"), to_unassigned=_words(row, "to_unassigned"),
        told=_words(row, "told"), answer=_count(row, "answer"), listed=_yes(row, "listed"), ends=_words(row, "ends"),
        origin=str(row["origin"]),
    )  # fmt: skip


def _count(row: Mapping[str, object], key: str) -> int:
    value = row[key]
    if type(value) is not int or value < 1:
        raise ValueError(f"{key} is a whole number from 1, not {value!r}")
    return value


def _yes(row: Mapping[str, object], key: str) -> bool:
    if not isinstance(value := row[key], bool):
        raise TypeError(f"{key} is true or false, not {value!r}")
    return value


def _words(row: Mapping[str, object], key: str) -> frozenset[str]:
    if not isinstance(value := row[key], list) or not all(isinstance(word, str) for word in value):
        raise TypeError(f"{key} is a list of words")
    return frozenset(value)


def _faults(ladder: Ladder) -> Iterable[str]:
    rungs = ladder.rungs
    keys = [rung.key for rung in rungs]
    if not rungs:
        yield "no rung"
    if len(set(keys)) < len(keys):
        yield "a key is used twice"
    for below, above in pairwise(rungs):
        if above.after <= below.after or above.unassigned <= below.unassigned:
            yield f"{above.key} comes no later than {below.key}"
        if above.by_rule and not below.by_rule:
            yield f"{above.key} comes by itself, {below.key} does not"
        if below.listed and not above.listed:
            yield f"{below.key} is listed, {above.key} is not"
    for rung in rungs:
        if not rung.by or not rung.to or not rung.to_unassigned:
            yield f"{rung.key}: nobody may issue or answer it"
        if rung.ends - ENDS:
            yield f"{rung.key}: unknown ends: {', '.join(sorted(rung.ends - ENDS))}"
        if rung.origin not in ORIGINS:
            yield f"{rung.key}: origin is source or assumption"
    if ladder.office.opens >= ladder.office.closes:
        yield "the office closes before it opens"
