"""What an act is: a frozen dataclass with a verb and a version; its private parts stand apart.

    @act("matter.raised")
    class MatterRaised(Act):
        matter: UUID
        place: str
        words: str | None = private(default=None)

`detail` of the entry holds the open fields as plain JSON values; a private field stands encrypted beside the entry,
and the entry keeps SHA-256(salt || canonical value) of it (ledger.md, "Private parts").
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform
from uuid import UUID

from cattrs.preconf.json import make_converter

ERASED = "[erased]"
"""What stands where a private value has been erased, in rows and after a rebuild alike."""

Plain = dict[str, Any]
T = TypeVar("T", bound="Act")


class Act:
    """Any act: a frozen dataclass that knows its verb and version; made by `@act`."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    verb: ClassVar[str]
    v: ClassVar[int]


VERBS: dict[str, type[Act]] = {}
_UPCASTERS: dict[tuple[str, int], Callable[[Plain], Plain]] = {}

_converter = make_converter(forbid_extra_keys=True)
_converter.register_unstructure_hook(UUID, str)
_converter.register_structure_hook(UUID, lambda value, _: UUID(value))
_converter.register_unstructure_hook(datetime, lambda value: value.isoformat())
_converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
_converter.register_unstructure_hook(date, lambda value: value.isoformat())
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))


def private(*, default: None = None) -> Any:
    """A field that never enters an entry in clear: text, or None when there is nothing."""
    return dataclasses.field(default=default, metadata={"private": True})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field, private))
def act(verb: str, v: int = 1) -> Callable[[type[T]], type[T]]:
    """Make a class an act; `verb` is room.done, e.g. "matter.raised"; `v` grows when fields change meaning."""

    def made(plain: type[T]) -> type[T]:
        cls = dataclasses.dataclass(frozen=True, kw_only=True)(plain)
        cls.verb, cls.v = verb, v
        if verb in VERBS:
            raise ValueError(f"two acts are called {verb}")
        VERBS[verb] = cls
        return cls

    return made


def upcaster(verb: str, *, of: int) -> Callable[[Callable[[Plain], Plain]], Callable[[Plain], Plain]]:
    """Register how the fields of version `of` become those of `of + 1`."""

    def registered(turn: Callable[[Plain], Plain]) -> Callable[[Plain], Plain]:
        _UPCASTERS[(verb, of)] = turn
        return turn

    return registered


def private_names(cls: type[Act]) -> frozenset[str]:
    """The names of an act's private fields."""
    return frozenset(name for name, field in cls.__dataclass_fields__.items() if field.metadata.get("private"))


def parts(done: Act) -> tuple[Plain, dict[str, str]]:
    """An act as (detail, private values): plain JSON values; private fields that hold nothing are left out."""
    hidden = private_names(type(done))
    values: Plain = _converter.unstructure(done)
    detail = {name: value for name, value in values.items() if name not in hidden}
    return detail, {name: values[name] for name in sorted(hidden) if values[name] is not None}


def read(verb: str, v: int, detail: Mapping[str, Any], secret: Mapping[str, str]) -> Act:
    """The act of an entry, older versions brought up to date; KeyError for a verb nobody knows."""
    cls = VERBS[verb]
    values = {**detail, **secret}
    for version in range(v, cls.v):
        values = _UPCASTERS[(verb, version)](values)
    return _converter.structure(values, cls)
