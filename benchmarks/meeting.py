"""`make bench ARGS=meeting`: a meeting of 300 with 20 topics on one server, its phones in another process.

Each phone has its own cookie and its own stream over a real socket: it opens the door's page, signs in within half a
minute of the first, looks on, and raises its hand. In the middle the server is killed (-9) and started again; phones
press again what was not acknowledged. One browser shows the projector's screen all the while. Printed: how long after
an act was acknowledged every screen that was there showed it, the server's time and memory, and what was lost.
"""

import asyncio
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PEOPLE, TOPICS, SECONDS = 300, 20, 30.0
HANDS_SECONDS, SETTLE, TRIES = 10.0, 8.0, 60
ROOT = Path(__file__).resolve().parent.parent
SEEN = re.compile(r"(\d+) / (\d+)")
CHROME = os.environ.get("CHROME") or "/usr/bin/chromium"


# --- one phone ---


@dataclass
class Phone:
    """One phone: its cookies, what it was told, and when.

    seen     (moment, how many are here) for each drawing it was sent
    gaps     moments at which its stream broke
    """

    number: int
    site: "Site"
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[float, int]] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    came: float = 0.0
    raised: float = 0.0
    tries: int = 0

    async def ask(self, method: str, path: str, body: str = "", **more: str) -> tuple[int, dict[str, str], str]:
        """One request over a connection of its own: status, headers, text."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.site.port)
        try:
            writer.write(self._request(method, path, body, more))
            await writer.drain()
            raw = await asyncio.wait_for(reader.read(), 20)
        finally:
            writer.close()
        head, _sep, text = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        if not lines[0].startswith("HTTP/"):
            raise ConnectionError("no answer")
        headers = {}
        for line in lines[1:]:
            name, _colon, value = line.partition(":")
            if name.lower() == "set-cookie":
                key, _equals, rest = value.strip().partition("=")
                self.cookies[key] = rest.partition(";")[0]
            headers[name.lower()] = value.strip()
        return int(lines[0].split()[1]), headers, text.decode(errors="replace")

    def _request(self, method: str, path: str, body: str, more: dict[str, str]) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"Host": f"127.0.0.1:{self.site.port}", "Connection": "close", "Cookie": cookies, **more}
        if body:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body.encode()))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        return f"{method} {path} HTTP/1.1\r\n{lines}\r\n{body}".encode()

    async def persist(self, method: str, path: str, body: str, good: set[int]) -> str:
        """Press until it is acknowledged, as somebody would whose page did not come."""
        for _each in range(TRIES):
            self.tries += 1
            with suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                status, _headers, text = await self.ask(method, path, body)
                if status in good:
                    return text
            await asyncio.sleep(0.5)
        raise RuntimeError(f"phone {self.number}: {path} was never acknowledged")

    async def come(self, after: float) -> None:
        """Sign in by the code at the door, then look on."""
        await asyncio.sleep(after)
        door = f"/meetings/{self.site.meeting}/live/door/{self.site.door}/"
        page = await self.persist("GET", door, "", {200, 302})
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        once = re.search(r'name="once" value="([^"]+)"', page)
        assert token, "the door's page has no form"
        assert once, "the door's form has no key"
        told = f"csrfmiddlewaretoken={token[1]}&once={once[1]}&capacity=owner&name=%E9%82%BB%E5%B1%85{self.number:03}"
        await self.persist("POST", door, told, {302})
        self.came = time.monotonic()
        self.site.streams.append(asyncio.create_task(self.look_on()))

    async def look_on(self) -> None:
        """Hold a stream; when it breaks, come back after a second, as browsers do."""
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._stream()
            self.gaps.append(time.monotonic())
            await asyncio.sleep(1.0)

    async def _stream(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.site.port, limit=1 << 20)
        try:
            path = f"/live/meeting-phone/{self.site.meeting}/"
            writer.write(self._request("GET", path, "", {"Accept": "text/event-stream"}))
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    self._hear(json.loads(line[6:]))
        finally:
            writer.close()

    def _hear(self, html: str) -> None:
        """The first count after the word for "here" is how many signed in."""
        counts = [(int(n), int(of)) for n, of in SEEN.findall(html.rpartition('class="card stack tight">')[2])]
        if counts:
            self.seen.append((time.monotonic(), counts[0][0]))

    async def raise_hand(self, after: float) -> None:
        """Raise a hand; it is acknowledged by an answer without a page."""
        await asyncio.sleep(after)
        token = self.cookies["csrftoken"]
        told = f"csrfmiddlewaretoken={token}&hand={self.site.item}%3A{1 + self.number % 3}"
        await self.persist("POST", f"/meetings/{self.site.meeting}/live/hand/", told, {302})
        self.raised = time.monotonic()


@dataclass
class Site:
    """The server as phones know it."""

    port: int
    meeting: str
    door: str
    item: str
    streams: list["asyncio.Task[None]"] = field(default_factory=list)


async def load(site: Site, people: int) -> list[Phone]:
    """Everybody comes within half a minute, then everybody raises a hand within ten seconds."""
    phones = [Phone(number, site) for number in range(1, people + 1)]
    await asyncio.gather(*(phone.come(n * SECONDS / people) for n, phone in enumerate(phones)))
    print(json.dumps({"all_came": time.monotonic()}), flush=True)
    await asyncio.sleep(2)
    await asyncio.gather(*(phone.raise_hand(n * HANDS_SECONDS / people) for n, phone in enumerate(phones)))
    await asyncio.sleep(SETTLE)
    known = await asyncio.gather(*(phone.ask("GET", f"/meetings/{site.meeting}/live/phone/") for phone in phones))
    mine = [re.search(r'data-mine="([^"]*)"', page[2]) for page in known]
    kept = [found for found, phone in zip(mine, phones, strict=True) if found and found[1].endswith(
        f":{1 + phone.number % 3}"
    )]  # fmt: skip
    print(json.dumps({"hands_kept": len(kept)}), flush=True)
    for stream in site.streams:
        stream.cancel()
    return phones


def run_load(words: list[str]) -> int:
    """The other process: prints what each phone saw, one JSON object a line."""
    told = json.loads(words[0])
    site = Site(told["port"], told["meeting"], told["door"], told["item"])
    for phone in asyncio.run(load(site, told["people"])):
        seen = {"n": phone.number, "came": phone.came, "raised": phone.raised, "tries": phone.tries}
        print(json.dumps({**seen, "seen": phone.seen, "gaps": phone.gaps}), flush=True)
    return 0


# --- the server, the browser, the table ---


class Server:
    """`bandeng serve` in a folder, killed and started again on the same port."""

    def __init__(self, home: str, command: "list[str] | None" = None) -> None:
        self.command = command or [str(Path(sys.executable).with_name("bandeng")), "serve", "--port"]
        self.env = {**os.environ, "BANDENG_HOME": home, "PYTHONUNBUFFERED": "1"}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None
        self.spent = 0.0
        self.peak = 0
        self.own = 0
        self.threads = 0

    def start(self) -> float:
        """Start it; how long until it answered."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [*self.command, str(self.port)],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._answers():
            time.sleep(0.05)
        return time.monotonic() - began

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as knock:
            knock.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return knock.recv(12).endswith(b"200")
        return False

    def stop(self, sign: int) -> None:
        """End it and all its processes."""
        assert self.process
        self.measure()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, sign)
        self.process.wait()
        while _family(self.process.pid)[1:]:
            time.sleep(0.02)

    def sample(self) -> None:
        """Look at its memory without what it shares with files, and at its threads."""
        assert self.process
        own = threads = 0
        for pid in _family(self.process.pid):
            with suppress(OSError):
                told = Path(f"/proc/{pid}/status").read_text()
                own += int((re.search(r"RssAnon:\s+(\d+)", told) or ["", "0"])[1])
                threads += int((re.search(r"Threads:\s+(\d+)", told) or ["", "0"])[1])
        self.own, self.threads = max(self.own, own), max(self.threads, threads)

    def measure(self) -> None:
        """Add up processor time and the largest memory of its processes."""
        assert self.process
        seconds, memory = 0.0, 0
        for pid in _family(self.process.pid):
            with suppress(OSError):
                stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                seconds += (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
                found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
                memory += int(found[1]) if found else 0
        self.spent, self.peak = self.spent + seconds, max(self.peak, memory)


def _family(pid: int) -> list[int]:
    found = [pid]
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parts = each.read_text().rpartition(")")[2].split()
            if int(parts[2]) == pid and int(each.parent.name) != pid:
                found.append(int(each.parent.name))
    return found


def lags(phones: list[dict[str, Any]], cut: tuple[float, float]) -> list[float]:
    """For each sign-in and each screen that was there: seconds until the screen counted it.

    Left out is what fell into the time without a server, and what a screen missed while it came back.
    """
    acks = sorted(phone["came"] for phone in phones)
    found = []
    for n, at in enumerate(acks, 1):
        if cut[0] - 2 < at < cut[1]:
            continue
        for phone in phones:
            first = next((moment for moment, here in phone["seen"] if here >= n), None)
            if first is not None and phone["seen"][0][0] < at:
                found.append(max(0.0, first - at))
    return found


def main(words: list[str] | None = None) -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="bandeng-bench-") as home:
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.meeting_site", str(PEOPLE), str(TOPICS)], cwd=ROOT,
            env={**os.environ, "BANDENG_HOME": home}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(made.stdout.strip().splitlines()[-1])
        server = Server(home)
        started = server.start()
        try:
            return _measure(server, told, started, home)
        finally:
            server.stop(signal.SIGKILL)


