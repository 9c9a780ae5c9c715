"""The ledger as one file that anybody can check: a header, the acts, and a signed last line."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bandeng.core.ledger.canonical import canonical
from bandeng.core.ledger.line import GENESIS, LONGEST, Line, entry_bytes, line_hash
from bandeng.core.refusal import Refusal

FORMAT = "bandeng-ledger/1"


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain has come: the number of its newest act, and that act's hash."""

    count: int
    head: str


@dataclass(slots=True)
class Written:
    """What `write_export` has written: the hash of the header line, and each chain's head."""

    header: str
    heads: dict[str, Head] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(head.count for head in self.heads.values())


def key_fingerprint(public_key: Ed25519PublicKey) -> str:
    """SHA-256 of the 32 bytes of the key, 64 hexadecimal digits: what is published, and what `verify --key` takes."""
    return hashlib.sha256(public_key.public_bytes_raw()).hexdigest()


def verifier() -> bytes:
    """The text of verify.py, to be written beside an export."""
    return Path(__file__).with_name("verify.py").read_bytes()


def header_line(*, site: str, time: datetime, algorithm: str, public_key: Ed25519PublicKey) -> bytes:
    """The first line without its newline. Raises Refusal: "site_missing", "not_canonical"."""
    if not site:
        raise Refusal("site_missing")
    key = public_key.public_bytes_raw().hex()
    return canonical({"format": FORMAT, "hash": algorithm, "public_key": key, "site": site, "time": time})


def last_line(*, header: str, heads: Mapping[str, Head], signing_key: Ed25519PrivateKey) -> bytes:
    """The last line without its newline: heads and counts, the header's hash, and the signature over exactly these.

    The signed bytes are the line's own RFC 8785 form without its `signature`, so that neither the heads nor the header
    can be exchanged.
    Raises   Refusal: "entry_too_long", when there are so many chains that verify.py would not read the line.
    """
    body = {"header": header, "heads": {chain: {"count": at.count, "head": at.head} for chain, at in heads.items()}}
    line = canonical(body | {"signature": signing_key.sign(canonical(body)).hex()})
    if len(line) >= LONGEST:
        raise Refusal("entry_too_long", bytes=len(line), limit=LONGEST)
    return line


def write_export(
    out: BinaryIO,
    *,
    site: str,
    time: datetime,
    entries: Iterable[Line],
    signing_key: Ed25519PrivateKey,
    algorithm: str = "sha256",
    heads: Mapping[str, Head] | None = None,
) -> Written:
    """Write a whole export to `out`, line by line; memory grows with the number of chains only.

    site     the name of the installation, as its pages have it
    time     when the export is made
    entries  sorted by (chain, n); a chain's name is compared sign by sign (in SQL: COLLATE "C")
    heads    what the room's own head rows say, when it keeps them: acts lost from a chain's end are then noticed too
    Raises   Refusal: "chain_broken" with `chain`, `n` and `why` ("order", "link", "head"), and as `entry_bytes` does.
             What has been written by then has no last line: write to a new file, and rename it when it is whole.
    Source   ledger.md, "The export".
    """
    header = header_line(site=site, time=time, algorithm=algorithm, public_key=signing_key.public_key())
    written = Written(line_hash(header, algorithm))
    out.write(header + b"\n")
    newest = ""
    for entry in entries:
        check_place(entry, newest, written.heads.get(entry.chain))
        line = entry_bytes(entry)
        out.write(line + b"\n")
        newest, written.heads[entry.chain] = entry.chain, Head(entry.n, line_hash(line, algorithm))
    check_heads(written.heads, written.heads if heads is None else heads)
    out.write(last_line(header=written.header, heads=written.heads, signing_key=signing_key) + b"\n")
    return written


def check_place(entry: Line, newest: str, head: Head | None) -> None:
    """Refuse an act that does not stand right after the one before it; `newest` is the chain of that one."""
    before = head or Head(0, GENESIS)
    if entry.chain < newest or entry.n != before.count + 1:
        raise Refusal("chain_broken", chain=entry.chain, n=entry.n, why="order")
    if entry.prev != before.head:
        raise Refusal("chain_broken", chain=entry.chain, n=entry.n, why="link")


def check_heads(found: Mapping[str, Head], told: Mapping[str, Head]) -> None:
    for chain in sorted({*found, *told}):
        if found.get(chain) != told.get(chain):
            raise Refusal("chain_broken", chain=chain, n=told.get(chain, Head(0, GENESIS)).count, why="head")
