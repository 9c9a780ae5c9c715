"""What is suggested at a meeting stands in the register, and goes from there as every suggestion does."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from bandeng.documents.queries import of_meetings
from bandeng.matters import actions as matters
from bandeng.meetings import actions, queries
from bandeng.records import rebuild
from bandeng.research import actions as research
from bandeng.research.models import Suggestion
from tests.makers import AT, make_person, make_unit
from tests.matters.faces import browser_of, send
from tests.meetings.sitting import DAY, START, Table, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)
    matters.ensure_shelf_processes(AT)


def suggest(table: Table, **more: Any) -> Suggestion:
    told: dict[str, Any] = {
        "meeting": table.now, "text": "成立物业管理委员会。", "said_by": "cppcc_member", "actor": table.recorder,
        "at": START,
    }  # fmt: skip
    return actions.suggest_here(**told | more)


def test_it_stands_in_the_register_with_the_meeting_the_topic_and_its_day() -> None:
    table = Table().opened()
    made = suggest(table, item=table.item())
    assert (made.source, made.said_by, made.said_on, made.later) == ("meeting", "cppcc_member", START.date(), False)
    assert (made.meeting, made.item) == (table.meeting.pk, table.item().pk)
    assert made.heard_at == f"电动车停放协商 · 1. {table.item().topic}"
    assert suggest(table, at=START + DAY).later is True
    assert suggest(table, once="form") == suggest(table, once="form")
    assert rebuild.check().different == ()


def test_who_runs_it_writes_it_down_and_only_of_a_meeting_that_sat() -> None:
    table = Table()
    refused("meeting_is", lambda: suggest(table))
    table.opened()
    refused("not_your_turn", lambda: suggest(table, actor=table.resident))
    refused("not_your_turn", lambda: suggest(table, actor=make_person("building_head")))
    refused("unknown_word", lambda: suggest(table, said_by="somebody"))
    refused("text_missing", lambda: suggest(table, text=" "))
    other = Table(actions.Topic(topic="别的"), matters=0, starts_at=START + DAY)
    refused("not_allowed", lambda: suggest(table, item=other.item()))
    assert Suggestion.objects.count() == 0


def test_it_is_answered_by_a_unit_and_told_and_the_meeting_shows_what_became_of_it(client: Client) -> None:
    table = Table(actions.Topic(topic="停车"), matters=0).opened()
    desk = browser_of(table.recorder, "zh-hans")
    page = f"/meetings/{table.meeting.pk}/suggestion/"
    assert page in desk.get(f"/meetings/{table.meeting.pk}/desk/").content.decode()
    wrong = send(desk, page, text="请打13912345678", said_by="resident", item="")
    assert (wrong.status_code, "13912345678" in wrong.content.decode()) == (422, True)
    typed = {"text": "成立物业管理委员会。", "said_by": "cppcc_member", "item": str(table.item().pk)}
    assert send(desk, page, **typed).status_code == 302
    made, unit = Suggestion.objects.get(), make_unit("住建局", kind="department")
    made = research.hand(suggestion=made, unit=unit, actor=table.secretary, at=START)
    officer = make_person("department_officer", organisation=unit)
    research.answer(suggestion=made, adoption="B", reason="年内组建。", actor=officer, at=START)
    research.tell(suggestion=made, how="visit", text="年内组建。", actor=table.secretary, at=START)
    meeting = unescape(client.get(f"/meetings/{table.meeting.pk}/").content.decode())
    one = unescape(client.get(f"/research/suggestion/{made.pk}/").content.decode())
    register = unescape(browser_of(table.secretary, "zh-hans").get("/desk/suggestions/").content.decode())
    assert [word in meeting for word in ("成立物业管理委员会。", "B 正在办", made.number)] == [True] * 3
    assert (f"/meetings/{table.meeting.pk}/" in one, "电动车停放协商" in one) == (True, True)
    assert "电动车停放协商" in register


def test_minutes_and_record_list_it() -> None:
    table = Table(actions.Topic(topic="停车"), matters=0).opened()
    suggest(table)
    table.ended()
    line = f"政协委员建议：成立物业管理委员会。（建议{Suggestion.objects.get().number}）"
    assert line in queries.draft(table.now)
    assert of_meetings.held(queries.visible(table.meeting.pk)).suggestions == (line,)


def test_a_talks_record_is_written_from_what_was_said_at_a_meeting() -> None:
    table = Table(actions.Topic(topic="停车"), matters=0).opened()
    rows = [suggest(table), suggest(table, text="灯要修。", said_by="resident")]
    written = research.write_output(
        place=table.place, kind="talk", suggestions=rows, title="停车协商座谈", advice="两条建议。",
        actor=table.secretary, at=START,
    )  # fmt: skip
    assert [each.way for each in Suggestion.objects.filter(output=written)] == ["talk", "talk"]
    paper = unescape(browser_of(table.secretary, "zh-hans").get(f"/research/output/{written.pk}/").content.decode())
    assert [word in paper for word in ("成立物业管理委员会。", "灯要修。", "电动车停放协商")] == [True] * 3
