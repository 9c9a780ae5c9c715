"""`make bench-opinion ARGS="live durable"`: how fast reactions are taken, and how soon they are seen.

live      10,000 reactions a second on 100,000 people x 1,000 statements, in memory: from the moment one comes to the
          moment a page could show the map that has it
durable   reactions appended and synced in a database as a site does it, by one and by many at once, and how long after
          its acknowledgement one is on the map that open pages are given; beside it the rate in memory
"""

import os
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import numpy as np

from bandeng.core.opinion import Around, OpinionMap, Stream, Votes, kernels, opinion_map
from benchmarks.opinion_data import made

PEOPLE, STATEMENTS, RATE, SECONDS = 100_000, 1_000, 10_000, 20.0
STEP = 0.01
DURABLE_SECONDS, MANY, SAID = 6.0, 32, 12
NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def set_up() -> None:
    """An empty site in a folder of its own, its database synced at each commit as at any site."""
    os.environ.setdefault("BANDENG_HOME", tempfile.mkdtemp(prefix="bandeng-bench-"))
    from bandeng.cli.site import build
    from bandeng.cli.site import set_up as ready

    ready()
    build()


# --- in memory ---


class Feed:
    """So many reactions a second into a stream, in small steps; remembers when each step came."""

    def __init__(self, stream: Stream, seconds: float) -> None:
        self.stream, self.until = stream, time.perf_counter() + seconds
        self.came: list[tuple[int, float]] = [(0, time.perf_counter())]
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        chance, each = np.random.default_rng(7), int(RATE * STEP)
        due = time.perf_counter()
        while due < self.until:
            who, what = chance.integers(0, PEOPLE, each).tolist(), chance.integers(0, STATEMENTS, each).tolist()
            for some in zip(who, what, chance.integers(-1, 2, each).tolist(), strict=True):
                self.stream.add(*some)
            self.came.append((self.came[-1][0] + each, time.perf_counter()))
            due += STEP
            time.sleep(max(0.0, due - time.perf_counter()))

    def count(self) -> int:
        return self.came[-1][0]


def shown(votes: Votes, found: OpinionMap) -> object:
    """The map as a page shows it."""
    from bandeng.opinions.queries.drawing import NOT_ASKED, few_of
    from bandeng.opinions.queries.picture import told_of

    return told_of(found, few_of(votes, len(votes), NOW), {**NOT_ASKED, "clear": True})


def live() -> None:
    """Print from when a reaction comes until it can be seen: median, 99 of 100, worst."""
    if kernels.is_installed():
        kernels.choose("compiled")
    votes = made(PEOPLE, STATEMENTS, 0.05).gathered()
    stream = Stream(votes)
    stream.add(0, 0, 1)
    last = opinion_map(stream.votes())  # compiles what is compiled
    shown(votes, last)
    feed, seen, waits, ticks = Feed(stream, SECONDS), 0, list[float](), list[tuple[float, float]]()
    cpu, began = time.process_time(), time.perf_counter()
    feed.thread.start()
    while feed.thread.is_alive() or seen < feed.count():
        start, busy, upto = time.perf_counter(), time.thread_time(), feed.count()
        table = stream.votes()
        last = opinion_map(table, Around(previous=last))
        shown(table, last)
        now = time.perf_counter()
        ticks.append((now - start, time.thread_time() - busy))
        waits += [now - at for number, at in list(feed.came) if seen < number <= upto]
        seen = upto
    _print_live(waits, ticks, feed, (time.process_time() - cpu) / (time.perf_counter() - began))


def _print_live(waits: list[float], ticks: "list[tuple[float, float]]", feed: Feed, cores: float) -> None:
    rate = feed.count() / (feed.came[-1][1] - feed.came[0][1])
    waits.sort()
    print(f"Live, in memory: {PEOPLE:,} x {STATEMENTS:,}, 5 %; {feed.count():,} reactions at {rate:,.0f} a second")
    wall, busy = (statistics.median(part) for part in zip(*ticks, strict=True))
    print(f"  maps drawn {len(ticks)}, {wall:.3f} s each (median)")
    print(f"  {busy:.3f} s of the processor in the thread that draws; {cores:.2f} cores in use in all")
    worst = waits[-1]
    print(
        f"  seen after {statistics.median(waits):.3f} s (median), {waits[int(0.99 * (len(waits) - 1))]:.3f} s (99 of "
        f"100), {worst:.3f} s (worst)   1 s {'met' if worst <= 1.0 else 'MISSED'}"
    )


