"""The pages of a conversation, as somebody at a door, somebody at the desk, and a recorder with paper use them."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bandeng.opinions import actions
from bandeng.opinions.models import Conversation, Reaction, Statement
from tests.makers import AT, make_matter, make_person
from tests.matters.faces import browser_of
from tests.opinions.talking import SEEDS, Talk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def shown(client: Client, talk: Talk) -> Statement:
    """The statement on the card."""
    text = page(client, f"/o/{talk.conversation.pk}/")
    return next(each for each in Statement.objects.all() if f">{each.text}</blockquote>" in text)


def tap(client: Client, talk: Talk, value: int) -> int:
    statement = shown(client, talk)
    once = re.search(r'name="once" value="([^"]+)"', page(client, f"/o/{talk.conversation.pk}/"))
    assert once
    address = f"/o/{talk.conversation.pk}/react/{statement.pk}/"
    answer = client.post(address, {"once": once[1], "value": str(value)})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/o/{talk.conversation.pk}/")
    return statement.number


def test_at_a_door_one_card_follows_the_other_and_looking_says_nothing(client: Client) -> None:
    talk = Talk()
    page(client, f"/o/{talk.conversation.pk}/")
    assert (Reaction.objects.count(), "bandeng_voice" in client.cookies) == (0, False)
    met = [tap(client, talk, value) for value in (1, -1, 0)]
    assert (sorted(met), Reaction.objects.count()) == ([1, 2, 3], 3)
    assert client.cookies["bandeng_voice"]["httponly"]
    assert "每一条都看过了" in page(client, f"/o/{talk.conversation.pk}/")


def test_another_browser_is_another_voice_and_the_map_says_how_many_are_missing(client: Client) -> None:
    talk = Talk()
    tap(client, talk, 1)
    tap(Client(), talk, 1)
    text = page(client, f"/o/{talk.conversation.pk}/map/")
    assert ("还差 13 个人" in text, "<svg viewBox" in text) == (True, False)


def test_a_reaction_that_is_none_keeps_the_card_and_says_what_to_do(client: Client) -> None:
    talk = Talk()
    answer = client.post(f"/o/{talk.conversation.pk}/react/{talk.statement(1).pk}/", {"once": "k", "value": "9"})
    assert (answer.status_code, Reaction.objects.count()) == (422, 0)
    assert "同意、不同意" in answer.content.decode()


def test_somebody_adds_an_idea_is_offered_what_is_alike_and_sees_that_it_waits(client: Client) -> None:
    talk = Talk()
    address = f"/o/{talk.conversation.pk}/add/"
    offered = client.post(address, {"once": "a", "text": "大厅里不能停电动车"})
    assert (offered.status_code, SEEDS[0] in offered.content.decode(), Statement.objects.count()) == (200, True, 3)
    client.post(address, {"once": "a", "text": "大厅里不能停电动车", "sure": "on"})
    assert Statement.objects.get(number=4).state == "waiting"
    assert "等一位有名有姓的人先看" in page(client, address)


def test_too_long_or_with_a_number_is_said_in_words_and_nothing_typed_is_lost(client: Client) -> None:
    talk = Talk()
    for text in ("长" * 141, "找 13912345678 说"):
        answer = client.post(f"/o/{talk.conversation.pk}/add/", {"once": "a", "text": text})
        assert (answer.status_code, text in answer.content.decode()) == (422, True)
    assert Statement.objects.count() == 3


def test_the_desk_opens_reads_answers_and_ends_and_each_reads_what_became_of_it(client: Client) -> None:
    talk, matter = Talk(), make_matter("discover")
    tap(client, talk, 1)
    desk = browser_of(talk.secretary, "zh-hans")
    form = {"place": talk.place.pk, "question": "快递柜放哪里？", "seeds": "放西边\n放东边\n不放", "voices": "device"}
    opened = desk.post("/desk/opinions/open/", {**form, "once": "o"})
    assert opened.status_code == 302, opened.content.decode()[:2000]
    few = desk.post("/desk/opinions/open/", {**form, "seeds": "放西边", "once": "p"})
    assert (Conversation.objects.count(), few.status_code, "放西边" in few.content.decode()) == (2, 422, True)
    number = Reaction.objects.get().statement
    said = desk.post(
        f"/o/statement/{number.pk}/became/",
        {"once": "q", "fate": "taken_up", "text": "已作为事项办理。", "number": matter.number},
    )
    wrong = desk.post(
        f"/o/statement/{number.pk}/became/", {"once": "r", "fate": "taken_up", "text": "办", "number": "没有"}
    )
    assert (said.status_code, wrong.status_code) == (302, 422)
    became = page(client, f"/o/{talk.conversation.pk}/became/")
    assert ("已作为事项办理。" in became, matter.number in became, "您同意" in became) == (True, True, True)
    assert desk.post(f"/o/{talk.conversation.pk}/close/", {"once": "s", "reason": "问完了"}).status_code == 302
    assert "已经结束" in page(client, f"/o/{talk.conversation.pk}/")


def test_a_statement_that_waits_is_read_at_the_desk(client: Client) -> None:
    talk = Talk()
    made = talk.say("a", "晚上大厅太吵。")
    desk = browser_of(talk.staff, "zh-hans")
    assert "晚上大厅太吵。" in page(desk, f"/o/{talk.conversation.pk}/desk/")
    sent = {"once": "a", "text": "晚上大厅太吵。", "state": "in"}
    assert desk.post(f"/o/statement/{made.pk}/read/", sent).status_code == 302
    assert shown(client, talk).number in (1, 2, 3, 4)
    assert client.get(f"/o/statement/{made.pk}/read/").status_code == 302


def test_a_sheet_of_paper_is_printed_ticked_and_entered(client: Client) -> None:
    talk = Talk()
    assert page(client, f"/o/{talk.conversation.pk}/sheet/").count("☐") == 9
    desk = browser_of(talk.staff, "zh-hans")
    told = {"once": "a", "sheet": "17", "s1": "1", "s2": "-1", "s3": ""}
    assert desk.post(f"/o/{talk.conversation.pk}/paper/", told).status_code == 302
    assert sorted(Reaction.objects.values_list("statement__number", "value")) == [(1, 1), (2, -1)]
    again = desk.post(f"/o/{talk.conversation.pk}/paper/", {**told, "once": "b"})
    assert (again.status_code, Reaction.objects.count()) == (409, 2)


def test_the_files_are_open_data_and_no_spreadsheet_takes_a_text_for_a_formula() -> None:
    talk = Talk(("=1+1", "应该建车棚。", "先装充电桩。"))
    talk.react("a", 1, 1)
    talk.react("b", 1, -1)
    auditor = browser_of(talk.staff, "zh-hans")
    votes = b"".join(auditor.get(f"/o/{talk.conversation.pk}/votes.csv")).decode()
    said = [(row["comment-id"], row["voter-id"], row["vote"]) for row in csv.DictReader(io.StringIO(votes))]
    text = b"".join(auditor.get(f"/o/{talk.conversation.pk}/comments.csv")).decode()
    first = next(csv.DictReader(io.StringIO(text)))
    assert said == [("1", "1", "1"), ("1", "2", "-1")]
    assert (first["agrees"], first["disagrees"], first["moderated"], first["comment-body"]) == ("1", "1", "1", "'=1+1")
    assert Client().get(f"/o/{talk.conversation.pk}/votes.csv").status_code == 302


def test_a_sealed_matters_conversation_is_hidden_once_it_is_sealed(client: Client) -> None:
    from bandeng.matters.actions import seal_matter

    matter = make_matter("discover")
    talk = Talk(matter=matter)
    matter.refresh_from_db()
    seal_matter(matter=matter, sealed=True, reason="涉及隐私", actor=talk.secretary, at=AT)
    assert client.get(f"/o/{talk.conversation.pk}/").status_code == 404
    assert talk.conversation.question not in page(client, f"/p/{talk.place.pk}/say/")


def test_a_conversation_where_each_person_has_one_voice_asks_to_sign_in(client: Client) -> None:
    talk = Talk(voices="person")
    assert "登录" in page(client, f"/o/{talk.conversation.pk}/")
    answer = client.post(f"/o/{talk.conversation.pk}/react/{talk.statement(1).pk}/", {"once": "k", "value": "1"})
    assert answer.status_code == 403
    neighbour = browser_of(make_person("resident"), "zh-hans")
    tap(neighbour, talk, 1)
    assert Reaction.objects.count() == 1


def test_closing_takes_the_last_tick(client: Client) -> None:
    talk = Talk()
    tap(client, talk, 1)
    actions.close_conversation(conversation=talk.conversation, reason="", actor=talk.secretary, at=AT)
    tick = talk.conversation.ticks.get()
    assert (tick.reactions, tick.voices, tick.result) == (1, 1, "")
