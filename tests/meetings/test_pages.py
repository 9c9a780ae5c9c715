"""Meetings as somebody at the desk, at a door and on a phone without an account uses them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bandeng.commitments.models import Commitment
from bandeng.meetings import actions
from bandeng.meetings.models import (
    AgendaItem,
    Attendee,
    Correction,
    Meeting,
    Minutes,
    Outcome,
    Programme,
    Question,
    Venue,
)
from tests.makers import AT, XINHUA, make_matter, make_person, make_place
from tests.matters.faces import asked, browser_of, carried, errors_of, send, text_of
from tests.meetings.sitting import START, Table

pytestmark = pytest.mark.django_db


class Clock:
    """The moment of the day a test stands at."""

    at = AT


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Clock:
    settings.DEMONSTRATION = True
    told = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: told.at)
    return told


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, text_of(answer)[:300])
    return text_of(answer)


def call_address(**more: str) -> str:
    asked = "&".join(f"{name}={value}" for name, value in {"form": "residents_council", **more}.items())
    return f"/desk/meetings/call/?{asked}"


def test_a_secretary_calls_a_meeting_from_the_pool_in_one_form() -> None:
    secretary = make_person("secretary", called="社区书记")
    chair, recorder = make_person("chair", called="主持"), make_person("recorder", called="记录")
    matter = make_matter("deliberate", by=secretary)
    desk = browser_of(secretary)
    assert "Residents' council" in page(desk, "/desk/meetings/call/")
    told: dict[str, object] = {
        "title": "停车协商", "starts_on": "2026-11-27", "starts_at": "19:00", "minutes": "90", "where": "凉亭",
        "chair": str(chair.id), "recorder": str(recorder.id), "matters": [str(matter.pk)], "topics": "公约 | 要，不要",
        f"question-{matter.pk}": "停哪里？", f"options-{matter.pk}": "北门、地下室",
        "names-residents": "王大妈\n李师傅",
        f"seat-{secretary.id}": "community",
    }  # fmt: skip
    late = send(desk, call_address(), **{**told, "starts_on": "2026-11-24"})
    assert (late.status_code, Meeting.objects.count()) == (422, 0)
    assert "2015" in errors_of(late)[0]
    assert "王大妈\n李师傅" in text_of(late)
    answer = send(desk, call_address(), **told)
    assert answer.status_code == 302, errors_of(answer)
    meeting = Meeting.objects.get()
    items = list(AgendaItem.objects.order_by("number").values_list("topic", "question", "options"))
    assert items == [("楼道停车", "停哪里？", ["北门", "地下室"]), ("公约", "", ["要", "不要"])]
    assert [seat.title for seat in meeting.attendees.order_by("number")] == ["社区代表", "居民代表", "居民代表"]
    shown = page(desk, f"/meetings/{meeting.pk}/desk/")
    assert "property" in shown
    assert "nobody asked yet" in shown


def test_everybody_reads_the_call_and_nobody_reads_a_name(client: Client) -> None:
    table = Table()
    client.cookies["django_language"] = "zh-hans"
    for address in ("", "poster/", "calendar.ics"):
        text = page(client, f"/meetings/{table.meeting.pk}/{address}")
        assert ("电动车停放协商" in text, "王大妈" in text) == (True, False)
    assert "电动车停放协商" in page(client, f"/p/{XINHUA}/meetings/")
    assert client.get(f"/meetings/{table.meeting.pk}/desk/").status_code == 302


def test_the_calendar_file_is_what_calendars_read(client: Client) -> None:
    table = Table(about="请带，上次的图；\n谢谢")
    file = client.get(f"/meetings/{table.meeting.pk}/calendar.ics").content.decode()
    lines = file.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert [line for line in lines if len(line.encode()) > 75] == []
    whole = file.replace("\r\n ", "")
    assert "DTSTART:20261126T020000Z\r\nDTEND:20261126T033000Z" in whole
    assert f"UID:{table.meeting.pk}" in whole
    assert "DESCRIPTION:请带，上次的图；\\n谢谢" in whole


def test_on_a_phone_without_an_account_somebody_says_that_they_cannot_come(client: Client) -> None:
    table = Table()
    address = f"/meetings/{table.meeting.pk}/coming/"
    nameless = send(client, address, coming="no", capacity="tenant", words="要有灯", name="")
    assert (nameless.status_code, "要有灯" in text_of(nameless)) == (422, True)
    assert send(client, address, coming="no", capacity="tenant", words="要有灯", name="孙某").status_code == 302
    seat = Attendee.objects.get(brought="registered")
    assert (seat.name, seat.coming, seat.words, seat.capacity) == ("孙某", False, "要有灯", "tenant")
    client.cookies["django_language"] = "en"
    assert "You said that you cannot come." in page(client, f"/meetings/{table.meeting.pk}/")
    listed = page(browser_of(table.recorder), f"/meetings/{table.meeting.pk}/people/")
    assert ("孙某" in listed, "要有灯" in listed) == (True, True)


def test_the_recorder_goes_through_the_list_and_a_tick_counts_once() -> None:
    table = Table()
    desk, seat = browser_of(table.recorder), table.seat(4)
    assert send(desk, f"/meetings/attendee/{seat.pk}/tell/", how="door", proof="签收").status_code == 302
    assert send(desk, f"/meetings/attendee/{seat.pk}/said/", coming="yes", words="").status_code == 302
    assert send(desk, f"/meetings/attendee/{seat.pk}/here/", how="paper").status_code == 302
    again = send(desk, f"/meetings/attendee/{seat.pk}/here/", how="paper")
    assert (again.status_code, "Each person signs in once" in errors_of(again)[0]) == (409, True)
    came = send(desk, f"/meetings/{table.meeting.pk}/came/", name="钱某", title="", capacity="tenant", how="name")
    assert (came.status_code, Attendee.objects.get(brought="came").votes) == (302, False)
    sheet = page(desk, f"/meetings/{table.meeting.pk}/sheet/")
    assert ("王大妈" in sheet, "钱某" in sheet) == (True, True)


def test_the_record_is_written_item_by_item(clock: Clock) -> None:
    table = Table()
    clock.at = START
    desk, pk, item = browser_of(table.secretary), table.meeting.pk, table.item()
    token = carried(desk.get(f"/meetings/{pk}/desk/"))
    assert desk.post(f"/meetings/{pk}/press/open/", token).status_code == 302
    for number in range(1, 5):
        send(desk, f"/meetings/attendee/{table.seat(number).pk}/here/", how="name")
    desk.post(f"/meetings/item/{item.pk}/press/begin/", {"once": "b"})
    assert send(desk, f"/meetings/item/{item.pk}/hands/", hand1="3", hand2="1").status_code == 302
    told = {"outcome": "consensus", "opinion": "建车棚", "said": "", "dissents": "占绿地\n", "next_step": ""}
    assert send(desk, f"/meetings/item/{item.pk}/outcome/", **told).status_code == 302
    assert Outcome.objects.get().note is not None
    desk.post(f"/meetings/{pk}/press/end/", {"once": "e"})
    public = Client()
    public.cookies["django_language"] = "zh-hans"
    shown = page(public, f"/meetings/{pk}/")
    assert [words in shown for words in ("建车棚", "占绿地", "3 / 4")] == [True] * 3


def test_a_question_is_read_answered_or_raised_on_the_desk(clock: Clock) -> None:
    table = Table().opened()
    clock.at = START
    desk = browser_of(table.secretary)
    send(desk, f"/meetings/{table.meeting.pk}/question/", text="谁来修？", asked="paper")
    asked_ = Question.objects.get()
    bare = send(desk, f"/meetings/question/{asked_.pk}/answer/", answer="物业", answered_by="物业经理", cite="")
    assert bare.status_code == 422
    send(desk, f"/meetings/question/{asked_.pk}/answer/", answer="物业", answered_by="物业经理", cite="合同第八条")
    waiting = actions.ask(meeting=table.now, text="找谁退费？", mark="m", actor=table.resident, at=START)
    assert "找谁退费" in page(desk, f"/meetings/{table.meeting.pk}/desk/")
    assert "找谁退费" not in page(Client(), f"/meetings/{table.meeting.pk}/")
    send(desk, f"/meetings/question/{waiting.pk}/read/", text="找谁退费？", shown="yes", reason="")
    raised = send(
        desk, f"/meetings/question/{waiting.pk}/matter/", place=f"{XINHUA}.01", category="other", consent="现场同意"
    )
    assert raised.status_code == 302, errors_of(raised)
    assert list(Question.objects.order_by("number").values_list("state", flat=True)) == ["answered", "matter"]


def test_going_through_the_pool_claims_on_the_spot(clock: Clock) -> None:
    table = Table(actions.Topic(matter=make_matter("sort", by=make_person("secretary")))).opened()
    clock.at = START
    desk, item = browser_of(table.secretary), table.item()
    told = {
        "decided": "adopt", "opinion": "修", "work_title": "换灯", "organisation": str(table.firm.pk), "due_on": "",
        "into": "", "reason_code": "", "reason": "", "next_channel": "", "to": "",
    }  # fmt: skip
    dateless = send(desk, f"/meetings/item/{item.pk}/decide/", **told)
    assert (dateless.status_code, "换灯" in text_of(dateless)) == (422, True)
    answer = send(desk, f"/meetings/item/{item.pk}/decide/", **{**told, "due_on": "2026-12-06"})
    assert answer.status_code == 302, errors_of(answer)
    assert (table.item().decided, "1 / 1" in page(desk, f"/meetings/{table.meeting.pk}/desk/")) == ("adopt", True)
    key = table.item().matter.items.get().pk  # type: ignore[union-attr]
    promised = {
        "items": [str(key)], "promiser": f"{table.firm.pk}:{table.officer.id}", "text": "十日内办好", "days": "10",
        "to_whom": "居民", "witnesses": "",
    }  # fmt: skip
    answer = send(desk, f"/meetings/{table.meeting.pk}/promise/", **promised)
    assert (answer.status_code, Commitment.objects.get().spoken) == (302, True), errors_of(answer)


def test_minutes_are_drafted_corrected_signed_and_put_right_beside(clock: Clock) -> None:
    table = Table().opened()
    table.reach()
    table.ended()
    clock.at = START + timedelta(hours=2)
    pk, desk = table.meeting.pk, browser_of(table.recorder)
    draft = page(desk, f"/meetings/{pk}/minutes/")
    assert "在北门建车棚" in draft
    assert send(desk, f"/meetings/{pk}/minutes/", text="纪要：北门。").status_code == 302
    assert "纪要：北门。" not in page(Client(), f"/meetings/{pk}/")
    desk.post(f"/meetings/{pk}/press/show/", {"once": "s"})
    assert "纪要：北门。" in page(Client(), f"/meetings/{pk}/")
    head, seat = browser_of(table.resident), table.seat(3)
    assert Client().get(f"/meetings/{pk}/correct/{seat.pk}/").status_code == 403
    assert send(head, f"/meetings/{pk}/correct/{seat.pk}/", words="是东门").status_code == 302
    asked_ = Correction.objects.get()
    told = {"taken": "yes", "text": "纪要：东门。", "answer": ""}
    assert send(desk, f"/meetings/correction/{asked_.pk}/", **told).status_code == 302
    clock.at = START + timedelta(days=10)
    desk = browser_of(table.recorder)
    for browser, once in ((desk, "r"), (browser_of(table.chair), "c")):
        browser.post(f"/meetings/{pk}/press/sign/", {"once": once})
    assert Minutes.objects.get().state == "final"
    late = send(desk, f"/meetings/{pk}/minutes/", text="另一个")
    assert (late.status_code, Minutes.objects.get().text) == (409, "纪要：东门。")
    assert send(desk, f"/meetings/{pk}/beside/", was="东门", now="东北门", why="写漏").status_code == 302
    assert "东北门" in page(Client(), f"/meetings/{pk}/")


def test_rooms_and_series_have_pages() -> None:
    desk = browser_of(make_person("secretary"))
    make_place()
    room = {"place": XINHUA, "name": "议事室", "kind": "room", "address": "", "chairs": "30", "access": "", "once": "a"}
    assert desk.post("/desk/meetings/rooms/", room).status_code == 302
    series = {"place": XINHUA, "name": "乡村夜话", "form": "night_talk", "about": ""}
    assert send(desk, "/desk/meetings/series/", **series).status_code == 302
    desk.post(f"/desk/meetings/rooms/{Venue.objects.get().pk}/close/", {"once": "c"})
    desk.post(f"/desk/meetings/series/{Programme.objects.get().pk}/end/", {"once": "d"})
    assert (Venue.objects.get().closed_at, Programme.objects.get().ended_at) == (AT, AT)


def test_a_meeting_is_moved_and_called_off_with_its_reason() -> None:
    table = Table()
    desk, pk = browser_of(table.secretary), table.meeting.pk
    when = {"starts_on": "2026-11-30", "starts_at": "10:00", "minutes": "60", "venue": "", "where": "礼堂"}
    assert send(desk, f"/meetings/{pk}/move/", why="下雨", **when).status_code == 302
    assert send(desk, f"/meetings/{pk}/topic/", topic="公约", question="", options="", matter="").status_code == 302
    assert send(desk, f"/meetings/{pk}/cancel/", why="停电").status_code == 302
    client = Client()
    client.cookies["django_language"] = "en"
    assert "It will not be held." in page(client, f"/meetings/{pk}/")
    assert client.get(f"/meetings/{pk}/coming/").status_code == 409


def test_from_a_matter_one_calls_a_meeting_or_notes_one_that_was_held() -> None:
    table = Table()
    desk, matter = browser_of(table.secretary), table.matters[0]
    shown = page(desk, f"/m/{matter.pk}/meeting/")
    assert f"/m/{matter.pk}/bench/" in shown
    assert re.search(rf"/desk/meetings/call/\?place=\d+&matter={matter.number}", shown)
    assert "电动车停放协商" in shown


def test_pages_ask_the_database_no_oftener_for_more() -> None:
    few, many = Table(matters=1), Table(matters=4, title="第二次")
    desk = browser_of(few.secretary)
    for address in ("/meetings/{}/", "/meetings/{}/desk/", "/meetings/{}/people/"):
        counts = [asked(desk, address.format(table.meeting.pk)) for table in (few, many)]
        assert counts[0] == counts[1], (address, counts)
