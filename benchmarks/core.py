"""The core, without a database: lines of a ledger, and deadlines."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import rfc8785

from bandeng.core.deadline import SHANGHAI, Deadline
from bandeng.core.ledger import verify
from bandeng.core.workdays import calendar_for_place
from benchmarks.measure import Workload

LINES = 5_000
DEADLINES = 500
FIRST = date(2025, 1, 1)


def entries() -> list[dict[str, Any]]:
    """Entries as a ledger has them: short English keys, some Chinese, digests, a few numbers."""
    return [
        {
            "v": 1,
            "chain": "640302107001",
            "n": n,
            "at": f"2026-11-23T{n % 24:02}:00:00.000000Z",
            "actor": f"person:{hashlib.sha256(bytes([n % 200])).hexdigest()[:32]}",
            "verb": "matter.step_completed",
            "subject": f"matter:{n:032x}",
            "detail": {"matter": f"{n:032x}", "step": "sort", "then": "deliberate", "title": f"楼道里的车 {n}"},
            "private": {"words": hashlib.sha256(str(n).encode()).hexdigest()},
        }
        for n in range(LINES)
    ]


def ledger_workloads() -> Iterator[Workload]:
    lines = entries()
    yield Workload(
        f"canonical form and hash of {LINES} entries, by the verifier : by json.dumps",
        ours=lambda: [digest(verify.canonical(line)) for line in lines],
        plain=lambda: [digest(json.dumps(line, sort_keys=True, ensure_ascii=False)) for line in lines],
        same=lambda ours, plain: ours == [hashlib.sha256(rfc8785.dumps(line)).hexdigest() for line in lines],
    )
    texts = [verify.canonical(line) for line in lines]
    yield Workload(
        f"reading {LINES} lines strictly, by the verifier : by json.loads",
        ours=lambda: [verify.decode(text) for text in texts],
        plain=lambda: [json.loads(text) for text in texts],
        same=lambda ours, plain: ours == plain,
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def deadline_workloads() -> Iterator[Workload]:
    calendar, rule = calendar_for_place("640302"), Deadline(20)
    starts = [datetime(2025, 1, 1, 10, tzinfo=SHANGHAI) + timedelta(days=n) for n in range(DEADLINES)]
    worked = {FIRST + timedelta(days=n) for n in range(730) if calendar.is_workday(FIRST + timedelta(days=n))}
    yield Workload(
        f"{DEADLINES} deadlines of 20 working days, with their arithmetic : by a bare loop over a set of days",
        ours=lambda: [rule.due(start, calendar).due for start in starts],
        plain=lambda: [bare_loop(start.date(), 20, worked) for start in starts],
        same=lambda ours, plain: ours == plain,
    )


def bare_loop(day: date, days: int, worked: set[date]) -> date:
    """The date alone: no reasons, no pauses, nothing to show."""
    while days:
        day += timedelta(days=1)
        days -= day in worked
    return day


def workloads() -> Iterator[Workload]:
    yield from ledger_workloads()
    yield from deadline_workloads()