def in_memory_rate() -> float:
    """Reactions a second that one thread takes into a table that is there, without a disk."""
    stream = Stream(made(10_000, 500, 0.05).gathered())
    chance, count = np.random.default_rng(3), 500_000
    rows = list(
        zip(*(part.tolist() for part in (
            chance.integers(0, 10_000, count), chance.integers(0, 500, count), chance.integers(-1, 2, count)
        )), strict=True)
    )  # fmt: skip
    began = time.perf_counter()
    for row in rows:
        stream.add(*row)
    stream.votes()
    return count / (time.perf_counter() - began)


# --- durable ---


def conversation() -> Any:
    """A conversation of a community, its rows laid straight."""
    from bandeng.core.places import Wish
    from bandeng.opinions.models import Conversation, Statement
    from bandeng.people.acting import system
    from bandeng.people.actions import register_person
    from bandeng.places.actions import Batch, add_places
    from bandeng.places.models import Place

    actor, code = system("bench"), "640302110001"
    add_places(
        batch=Batch((Wish(code="640302110", name="第一街道"), Wish(code=code, name="社区", households="900"))),
        actor=actor, at=NOW,
    )  # fmt: skip
    place = Place.objects.get(pk=code)
    talk = Conversation.objects.create(
        id=uuid4(), place=place, chain=place.chain, question="车停哪里？", voices="device", opened_at=NOW,
        opened_by=register_person(place=place, name="甲", actor=actor, at=NOW),
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            id=uuid4(), conversation=talk, number=number, text=f"第 {number} 句", seed=True, state="in", made_at=NOW
        )
        for number in range(1, SAID + 1)
    )
    return talk


class Speakers:
    """So many at once, each reacting as fast as it is acknowledged; one in ten reactions is that of somebody new."""

    def __init__(self, talk: Any, count: int, seconds: float = DURABLE_SECONDS) -> None:
        self.statements, self.done = list(talk.statements.all()), list[float]()
        self.until = time.perf_counter() + seconds
        self.threads = [threading.Thread(target=self._run, args=(number,)) for number in range(count)]

    def run(self) -> float:
        """Reactions a second."""
        began = time.perf_counter()
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()
        return len(self.done) / (time.perf_counter() - began)

    def _run(self, number: int) -> None:
        from django.db import connection

        from bandeng.opinions import actions

        mark, said = secrets.token_hex(8), 0
        while time.perf_counter() < self.until:
            statement = self.statements[said % SAID]
            actions.react(
                statement=statement, value=said % 3 - 1, mark=mark, at=datetime.now(UTC), key=f"{number}-{said}"
            )
            self.done.append(time.perf_counter())
            said += 1
            if said % 10 == 0:
                mark = secrets.token_hex(8)
        connection.close()


def durable() -> None:
    """Print what a site takes in, and how soon it is on the map that open pages are given."""
    for count in (1, MANY):
        cpu, speakers = time.process_time(), Speakers(conversation_once(), count)
        rate = speakers.run()
        each = (time.process_time() - cpu) / max(1, len(speakers.done))
        print(f"Durable, synced, {count:>2} at once: {rate:8,.0f} a second, {each * 1e3:.2f} ms of processor each")
    print(f"In memory, one thread:       {in_memory_rate():8,.0f} reactions a second")
    from benchmarks.opinion_screens import screens

    screens()


_made: list[Any] = []


def conversation_once() -> Any:
    """The one conversation of this run."""
    if not _made:
        _made.append(conversation())
    return _made[0]


def run(parts: "set[str]") -> None:
    """Print the parts that are asked for."""
    set_up()
    todo: dict[str, Callable[[], None]] = {"live": live, "durable": durable}
    for name, part in todo.items():
        if name in parts:
            part()
            print(flush=True)
