"""The demonstration: two communities of the newspaper page, invented people, and matters on every step of their way.

Everything is made through the actions of real use, with moments relative to today; nothing is written past them.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bandeng.cli.demonstration import people, places, stories
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.telling import told
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for
from bandeng.places.queries import has_community
from bandeng.records.worker import run_pending

FOUNDED = 66
"""Working days before today on which the communities were set up."""


def load(now: datetime | None = None) -> str:
    """Load the demonstration into an empty site, all of it or nothing; returns who to sign in as.

    What is there already is left as it is: loading again tells the same again, with a card that is good today.
    """
    now = now or timezone.now()
    if not has_community():
        with transaction.atomic():
            fill(now)
        run_pending()
    return told(now)


def fill(now: datetime) -> None:
    """Play every story of both communities, up to now."""
    days = Days(now, calendar_for(places.XINHUA))
    founded = days.back(FOUNDED, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    xinhua, yixinyuan = Bench(stage, places.XINHUA, "xinhua"), Bench(stage, places.YIXINYUAN, "yixinyuan")
    benches = [(xinhua, [*stories.XINHUA, stories.nights]), (yixinyuan, stories.YIXINYUAN)]
    play((stage, telling(bench)) for bench, tellings in benches for telling in tellings)


__all__ = ["fill", "load"]
