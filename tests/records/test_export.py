"""What a site exports, anybody can verify; what was changed behind its back is found."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from bandeng.core.ledger import verify
from bandeng.core.refusal import Refusal
from bandeng.records.actions import record
from bandeng.records.export import fingerprint, write
from bandeng.records.models import Chain
from bandeng.records.queries import head_of
from tests.records.said import Said

pytestmark = pytest.mark.django_db


def say(text: str, at: datetime, chain: str) -> None:
    with transaction.atomic():
        record(
            Said(text=text, secret="canary"),
            chain=chain,
            subject="matter:1",
            actor="public",
            at=at,
            once=f"{chain}{text}",
        )


def test_an_export_of_several_chains_is_whole(at: datetime, tmp_path: Path) -> None:
    for text, chain in (("一", "site"), ("二", "640302107001"), ("三", "site"), ("four", "640302107001.01")):
        say(text, at, chain)
    out = tmp_path / "all.jsonl"
    written = write(out, at=at)
    assert (written.entries, written.chains, written.fingerprint) == (4, 3, fingerprint())
    assert verify.main([str(out), "--key", fingerprint(), "--receipt", head_of("site")]) == 0
    assert "canary" not in out.read_text("utf-8")
    assert (tmp_path / "verify.py").exists()


def test_a_chain_rewritten_after_its_receipt_was_printed_is_found(at: datetime, tmp_path: Path) -> None:
    say("promised by Friday", at, "site")
    receipt = head_of("site")
    forged = f"{receipt.rsplit(':', 1)[0]}:{'0' * 12}"
    out = tmp_path / "all.jsonl"
    write(out, at=at)
    assert (verify.main([str(out), "--receipt", receipt]), verify.main([str(out), "--receipt", forged])) == (0, 1)


def test_an_export_refuses_a_chain_that_lost_its_end(at: datetime, tmp_path: Path) -> None:
    say("one", at, "site")
    Chain.objects.filter(key="site").update(n=2)
    with pytest.raises(Refusal) as no:
        write(tmp_path / "all.jsonl", at=at)
    assert (no.value.code, list(tmp_path.glob("all.jsonl"))) == ("chain_broken", [])
