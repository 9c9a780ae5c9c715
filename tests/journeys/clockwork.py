"""A site with a clock of its own: notice of days and a promise of ten days pass while a journey walks.

Everything a visitor does goes through the served product; only the hour is told from outside. The file `clock` in the
site's home holds the present moment; the server reads it before each request and moves its clock there.

    python -m tests.journeys.clockwork prepare    tables, places, people, and what was raised before the first notice
    python -m tests.journeys.clockwork serve      serve it
    python -m tests.journeys.clockwork jobs       what `bandeng jobs` does, at that hour
    python -m tests.journeys.clockwork door PK    the code in the picture at a meeting's door, which no page spells out
"""

import os
import socket
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

START = datetime.fromisoformat("2026-11-02T09:00:00+08:00")
"""A Monday: no holiday lies in the weeks after it."""
ADOPTED, MERGED, EXPLAINED = 15, 4, 5
Send = Callable[..., Awaitable[None]]


def home() -> Path:
    return Path(os.environ["BANDENG_HOME"])


class Clock:
    """The site's present moment, as the file says it."""

    def __init__(self) -> None:
        self.said = ""
        self.travel = time_machine.travel(START, tick=True)
        self.hands = self.travel.start()
        self.look()

    def look(self) -> None:
        """Move on to what the file says now, if it says something new."""
        said = (home() / "clock").read_text(encoding="utf-8")
        if said != self.said:
            self.said = said
            self.hands.move_to(datetime.fromisoformat(said))


def prepare() -> None:
    """The places and people of the demonstration, and 24 matters that were raised, accepted and seen; no story."""
    os.environ["BANDENG_ADDRESS"] = "http://127.0.0.1"
    (home() / "demonstration").write_text("invented data\n", encoding="utf-8")
    (home() / "clock").write_text(START.isoformat(), encoding="utf-8")
    Clock()
    from bandeng.cli.site import build, publish, set_up

    set_up()
    build()
    from django.db import transaction

    with transaction.atomic():
        _people()
    publish()
    from bandeng.cli.demonstration.people import PASSWORD
    from bandeng.records.worker import run_pending

    run_pending()
    print(f"Password:  {PASSWORD}")
    from bandeng.cli.demonstration.stage import receipt_code

    for number in range(1, ADOPTED + MERGED + EXPLAINED + 1):
        print(f"receipt: /r/{receipt_code(f'a1-{number}')}/")


def _people() -> None:
    from bandeng.cli.demonstration import guests, people, places
    from bandeng.cli.demonstration.days import Days
    from bandeng.cli.demonstration.stage import Bench, Stage
    from bandeng.matters.actions import ensure_shelf_processes
    from bandeng.places.calendars import calendar_for

    days = Days(START, calendar_for(places.XINHUA))
    founded = days.back(20, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    for district in (guests.JINGYUAN_DISTRICT, guests.GANJINGZI_DISTRICT):
        guests.join(district, stage.cast, founded)
    guests.also_of("chair@ganjingzi", "tax@ganjingzi", stage.cast, founded)
    xinhua = Bench(stage, places.XINHUA, "xinhua")
    for number in range(1, ADOPTED + MERGED + EXPLAINED + 1):
        # Each a minute after the other, so that their numbers and their order agree.
        stage.at = days.back(5, "09:00") + timedelta(minutes=number)
        matter = xinhua.raised(f"a1-{number}", "01.02.01", "damage", f"第 {number} 件事：这里坏了。")
        xinhua.accepted(matter, f"第{number:02d}件", f"第{number:02d}件事的概要。")
        xinhua.verified(matter, "属实。")


def jobs() -> None:
    """The daily work that is due at this hour, and the jobs that wait."""
    Clock()
    from bandeng.cli.site import set_up

    set_up()
    from django.utils import timezone

    from bandeng.records.worker import run_pending, sweep

    print(sweep(timezone.now()), run_pending())


def door() -> None:
    """What a phone reads from the picture at the door."""
    Clock()
    from bandeng.cli.site import set_up

    set_up()
    from bandeng.meetings.models import Meeting
    from bandeng.meetings.queries import door_code

    print(door_code(Meeting.objects.get(pk=sys.argv[2])))


def serve() -> None:
    """The product's own server, in front of it the clock."""
    from granian.constants import Interfaces
    from granian.server import Server

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    os.environ["BANDENG_ADDRESS"] = f"http://127.0.0.1:{port}"
    os.environ["BANDENG_JOBS"] = "thread"
    print(f"http://127.0.0.1:{port}/", flush=True)
    Server(
        "tests.journeys.clockwork:application", address="127.0.0.1", port=port, interface=Interfaces.ASGINL, workers=1,
        workers_kill_timeout=5, websockets=False, log_enabled=False,
    ).serve()  # fmt: skip


async def application(scope: dict[str, Any], receive: Send, send: Send) -> None:
    """Look at the clock, then let the product answer."""
    clock, pages = _served()
    clock.look()
    await pages(scope, receive, send)


def _served() -> tuple[Clock, Any]:
    global _standing
    if _standing is None:
        clock = Clock()
        from bandeng.config.asgi import application as pages

        _standing = (clock, pages)
    return _standing


_standing: tuple[Clock, Any] | None = None


if __name__ == "__main__":
    {"prepare": prepare, "serve": serve, "jobs": jobs, "door": door}[sys.argv[1]]()
