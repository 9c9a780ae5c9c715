"""The JSON Schema (draft 2020-12) of a process file, made from the same closed lists as the checker."""

from collections.abc import Iterable

from bandeng.core.process import words
from bandeng.core.process.reading import LONGEST

Json = dict[str, object]


def schema() -> Json:
    """What a process file, read as TOML, looks like. It tells of shape and words; how the steps hang together is the
    checker's to prove."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bandeng process",
        "description": "A process file (TOML). docs/process.md says what each key means.",
        **_table(("key", "version", "name", "step"), _head()),
        "$defs": {"key": _KEY, "name": _NAME, "texts": _texts(), "step": _step(), "within": _within()},
    }


def _table(required: Iterable[str], properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _words(known: Iterable[str]) -> Json:
    return {"type": "array", "items": {"enum": list(known)}}


def _texts() -> Json:
    return {"type": "array", "items": {"type": "string"}}


_KEY: Json = {"type": "string", "minLength": 1, "maxLength": 60}
_TEXT: Json = {"type": "string", "minLength": 1}
_NAME: Json = {**_table((), {"zh": _TEXT, "en": _TEXT}), "minProperties": 1}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _head() -> Json:
    return {
        "key": _ref("key"),
        "version": {"type": "integer", "minimum": 1},
        "name": _ref("name"),
        "origin": {"enum": list(words.ORIGINS), "default": "assumption"},
        "parties": _ref("texts"),
        "cite": {"anyOf": [{"type": "string"}, _ref("texts")]},
        "step": {"type": "array", "minItems": 1, "items": _ref("step")},
    }


def _step() -> Json:
    properties: Json = {
        "key": _ref("key"),
        "name": _ref("name"),
        "reaches": {**_words(words.MILESTONES), "uniqueItems": True},
        "by": {**_words(words.ROLES), "minItems": 1},
        "within": _ref("within"),
        "opens": {"enum": list(words.TOOLS)},
        "needs": _words(words.FACTS),
        "when": _words(words.GUARDS),
        "at_most": {"type": "integer", "minimum": 1},
        "then": _ref("texts"),
    }
    return _table(("key", "name", "by"), properties)


def _within() -> Json:
    properties: Json = {
        "days": {"type": "integer", "minimum": 1, "maximum": LONGEST},
        "unit": {"enum": list(words.UNITS)},
        "from": {"enum": list(words.ANCHORS)},
    }
    return _table(("days", "unit", "from"), properties)
