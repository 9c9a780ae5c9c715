"""What a meeting refuses, as its pages say it: in both languages, every typed word kept, and nothing written."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bandeng.commitments import actions as work
from bandeng.commitments.models import Commitment
from bandeng.meetings import actions, queries
from bandeng.meetings.models import Meeting, Outcome, Raised
from bandeng.people.acting import Actor
from bandeng.records.models import Entry
from tests.makers import AT, give_role, make_matter, make_person, make_unit
from tests.matters.faces import browser_of, errors_of, send, text_of
from tests.meetings.sitting import START, Table

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


class Clock:
    """The moment of the day a test stands at."""

    at = AT


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Clock:
    settings.DEMONSTRATION = True
    told = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: told.at)
    return told


def reader(actor: Actor | None, language: str) -> Client:
    client = browser_of(actor) if actor else Client()
    client.cookies["django_language"] = language
    return client


def said_no(client: Client, address: str, reason: str, kept: tuple[str, ...], **typed: object) -> None:
    """It says so in these words, keeps what was typed, and no entry is written."""
    before = Entry.objects.count()
    answer = send(client, address, **typed)
    assert answer.status_code in (403, 409, 422), answer.status_code
    assert reason in " ".join(errors_of(answer)), errors_of(answer)
    assert [words for words in kept if words not in text_of(answer)] == []
    assert Entry.objects.count() == before


def calls(language: str, chair: Actor, recorder: Actor, secretary: Actor) -> tuple[Client, dict[str, object]]:
    return reader(secretary, language), {
        "title": "停车协商", "starts_on": "2026-11-27", "starts_at": "19:00", "minutes": "90", "where": "凉亭",
        "chair": str(chair.id), "recorder": str(recorder.id), "topics": "公约怎么写", "about": "请带小板凳",
        "names-residents": "王大妈\n李师傅",
    }  # fmt: skip


TYPED = ("停车协商", "凉亭", "公约怎么写", "请带小板凳", "王大妈\n李师傅")


@LANGUAGES
def test_a_late_notice(language: str) -> None:
    secretary, recorder = make_person("secretary", called="社区书记"), make_person("recorder", called="记录")
    desk, told = calls(language, make_person("chair", called="主持"), recorder, secretary)
    address, said = (
        "/desk/meetings/call/?form=residents_council",
        {"zh-hans": "最晚要在", "en": "Please choose a later day"}[language],
    )
    said_no(desk, address, said, TYPED, **{**told, "starts_on": "2026-11-24"})
    assert (send(desk, address, **told).status_code, Meeting.objects.count()) == (302, 1)


@LANGUAGES
def test_a_chair_with_a_conflict(language: str) -> None:
    secretary, recorder = make_person("secretary", called="社区书记"), make_person("recorder", called="记录")
    chair = make_person("chair", called="主持")
    assert chair.person is not None
    give_role(chair.person, "department_officer", organisation=make_unit("区税务局", kind="department"))
    desk, told = calls(language, chair, recorder, secretary)
    address = "/desk/meetings/call/?form=residents_council"
    said = {"zh-hans": "主持人同时在这些单位任职：区税务局", "en": "Who chairs also works for: 区税务局"}[language]
    said_no(desk, address, said, TYPED, **told)
    assert send(desk, address, **told, roles="兼任区税务局副局长").status_code == 302
    assert "兼任区税务局副局长" in text_of(Client().get(f"/meetings/{Meeting.objects.get().pk}/"))


@LANGUAGES
def test_no_quorum(clock: Clock, language: str) -> None:
    table = Table().opened(there=2)
    clock.at = START
    address = f"/meetings/item/{table.item().pk}/outcome/"
    typed = {"outcome": "consensus", "opinion": "北门建车棚", "said": "都说要", "dissents": "太远", "next_step": ""}
    said = {"zh-hans": "有表决权的到了 2 人，需要 3 人", "en": "2 of those with a vote are here and 3 are needed"}[
        language
    ]
    said_no(reader(table.recorder, language), address, said, ("北门建车棚", "都说要", "太远"), **typed)
    assert Outcome.objects.count() == 0


@LANGUAGES
def test_a_double_sign_in(clock: Clock, language: str) -> None:
    table = Table().opened(there=4)
    clock.at = START
    said = {"zh-hans": "每人只签一次", "en": "Each person signs in once"}[language]
    said_no(reader(table.recorder, language), f"/meetings/attendee/{table.seat(4).pk}/here/", said, (), how="paper")


@LANGUAGES
def test_somebody_who_was_not_asked_raises_no_hand(clock: Clock, language: str) -> None:
    table = Table().opened()
    actions.begin_item(item=table.item(), actor=table.recorder, at=START)
    clock.at = START
    phone, door = reader(None, language), queries.door_code(table.meeting)
    came = {"name": "路过的人", "capacity": "resident", "once": "door"}
    assert phone.post(f"/meetings/{table.meeting.pk}/live/door/{door}/", came).status_code == 302
    answer = phone.post(f"/meetings/{table.meeting.pk}/live/hand/", {"hand": f"{table.item().pk}:1"})
    said = {"zh-hans": "举手表决由受邀代表进行", "en": "You are welcome to listen and to speak"}[language]
    assert (answer.status_code, said in text_of(answer), Raised.objects.count()) == (403, True, 0)


@LANGUAGES
def test_a_promise_without_a_date(clock: Clock, language: str) -> None:
    table = Table()
    matter = make_matter("assign", by=table.secretary)
    item = work.set_item(matter=matter, title="装充电桩", actor=table.secretary, at=AT)
    work.claim(item=item, organisation=table.firm, days=5, actor=table.officer, at=AT)
    table.opened()
    clock.at = START
    assert table.officer.person is not None
    typed = {
        "items": str(item.pk), "promiser": f"{table.firm.pk}:{table.officer.person.pk}", "text": "十天内全部装好",
        "to_whom": "到场居民", "witnesses": "三位楼长",
    }  # fmt: skip
    desk, address = reader(table.recorder, language), f"/meetings/{table.meeting.pk}/promise/"
    said = {"zh-hans": "请写明时限", "en": "Please say until when"}[language]
    said_no(desk, address, said, ("十天内全部装好", "到场居民", "三位楼长"), **typed, days="")
    assert Commitment.objects.count() == 0
    assert send(desk, address, **typed, days="10").status_code == 302


@LANGUAGES
def test_editing_final_minutes(clock: Clock, language: str) -> None:
    table = Table().opened()
    table.reach()
    table.ended()
    told: dict[str, Any] = {"actor": table.recorder, "at": START + timedelta(hours=2)}
    minutes = actions.draft_minutes(meeting=table.now, text="纪要：北门。", **told)
    minutes = actions.show_minutes(minutes=minutes, **told)
    for signer in (table.chair, table.recorder):
        minutes = actions.sign_minutes(minutes=minutes, actor=signer, at=START + timedelta(days=10))
    clock.at = START + timedelta(days=10)
    said = {"zh-hans": "已经签字定稿", "en": "signed and final"}[language]
    said_no(
        reader(table.recorder, language), f"/meetings/{table.meeting.pk}/minutes/", said, ("纪要：其实是东门。",),
        text="纪要：其实是东门。",
    )  # fmt: skip
    minutes.refresh_from_db()
    assert (minutes.state, minutes.text) == ("final", "纪要：北门。")
