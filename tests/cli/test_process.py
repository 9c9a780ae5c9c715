"""`bandeng process`: its lines, its JSON and its exit codes."""

import argparse
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from bandeng.cli import process

FIVE_STEP = str(files("bandeng.shelf").joinpath("processes/five_step.toml"))
BAD = """key = "bad"
version = 1
name = { zh = "坏", en = "Bad" }
[[step]]
key = "结束"
name = { zh = "结束", en = "End" }
by = ["secretery", "secretary"]
"""


def bandeng(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="bandeng")
    process.add_parser(parser.add_subparsers())
    args = parser.parse_args(["process", *words])
    code = args.run(args)
    assert isinstance(code, int)
    return code


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.toml"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


def test_a_sound_file_exits_0_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert bandeng("check", FIVE_STEP) == 0
    assert capsys.readouterr() == (f"{FIVE_STEP}: sound\n", "")


def test_a_file_with_problems_exits_1_and_names_each_on_a_line(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bandeng("check", FIVE_STEP, bad) == 1
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], [": ".join(line.split(": ")[:3]) for line in out.splitlines()[1:]], err) == (
        f"{FIVE_STEP}: sound",
        [f"{bad}: unknown_role: 结束", f"{bad}: ends_without_reply: 结束"],
        "",
    )


def test_json_has_each_file_with_its_problems(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bandeng("check", FIVE_STEP, bad, "--json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {"file": FIVE_STEP, "ok": True, "problems": []},
            {
                "file": bad,
                "ok": False,
                "problems": [
                    {
                        "code": "unknown_role",
                        "step": "结束",
                        "message": '"secretery" is not known; did you mean "secretary"?',
                    },
                    {
                        "code": "ends_without_reply",
                        "step": "结束",
                        "message": "a walk ends here without a reply; "
                        'write in then a step that opens "reply" and reaches "replied"',
                    },
                ],
            },
        ]
    }


def test_a_file_that_is_missing_or_not_toml_exits_2_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, latin = tmp_path / "broken.toml", tmp_path / "latin.toml"
    broken.write_text("[[step\nkey = 1\n", encoding="utf-8")
    latin.write_bytes(b'key = "\xff"\n')
    errors = []
    for file in (tmp_path / "nowhere.toml", tmp_path, broken, latin):
        assert bandeng("check", str(file)) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        errors.append(err.removeprefix(f"bandeng process check: {file}: ").strip())
    assert errors[0] == "there is no such file"
    assert errors[1].startswith("cannot be opened")
    assert errors[2].startswith("is not TOML: ")
    assert errors[3] == "is not UTF-8 text; save it as UTF-8"


def test_one_missing_file_does_not_hide_the_verdict_on_the_others(
    bad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "nowhere.toml")
    assert bandeng("check", bad, missing, "--json") == 2
    told = json.loads(capsys.readouterr().out)["files"]
    assert [(one["file"], one["ok"], len(one["problems"]), one.get("error")) for one in told] == [
        (bad, False, 2, None),
        (missing, False, 0, "there is no such file"),
    ]


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert bandeng("schema") == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_wrong_call_exits_2() -> None:
    for words in ((), ("check",), ("prove", "x")):
        with pytest.raises(SystemExit) as exit_:
            bandeng(*words)
        assert exit_.value.code == 2


def test_it_needs_no_django_and_prints_where_only_ascii_can_be_shown(bad: str) -> None:
    call = (
        "import argparse, sys; from bandeng.cli.process import add_parser; p = argparse.ArgumentParser(); "
        "add_parser(p.add_subparsers()); a = p.parse_args(sys.argv[1:]); c = a.run(a); "
        "assert not any(m.partition('.')[0] == 'django' for m in sys.modules); sys.exit(c)"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", call, "process", "check", bad], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr, b"unknown_role: \\u7ed3\\u675f" in done.stdout) == (1, b"", True)


def test_a_reader_that_has_seen_enough_gets_no_complaint(bad: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    call = "import sys; from bandeng.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", call, "process", "check", bad], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")
