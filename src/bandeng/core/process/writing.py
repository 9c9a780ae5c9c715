"""A process back to its file: what the editor keeps and publishes. `parse(write(process))` gives the same process."""

import json
from collections.abc import Mapping, Sequence

from bandeng.core.process import words
from bandeng.core.process.engine import Process
from bandeng.core.process.model import Step, Words
from bandeng.core.process.reading import UNREAD


def write(process: Process) -> str:
    """The text of a process, one key per line, steps last; the shared branches are not part of it."""
    head: dict[str, object] = {
        "key": process.key, "version": process.version, "name": _named(process.name), "origin": process.origin,
        "parties": list(process.parties), "cite": list(process.cite),
    }  # fmt: skip
    return "\n\n".join([_lines(head), *("[[step]]\n" + _lines(_step(step)) for step in process.line)]) + "\n"


def _step(step: Step) -> dict[str, object]:
    within = step.within
    return {
        "key": step.key,
        "name": _named(step.name),
        "reaches": list(step.reaches),
        "by": [role for role in words.ROLES if role in step.by],
        "within": {"days": within.days, "unit": within.unit, "from": within.start} if within else None,
        "opens": step.opens,
        "needs": [fact for fact in words.FACTS if fact in step.needs],
        "when": [guard for guard in words.GUARDS if guard in step.when],
        "at_most": step.at_most,
        "then": [key for key in step.then if key != UNREAD],
    }


def _named(name: Words) -> dict[str, str]:
    return {"zh": name.zh, "en": name.en}


def _lines(values: Mapping[str, object]) -> str:
    """What is empty is left out."""
    return "\n".join(f"{key} = {_value(value)}" for key, value in values.items() if value not in (None, [], ""))


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    # JSON's strings and whole numbers are TOML's, but for one character that TOML wants written as a number.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
