"""`bandeng process check FILE... [--json]` and `bandeng process schema`. No Django, no database."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from bandeng.core.process import Problem, check, schema
from bandeng.core.refusal import Refusal

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file: its problems or, where it could not be read, why."""

    file: str
    problems: tuple[Problem, ...] = ()
    error: str | None = None

    @property
    def ok(self) -> bool:
        return not self.problems and self.error is None


def add_parser(subparsers: "Subparsers") -> None:
    """Add `process` to the `bandeng` command."""
    parser = subparsers.add_parser("process", help="check process files, or print the schema of their format")
    parser.set_defaults(run=run)
    parser.set_defaults(run=run)
    what = parser.add_subparsers(dest="process_command", required=True, metavar="{check,schema}")
    checking = what.add_parser("check", help="prove that each process is sound")
    checking.add_argument("files", nargs="+", metavar="FILE", help="a process file (TOML)")
    checking.add_argument("--json", action="store_true", help="print one JSON object")
    what.add_parser("schema", help="print the JSON Schema of the format")


def run(args: argparse.Namespace) -> int:
    """0: all sound; 1: problems; 2: a file is missing or cannot be parsed."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if args.process_command == "schema":
        print(json.dumps(schema(), indent=2))
        return 0
    verdicts = [verdict(name) for name in args.files]
    try:
        print(_json(verdicts)) if args.json else _lines(verdicts)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough; Python would complain once more while it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for found in verdicts:
        if found.error:
            print(f"bandeng process check: {found.file}: {found.error}", file=sys.stderr)
    return 2 if any(v.error for v in verdicts) else int(not all(v.ok for v in verdicts))


def verdict(name: str) -> Verdict:
    """Check one file; a file that cannot be read is an answer too."""
    try:
        return Verdict(name, tuple(check(Path(name).read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return Verdict(name, error="there is no such file")
    except OSError as fault:
        return Verdict(name, error=f"cannot be opened ({fault.strerror or 'unknown reason'})")
    except UnicodeDecodeError:
        return Verdict(name, error="is not UTF-8 text; save it as UTF-8")
    except ValueError:
        return Verdict(name, error="is no file name")
    except Refusal as no:
        return Verdict(name, error=f"is not TOML: {no.details.get('why')}")


def _lines(verdicts: Sequence[Verdict]) -> None:
    for found in verdicts:
        for problem in found.problems:
            print(f"{found.file}: {problem.code}: {problem.step or '-'}: {problem.message}")
        if found.ok:
            print(f"{found.file}: sound")


def _json(verdicts: Sequence[Verdict]) -> str:
    return json.dumps({"files": [_plain(found) for found in verdicts]}, ensure_ascii=False, indent=2)


def _plain(found: Verdict) -> dict[str, object]:
    plain = {"file": found.file, "ok": found.ok, "problems": [asdict(problem) for problem in found.problems]}
    return plain | ({"error": found.error} if found.error else {})
