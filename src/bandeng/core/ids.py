"""Time-ordered identifiers: rows born of an act take their id from it (ledger.md)."""

import secrets
from datetime import datetime
from uuid import UUID


def new_id(at: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds since 1970, then chance.

    at   an aware moment; ids made later sort later, to the millisecond
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = secrets.randbits(74)
    high = (milliseconds << 16) | 0x7000 | (chance >> 62)
    low = (0b10 << 62) | (chance & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)
