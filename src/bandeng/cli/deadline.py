"""`bandeng deadline`: work a deadline out at the command line. No database, no Django."""

import argparse
import json
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from bandeng.core.deadline import MOST_DAYS, SHANGHAI, Deadline, Due, Line, Unit, explain, local_day
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import calendar_for_place

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_START = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)


def add_parser(subparsers: "Subparsers") -> argparse.ArgumentParser:
    """Add the `deadline` command. Values are checked in `run`, so that each mistake gets one line of its own."""
    parser = subparsers.add_parser(
        "deadline", help="work out a deadline and show every day counted or skipped", allow_abbrev=False
    )
    parser.add_argument("--from", dest="start", metavar="WHEN", help="2026-09-30 or 2026-09-30T10:00+08:00")
    parser.add_argument("--days", metavar="N", help=f"1 to {MOST_DAYS}")
    parser.add_argument("--unit", default=Unit.WORKING.value, metavar="UNIT", help="working (default) or calendar")
    parser.add_argument("--place", metavar="CODE", help="place code, e.g. 640302; without it the national calendar")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the deadline; 0, or 2 with one line on stderr for bad input."""
    try:
        due = _due(args)
    except Refusal as no:
        print(f"bandeng deadline: {_sentence(no)}", file=sys.stderr)
        return 2
    print(json.dumps(as_json(due)) if args.json else "\n".join(as_listing(due)))
    return 0


def as_json(due: Due) -> dict[str, object]:
    """The four documented keys and no other; dates in ISO form."""
    return {
        "due": due.due.isoformat(),
        "counted": [day.isoformat() for day in due.counted],
        "skipped": [{"date": day.isoformat(), "reason": str(reason)} for day, reason in due.skipped],
        "provisional": due.provisional,
    }


def as_listing(due: Due) -> list[str]:
    """The same for people: one line a day, then the date, then what is provisional about it."""
    lines = [_told(line) for line in explain(due).lines]
    lines.append(f"due {due.due} {due.due:%a}, at the end of the day ({due.rule.days} {due.rule.unit} days)")
    return lines + [f"provisional: {gap}" for gap in due.missing]


def _told(line: Line) -> str:
    words = {
        "start": "day zero, not counted",
        "counted": f"day {line.number}" + (f"  (make-up day: {line.made_up.en})" if line.made_up else ""),
    }
    return f"{line.day} {line.day:%a}  {words.get(line.kind, f'skipped, {line.reason}')}"


def _due(args: argparse.Namespace) -> Due:
    if args.start is None or args.days is None:
        raise Refusal("needed")
    rule = Deadline(_days(args.days), args.unit)
    return rule.due(_start(args.start), calendar_for_place(args.place))


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Refusal("bad_days", days=text, most=MOST_DAYS)
    return int(text)


def _start(text: str) -> datetime:
    """A date, a local time or a time with its offset; without an offset it is the time in China."""
    if not _START.fullmatch(text):
        raise Refusal("bad_time", at=text)
    try:
        told = datetime.fromisoformat(text)
        told = told if told.tzinfo else told.replace(tzinfo=SHANGHAI)
        local_day(told)
    except (ValueError, Refusal) as wrong:
        raise Refusal("bad_time", at=text) from wrong
    return told


def _sentence(no: Refusal) -> str:
    shown = repr(next(iter(no.details.values()), ""))[:80]
    return {
        "needed": "--from and --days are needed, e.g. --from 2026-09-30T10:00+08:00 --days 5",
        "bad_days": f"--days must be a whole number from 1 to {MOST_DAYS}, not {shown}",
        "bad_unit": f"--unit must be working or calendar, not {shown}",
        "bad_place": f"--place is not a place code: {shown}",
        "bad_time": f"--from is not a date or time between 1992 and 2199: {shown}",
    }[no.code]
