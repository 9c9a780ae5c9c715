"""Jobs that must not be lost: a worker as a thread of the web process, a reaper, retries, and what is due each day.

django-tasks-db joins the act's own transaction, yet a worker killed in the middle leaves its job RUNNING for ever and
there is no retry (its issue 46). So: a job that has run longer than LEASE goes back to READY; a failed one is tried
again after BACK_OFF, at most TRIES times, then stays FAILED and is counted on the health page. Bodies are idempotent.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.records.models import Sweep

LEASE = timedelta(minutes=15)
BACK_OFF = timedelta(minutes=2)
TRIES = 5
LOCAL = ZoneInfo("Asia/Shanghai")
log = logging.getLogger("bandeng.jobs")

Job = Callable[[datetime], object]
_DAILY: dict[str, tuple[int, Job]] = {}
_PERIODIC: dict[str, tuple[timedelta, Job]] = {}
_STANDING: list[Callable[[threading.Event], None]] = []
KEPT = timedelta(days=1)
"""How long the runs of periodic work are remembered."""


def daily(name: str, *, hour: int) -> Callable[[Job], Job]:
    """Register work that is due once a day at an hour of local time; it must bear being run twice."""

    def registered(job: Job) -> Job:
        _DAILY[name] = (hour, job)
        return job

    return registered


def periodic(name: str, *, every: timedelta) -> Callable[[Job], Job]:
    """Register work that is due again and again, day and night; it must bear being run twice.

    every   a part of a day that divides it, e.g. five minutes
    """

    def registered(job: Job) -> Job:
        _PERIODIC[name] = (every, job)
        return job

    return registered


def standing(work: Callable[[threading.Event], None]) -> Callable[[threading.Event], None]:
    """Register work that goes on as long as the worker's process, in a thread of its own, until its event is set."""
    _STANDING.append(work)
    return work


def periodic_work() -> list[str]:
    """The names of all work that is due every so often."""
    return sorted(_PERIODIC)


def daily_work() -> list[str]:
    """The names of all work that is due once a day."""
    return sorted(_DAILY)


def due_today(name: str, now: datetime) -> datetime:
    """When a piece of daily work is due on the local day of `now`."""
    return now.astimezone(LOCAL).replace(hour=_DAILY[name][0], minute=0, second=0, microsecond=0)


def due_now(name: str, now: datetime) -> datetime:
    """When a piece of periodic work was due last, counted from local midnight."""
    midnight = now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    every = _PERIODIC[name][0]
    return midnight + (now - midnight) // every * every


def reap(now: datetime) -> int:
    """Give jobs back that a dead worker holds, and failed ones that may be tried again; returns how many."""
    stuck = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEASE)
    again = stuck.update(status=TaskResultStatus.READY, started_at=None)
    for failed in DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - BACK_OFF):
        if len(failed.worker_ids) < TRIES:
            failed.status, failed.finished_at = TaskResultStatus.READY, None
            failed.save(update_fields=["status", "finished_at"])
            again += 1
    return again


def sweep(now: datetime) -> list[str]:
    """Run the daily and periodic work that is due and has not run; returns the names of what ran.

    The unique row (name, due_at) is the guard: of two workers, one runs it.
    """
    ran = [name for name, (_hour, job) in _DAILY.items() if _ran(name, due_today(name, now), job, now)]
    for name, (_every, job) in _PERIODIC.items():
        if _ran(name, due_now(name, now), job, now):
            Sweep.objects.filter(name=name, due_at__lt=now - KEPT).delete()
            ran.append(name)
    return ran


def _ran(name: str, due_at: datetime, job: Job, now: datetime) -> bool:
    if due_at > now or not _taken(name, due_at, now):
        return False
    job(now)
    Sweep.objects.filter(name=name, due_at=due_at).update(done_at=now)
    return True


def _taken(name: str, due_at: datetime, now: datetime) -> bool:
    """Whether this worker may run it: nobody has, or who began has died (no end within LEASE)."""
    try:
        with transaction.atomic():
            Sweep.objects.create(name=name, due_at=due_at, taken_at=now)
        return True
    except IntegrityError:
        died = Sweep.objects.filter(name=name, due_at=due_at, done_at__isnull=True, taken_at__lt=now - LEASE)
        return died.update(taken_at=now) == 1


def run_pending(limit: int = 1000) -> int:
    """Run what is ready, here and now; returns how many jobs ran. For tests, commands, and the demonstration."""
    from django_tasks_db.management.commands.db_worker import Worker

    before = DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=limit, worker_id="here", excluded_queue_names=[],
    )  # fmt: skip
    worker.run()
    return before


def start_thread() -> threading.Thread:
    """Start the worker and its keeper as threads of this process; both end with it."""
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"], interval=0.5, batch=False, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="inproc", excluded_queue_names=[],
    )  # fmt: skip
    threading.Thread(target=_keep, name="keeper", daemon=True).start()
    for work in _STANDING:
        threading.Thread(target=work, args=(threading.Event(),), name=work.__name__, daemon=True).start()
    thread = threading.Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    return thread


def _keep(pause: float = 30.0, stop: threading.Event | None = None) -> None:
    """Reap and sweep for ever; a failure is logged and tried again at the next turn."""
    stop = stop or threading.Event()
    while not stop.wait(pause):
        try:
            now = timezone.now()
            reap(now)
            sweep(now)
        except Exception:
            log.exception("the keeper failed and goes on")
        finally:
            close_old_connections()
