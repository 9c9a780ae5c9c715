"""What can be done in liaison rooms, with areas, and from a sheet of earlier days."""

from bandeng.liaison.actions.areas import assign_oversight, end_oversight
from bandeng.liaison.actions.later import enter_later
from bandeng.liaison.actions.rooms import (
    change_room,
    close_room,
    inspect_room,
    keep_duty,
    open_room,
    raise_heard,
    set_standard,
    suggest_heard,
)

__all__ = [
    "assign_oversight",
    "change_room",
    "close_room",
    "end_oversight",
    "enter_later",
    "inspect_room",
    "keep_duty",
    "open_room",
    "raise_heard",
    "set_standard",
    "suggest_heard",
]
