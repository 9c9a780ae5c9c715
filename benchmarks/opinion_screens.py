"""`make bench-opinion ARGS="durable"`, its last part: from a reaction's acknowledgement to the screens of who looks on.

A served site takes reactions at the rate at which it can make them durable; readers in this process hold the map's
stream over real sockets and note when each number of reactions stood on their screen.
"""

import asyncio
import json
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.request import urlopen

from benchmarks.meeting import Server

READERS, WARM, SECONDS, REST = 20, 3.0, 12.0, 5.0
SAID = re.compile(r"(\d+) reactions?")


@dataclass
class Screen:
    """One page that looks on: how many reactions it showed, and when."""

    counts: list[int] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    async def look_on(self, port: int, talk: str) -> None:
        """Hold the stream until it is cut."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
        try:
            writer.write(
                f"GET /live/opinion-map/{talk}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                "Cookie: django_language=en\r\n\r\n".encode()
            )
            while line := await reader.readline():
                if line.startswith(b"data: ") and (found := SAID.search(json.loads(line[6:]))):
                    self.counts.append(int(found[1]))
                    self.moments.append(time.perf_counter())
        finally:
            writer.close()

    def waits(self, done: list[float], first: int) -> list[float]:
        """For each acknowledged reaction how long until it stood here; `first` came before them."""
        found = []
        for number, at in enumerate(done, first + 1):
            place = bisect_left(self.counts, number)
            found.append(max(0.0, self.moments[place] - at) if place < len(self.moments) else float("inf"))
        return found


async def _watched(port: int, talk: str) -> tuple[list[float], list[float], list[Screen]]:
    """Have some speak before, then for the measure, while all screens look on."""
    screens = [Screen() for _ in range(READERS)]
    tasks = [asyncio.create_task(screen.look_on(port, talk)) for screen in screens]
    warm = await asyncio.to_thread(_speak, port, WARM)
    await asyncio.sleep(REST)
    done = await asyncio.to_thread(_speak, port, SECONDS)
    await asyncio.sleep(REST)
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
    return warm, done, screens


def _speak(port: int, seconds: float) -> list[float]:
    with urlopen(f"http://127.0.0.1:{port}/bench/speak/{seconds}/", timeout=120) as answer:
        found: list[float] = json.loads(answer.read())
        return found


def _talk(port: int) -> str:
    with urlopen(f"http://127.0.0.1:{port}/bench/speak/0/", timeout=60) as answer:
        return str(answer.headers["x-talk"])


def screens() -> None:
    """Print how soon a reaction stands on the screens of others."""
    with tempfile.TemporaryDirectory(prefix="bandeng-bench-") as home:
        server = Server(home, [sys.executable, "-m", "benchmarks.opinion_site"])
        server.start()
        try:
            before = len(_speak(server.port, 0.0))
            warm, done, looked = asyncio.run(_watched(server.port, _talk(server.port)))
            server.sample()
        finally:
            server.stop(signal.SIGKILL)
    _print(done, sorted(wait for one in looked for wait in one.waits(done, before + len(warm))), looked, server)


def _print(done: list[float], waits: list[float], looked: list[Screen], server: Server) -> None:
    late = sum(wait > 2.0 for wait in waits)
    hundredth = waits[int(0.99 * (len(waits) - 1))]
    print(
        f"While {len(done) / (done[-1] - done[0]):,.0f} a second come in ({len(done):,}), {READERS} screens "
        f"over sockets from another process, {len(looked[0].counts)} pictures each:"
    )
    print(
        f"  acknowledged to on the screen: {statistics.median(waits):.2f} s (median), {hundredth:.2f} s (99 of 100), "
        f"{waits[-1]:.2f} s (worst); later than 2 s: {late:,} / {len(waits):,}   "
        f"2 s {'met' if hundredth <= 2.0 else 'MISSED'}"
    )
    print(
        f"  the server and who draws beside it: {server.spent:.1f} s of processor in all, {server.own / 1024:.0f} MiB; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
