"""`bandeng demo` and `bandeng serve`, as a person calls them: a folder of their own, one process."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BANDENG = str(Path(sys.executable).with_name("bandeng"))


def environment(home: Path) -> dict[str, str]:
    """A home of its own, nothing of the caller's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BANDENG_", "DJANGO_", "PORT"))}
    return {**kept, "BANDENG_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BANDENG, *words], env=environment(home), capture_output=True, text=True, timeout=300, check=False
    )


@contextmanager
def serving(home: Path, *words: str) -> Iterator[list[str]]:
    """A server that runs meanwhile; the lines it printed until its page answers, its address first."""
    command = [BANDENG, *words, "--port", "0"]
    log = home.parent / "serve.log"
    with open(log, "w") as out:
        server = subprocess.Popen(command, env=environment(home), stdout=out, stderr=out, start_new_session=True)
    try:
        yield lines_of(server, log)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def lines_of(server: subprocess.Popen[bytes], log: Path) -> list[str]:
    """What it said, once its address answers."""
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        said = log.read_text(encoding="utf-8").splitlines()
        if said and answers(said[0]):
            return said
        time.sleep(0.1)
    raise AssertionError(f"It did not start: {log.read_text(encoding='utf-8')}")


def answers(address: str) -> bool:
    try:
        page(address)
    except OSError:
        return False
    return True


def page(address: str) -> tuple[str, str]:
    """Where one ends up at an address, and what stands there."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.url, answer.read().decode()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demonstration that was only loaded, and what the command said."""
    home = tmp_path_factory.mktemp("demonstration")
    done = run(home, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return home, done.stdout


def test_loading_the_demonstration_says_who_to_sign_in_as(loaded: tuple[Path, str]) -> None:
    _, said = loaded
    accounts = re.findall(r"\S+@(?:\w+)\.example", said)
    assert {"secretary@xinhua.example", "property@yixinyuan.example", "auditor@litong.example"} <= set(accounts)
    assert (len(re.findall(r"/card/\w+/", said)), len(re.findall(r"/r/\w{10}/", said))) == (1, 3)


def test_a_second_time_loads_nothing_and_says_the_same(loaded: tuple[Path, str]) -> None:
    home, said = loaded
    began = time.monotonic()
    again = run(home, "demo", "--no-serve")
    assert (again.returncode, again.stdout) == (0, said)
    assert time.monotonic() - began < 30


def test_a_demonstration_is_served_at_the_address_it_prints_first_and_says_what_it_is(
    loaded: tuple[Path, str],
) -> None:
    home, _ = loaded
    with serving(home, "demo") as said:
        where, text = page(said[0])
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", said[0])
    assert (where.startswith(said[0]), "新华社区" in text, "演示数据" in text) == (True, True, True)


@pytest.mark.parametrize("kept", ["bandeng.sqlite3", "files", "notes.txt"])
def test_a_home_that_holds_anything_is_never_made_a_demonstration(tmp_path: Path, kept: str) -> None:
    (tmp_path / kept).write_text("mine", encoding="utf-8")
    refused = run(tmp_path, "demo", "--no-serve")
    assert (refused.returncode, refused.stdout, sorted(path.name for path in tmp_path.iterdir())) == (1, "", [kept])
    assert "holds a real site; the demonstration is never mixed into one" in refused.stderr


def test_a_real_site_begins_with_its_set_up_page(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with serving(home, "serve") as said:
        where, text = page(said[0])
    assert (where, "演示数据" in text, (home / "demonstration").exists()) == (f"{said[0]}setup/", False, False)


@pytest.mark.parametrize(
    "words", ["jobs", "jobs --dry-run", "ledger export --out out.jsonl", "ledger check", "ledger rebuild"]
)
def test_a_command_of_a_site_says_in_one_line_that_there_is_none(tmp_path: Path, words: str) -> None:
    done = run(tmp_path, *words.split())
    told = "this folder holds no site; set BANDENG_HOME, or begin with bandeng serve\n"
    command = words.partition(" --")[0]
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"bandeng {command}: {told}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--port 70000", "argument --port: '70000' is not a port: a whole number from 0 to 65535"),
        ("--port -1", "argument --port: '-1' is not a port: a whole number from 0 to 65535"),
        ("--port ten", "argument --port: 'ten' is not a port: a whole number from 0 to 65535"),
        ("--host 300.1.1.1", "argument --host: '300.1.1.1' is not an address of this machine, e.g. 127.0.0.1"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_an_address_that_cannot_be_served_is_refused_before_anything_is_made(
    tmp_path: Path, command: str, words: str, told: str
) -> None:
    done = run(tmp_path, command, *words.split())
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (2, f"bandeng {command}: {told}\n", [])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_where_something_else_runs_is_said_in_one_line(tmp_path: Path, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(tmp_path, command, "--port", str(port))
    told = f"bandeng {command}: port {port} cannot be had, perhaps something else runs there; choose another"
    assert (done.returncode, done.stdout, done.stderr.startswith(told), done.stderr.count("\n")) == (2, "", True, 1)
    assert [path.name for path in tmp_path.iterdir()] in ([], ["keys.json"])
