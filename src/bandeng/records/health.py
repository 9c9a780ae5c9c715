"""Whether the work behind the pages goes on: jobs that failed or wait too long, daily work and when it last ran."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.records.models import Sweep
from bandeng.records.worker import LEASE, daily_work, due_today, periodic_work

PATIENCE = timedelta(hours=1)
"""Daily work begun so late is missed: the keeper looks every half minute."""


@dataclass(frozen=True)
class Daily:
    """One piece of daily work: when it last ended, and whether today's is missed."""

    name: str
    done_at: datetime | None
    missed: bool


@dataclass(frozen=True)
class FailedJob:
    """A job that ended in an error: which, when, and the kind of error; never its message, which may hold words."""

    job: str
    at: datetime | None
    error: str


def failed_jobs(most: int = 20) -> list[FailedJob]:
    """The newest failed jobs; the keeper tries each again a few times."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")[:most]
    return [
        FailedJob(row.task_path.rpartition(".")[2], row.finished_at, row.exception_class_path.rpartition(".")[2])
        for row in rows
    ]


def count_failed(now: datetime) -> int:
    """How many jobs ended in an error."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()


def count_waiting(now: datetime) -> int:
    """How many jobs wait longer than a worker needs: none is running."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=now - LEASE).count()


def daily_runs(now: datetime) -> list[Daily]:
    """All daily work by name, then what is due every few minutes; one query."""
    ended: dict[str, datetime] = {}
    for name, done_at in Sweep.objects.filter(done_at__isnull=False).values_list("name", "done_at"):
        if done_at is not None:
            ended[name] = max(done_at, ended.get(name, done_at))
    often = [Daily(name, ended.get(name), _late(ended.get(name), now)) for name in periodic_work()]
    return [*(Daily(name, ended.get(name), _missed(name, ended.get(name), now)) for name in daily_work()), *often]


def _late(done_at: datetime | None, now: datetime) -> bool:
    """Work that is due every few minutes; a site that never ran it has just begun."""
    return done_at is not None and done_at + PATIENCE <= now


def _missed(name: str, done_at: datetime | None, now: datetime) -> bool:
    due = due_today(name, now)
    if done_at is None:
        return due + PATIENCE <= now
    return done_at < (due if due + PATIENCE <= now else due - timedelta(days=1))


def count_missed(now: datetime) -> int:
    """How many pieces of daily work were not done in time."""
    return sum(run.missed for run in daily_runs(now))
