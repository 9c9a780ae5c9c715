"""The export: every chain as lines anybody can check without us (ledger.md, "The export")."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
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
    public = signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return ledger.key_fingerprint(public)


def write(out: Path, *, at: datetime) -> Written:
    """Write the whole ledger to a file, at one moment: what is recorded meanwhile is not in it.

    Raises   OSError when the file cannot be written
    """
    part = out.with_name(out.name + ".part")
    with transaction.atomic(), part.open("wb") as target:
        chains = Chain.objects.filter(n__gt=0).count()
        entries = ledger.write_export(
            target, site=settings.ADDRESS, time=at, entries=_lines(), algorithm="sha256", signing_key=signing_key()
        )
    part.replace(out)
    return Written(entries, chains, fingerprint())


def _lines() -> Iterator[ledger.Line]:
    # By code points, whatever the database's own order of letters is.
    by_code_point = Collate("chain", "C" if connection.vendor == "postgresql" else "BINARY")
    for entry in Entry.objects.order_by(by_code_point, "n").iterator(chunk_size=2000):
        yield as_line(entry)
