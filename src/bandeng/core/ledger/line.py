"""An act as one line: its bytes, its hash, and what a receipt prints of it."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bandeng.core.ledger.canonical import SAFE, canonical
from bandeng.core.refusal import Refusal

GENESIS = "0" * 64  # what the first act of a chain has as `prev`
ALGORITHMS = ("sha256", "sm3")
LONGEST = 1 << 24  # bytes of a line with its newline; verify.py reads no longer one
SHORT = 12  # hexadecimal digits of a hash on paper

HASH = re.compile("[0-9a-f]{64}")
CHAIN = re.compile("[!-~]{1,100}")  # printable ASCII: every database and language sorts it alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act as the ledger keeps it.

    chain, n   the key: such as "640302107001" or "site" (1 to 100 printable ASCII signs, no space), and 1, 2, 3 ...
    prev       hash of the act before it in the chain; GENESIS for the first
    at         when it happened, with a time zone
    actor, subject   such as "person:..." and "matter:..."; None where there is none
    verb, v    such as "matter.step_completed", and the version of that verb, from 1
    detail     whatever `plain` takes
    private    name of each private part to the digest that stands for it (`digest_private`)
    once       unique within the chain: a repeat is the same act; None when the act needs none
    """

    chain: str
    n: int
    at: datetime
    actor: str | None
    subject: str | None
    verb: str
    v: int
    prev: str = GENESIS
    once: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)


def entry_bytes(entry: Line) -> bytes:
    """The line of this act without its newline: what is hashed, stored and exported.

    Raises   Refusal: "entry_malformed" with `field`, "entry_too_long", "not_canonical".
    Source   ledger.md, "The export", 2.
    """
    if wrong := malformed(entry):
        raise Refusal("entry_malformed", field=wrong)
    line = canonical({name: getattr(entry, name) for name in Line.__slots__})
    if len(line) >= LONGEST:
        raise Refusal("entry_too_long", bytes=len(line), limit=LONGEST)
    return line


def malformed(entry: Line) -> str | None:
    """The first field that cannot stand in a line as it is, None when all can."""
    fits = {
        "chain": CHAIN.fullmatch(entry.chain) is not None,
        "n": 0 < entry.n <= SAFE,
        "v": 0 < entry.v <= SAFE,
        "prev": HASH.fullmatch(entry.prev) is not None and (entry.n > 1 or entry.prev == GENESIS),
        "verb": entry.verb != "",
        "actor": entry.actor != "",
        "subject": entry.subject != "",
        "once": entry.once != "",
        "private": all(name and HASH.fullmatch(digest) for name, digest in entry.private.items()),
    }
    return next((name for name, well in fits.items() if not well), None)


def line_hash(line: bytes, algorithm: str = "sha256") -> str:
    """The hash of a line's bytes without its newline, 64 hexadecimal digits.

    Raises   Refusal: "unknown_hash"; "hash_missing" when this computer's OpenSSL does not provide SM3.
    Source   ledger.md, "The export"; SM3 is GB/T 32905-2016.
    """
    if algorithm not in ALGORITHMS:
        raise Refusal("unknown_hash", algorithm=algorithm, options=list(ALGORITHMS))
    try:
        return hashlib.new(algorithm, line).hexdigest()
    except ValueError as no:
        raise Refusal("hash_missing", algorithm=algorithm) from no


def entry_hash(entry: Line, algorithm: str = "sha256") -> str:
    """The hash of `entry_bytes(entry)`: the next act's `prev`, or the chain's head. Raises as both do."""
    return line_hash(entry_bytes(entry), algorithm)


def new_salt() -> bytes:
    """128 bits for one private part; destroyed together with it."""
    return secrets.token_bytes(16)


def digest_private(salt: bytes, value: object) -> str:
    """SHA-256(salt || canonical value), whatever hash the chain has: what stays in the ledger of a private part.

    salt     16 bytes of `new_salt`, never used for another part
    Raises   Refusal: "salt_length", "not_canonical".
    Source   ledger.md, "Private parts".
    """
    if len(salt) != 16:
        raise Refusal("salt_length", bytes=len(salt))
    return hashlib.sha256(salt + canonical(value)).hexdigest()


def short_head(hash_: str) -> str:
    """The first 12 digits of a hash, as pages and walls print it."""
    return hash_[:SHORT]


def receipt_text(chain: str, n: int, hash_: str) -> str:
    """What `verify --receipt` takes: "CHAIN:N:HASH", the hash whole or its first digits, at least 12.

    Raises   Refusal: "hash_too_short".
    """
    if not re.fullmatch(f"[0-9a-f]{{{SHORT},64}}", hash_):
        raise Refusal("hash_too_short", hash=hash_, digits=SHORT)
    return f"{chain}:{n}:{hash_}"
