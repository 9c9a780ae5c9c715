"""Two clicks from what neighbours think to what is talked over, and everybody who reacted reads where it went."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from bandeng.matters import actions as matters
from bandeng.matters.models import Matter
from bandeng.opinions import actions
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT, make_matter, make_place
from tests.matters.faces import browser_of
from tests.opinions.talking import Talk, refused
from tests.opinions.test_map import camps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture(autouse=True)
def processes() -> None:
    matters.ensure_shelf_processes(AT)


def put(talk: Talk, *numbers: int, **more: Any) -> None:
    told: dict[str, Any] = {"text": "上桌谈。", "actor": talk.secretary, "at": AT}
    chosen = [talk.statement(number) for number in numbers]
    actions.put_on_table(conversation=talk.conversation, statements=chosen, **{**told, **more})


def test_what_all_share_becomes_a_public_matter_with_its_support() -> None:
    talk = camps()
    put(talk, 1, 2)
    matter = Matter.objects.get()
    first, second = talk.statement(1), talk.statement(2)
    assert (matter.is_public, matter.title, matter.channel) == (True, talk.conversation.question, "bench")
    assert (first.taken_to, second.taken_to, first.fate, first.became) == (matter, matter, "taken_up", "上桌谈。")
    assert first.support[""] == [36, 40]
    assert set(first.support) == {"", "A", "B"}
    assert f"{first.text}（40 人中 36 人同意）" in matter.summary


def test_one_act_carries_all_of_them_and_a_form_sent_twice_is_one() -> None:
    talk = camps()
    for _ in range(2):
        put(talk, 1, 2, once="form")
    assert (Matter.objects.count(), Entry.objects.filter(verb="opinion.tabled").count()) == (1, 1)
    assert rebuild.check().different == ()


def test_they_may_go_to_a_matter_that_is_there_but_to_none_elsewhere() -> None:
    talk, matter = camps(), make_matter("discover")
    put(talk, 1, matter=matter)
    assert talk.statement(1).taken_to == matter
    elsewhere = make_matter("discover", place=make_place("640106005001", name="逸馨苑社区", short="逸馨"))
    refused("not_allowed", lambda: put(talk, 2, matter=elsewhere))


def test_who_may_not_and_what_may_not_go_onto_the_table() -> None:
    talk = camps()
    refused("not_your_turn", lambda: put(talk, 1, actor=talk.staff))
    refused("nothing_chosen", lambda: put(talk))
    refused("text_missing", lambda: put(talk, 1, text=" "))
    waits = talk.say("z", "要有灯，要有人管。")
    refused("not_let_in", lambda: put(talk, waits.number))
    assert Matter.objects.count() == 0


def test_two_clicks_at_the_desk_and_whoever_reacted_reads_where_it_went(client: Client) -> None:
    talk = camps()
    client.cookies["bandeng_voice"] = "p0"
    desk = browser_of(talk.secretary, "zh-hans")
    address = f"/o/{talk.conversation.pk}/table/"
    assert f'href="{address}"' in desk.get(f"/o/{talk.conversation.pk}/desk/").content.decode()
    page = unescape(desk.get(address).content.decode())
    chosen = [part.split('"')[1] for part in page.split("<input")[1:] if " checked" in part.split(">")[0]
              and 'name="statements"' in part.split(">")[0] for part in [part[part.index("value="):]]]  # fmt: skip
    assert chosen[0] == "1"
    assert len(chosen) > 1
    none = desk.post(address, {"once": "x", "text": "上桌谈。"})
    assert none.status_code == 422
    sent = desk.post(address, {"once": "y", "text": "上桌谈。", "statements": chosen, "number": ""})
    assert sent.status_code == 302
    became = unescape(client.get(f"/o/{talk.conversation.pk}/became/").content.decode())
    matter = Matter.objects.get()
    assert [word in became for word in (matter.number, "您同意", "上桌谈。", "现在走到")] == [True] * 4
