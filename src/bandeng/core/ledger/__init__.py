"""The ledger's format: pure functions, no database. `verify.py` stands alone and imports nothing of ours."""

from bandeng.core.ledger.canonical import Plain, canonical, plain
from bandeng.core.ledger.export import (
    FORMAT,
    Head,
    Written,
    header_line,
    key_fingerprint,
    last_line,
    verifier,
    write_export,
)
from bandeng.core.ledger.line import (
    ALGORITHMS,
    GENESIS,
    Line,
    digest_private,
    entry_bytes,
    entry_hash,
    line_hash,
    new_salt,
    receipt_text,
    short_head,
)

__all__ = [
    "ALGORITHMS",
    "FORMAT",
    "GENESIS",
    "Head",
    "Line",
    "Plain",
    "Written",
    "canonical",
    "digest_private",
    "entry_bytes",
    "entry_hash",
    "header_line",
    "key_fingerprint",
    "last_line",
    "line_hash",
    "new_salt",
    "plain",
    "receipt_text",
    "short_head",
    "verifier",
    "write_export",
]
