"""Small process files for tests: a step is a dict, a file is a list of them."""

import json
from collections.abc import Mapping, Sequence

Values = Mapping[str, object]


def toml(value: object) -> str:
    """A value as TOML; JSON's strings, numbers and booleans are TOML's."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(inner) for inner in value) + "]"
    return json.dumps(value)


def step(key: str, *then: str, **more: object) -> Values:
    """A step with everything a step must have."""
    name = {"zh": key, "en": key}
    return {"key": key, "name": name, "by": ["secretary"], **({"then": list(then)} if then else {}), **more}


def reply(key: str = "reply", **more: object) -> Values:
    """A sound end."""
    return step(key, **{"reaches": ["replied"], "opens": "reply", **more})


def head(**more: object) -> Values:
    return {"key": "p", "version": 1, "name": {"zh": "程序", "en": "Process"}, "origin": "assumption", **more}


def text(*steps: Values, **more: object) -> str:
    """The file."""
    lines = [f"{json.dumps(key)} = {toml(value)}" for key, value in head(**more).items()]
    for one in steps:
        lines += ["", "[[step]]", *(f"{json.dumps(key)} = {toml(value)}" for key, value in one.items())]
    return "\n".join(lines) + "\n"


def found(problems: Sequence[object]) -> list[tuple[str, str]]:
    """(code, step) of each problem."""
    return [(getattr(problem, "code", ""), getattr(problem, "step", "")) for problem in problems]
