"""The export: every chain as lines anybody can check without us (ledger.md, "The export")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Collate

from bandeng.config.home import keys
from bandeng.core import ledger
from bandeng.records.actions import as_line
from bandeng.records.models import Chain, Entry


@dataclass(frozen=True)
class Written:
    """What an export holds, and the fingerprint of the key that signed it."""

    entries: int
    chains: int
    fingerprint: str


def signing_key() -> Ed25519PrivateKey:
    """The site's key; its public half stands in every export."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys()["ledger"]))


def fingerprint() -> str:
    """The fingerprint an auditor compares: printed on the wall, not taken from the export."""
    return ledger.key_fingerprint(signing_key().public_key())


def write(out: Path, *, at: datetime) -> Written:
    """Write the whole ledger to a file, and the verifier beside it, at one moment.

    What is recorded meanwhile is not in it: the heads are read first, and only entries up to them are written.
    Raises   OSError when a file cannot be written; Refusal "chain_broken" when what stands here is not whole
    """
    part = out.with_name(out.name + ".part")
    with transaction.atomic(), part.open("wb") as target:
        heads = {head.key: ledger.Head(head.n, head.head) for head in Chain.objects.filter(n__gt=0)}
        written = ledger.write_export(
            target, site=settings.ADDRESS, time=at, entries=_lines(heads), heads=heads, signing_key=signing_key()
        )
    part.replace(out)
    out.with_name("verify.py").write_bytes(ledger.verifier())
    return Written(written.count, len(written.heads), fingerprint())


def _lines(heads: Mapping[str, ledger.Head]) -> Iterator[ledger.Line]:
    """Entries by code points of their chain, whatever the database's own order of letters is."""
    by_code_point = Collate("chain", "C" if connection.vendor == "postgresql" else "BINARY")
    for entry in Entry.objects.order_by(by_code_point, "n").iterator(chunk_size=2000):
        if entry.chain in heads and entry.n <= heads[entry.chain].count:
            yield as_line(entry)
