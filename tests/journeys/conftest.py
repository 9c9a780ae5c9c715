"""Sites whose clock a journey sets (`clockwork.py`): each journey has its own, copied from one that was made ready."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from tests.browser import ROOT, Site, address_of, end


@dataclass(frozen=True)
class Town(Site):
    """A site with the demonstration's people and a clock of its own."""

    def at(self, moment: str) -> None:
        """Let it be this day and hour in China, e.g. "2026-11-05 14:30"; the next page that is asked for knows."""
        when = datetime.fromisoformat(f"{moment}:00+08:00")
        fresh = self.home / "clock.new"
        fresh.write_text(when.isoformat(), encoding="utf-8")
        fresh.replace(self.home / "clock")

    def night(self) -> None:
        """What is due by now is done, and jobs that wait: the site's own daily work."""
        done = work(self.home, "jobs")
        assert done.returncode == 0, done.stderr

    def door(self, meeting: str) -> str:
        """The address in the picture at a meeting's door, for a phone that scans it."""
        done = work(self.home, "door", meeting.strip("/").split("/")[1])
        assert done.returncode == 0, done.stderr
        return f"{meeting}live/door/{done.stdout.strip()}/"


def around(home: Path) -> dict[str, str]:
    """The environment of the processes of a home."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BANDENG_", "DJANGO_"))}
    return env | {"BANDENG_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def work(home: Path, *what: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.journeys.clockwork", *what]
    return subprocess.run(command, cwd=ROOT, env=around(home), capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with everything that was before the first notice."""
    home = tmp_path_factory.mktemp("ready")
    done = work(home, "prepare")
    assert done.returncode == 0, done.stderr
    (home / "told").write_text(done.stdout, encoding="utf-8")
    return home


@pytest.fixture
def town(ready: Path, tmp_path: Path) -> Iterator[Town]:
    """That home, copied and served."""
    home, log = tmp_path / "town", tmp_path / "town.log"
    shutil.copytree(ready, home)
    # `Walker.sign_in` reads the password where `bandeng demo` prints it.
    shutil.copyfile(home / "told", log)
    with open(log, "ab") as out:
        command = [sys.executable, "-m", "tests.journeys.clockwork", "serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=around(home), stdout=out, stderr=out, start_new_session=True)
    try:
        yield Town(address_of(server, log), home)
    finally:
        end(server)
