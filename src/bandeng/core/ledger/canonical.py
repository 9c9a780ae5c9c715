"""One way to write a value down, so that everybody who hashes it gets the same hash (RFC 8785)."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TypeAlias
from uuid import UUID

import rfc8785

from bandeng.core.refusal import Refusal

Scalar: TypeAlias = bool | int | float | str | None
Plain: TypeAlias = Scalar | list["Plain"] | dict[str, "Plain"]

SAFE = 2**53 - 1  # the largest integer that every JSON reader keeps exactly
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # U+0000 and halves of surrogate pairs
DEEPEST = 64  # what is nested deeper is no act that a person wrote


def canonical(value: object) -> bytes:
    """The RFC 8785 bytes of `plain(value)`.

    Raises   Refusal: "not_canonical", as `plain` does.
    Source   ledger.md, "The export".
    """
    return rfc8785.dumps(plain(value))


def plain(value: object, where: str = "value", depth: int = 0) -> Plain:
    """The same value in JSON's own types; `plain` of the answer is the answer.

    Integers beyond 2^53 - 1 become texts; moments RFC 3339 in UTC with microseconds and "Z"; days and UUIDs texts;
    tuples lists.
    Raises   Refusal: "not_canonical" with `where` (a path such as "detail.parts[2]") and `why`: "float" (not finite, or
             beyond 2^53), "text" (half a surrogate pair, or U+0000), "moment" (no time zone), "key" (no text), "depth",
             or the name of a type that is not known.
    Source   ledger.md, "The export". A float beyond 2^53 is refused because PostgreSQL gives it back as an integer, and
             U+0000 because PostgreSQL cannot keep it: the hash must be the same after a rebuild.
    """
    if depth > DEEPEST:
        raise Refusal("not_canonical", where=where, why="depth")
    if isinstance(value, Mapping):
        return {key_of(key, where): plain(item, f"{where}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, f"{where}[{at}]", depth + 1) for at, item in enumerate(value)]
    return scalar(value, where)


def key_of(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise Refusal("not_canonical", where=where, why="key")
    return text(key, where)


def scalar(value: object, where: str) -> Scalar:
    match value:
        case None | bool():
            return value
        case int():
            return int(value) if -SAFE <= value <= SAFE else str(int(value))
        case float() if math.isfinite(value) and abs(value) <= SAFE:
            return float(value)
        case float():
            raise Refusal("not_canonical", where=where, why="float")
        case str():
            return text(value, where)
        case datetime():
            return moment(value, where)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise Refusal("not_canonical", where=where, why=type(value).__name__)


def text(value: str, where: str) -> str:
    if _UNWRITABLE.search(value):
        raise Refusal("not_canonical", where=where, why="text")
    return str.__str__(value)  # the text itself, also of a choice that shows itself otherwise


def moment(value: datetime, where: str) -> str:
    if value.utcoffset() is None:
        raise Refusal("not_canonical", where=where, why="moment")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
