"""Long exports as PDF: a job with its progress, run again after it broke off, for bad days refused, without pango."""

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.documents import actions, tasks
from bandeng.documents.models import Export
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Reply
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from tests.makers import make_matter, make_person
from tests.matters.faces import browser_of, errors_of, send, text_of
from tests.papers.test_rendering import pages, plain
from tests.papers.test_rendering import told as run

pytestmark = pytest.mark.django_db
PDF = ("register.pdf", "replies.pdf")


@pytest.fixture(autouse=True)
def _that_day(settings: Any, at: datetime) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without pango."""
    monkeypatch.setattr(sys.modules["bandeng.documents.writing.pdf"], "_weasyprint", lambda: None)


@pytest.fixture
def replied(matter: Matter, secretary: Actor, at: datetime) -> list[Reply]:
    """Two matters, each with a word to its raiser."""
    found = matters.reply(matter=matter, kind="interim", text="已划出停车位。", actor=secretary, at=at)
    again = make_matter("assign", by=secretary)
    return found + matters.reply(matter=again, kind="interim", text="路灯下周换好。", actor=secretary, at=at)


def ask(place: Place, kind: str, who: Actor, at: datetime, **more: Any) -> Export:
    days = {"from_on": local_day(at), "to_on": local_day(at), **more}
    return actions.ask_export(place=place, kind=kind, actor=who, at=at, **days)


def made(row: Export) -> Export:
    tasks.export.func(key=str(row.pk))
    return Export.objects.get(pk=row.pk)


def text(file: bytes, folder: Path) -> str:
    path = folder / "export.pdf"
    path.write_bytes(file)
    return plain(run("pdftotext", "-raw", path, "-"))


def test_a_register_as_pdf_holds_each_matter_on_wide_pages(
    replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, tmp_path: Path
) -> None:
    row = made(ask(xinhua, "register.pdf", secretary, at))
    said = text(bytes(row.file), tmp_path)
    numbers = Matter.objects.values_list("number", flat=True)
    assert (row.failed, row.done, row.total, len(numbers)) == ("", 2, 2, 2)
    assert [number for number in numbers if number not in said] == []
    width, height, _lines = pages(tmp_path / "export.pdf")[0]
    assert width > height


def test_all_reply_letters_stand_in_one_file_each_on_a_page_of_its_own(
    replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, tmp_path: Path
) -> None:
    row = made(ask(xinhua, "replies.pdf", secretary, at))
    said = text(bytes(row.file), tmp_path)
    firsts = [plain("".join(line.text for line in lines)) for _, _, lines in pages(tmp_path / "export.pdf")]
    assert (row.failed, row.done, row.total) == ("", 4, 4)
    for each in replied:
        assert sum(each.text in page for page in firsts) == 1
    assert ("已划出停车位。" in said, "路灯下周换好。" in said) == (True, True)


def test_its_page_shows_how_far_it_is_while_the_job_runs(
    replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, row, seen = browser_of(secretary), ask(xinhua, "replies.pdf", secretary, at), list[str]()
    step = tasks._step

    def watched(export: Export, done: int, total: int) -> None:
        step(export, done, total)
        seen.append(text_of(client.get(reverse("documents:export", args=[export.pk]))))

    monkeypatch.setattr(tasks, "_step", watched)
    made(row)
    shown = [[f'value="{done}"' in page and 'max="4"' in page for done in (1, 2, 3, 4)].index(True) for page in seen]
    assert shown == [0, 1, 2, 3]
    assert "Fetch the file" in text_of(client.get(reverse("documents:export", args=[row.pk])))


@pytest.mark.parametrize("kind", PDF)
def test_a_job_that_broke_off_is_run_again_and_makes_the_file_once(
    replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    row = ask(xinhua, kind, secretary, at)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "pdf", lambda *_given: (_ for _ in ()).throw(MemoryError()))
        with pytest.raises(MemoryError):
            made(row)
    assert Export.objects.get(pk=row.pk).finished_at is None
    done = made(row)
    assert (done.failed, bytes(done.file[:5])) == ("", b"%PDF-")
    assert tasks.export.func(key=str(row.pk)) is False


@pytest.mark.parametrize("kind", PDF)
def test_in_days_without_anything_it_says_so_and_a_register_is_an_empty_one(
    secretary: Actor, xinhua: Place, at: datetime, tmp_path: Path, kind: str
) -> None:
    client, day = browser_of(secretary), date(2026, 1, 5)
    row = made(ask(xinhua, kind, secretary, at, from_on=day, to_on=day))
    page = text_of(client.get(reverse("documents:export", args=[row.pk])))
    file = client.get(reverse("documents:export_file", args=[row.pk]))
    if kind == "replies.pdf":
        assert (row.failed, "There was nothing in these days" in page, file.status_code) == (
            "nothing_to_export", True, 404,
        )  # fmt: skip
    else:
        assert (row.failed, "本期没有登记的事项" in text(file.content, tmp_path)) == ("", True)


@pytest.mark.parametrize(
    ("from_on", "to_on", "code"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), "dates_turned"),
        (date(2025, 1, 1), date(2026, 3, 1), "too_long_a_time"),
    ],
)
@pytest.mark.parametrize("kind", PDF)
def test_bad_days_are_refused_and_no_job_is_begun(
    secretary: Actor, xinhua: Place, at: datetime, kind: str, from_on: date, to_on: date, code: str
) -> None:
    with pytest.raises(Refusal) as no:
        ask(xinhua, kind, secretary, at, from_on=from_on, to_on=to_on)
    client = browser_of(secretary)
    page = send(
        client,
        reverse("documents:desk"),
        place=xinhua.pk,
        kind=kind,
        from_on=from_on.isoformat(),
        to_on=to_on.isoformat(),
    )
    assert (no.value.code, page.status_code, len(errors_of(page)), Export.objects.count()) == (code, 422, 1, 0)
    assert f'value="{from_on.isoformat()}"' in text_of(page)


@pytest.mark.parametrize("kind", PDF)
def test_without_pango_it_says_what_to_install_and_the_spreadsheet_is_still_made(
    no_pdf: None, replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, kind: str
) -> None:
    client, day = browser_of(secretary), local_day(at).isoformat()
    told = {"place": xinhua.pk, "from_on": day, "to_on": day}
    page = send(client, reverse("documents:desk"), kind=kind, **told)
    assert (page.status_code, "apt-get install libpango" in text_of(page)) == (503, True)
    assert Export.objects.count() == 0
    assert send(client, reverse("documents:desk"), kind="register.xlsx", **told).status_code == 302
    letter = reverse("documents:reply", args=[replied[0].pk, "docx"])
    assert client.get(letter).status_code == 200


@pytest.mark.parametrize("kind", PDF)
def test_a_job_on_a_machine_that_lost_pango_says_what_to_install(
    replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime, kind: str, request: pytest.FixtureRequest
) -> None:
    row = ask(xinhua, kind, secretary, at)
    request.getfixturevalue("no_pdf")
    done = made(row)
    page = text_of(browser_of(secretary).get(reverse("documents:export", args=[row.pk])))
    assert (done.failed, bytes(done.file), "apt-get install libpango" in page) == ("no_pdf", b"", True)


@pytest.mark.parametrize("kind", PDF)
def test_who_lost_their_duty_before_the_job_ran_gets_nothing(
    replied: list[Reply], xinhua: Place, secretary: Actor, at: datetime, kind: str
) -> None:
    from bandeng.people.models import Duty

    other = make_person("secretary", at=xinhua, called="另一位书记")
    row = ask(xinhua, kind, other, at)
    Duty.objects.filter(person=other.person).update(to_on=local_day(at) - timedelta(days=1))
    done = made(row)
    assert (done.failed, bytes(done.file)) == ("not_your_turn", b"")


def test_nobody_else_fetches_it(replied: list[Reply], secretary: Actor, xinhua: Place, at: datetime) -> None:
    row = made(ask(xinhua, "register.pdf", secretary, at))
    address = reverse("documents:export_file", args=[row.pk])
    other = browser_of(make_person("secretary", at=xinhua, called="另一位书记"))
    assert [Client().get(address).status_code, other.get(address).status_code] == [302, 404]
    assert browser_of(secretary).get(address)["Content-Type"] == "application/pdf"
