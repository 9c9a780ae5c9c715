"""`bandeng ledger verify` and verify.py beside an export: the same check, the same words."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from bandeng.cli.ledger_verify import add_verify_parser
from bandeng.core.ledger import verifier
from tests.core.ledger_files import KEY, VECTOR, fingerprint

WHOLE = f"whole: 10 acts in 3 chains, signed with the key {fingerprint(KEY)}\n"


def ledger(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="bandeng ledger")
    add_verify_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["verify", *arguments])
    code = args.run(args)
    assert isinstance(code, int)
    return code


def beside(folder: Path, data: bytes, *arguments: str) -> tuple[int, str]:
    """verify.py copied beside the export, run by a Python that sees nothing but its standard library."""
    (folder / "verify.py").write_bytes(verifier())
    (folder / "export.jsonl").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "export.jsonl", *arguments],
        cwd=folder,
        env={"LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_whole_export_is_called_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger(str(VECTOR), "--key", fingerprint(KEY)) == 0
    assert capsys.readouterr().out == WHOLE


def test_the_copy_beside_an_export_needs_nothing_but_python(tmp_path: Path) -> None:
    assert beside(tmp_path, VECTOR.read_bytes()) == (0, WHOLE)


def test_the_copy_names_the_line_that_was_edited(tmp_path: Path) -> None:
    edited = VECTOR.read_bytes().replace(b'raised"}', b'raised","x":1}', 1)
    assert beside(tmp_path, edited) == (1, "line 2: edited: the line field 'x' is unknown\n")


def test_a_missing_file_and_a_folder_are_answered_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [ledger(str(tmp_path / "none")), ledger(str(tmp_path))] == [2, 2]
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split("]")[0] for line in said.err.splitlines()] == ["[Errno 2", "[Errno 21"]


def test_a_file_without_a_header_is_answered_with_2(tmp_path: Path) -> None:
    assert beside(tmp_path, b"hello\n") == (2, "the first line is no header of bandeng-ledger/1\n")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--key", "abc"],
        ["--key", "z" * 32],
        ["--receipt", "site:1"],
        ["--receipt", "site:0:" + "0" * 12],
        ["--receipt", "site:1:abc"],
    ],
)
def test_a_fingerprint_or_receipt_that_cannot_be_one_is_answered_with_2(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        ledger(str(VECTOR), *wrong)
    assert stop.value.code == 2
    assert "error: argument " in capsys.readouterr().err


def test_a_chain_may_have_a_colon_in_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert ledger(str(VECTOR), "--receipt", "place:7:1:" + "0" * 12) == 1
    assert capsys.readouterr().out == "line 12: dropped: a receipt shows act 1 of chain place:7\n"
