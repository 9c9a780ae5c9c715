"""From what neighbours think onto a meeting's agenda in two clicks, with its support, and back to whoever reacted."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from bandeng.matters import actions as matters
from bandeng.matters.models import Matter
from bandeng.meetings import actions
from bandeng.meetings.models import AgendaItem, Meeting
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT, make_matter, make_place
from tests.matters.faces import browser_of
from tests.meetings.sitting import Table
from tests.opinions.talking import Talk, refused
from tests.opinions.test_map import camps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    matters.ensure_shelf_processes(AT)


def called() -> Meeting:
    """A meeting of Xinhua, called with a topic in words."""
    return Table(actions.Topic(topic="停车"), matters=0).meeting


def put(talk: Talk, meeting: Meeting, *numbers: int, **more: Any) -> AgendaItem:
    told: dict[str, Any] = {"text": "上会谈。", "actor": talk.secretary, "at": AT}
    chosen = [talk.statement(number) for number in numbers]
    return actions.put_on_agenda(meeting=meeting, conversation=talk.conversation, statements=chosen, **{**told, **more})


def test_it_becomes_a_line_of_the_agenda_that_carries_its_support() -> None:
    talk, meeting = camps(), called()
    item = put(talk, meeting, 1, 2)
    first = talk.statement(1)
    assert (item.meeting, item.matter, item.number) == (meeting, first.taken_to, 2)
    assert item.question == f"{first.text}（40 人中 36 人同意）"
    assert rebuild.check().different == ()


def test_a_form_sent_twice_is_one_line_and_a_matter_that_stands_there_gets_no_second() -> None:
    talk, meeting = camps(), called()
    assert put(talk, meeting, 1, once="form") == put(talk, meeting, 1, once="form")
    matter = talk.statement(1).taken_to
    assert put(talk, meeting, 2, matter=matter).matter == matter
    assert (meeting.items.count(), Matter.objects.count()) == (2, 1)


def test_what_may_not_go_there_leaves_nothing_behind() -> None:
    talk, meeting = camps(), called()
    before = Entry.objects.count()
    refused("not_your_turn", lambda: put(talk, meeting, 1, actor=talk.staff))
    refused("nothing_chosen", lambda: put(talk, meeting))
    elsewhere = make_matter("discover", place=make_place("640106005001", name="逸馨苑社区", short="逸馨"))
    refused("not_allowed", lambda: put(talk, meeting, 1, matter=elsewhere))
    actions.cancel_meeting(meeting=meeting, why="停电", actor=talk.secretary, at=AT)
    refused("meeting_is", lambda: put(talk, Meeting.objects.get(), 1))
    assert (Matter.objects.exclude(pk=elsewhere.pk).count(), talk.statement(1).fate) == (0, "")
    assert Entry.objects.filter(verb="opinion.tabled").count() == 0
    assert Entry.objects.count() > before


def test_two_clicks_at_the_desk_and_whoever_reacted_reads_where_it_went(client: Client) -> None:
    talk, meeting = camps(), called()
    client.cookies["bandeng_voice"] = "p0"
    desk = browser_of(talk.secretary, "zh-hans")
    address = f"/desk/meetings/table/{talk.conversation.pk}/"
    assert f'href="{address}"' in desk.get(f"/o/{talk.conversation.pk}/desk/").content.decode()
    page = desk.get(address).content.decode()
    ticked = [each.split(">")[0] for each in page.split("<input")[1:] if " checked" in each.split(">")[0]]
    chosen = [each.split('value="')[1].split('"')[0] for each in ticked if 'name="statements"' in each]
    assert [f'value="{meeting.pk}"' in each for each in ticked if 'name="meeting"' in each] == [True]
    assert len(chosen) > 1
    form = {"once": "x", "text": "上会谈。", "meeting": str(meeting.pk), "number": ""}
    none = desk.post(address, form)
    assert (none.status_code, "上会谈。" in unescape(none.content.decode())) == (422, True)
    assert desk.post(address, {**form, "statements": chosen}).status_code == 302
    matter = Matter.objects.get()
    agenda = unescape(client.get(f"/meetings/{meeting.pk}/").content.decode())
    became = unescape(client.get(f"/o/{talk.conversation.pk}/became/").content.decode())
    assert [word in agenda for word in (matter.title, "40 人中 36 人同意")] == [True, True]
    assert [word in became for word in (matter.number, "您同意", "上会谈。", "现在走到")] == [True] * 4


def test_without_a_meeting_the_page_says_what_to_do() -> None:
    talk = camps()
    page = browser_of(talk.secretary, "zh-hans").get(f"/desk/meetings/table/{talk.conversation.pk}/").content.decode()
    assert "/desk/meetings/call/" in page
