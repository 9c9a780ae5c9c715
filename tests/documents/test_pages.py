"""The pages of papers: what a matter offers whom, giving out, exports, wording, and a site without pango."""

import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bandeng.core.deadline import local_day
from bandeng.documents import tasks
from bandeng.documents.models import Document, Export, PaperWording
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter, Reply
from bandeng.matters.queries import receipt_code
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from tests.makers import make_matter, make_person
from tests.matters.faces import browser_of, errors_of, send, text_of

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _that_day(settings: Any, at: datetime) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def replied(matter: Matter, secretary: Actor, at: datetime) -> Reply:
    return matters.reply(matter=matter, kind="interim", text="已划出停车位。", actor=secretary, at=at)[0]


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without pango."""
    monkeypatch.setattr(sys.modules["bandeng.documents.writing.pdf"], "_weasyprint", lambda: None)


def test_everybody_gets_what_everybody_reads_and_only_handlers_the_letters(
    replied: Reply, secretary: Actor, matter: Matter
) -> None:
    page = reverse("matters:detail", args=[matter.pk])
    letter = reverse("documents:reply", args=[replied.pk, "docx"])
    outcome = reverse("documents:outcome", args=[matter.bench_notes.get().pk, "docx"])
    public, staff = text_of(Client().get(page)), text_of(browser_of(secretary).get(page))
    assert [(outcome in each, letter in each) for each in (public, staff)] == [(True, False), (True, True)]
    assert [Client().get(each).status_code for each in (outcome, letter)] == [200, 403]
    assert browser_of(secretary).get(letter)["Content-Type"] == DOCX


def test_a_raiser_prints_their_receipt_and_their_letter(replied: Reply) -> None:
    code = receipt_code(replied.raising)
    page = text_of(Client().get(reverse("matters:receipt", args=[code])))
    for address in (
        reverse("documents:receipt", args=[code, "docx"]),
        reverse("documents:own_reply", args=[code, replied.pk, "docx"]),
    ):
        assert address in page
        assert ZipFile(BytesIO(Client().get(address).content)).testzip() is None


def test_a_receipt_opens_nobody_elses_letter(replied: Reply, secretary: Actor) -> None:
    other = make_matter("sort", by=secretary)
    code = receipt_code(other.raisings.get())
    assert Client().get(reverse("documents:own_reply", args=[code, replied.pk, "docx"])).status_code == 404


@pytest.mark.parametrize(("sealed", "answers"), [(False, [200, 200]), (True, [404, 200])])
def test_why_not_is_told_to_everybody_unless_the_matter_is_sealed(
    secretary: Actor, at: datetime, sealed: bool, answers: list[int]
) -> None:
    matter = make_matter("explain", by=secretary, sealed=sealed)
    address = reverse("documents:explanation", args=[matter.pk, "docx"])
    assert browser_of(secretary).get(address).status_code == 404
    matters.reply(matter=matter, kind="interim", text="没有经费。", actor=secretary, at=at)
    assert [each.get(address).status_code for each in (Client(), browser_of(secretary))] == answers


def test_a_sealed_matter_has_no_paper_for_everybody(secretary: Actor) -> None:
    sealed = make_matter("assign", by=secretary, sealed=True)
    address = reverse("documents:outcome", args=[sealed.bench_notes.get().pk, "docx"])
    assert (Client().get(address).status_code, browser_of(secretary).get(address).status_code) == (404, 200)


def test_a_paper_is_given_out_by_one_button_and_looked_at_again(replied: Reply, secretary: Actor) -> None:
    client = browser_of(secretary)
    done = send(client, reverse("documents:issue", args=["reply", replied.pk]))
    given = Document.objects.get()
    assert done["Location"] == reverse("documents:document", args=[given.pk])
    page = text_of(client.get(done["Location"]))
    assert ("新华社区复" in page, "the same, to the last byte" in page) == (True, True)
    again = send(client, reverse("documents:issue", args=["reply", replied.pk]))
    assert (again.status_code, len(errors_of(again))) == (409, 1)
    assert "新华社区复" in text_of(client.get(reverse("documents:desk")))


def test_a_site_without_pango_says_what_to_install_and_still_gives_word_files(
    no_pdf: None, replied: Reply, secretary: Actor
) -> None:
    client = browser_of(secretary)
    told = client.get(reverse("documents:reply", args=[replied.pk, "pdf"]))
    assert told.status_code == 503
    assert "apt-get install libpango" in text_of(told)
    assert client.get(reverse("documents:reply", args=[replied.pk, "docx"])).status_code == 200
    assert reverse("documents:reply", args=[replied.pk, "pdf"]) not in text_of(
        client.get(reverse("matters:detail", args=[replied.matter_id]))
    )


def test_a_format_nobody_knows_is_not_there(replied: Reply, secretary: Actor) -> None:
    assert browser_of(secretary).get(reverse("documents:reply", args=[replied.pk, "exe"])).status_code == 404


# --- long exports ---


def asked(client: Client, place: Place, kind: str, at: datetime) -> Any:
    day = local_day(at).isoformat()
    return send(client, reverse("documents:desk"), place=place.pk, kind=kind, from_on=day, to_on=day)


def test_a_register_is_made_by_a_job_and_fetched_by_whoever_asked(
    replied: Reply, secretary: Actor, xinhua: Place, at: datetime
) -> None:
    client = browser_of(secretary)
    done = asked(client, xinhua, "register.xlsx", at)
    row = Export.objects.get()
    assert done["Location"] == reverse("documents:export", args=[row.pk])
    tasks.export.func(key=str(row.pk))
    page = text_of(client.get(done["Location"]))
    file = client.get(reverse("documents:export_file", args=[row.pk]))
    assert reverse("documents:export_file", args=[row.pk]) in page
    assert "楼道停车" in ZipFile(BytesIO(file.content)).read("xl/sharedStrings.xml").decode()
    other = browser_of(make_person("secretary", at=xinhua))
    assert other.get(reverse("documents:export_file", args=[row.pk])).status_code == 404


def test_an_export_that_is_not_there_yet_says_how_far_it_is(secretary: Actor, xinhua: Place, at: datetime) -> None:
    client = browser_of(secretary)
    done = asked(client, xinhua, "register.xlsx", at)
    Export.objects.filter(finished_at=None).update(done=40, total=100)
    page = text_of(client.get(done["Location"]))
    row = Export.objects.get()
    if row.finished_at is None:
        assert 'max="100" value="40"' in page
        assert client.get(reverse("documents:export_file", args=[row.pk])).status_code == 404


def test_days_turned_round_are_told_and_nothing_typed_is_lost(secretary: Actor, xinhua: Place) -> None:
    client = browser_of(secretary)
    page = send(
        client, reverse("documents:desk"), place=xinhua.pk, kind="register.xlsx", from_on="2026-03-02",
        to_on="2026-03-01",
    )  # fmt: skip
    assert (page.status_code, len(errors_of(page)), 'value="2026-03-02"' in text_of(page)) == (422, 1, True)


def test_old_exports_go(secretary: Actor, xinhua: Place, at: datetime) -> None:
    assert secretary.person is not None
    Export.objects.create(
        id=secretary.person.pk, kind="register.xlsx", place=xinhua, from_on=local_day(at), to_on=local_day(at),
        asked_by=secretary.person, asked_at=at,
    )  # fmt: skip
    tasks.take_away(at + tasks.KEPT)
    assert Export.objects.count() == 1
    tasks.take_away(at + tasks.KEPT * 2)
    assert Export.objects.count() == 0


# --- wording ---


def test_a_secretary_words_a_paper_and_the_list_says_whose_words_they_are(secretary: Actor, xinhua: Place) -> None:
    client = browser_of(secretary)
    done = send(client, reverse("documents:word", args=[xinhua.pk, "reply"]), **{**full(), "closing": "此复。"})
    assert (done.status_code, PaperWording.objects.get().texts) == (302, {"closing": "此复。"})
    assert "worded by the office" in text_of(client.get(reverse("documents:wordings", args=[xinhua.pk])))


def full() -> dict[str, str]:
    from bandeng.core.papers import wording

    return {**wording("reply").texts, "reason": "一向这样写"}


def test_a_field_nobody_fills_is_refused_where_it_was_typed(secretary: Actor, xinhua: Place) -> None:
    client = browser_of(secretary)
    page = send(client, reverse("documents:word", args=[xinhua.pk, "reply"]), **{**full(), "title": "{nobody}的事"})
    assert (page.status_code, "{nobody}的事" in text_of(page), PaperWording.objects.count()) == (422, True, 0)


def test_a_monthly_report_is_for_everybody(replied: Reply, xinhua: Place) -> None:
    assert Client().get(reverse("documents:monthly", args=[xinhua.pk, "docx"]) + "?month=2026-11").status_code == 200
    assert Client().get(reverse("documents:monthly", args=[xinhua.pk, "docx"]) + "?month=2999-11").status_code == 404
    assert Client().get(reverse("documents:monthly", args=[xinhua.pk, "docx"]) + "?month=x").status_code == 404
