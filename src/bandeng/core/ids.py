"""Time-ordered identifiers: rows born of an act take their id from it (ledger.md)."""

import secrets
from datetime import datetime
from threading import Lock
from uuid import UUID

_CHANCE = 74
_STEP = 32
"""Bits: what is left to chance in a first id of a millisecond, and in the stride to the next one of the same."""

_guard = Lock()
_last = (-1, 0)


def new_id(at: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds since 1970, then chance.

    at   an aware moment; ids made later sort later. Of those one process makes for the same millisecond, one after
         another, each lies a stride of chance above the one before it (RFC 9562, 6.2, method 2): what was written down
         together is listed in the order in which it was written.
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = _chance(milliseconds)
    high = (milliseconds << 16) | 0x7000 | (chance >> 62)
    low = (0b10 << 62) | (chance & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def _chance(milliseconds: int) -> int:
    """The 74 bits: fresh for another millisecond, above the last ones for the same."""
    global _last
    with _guard:
        before, chance = _last
        if milliseconds == before:
            chance += 1 + secrets.randbits(_STEP)
        if milliseconds != before or chance >> _CHANCE:
            # The highest bit stays free, so that a millisecond has room for more ids than it can hold.
            chance = secrets.randbits(_CHANCE - 1)
        _last = (milliseconds, chance)
        return chance
