"""Small ledgers for the tests of the format: a fixed key, fixed salts, several chains."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bandeng.core.ledger import GENESIS, Head, Line, digest_private, entry_hash, last_line, line_hash, write_export
from bandeng.core.ledger.verify import main

VECTOR = Path(__file__).with_name("vectors") / "ledger-1.jsonl"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
TIME = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SALT = bytes(range(16))
SIZES = {"640302107001": 5, "640302107002": 1, "site": 4}


def act(chain: str, n: int, prev: str, **changed: object) -> Line:
    fields: dict[str, object] = {
        "chain": chain,
        "n": n,
        "prev": prev,
        "at": TIME + timedelta(minutes=n),
        "actor": f"person:{n}" if n % 2 else None,
        "subject": f"matter:{chain}-{n}",
        "verb": "matter.raised",
        "v": 1,
        "once": f"form-{n}" if n != 2 else None,
        "detail": {"words": "门口的路坏了\n", "big": 2**60, "share": 0.25, "on": TIME.date(), "parts": [n, None, True]},
        "private": {"name": digest_private(SALT, "海燕")} if n == 1 else {},
    }
    return Line(**(fields | changed))  # type: ignore[arg-type]


def acts(sizes: dict[str, int] = SIZES, algorithm: str = "sha256", **changed: object) -> list[Line]:
    """Each chain in order; `changed` is laid over the first chain's third act, and what follows is linked to it."""
    made: list[Line] = []
    for chain, size in sorted(sizes.items()):
        prev = GENESIS
        for n in range(1, size + 1):
            different = changed if (chain, n) == (min(sizes), 3) else {}
            made.append(act(chain, n, prev, **different))
            prev = entry_hash(made[-1], algorithm)
    return made


def export(
    entries: list[Line] | None = None,
    *,
    algorithm: str = "sha256",
    key: Ed25519PrivateKey = KEY,
    site: str = "新华社区",
    time: datetime = TIME,
) -> bytes:
    out = io.BytesIO()
    written = acts(algorithm=algorithm) if entries is None else entries
    write_export(out, site=site, time=time, entries=written, algorithm=algorithm, signing_key=key)
    return out.getvalue()


def signed_again(lines: list[bytes], heads: dict[str, Head], key: Ed25519PrivateKey = KEY) -> bytes:
    """These lines (without newlines, the last one not among them) with a last line that fits them."""
    last = last_line(header=line_hash(lines[0]), heads=heads, signing_key=key)
    return b"".join(line + b"\n" for line in [*lines, last])


def fingerprint(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()


def check(folder: Path, data: bytes, *options: str) -> int:
    """The exit code of verify.py for these bytes; what it prints is for capsys."""
    file = folder / "export.jsonl"
    file.write_bytes(data)
    return main([str(file), *options])


if __name__ == "__main__":
    VECTOR.write_bytes(export())
