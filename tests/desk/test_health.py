"""The health of a site: one short word for the public, every sign for its administrator."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bandeng.people.acting import Actor
from bandeng.people.actions import end_duty
from bandeng.people.backends import PASSWORD_BACKEND
from bandeng.people.models import Duty, User
from bandeng.records import worker
from bandeng.records.models import Sweep
from bandeng.records.tasks import react
from tests.makers import AT, MAKER, make_matter, make_person

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(hours=1)
QUIET = "ok\ndaily_missed: 0\njobs_failed: 0\njobs_waiting: 0\nmails_stuck: 0\nmatters_stuck: 0\n"


@pytest.fixture(autouse=True)
def _now() -> object:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def browser(actor: Actor) -> Client:
    user = User.objects.create(person_id=str(actor.id), email=f"{uuid4().hex}@example.org")
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=PASSWORD_BACKEND)
    client.cookies["django_language"] = "en"
    return client


def well() -> None:
    """Today's work is done and no job waits."""
    DBTaskResult.objects.all().delete()
    for name in worker.daily_work():
        Sweep.objects.create(name=name, due_at=worker.due_today(name, NOW), taken_at=NOW, done_at=NOW)


def told(client: Client) -> str:
    return client.get("/healthz").content.decode()


def test_the_public_reads_one_word_and_the_database_is_not_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert told(Client()) == "ok\n"
    assert len(asked) == 0


@pytest.mark.parametrize("role", ["", "secretary", "auditor", "security_admin"])
def test_nobody_but_the_administrator_reads_more(role: str) -> None:
    client = browser(make_person(role))
    assert (told(client), client.get("/settings/health/").status_code) == ("ok\n", 403)
    assert Client().get("/settings/health/").status_code == 302


def test_the_administrator_reads_every_sign() -> None:
    admin = browser(make_person("system_admin"))
    well()
    assert told(admin) == QUIET


def test_a_failed_job_is_named_without_its_message() -> None:
    admin = browser(make_person("system_admin"))
    well()
    job = react.enqueue("640302", 1)
    DBTaskResult.objects.filter(pk=job.id).update(
        status=TaskResultStatus.FAILED, finished_at=NOW, exception_class_path="builtins.ValueError",
        traceback="ValueError: 13800001234",
    )  # fmt: skip
    page = admin.get("/settings/health/").content.decode()
    assert told(admin) == QUIET.replace("jobs_failed: 0", "jobs_failed: 1")
    assert ("<code>ValueError</code>" in page, "13800001234" in page) == (True, False)


def test_jobs_that_no_worker_takes_are_counted() -> None:
    admin = browser(make_person("system_admin"))
    well()
    job = react.enqueue("640302", 1)
    assert told(admin) == QUIET
    DBTaskResult.objects.filter(pk=job.id).update(enqueued_at=NOW - timedelta(hours=1))
    assert told(admin) == QUIET.replace("jobs_waiting: 0", "jobs_waiting: 1")


def test_daily_work_not_done_since_yesterday_is_missed() -> None:
    admin = browser(make_person("system_admin"))
    well()
    Sweep.objects.filter(name="matters").update(done_at=NOW - timedelta(days=1))
    assert told(admin) == QUIET.replace("daily_missed: 0", "daily_missed: 1")
    assert "missed" in admin.get("/settings/health/").content.decode()


def test_a_new_site_has_missed_nothing_before_the_hour() -> None:
    admin = browser(make_person("system_admin"))
    DBTaskResult.objects.all().delete()
    with time_machine.travel(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), tick=False):
        assert told(admin) == QUIET


def test_a_matter_that_nobody_can_move_is_named_with_the_role_it_waits_for() -> None:
    admin = browser(make_person("system_admin"))
    secretary = make_person("secretary")
    matter = make_matter(by=secretary)
    well()
    assert told(admin) == QUIET
    end_duty(duty=Duty.objects.get(person=secretary.id), on=AT.date(), reason="调走", actor=MAKER, at=AT)
    DBTaskResult.objects.all().delete()
    assert told(admin) == QUIET.replace("matters_stuck: 0", "matters_stuck: 1")
    page = " ".join(admin.get("/settings/health/").content.decode().split())
    assert f'<span class="num">{matter.number}</span>' in page
    assert "Find the problem: community staff, the secretary" in page
