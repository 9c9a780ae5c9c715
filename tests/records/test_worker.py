"""A job is never lost: one whose worker died is given back, a failed one tried again; a daily one runs once a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.records import registry, worker
from bandeng.records.actions import record
from bandeng.records.models import Entry, Sweep
from tests.records.said import Said

pytestmark = pytest.mark.django_db(transaction=True)
NINE = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """A reaction to `Said` that fails as often as the text says."""
    told: list[str] = []

    @registry.reacts(Said)
    def hear(done: Said, entry: Entry) -> None:
        told.append(done.text)
        if len(told) < done.times:
            raise OSError("not yet")

    yield told
    registry._REACTIONS.pop("test.said")


@pytest.fixture
def daily(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one daily job of these tests, and when it ran."""
    runs: list[datetime] = []
    monkeypatch.setattr(worker, "_DAILY", {})
    monkeypatch.setattr(worker, "_PERIODIC", {})
    worker.daily("test", hour=9)(runs.append)
    return runs


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one periodic job of these tests, every five minutes, and when it ran."""
    runs: list[datetime] = []
    monkeypatch.setattr(worker, "_DAILY", {})
    monkeypatch.setattr(worker, "_PERIODIC", {})
    worker.periodic("test", every=timedelta(minutes=5))(runs.append)
    return runs


def say(text: str, at: datetime, times: int = 1) -> None:
    with transaction.atomic():
        record(Said(text=text, times=times), chain="site", subject="matter:1", actor="public", at=at)


def jobs() -> list[Any]:
    return list(DBTaskResult.objects.values_list("status", flat=True))


def test_a_reaction_runs_once_for_its_entry(at: datetime, heard: list[str]) -> None:
    say("hello", at)
    assert jobs() == [TaskResultStatus.READY]
    worker.run_pending()
    worker.run_pending()
    assert (heard, jobs()) == (["hello"], [TaskResultStatus.SUCCESSFUL])


def test_no_job_without_its_entry(at: datetime, heard: list[str]) -> None:
    with transaction.atomic():
        record(Said(text="x"), chain="site", subject="matter:1", actor="public", at=at)
        transaction.set_rollback(True)
    assert (jobs(), Entry.objects.count()) == ([], 0)


def test_a_failed_job_is_tried_again_after_a_while(at: datetime, heard: list[str]) -> None:
    say("hello", at, times=2)
    worker.run_pending()
    assert jobs() == [TaskResultStatus.FAILED]
    assert worker.reap(timezone.now()) == 0
    assert worker.reap(timezone.now() + worker.BACK_OFF * 2) == 1
    worker.run_pending()
    assert (heard, jobs()) == (["hello", "hello"], [TaskResultStatus.SUCCESSFUL])


def test_a_job_that_keeps_failing_stays_failed(at: datetime, heard: list[str]) -> None:
    say("hello", at, times=99)
    for turn in range(worker.TRIES + 3):
        worker.run_pending()
        worker.reap(timezone.now() + worker.BACK_OFF * (turn + 2))
    assert (len(heard), jobs()) == (worker.TRIES, [TaskResultStatus.FAILED])


def test_a_job_whose_worker_died_is_given_back(at: datetime, heard: list[str]) -> None:
    say("hello", at)
    now = timezone.now()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=now, worker_ids=["dead"])
    assert (worker.reap(now + worker.LEASE / 2), worker.reap(now + worker.LEASE * 2)) == (0, 1)
    worker.run_pending()
    assert heard == ["hello"]


def test_daily_work_runs_once_a_day_however_often_one_asks(daily: list[datetime]) -> None:
    early = NINE - timedelta(hours=1)
    assert [worker.sweep(moment) for moment in (early, NINE, NINE, NINE + timedelta(days=1))] == [
        [], ["test"], [], ["test"],
    ]  # fmt: skip
    assert daily == [NINE, NINE + timedelta(days=1)]


def test_daily_work_whose_worker_died_is_taken_over(daily: list[datetime]) -> None:
    worker.sweep(NINE)
    Sweep.objects.update(done_at=None)
    assert [worker.sweep(NINE + worker.LEASE / 2), worker.sweep(NINE + worker.LEASE * 2)] == [[], ["test"]]


def test_periodic_work_runs_once_in_its_time_however_often_one_asks(often: list[datetime]) -> None:
    moments = [NINE + timedelta(minutes=minutes) for minutes in (0, 1, 4, 5, 9, 61)]
    assert [worker.sweep(moment) for moment in moments] == [["test"], [], [], ["test"], [], ["test"]]
    assert often == [moments[0], moments[3], moments[5]]


def test_runs_of_periodic_work_are_forgotten_after_a_day(often: list[datetime]) -> None:
    worker.sweep(NINE)
    worker.sweep(NINE + timedelta(hours=23))
    assert Sweep.objects.count() == 2
    worker.sweep(NINE + timedelta(hours=25))
    assert Sweep.objects.count() == 2


def test_periodic_work_whose_worker_died_is_done_at_its_next_turn(often: list[datetime]) -> None:
    worker.sweep(NINE)
    Sweep.objects.update(done_at=None)
    assert [worker.sweep(NINE + timedelta(minutes=minutes)) for minutes in (1, 6)] == [[], ["test"]]
