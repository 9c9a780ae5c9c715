"""The demonstration: two communities of the newspaper page, a village, invented people, matters on every step.

Everything is made through the actions of real use, with moments relative to today; nothing is written past them.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.cli.demonstration import people, places, stories, village
from bandeng.cli.demonstration.days import Days
from bandeng.cli.demonstration.stage import Bench, Stage, play
from bandeng.cli.demonstration.telling import told
from bandeng.matters.actions import ensure_shelf_processes
from bandeng.places.calendars import calendar_for
from bandeng.places.queries import has_community
from bandeng.records.tasks import react

FOUNDED = 66
"""Working days before today on which the communities were set up."""


def load(address: str, *, now: datetime | None = None) -> str:
    """Load the demonstration into an empty site, all of it or nothing; returns who to sign in as.

    address   where it will be served, without a slash at its end
    What is there already is left as it is: loading again tells the same again, with a card that is good today.
    """
    now = now or timezone.now()
    if not has_community():
        with transaction.atomic():
            fill(now)
            _catch_up()
    return told(now, address)


def fill(now: datetime) -> None:
    """Play every story of both communities, up to now."""
    days = Days(now, calendar_for(places.XINHUA))
    founded = days.back(FOUNDED, "10:00")
    places.build(founded)
    ensure_shelf_processes(founded)
    stage = Stage(days, people.build(founded), founded)
    xinhua, yixinyuan = Bench(stage, places.XINHUA, "xinhua"), Bench(stage, places.YIXINYUAN, "yixinyuan")
    qukou = Bench(stage, places.QUKOU, "qukou")
    village.follow(founded)
    benches = [
        (xinhua, [*stories.XINHUA, stories.nights]), (yixinyuan, stories.YIXINYUAN), (qukou, [village.bridge])
    ]  # fmt: skip
    play((stage, telling(bench)) for bench, tellings in benches for telling in tellings)


def _catch_up() -> None:
    """Do at once, in the same transaction, what the worker would do job by job: tell everybody what happened."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=react.module_path)
    for job in waiting.order_by("enqueued_at", "id"):
        react.call(**job.args_kwargs["kwargs"])
    waiting.delete()


__all__ = ["fill", "load"]