def _measure(server: Server, told: dict[str, Any], started: float, home: str) -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROME, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"http://127.0.0.1:{server.port}/meetings/{told['meeting']}/live/")
        page.evaluate(WATCH)
        command = [sys.executable, "-m", "benchmarks.meeting", "load", json.dumps({**told, "port": server.port})]
        heard = Path(home) / "heard"
        with open(heard, "w") as out:
            phones = subprocess.Popen(command, cwd=ROOT, stdout=out)
        began = time.monotonic()
        while time.monotonic() - began < SECONDS / 2:
            page.wait_for_timeout(500)
            server.sample()
        server.stop(signal.SIGKILL)
        killed = time.monotonic()
        back = server.start()
        cut = (killed, time.monotonic())
        while phones.poll() is None and time.monotonic() - began < 110:
            page.wait_for_timeout(500)
            server.sample()
        if phones.wait(1) != 0:
            raise RuntimeError("the load broke off")
        lines = [json.loads(line) for line in heard.read_text().splitlines() if line.startswith("{")]
        screen = page.evaluate("window.counted")
        page.wait_for_timeout(200)
        browser.close()
    server.measure()
    return _print(lines, server, cut, screen, (started, back), home, told)


WATCH = """() => {
  window.counted = [];
  const look = () => {
    const here = document.querySelector('.facts-live .huge')?.textContent;
    if (here !== undefined && window.counted.at(-1)?.[1] !== here) window.counted.push([Date.now() / 1000, here]);
  };
  document.addEventListener('live:shown', look);
  look();
}"""


