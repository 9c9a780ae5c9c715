"""Writing: lines, hashes, digests, receipts, and an export that refuses what is broken."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bandeng.core.ledger import (
    GENESIS,
    Head,
    Line,
    Written,
    digest_private,
    entry_bytes,
    entry_hash,
    key_fingerprint,
    line_hash,
    new_salt,
    receipt_text,
    short_head,
    verifier,
    write_export,
)
from bandeng.core.refusal import Refusal
from tests.core.ledger_files import KEY, SALT, TIME, VECTOR, act, acts, check, export, fingerprint


def test_the_test_vector_is_written_again_byte_for_byte_and_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert VECTOR.read_bytes() == export()
    assert check(tmp_path, VECTOR.read_bytes(), "--key", fingerprint(KEY)) == 0
    assert capsys.readouterr().out == f"whole: 10 acts in 3 chains, signed with the key {fingerprint(KEY)}\n"


def test_an_export_with_sm3_is_whole(tmp_path: Path) -> None:
    entries = acts(algorithm="sm3")
    assert check(tmp_path, export(entries, algorithm="sm3")) == 0
    assert entries[1].prev == entry_hash(entries[0], "sm3") != entry_hash(entries[0])


def test_the_line_of_an_act_has_its_eleven_fields_in_order() -> None:
    line = Line(chain="site", n=1, at=TIME, actor=None, subject=None, verb="site.opened", v=1)
    assert entry_bytes(line) == (
        b'{"actor":null,"at":"2026-11-23T07:00:00.000000Z","chain":"site","detail":{},"n":1,"once":null,'
        b'"prev":"' + b"0" * 64 + b'","private":{},"subject":null,"v":1,"verb":"site.opened"}'
    )
    assert entry_hash(line) == line_hash(entry_bytes(line)) == hashlib.sha256(entry_bytes(line)).hexdigest()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("chain", ""),
        ("chain", "a b"),
        ("chain", "社区"),
        ("chain", "x" * 101),
        ("n", 0),
        ("n", 2**53),
        ("v", 0),
        ("prev", "0"),
        ("prev", "A" * 64),
        ("verb", ""),
        ("actor", ""),
        ("subject", ""),
        ("once", ""),
        ("private", {"name": "x"}),
        ("private", {"": "0" * 64}),
    ],
)
def test_an_act_that_cannot_stand_in_a_line_is_refused(field: str, value: object) -> None:
    with pytest.raises(Refusal) as no:
        entry_bytes(replace(act("site", 2, "a" * 64), **{field: value}))  # type: ignore[arg-type]
    assert (no.value.code, dict(no.value.details)) == ("entry_malformed", {"field": field})


def test_the_first_act_of_a_chain_follows_nothing() -> None:
    with pytest.raises(Refusal, match="entry_malformed"):
        entry_bytes(act("site", 1, "a" * 64))


def test_an_act_too_long_to_be_checked_is_refused() -> None:
    with pytest.raises(Refusal, match="entry_too_long"):
        entry_bytes(act("site", 1, GENESIS, detail={"words": "x" * (1 << 24)}))


def test_an_unknown_hash_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown_hash"):
        line_hash(b"", "md5")


def test_a_private_part_leaves_a_digest_that_only_its_salt_explains() -> None:
    assert digest_private(SALT, "海燕") == "4a7aa833a736ab02d525f5d897b3dd6cb8c87753a6988d087a2f50f41b16353a"
    assert digest_private(new_salt(), "海燕") != digest_private(new_salt(), "海燕")
    assert len(new_salt()) == 16
    with pytest.raises(Refusal, match="salt_length"):
        digest_private(b"short", "海燕")


def test_a_receipt_carries_chain_number_and_the_first_digits_of_the_hash() -> None:
    hash_ = line_hash(b"")
    assert short_head(hash_) == hash_[:12] == "e3b0c44298fc"
    assert receipt_text("site", 3, short_head(hash_)) == "site:3:e3b0c44298fc"
    assert receipt_text("site", 3, hash_) == f"site:3:{hash_}"
    with pytest.raises(Refusal, match="hash_too_short"):
        receipt_text("site", 3, hash_[:11])


def test_the_fingerprint_is_the_hash_of_the_key() -> None:
    assert key_fingerprint(KEY.public_key()) == fingerprint(KEY)


def test_the_verifier_is_under_300_lines_and_imports_only_the_standard_library() -> None:
    import ast
    import sys

    source = verifier().decode()
    assert len(source.splitlines()) < 300
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in getattr(node, "names", [])]
        )
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported - set(sys.stdlib_module_names) == set()


def written(entries: list[Line], heads: dict[str, Head] | None = None) -> Written:
    return write_export(io.BytesIO(), site="s", time=TIME, entries=iter(entries), signing_key=KEY, heads=heads)


def test_an_export_tells_what_it_has_written() -> None:
    entries = acts({"a": 2, "b": 1})
    told = written(entries)
    assert told.heads == {"a": Head(2, entry_hash(entries[1])), "b": Head(1, entry_hash(entries[2]))}
    assert told.count == 3
    assert written(entries, told.heads) == told


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda e: [*e[:2], *e[3:]], {"chain": "a", "n": 4, "why": "order"}),
        (lambda e: [e[1]], {"chain": "a", "n": 2, "why": "order"}),
        (lambda e: [e[0], e[0]], {"chain": "a", "n": 1, "why": "order"}),
        (lambda e: [e[4], e[0]], {"chain": "a", "n": 1, "why": "order"}),
        (lambda e: [e[0], e[4], e[1]], {"chain": "a", "n": 2, "why": "order"}),
        (lambda e: [e[0], replace(e[1], verb="x"), e[2]], {"chain": "a", "n": 3, "why": "link"}),
    ],
)
def test_a_broken_chain_is_not_written(broken: Callable[[list[Line]], list[Line]], why: dict[str, str | int]) -> None:
    with pytest.raises(Refusal) as no:
        written(broken(acts({"a": 4, "b": 1})))
    assert (no.value.code, dict(no.value.details)) == ("chain_broken", why)


def test_acts_lost_from_the_end_are_noticed_by_the_heads_that_the_room_keeps(tmp_path: Path) -> None:
    entries = acts({"a": 4, "b": 1})
    heads = written(entries).heads
    for left, chain, n in ((entries[:3] + entries[4:], "a", 4), (entries[:4], "b", 1)):
        with pytest.raises(Refusal) as no:
            written(left, heads)
        assert (no.value.code, dict(no.value.details)) == ("chain_broken", {"chain": chain, "n": n, "why": "head"})


def test_an_export_that_was_refused_half_way_is_not_whole(tmp_path: Path) -> None:
    out = io.BytesIO()
    entries = acts()
    with pytest.raises(Refusal, match="chain_broken"):
        write_export(out, site="s", time=TIME, entries=[*entries[:3], entries[4]], signing_key=KEY)
    assert check(tmp_path, out.getvalue()) == 1


def test_an_export_names_its_site() -> None:
    with pytest.raises(Refusal, match="site_missing"):
        export(site="")
