"""`bandeng opinion map VOTES.csv`: the opinion map at the command line. No database, no Django."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bandeng.core.refusal import Refusal

if TYPE_CHECKING:
    from bandeng.core.opinion import Around, OpinionMap, Options, Votes

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

T = TypeVar("T")


class _Unreadable(Exception):
    """What is wrong with a file, in one line."""


def add_parser(subparsers: "Subparsers") -> argparse.ArgumentParser:
    """Add the `opinion` command. numpy is loaded when it runs, so that no other command waits for it."""
    parser = subparsers.add_parser(
        "opinion", help="what a conversation's votes say: groups, and what all of them share"
    )
    commands = parser.add_subparsers(dest="opinion_command", required=True, metavar="COMMAND")
    mapping = commands.add_parser("map", help="work out the opinion map of a file of votes", allow_abbrev=False)
    mapping.add_argument(
        "votes", metavar="VOTES.csv", help="timestamp,comment-id,voter-id,vote or participant,statement,vote"
    )
    mapping.add_argument("--comments", metavar="COMMENTS.csv", help="comment-id,moderated: what is -1 is left out")
    mapping.add_argument("--groups", metavar="GROUPS.csv", help="participant,group: take these groups")
    mapping.add_argument("--out", metavar="RESULT.json", help="write there; without it, print")
    mapping.add_argument("--parity", action="store_true", help="choose groups as the reference library does")
    mapping.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="who works: this process, or Dask"
    )
    mapping.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the map; 0, or 2 with one line on stderr and nothing written."""
    try:
        from bandeng.core.opinion import tables  # noqa: F401 (loaded before the clock starts)

        began = time.perf_counter()
        votes, around = _read(args)
        read = time.perf_counter()
        found = _map(args, votes, around)
        seconds = {"read": read - began, "map": time.perf_counter() - read}
        _write(args.out, json.dumps(as_json(found, seconds), ensure_ascii=False, allow_nan=False))
    except _Unreadable as why:
        print(f"bandeng opinion map: {why}", file=sys.stderr)
        return 2
    if args.out:
        print(_summary(found))
    return 0


def as_json(found: "OpinionMap", seconds: dict[str, float]) -> dict[str, object]:
    """The documented keys and no other; lists in the order of `tids` and of `pids`.

    Source  docs/reference/opinion-map.md, "The result"
    """
    from bandeng.core.opinion import plain

    return {**plain(found), "seconds": {step: round(taken, 6) for step, taken in seconds.items()}}


def _summary(found: "OpinionMap") -> str:
    from bandeng.core.opinion import fingerprint

    return (
        f"{len(found.pids)} participants, {len(found.tids)} statements, {found.votes} votes; "
        f"{int(found.inside.sum())} in the conversation, {len(found.labels)} groups\nfingerprint {fingerprint(found)}"
    )


def _read(args: argparse.Namespace) -> "tuple[Votes, Around]":
    from bandeng.core.opinion import Around, tables

    votes = _file(args.votes, tables.read_votes)
    moderation = (
        _file(args.comments, tables.read_moderation) if args.comments else tables.Moderation(*[frozenset()] * 2)
    )
    groups = _file(args.groups, tables.read_groups) if args.groups else None
    return votes, Around(out=moderation.out, meta=moderation.meta, groups=groups)


def _map(args: argparse.Namespace, votes: "Votes", around: "Around") -> "OpinionMap":
    from bandeng.core.opinion import DEFAULT, PARITY, opinion_map

    options = PARITY if args.parity and around.groups is None else DEFAULT
    if args.engine == "local":
        return opinion_map(votes, around, options)
    return _map_on_dask(votes, around, options)


def _map_on_dask(votes: "Votes", around: "Around", options: "Options") -> "OpinionMap":
    try:
        from bandeng.core.opinion.cluster import opinion_map
    except ImportError as fault:
        raise _Unreadable("--engine dask needs Dask: install bandeng[engine]") from fault
    return opinion_map(votes, around, options)


def _file(name: str, read: Callable[[Iterable[str]], T]) -> T:
    try:
        with open(name, encoding="utf-8-sig", newline="") as lines:
            return read(lines)
    except Refusal as no:
        raise _Unreadable(f"{name}: {_sentence(no)}") from no
    except UnicodeDecodeError as fault:
        raise _Unreadable(f"{name}: is not UTF-8 text; save it as UTF-8") from fault
    except FileNotFoundError as fault:
        raise _Unreadable(f"{name}: there is no such file") from fault
    except (OSError, ValueError) as fault:
        raise _Unreadable(f"{name}: cannot be read ({fault})") from fault


def _sentence(no: Refusal) -> str:
    told = {name: str(value) for name, value in no.details.items()}
    told["named"] = f" ({told['name']})" if told.get("name") else ""
    return {
        "no_header": "is empty; its first line must name the columns",
        "no_column": "line 1: there is no column {name}",
        "column_twice": "line 1: the column {name} is there twice",
        "malformed": "line {line}, column {column}{named}: {value!r:.60} is not understood",
        "too_many_votes": "more than {most} votes",
        "too_many_groups": "more than {most} groups",
    }[no.code].format(**told)


def _write(out: str | None, text: str) -> None:
    """All of it or nothing: the file appears when it is whole."""
    if out is None:
        return _print(text)
    target = Path(out)
    part = (
        target if target.exists() and not target.is_file() else target.with_name(f".{target.name}.{os.getpid()}.part")
    )
    try:
        part.write_text(text + "\n", encoding="utf-8")
        os.replace(part, target) if part != target else None
    except OSError as fault:
        part.unlink(missing_ok=True) if part != target else None
        raise _Unreadable(f"{out}: cannot be written ({fault.strerror})") from fault
    return None


def _print(text: str) -> None:
    try:
        print(text)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough; Python would complain once more while it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
