"""The process file: TOML text to a `Process` and every problem of its words. Source: process.md, "Format"."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from bandeng.core.process import words
from bandeng.core.process.engine import Process
from bandeng.core.process.model import Branch, Problem, Step
from bandeng.core.process.reading import Table, read_step, tables
from bandeng.core.refusal import Refusal

HEAD_KEYS = ("key", "version", "name", "origin", "parties", "cite", "step")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as far as it could be read, and what is wrong with its words."""

    process: Process
    problems: tuple[Problem, ...]


def load_toml(text: str) -> dict[str, object]:
    """TOML as plain values.

    Raises   Refusal: "unreadable" (why) when the text is not TOML.
    """
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as fault:
        line = " ".join(str(fault).split())[:200] or type(fault).__name__
        raise Refusal("unreadable", why=line) from fault


def parse(text: str, branches: Sequence[Branch]) -> Reading:
    """Read a process file and name every word in it that is not of the format; how its steps hang together is
    `checker.check`'s to judge.

    Raises   Refusal: "unreadable".
    """
    values, problems = load_toml(text), list[Problem]()
    head = Table(values, step="", problems=problems)
    key, name, version = head.key(), head.name(), _version(head)
    process = Process(
        key=key,
        version=version,
        name=name,
        origin=head.word("origin", "bad_value", words.ORIGINS) or "assumption",
        parties=head.texts("parties", "bad_value"),
        cite=_cite(head),
        line=_steps(values, problems, branches),
        branches=tuple(branches),
    )
    head.only(HEAD_KEYS)
    return Reading(process, tuple(problems))


def _version(head: Table) -> int:
    value = head.values.get("version")
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    head.say("bad_value", "give it a version: a whole number from 1, e.g. version = 1")
    return 1


def _cite(head: Table) -> tuple[str, ...]:
    """One line or a list of lines."""
    value = head.values.get("cite")
    return (value,) if isinstance(value, str) else head.texts("cite", "bad_value")


def _steps(values: dict[str, object], problems: list[Problem], branches: Sequence[Branch]) -> tuple[Step, ...]:
    entries = tables(values.get("step"))
    taken = {step.key for branch in branches for step in branch.steps}
    found: dict[str, Step] = {}
    for number, entry in enumerate(entries, start=1):
        step = _one(entry, number, problems)
        if step is not None and (step.key in found or step.key in taken):
            problems.append(Problem("duplicate_key", step.key, "another step has this key; give this one its own"))
        elif step is not None:
            found[step.key] = step
    if not found:
        problems.append(Problem("no_steps", "", "there is no usable step; write at least one [[step]] with a key"))
    return tuple(found.values())


def _one(entry: dict[str, object] | None, number: int, problems: list[Problem]) -> Step | None:
    place = f"step {number}"
    if entry is None:
        problems.append(Problem("bad_value", place, "write each step as a table of its own: [[step]]"))
        return None
    return read_step(entry, place=place, prefix="", problems=problems)