def _print(
    lines: list[dict[str, Any]], server: Server, cut: tuple[float, float], screen: list[Any],
    starts: tuple[float, float], home: str, told: dict[str, Any],
) -> int:  # fmt: skip
    phones = [line for line in lines if "n" in line]
    kept = next((line["hands_kept"] for line in lines if "hands_kept" in line), 0)
    ours = lags(phones, cut)
    offset = time.time() - time.monotonic()
    acks = sorted(phone["came"] + offset for phone in phones)
    shown = [(at, int(here)) for at, here in screen]
    wall = [
        next((at for at, here in shown if here >= n), float("inf")) - ack
        for n, ack in enumerate(acks, 1)
        if not cut[0] - 2 < ack - offset < cut[1]
    ]
    back = [
        min((moment for moment, _n in phone["seen"] if moment > cut[0]), default=float("inf")) - cut[1]
        for phone in phones
        if phone["gaps"]
    ]
    print(f"{told['people']} phones, {TOPICS} topics, sign-in within {SECONDS:.0f} s, load from another process")
    for name, some in (("phones", ours), ("the browser's screen", [max(0.0, each) for each in wall])):
        spread = sorted(some)
        print(
            f"  a sign-in is seen on {name}: median {statistics.median(spread):.2f} s, "
            f"99 of 100 {spread[int(len(spread) * 0.99)]:.2f} s, worst {spread[-1]:.2f} s ({len(spread)} seen)"
        )
    print(f"  server killed (-9) and back after {cut[1] - cut[0]:.1f} s (first start {starts[0]:.1f} s)")
    if back:
        print(f"  {len(back)} streams broke, all back {max(back):.1f} s after the server was")
    print(f"  acknowledged sign-ins {sum(p['came'] > 0 for p in phones)}, of them there: {_there(home)}")
    print(f"  acknowledged hands {sum(p['raised'] > 0 for p in phones)}, of them known to their own phone: {kept}")
    print(f"  on the browser's screen at the end: {shown[-1][1] if shown else '-'}")
    print(
        f"  processor time {server.spent:.1f} s with both starts, largest memory {server.own / 1024:.0f} MiB of its own"
        f" ({server.peak / 1024:.0f} MiB with the pages of files it maps), at most {server.threads} threads"
    )
    print(f"  the machine: {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    return 0


def _there(home: str) -> int:
    import sqlite3

    with sqlite3.connect(f"{home}/bandeng.sqlite3") as database:
        asked = "select count(*) from meetings_attendee where signed_at is not null"
        return int(database.execute(asked).fetchone()[0])


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(run_load(words[1:]) if words[:1] == ["load"] else main(words))
