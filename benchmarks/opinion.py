"""`make bench-opinion`: the opinion map against the reference library (red-dwarf 0.4.0), and against the bare machine.

Without a word everything, in about ten minutes on a quiet machine of two cores; or some of its parts:
parity    every number against the expected ones (seconds)
small     real conversations and 10,000 people, side by side (two minutes)
large     100,000 people (for which the reference needs seven minutes and 6 GB) and a million (which it cannot do)
live      how soon a reaction is seen, in memory (half a minute)
durable   reactions a second, synced and in memory apart, and how soon they are seen (half a minute)
ours      with small or large: ours alone
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bandeng.core.opinion import opinion_map
from benchmarks import opinion_live, opinion_parity
from benchmarks.opinion_data import Raw, made, real, real_names


@dataclass(frozen=True)
class Case:
    """name, how to make it, rounds of ours and of theirs (0: it cannot); bars: ratio, s, MB above the input, MB"""

    name: str
    make: Callable[[], Raw]
    ours: int
    theirs: int
    ratio: float | None = None
    seconds: float | None = None
    above: float | None = None
    total: float | None = None


@dataclass(frozen=True)
class Side:
    wall: float
    cpu: float
    above: float
    peak: float


def small_cases() -> list[Case]:
    named = [Case(name, lambda name=name: real(name), 9, 9, *_bar(name)) for name in real_names()]  # type: ignore[misc]
    return [*named, Case("10,000 x 500, 5 %", lambda: made(10_000, 500, 0.05), 9, 3, 50.0)]


def large_cases() -> list[Case]:
    return [
        Case("100,000 x 1,000, 5 %", lambda: made(100_000, 1_000, 0.05), 5, 1, 300.0, 1.2, 300.0),
        Case("1,000,000 x 2,000, 1 %", lambda: made(1_000_000, 2_000, 0.00972), 3, 0, None, 12.0, None, 1536.0),
    ]


def _bar(name: str) -> tuple[float, float | None]:
    return (15.0, None) if name == "vtaiwan.uberx" else (8.0, 0.015)


def save(raw: Raw, folder: Path) -> None:
    np.save(folder / "participants.npy", raw.participants)
    np.save(folder / "statements.npy", raw.statements)
    np.save(folder / "values.npy", raw.values)
    (folder / "out.json").write_text(json.dumps(sorted(raw.out)))


def measured(folder: Path, how: str, rounds: int) -> dict[str, Side]:
    """Medians of a process of its own."""
    command = [sys.executable, "-m", "benchmarks.opinion_worker", str(folder), how, str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(
            done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"ended by {done.returncode}"
        )
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return {
        name: Side(
            statistics.median(wall for wall, _ in taken),
            statistics.median(cpu for _, cpu in taken),
            said["above"],
            said["peak"],
        )
        for name, taken in said["taken"].items()
    }


def sides(case: Case, folder: Path, alone: bool) -> dict[str, Side]:
    """Small ones in turn in one process, large ones each in its own, where memory can be told apart."""
    if alone or case.theirs == 0:
        return measured(folder, "ours", case.ours)
    if case.ours == case.theirs:
        return measured(folder, "both", case.ours)
    return measured(folder, "ours", case.ours) | measured(folder, "theirs", case.theirs)


def bare(raw: Raw) -> tuple[float, int, int]:
    """Seconds to read every vote once, votes, and how many visits of all votes the map makes."""
    votes = raw.gathered()
    found = opinion_map(votes)
    rounds = []
    for _ in range(15):
        began = time.perf_counter()
        votes.codes.max()
        rounds.append(time.perf_counter() - began)
    return statistics.median(rounds), len(votes), 2 * found.passes + 3


def line(case: Case, found: dict[str, Side], limit: tuple[float, int, int]) -> str:
    ours, theirs = found["ours"], found.get("theirs")
    once, votes, visits = limit
    parts = [
        f"{case.name:28}{votes:>11,}",
        f"{theirs.wall:>10.3f}{theirs.cpu:>10.3f}" if theirs else f"{'-':>10}{'-':>10}",
        f"{ours.wall:>10.4f}{ours.cpu:>9.4f}",
        f"{theirs.wall / ours.wall:>9.1f}" if theirs else f"{'-':>9}",
        f"{theirs.above:>9.0f}" if theirs and case.ours != case.theirs else f"{'-':>9}",
        f"{ours.above:>8.0f}{ours.peak:>8.0f}" if case.ours != case.theirs else f"{'-':>8}{'-':>8}",
        f"{once * 1e3:>9.3f}{visits:>7}{ours.wall / once:>8.0f}",
        f"  {verdict(case, ours, theirs)}",
    ]
    return "".join(parts)


def verdict(case: Case, ours: Side, theirs: Side | None) -> str:
    """Each bar and whether it is met."""
    bars = [
        (f"{case.ratio or 0:.0f} x", case.ratio, theirs is not None and theirs.wall / ours.wall >= (case.ratio or 0)),
        (f"{case.seconds or 0:g} s", case.seconds, ours.wall <= (case.seconds or 0)),
        (f"{case.above or 0:.0f} MB above", case.above, ours.above <= (case.above or 0)),
        (f"{case.total or 0:.0f} MB", case.total, ours.peak <= (case.total or 0)),
    ]
    asked = [(name, met) for name, bar, met in bars if bar is not None and (theirs or "x" not in name)]
    return ", ".join(f"{name} {'met' if met else 'MISSED'}" for name, met in asked)


PARTS = ("parity", "small", "large", "live", "durable")
HEAD = (
    f"{'conversation':28}{'votes':>11}{'ref s':>10}{'ref CPU':>10}{'ours s':>10}{'CPU':>9}{'ratio':>9}"
    f"{'ref MB+':>9}{'MB+':>8}{'MB':>8}{'bare ms':>9}{'visits':>7}{'cost':>8}  bars"
)
NOTE = """ref: red-dwarf 0.4.0. Both begin with votes in memory and end with every result; nothing is written anywhere.
MB+: peak memory above the input. MB: the whole process with the input. bare ms: every vote read once. visits: how often
our map visits all votes. cost: ours as so many bare readings."""


def main(words: Sequence[str]) -> int:
    if unknown := set(words) - {*PARTS, "ours"}:
        print(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}, ours.")
        return 2
    parts = set(words) - {"ours"} or ({"small", "large"} if "ours" in words else set(PARTS))
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}\n", flush=True)
    code = opinion_parity.main() if "parity" in parts else 0
    if parts & {"small", "large"}:
        compare(parts, alone="ours" in words)
    if parts & {"live", "durable"}:
        opinion_live.run(parts)
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    return code


def compare(parts: "set[str]", *, alone: bool) -> None:
    """The table of both, side by side."""
    cases = (small_cases() if "small" in parts else []) + (large_cases() if "large" in parts else [])
    print(f"Medians\n{HEAD}", flush=True)
    for case in cases:
        raw = case.make()
        with tempfile.TemporaryDirectory(prefix="opinion-bench-") as folder:
            save(raw, Path(folder))
            print(line(case, sides(case, Path(folder), alone), bare(raw)), flush=True)
    print(f"{NOTE}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
