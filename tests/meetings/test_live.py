"""Screens and phones of a meeting: what one does is seen by all, at the cost of one look; nobody acts for another."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from bandeng.meetings import actions, queries
from bandeng.meetings.models import Attendee, Question, QuestionState, Raised
from bandeng.meetings.queries import live
from bandeng.records.models import Entry
from bandeng.shell import live as channel
from tests.matters.faces import browser_of
from tests.meetings.sitting import START, Table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The hour of the meeting has come; nothing is remembered from before."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)
    channel.forget()
    yield
    channel.forget()


def sitting(there: int = 5) -> Table:
    table = Table().opened(there)
    actions.begin_item(item=table.item(), actor=table.recorder, at=START)
    return table


def door(table: Table) -> str:
    return f"/meetings/{table.meeting.pk}/live/door/{queries.door_code(table.meeting)}/"


def of(table: Table, what: str = "") -> str:
    return f"/meetings/{table.meeting.pk}/live/{what}"


def comes(table: Table, name: str, client: Client | None = None, once: str = "") -> Client:
    client = client or Client()
    answer = client.post(door(table), {"name": name, "capacity": "resident", "once": once or f"door-{name}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, of(table, "phone/"))
    return client


def shown(table: Table, name: str = "meeting") -> str:
    channel.forget()
    return Client().get(f"/live/{name}/{table.meeting.pk}/").content.decode()


def runner(table: Table) -> Client:
    return browser_of(table.recorder)


# --- at the door ---


def test_an_invited_neighbour_signs_in_on_their_own_seat_and_the_screen_counts_them() -> None:
    table = sitting(there=3)
    before = live.screen_of(table.now)
    comes(table, "王大妈")
    after = live.screen_of(table.now)
    assert ((before.here, before.there.present), (after.here, after.there.present)) == ((3, 3), (4, 4))
    assert Attendee.objects.get(meeting=table.meeting, number=4).signed_how == "qr"


def test_a_stranger_sits_and_is_heard_and_has_no_vote() -> None:
    table = sitting()
    client = comes(table, "路过的人")
    page = client.get(of(table, "phone/")).content.decode()
    answer = client.post(of(table, "hand/"), {"hand": f"{table.item().pk}:1"})
    assert ("listens" in page, answer.status_code, Raised.objects.count()) == (True, 403, 0)


def test_one_phone_signs_in_once() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    again = client.post(door(table), {"name": "李师傅", "capacity": "resident", "once": "again"})
    assert (again.status_code, live.screen_of(table.now).here) == (302, 4)


def test_a_seat_is_not_taken_twice_by_its_name() -> None:
    table = sitting(there=3)
    comes(table, "王大妈")
    comes(table, "王大妈", once="another-phone")
    seats = Attendee.objects.filter(meeting=table.meeting, signed_at__isnull=False)
    assert (seats.count(), seats.filter(votes=True).count()) == (5, 4)


def test_without_the_code_of_the_door_nobody_signs_in() -> None:
    table = sitting(there=3)
    address = of(table, "door/0123456789abcdef/")
    answers = [Client().get(address).status_code, Client().post(address, {"name": "王大妈", "once": "x"}).status_code]
    assert (answers, live.screen_of(table.now).here) == ([404, 404], 3)


def test_what_was_typed_stays_when_the_name_is_missing() -> None:
    table = sitting(there=3)
    answer = Client().post(door(table), {"name": "", "capacity": "tenant", "once": "x"})
    assert (answer.status_code, 'value="tenant" selected' in answer.content.decode()) == (422, True)


# --- hands ---


def test_the_last_hand_of_a_phone_counts_and_everybody_sees_how_many() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    for option in (1, 2, 2):
        assert client.post(of(table, "hand/"), {"hand": f"{table.item().pk}:{option}"}).status_code == 302
    assert live.screen_of(table.now).hands == [("北门车棚", 0), ("地下室", 1)]
    assert Raised.objects.count() == 1


def test_a_press_for_an_item_that_is_over_is_refused_in_words() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    actions.end_item(item=table.item(), actor=table.recorder, at=START)
    answer = client.post(of(table, "hand/"), {"hand": f"{table.item().pk}:1"}, headers={"X-Requested-With": "fetch"})
    odd = client.post(of(table, "hand/"), {"hand": "no-such-thing"})
    assert (answer.status_code, odd.status_code, Raised.objects.count()) == (422, 422, 0)
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_counted_hands_stand_and_no_button_is_left() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    client.post(of(table, "hand/"), {"hand": f"{table.item().pk}:1"})
    actions.count_hands(item=table.item(), seen={"地下室": 2}, actor=table.recorder, at=START)
    screen = live.screen_of(table.now)
    assert (screen.hands, screen.counted) == ([("北门车棚", 1), ("地下室", 2)], True)
    assert "voting" not in shown(table, "meeting-phone")


@pytest.mark.django_db(transaction=True)
def test_two_hands_of_one_phone_at_once_are_one_hand() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    cookies, item, codes = client.cookies, table.item().pk, list[int]()
    gate = threading.Barrier(2)

    def press(option: int) -> None:
        other = Client()
        other.cookies = cookies
        gate.wait()
        codes.append(other.post(of(table, "hand/"), {"hand": f"{item}:{option}"}).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press, args=(option,)) for option in (1, 2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (codes, Raised.objects.count()) == ([302, 302], 1)


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_give_one_name_at_once_are_two_people_and_one_vote() -> None:
    table = sitting(there=3)
    gate, codes = threading.Barrier(2), list[int]()

    def come(once: str) -> None:
        gate.wait()
        told = {"name": "王大妈", "capacity": "resident", "once": once}
        codes.append(Client().post(door(table), told).status_code)
        connections.close_all()

    threads = [threading.Thread(target=come, args=(once,)) for once in ("one", "two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    screen = live.screen_of(table.now)
    # Whoever was a moment later is told that the seat is taken, or sits without a vote.
    assert screen.there.present == 4
    assert sorted(codes) in ([302, 302], [302, 409])


# --- questions ---


def test_a_question_is_on_no_screen_before_somebody_has_read_it() -> None:
    table = sitting(there=3)
    client = comes(table, "王大妈")
    asked = client.post(of(table, "ask/"), {"text": "充电多少钱？", "once": "q"})
    page, own = shown(table), client.get(of(table, "phone/")).content.decode()
    assert (asked.status_code, "充电多少钱" in page, "充电多少钱" in own) == (302, False, True)
    question = Question.objects.get()
    answer = runner(table).post(of(table, "do/"), {"do": f"let-in:{question.pk}", "once": "read"})
    assert (answer.status_code, "充电多少钱" in shown(table)) == (302, True)
    assert Question.objects.get().state == QuestionState.READ


def test_who_has_not_signed_in_asks_nothing() -> None:
    table = sitting(there=3)
    answer = Client().post(of(table, "ask/"), {"text": "充电多少钱？", "once": "q"})
    assert (answer.status_code, Question.objects.count()) == (403, 0)
    assert "充电多少钱" in answer.content.decode()


# --- who runs it ---


def test_one_page_runs_the_meeting() -> None:
    table = Table(actions.Topic(topic="电动车", options=("北门", "地下")), actions.Topic(topic="路灯"))
    client = runner(table)

    def do(what: str, **more: str) -> None:
        channel.forget()
        answer = client.post(of(table, "do/"), {"do": what, "once": f"{what}{more}"[:60], **more})
        assert (answer.status_code, answer.headers["Location"]) == (302, of(table, "run/"))

    do("open")
    do("tick", numbers="1 2，3, 99", seat="4")
    do(f"begin:{table.item().pk}")
    do("floor", seat="4", minutes="2")
    do(f"count:{table.item().pk}", hand1="3", hand2="1")
    screen = live.screen_of(table.now)
    assert (screen.here, screen.hands, screen.number, screen.speech is not None) == (
        4, [("北门", 3), ("地下", 1)], 1, True,
    )  # fmt: skip
    do("floor-back")
    do(f"stop:{table.item().pk}")
    do("end")
    assert (table.now.state, client.get(of(table, "run/")).status_code) == ("ended", 200)


def test_a_number_that_nobody_has_is_said_and_changes_nothing() -> None:
    table, entries = sitting(there=3), Entry.objects.count
    before = entries()
    page = runner(table).post(of(table, "do/"), {"do": "floor", "seat": "99", "once": "x"}, follow=True)
    assert ("99" in page.content.decode(), entries()) == (True, before)


def test_nobody_else_runs_it() -> None:
    table = sitting(there=3)
    neighbour = browser_of(table.officer)
    seen = [neighbour.get(of(table, page)).status_code for page in ("hall/", "run/", "door/")]
    sent = neighbour.post(of(table, "do/"), {"do": "end", "once": "x"}).status_code
    assert (seen, sent, table.now.state) == ([403, 403, 403], 403, "open")


def test_the_code_of_the_door_is_on_no_page_for_everybody() -> None:
    table = sitting(there=3)
    pages = [Client().get(of(table, page)).content.decode() for page in ("", "phone/")] + [shown(table)]
    assert not any(queries.door_code(table.meeting) in page or "王大妈" in page for page in pages)


# --- what it costs ---


def test_whoever_asks_in_vain_costs_no_query_and_gets_nothing(django_assert_num_queries: Any) -> None:
    table = sitting(there=3)
    address = f"/live/meeting/{table.meeting.pk}/"
    word = Client().get(address).headers["ETag"]
    with django_assert_num_queries(0):
        same = Client().get(address, headers={"If-None-Match": word})
    assert (same.status_code, same.content) == (304, b"")


@pytest.mark.parametrize("name", ["meeting", "meeting-phone"])
def test_a_drawing_costs_the_same_however_many_came(name: str, django_assert_num_queries: Any) -> None:
    table = sitting(there=3)
    shown(table, name)
    for number in range(20):
        comes(table, f"邻居{number}")
    channel.forget()
    # Two to see that something changed, nine to draw it.
    with django_assert_num_queries(2 + 9):
        Client().get(f"/live/{name}/{table.meeting.pk}/")


def test_a_look_that_finds_nothing_new_costs_two_queries(django_assert_num_queries: Any) -> None:
    table = sitting(there=3)
    address = f"/live/meeting/{table.meeting.pk}/"
    Client().get(address)
    for kept in channel._kept.values():
        kept.at = float("-inf")
    with django_assert_num_queries(2):
        Client().get(address)


def test_signing_in_is_one_entry() -> None:
    table = sitting(there=3)
    before = Entry.objects.count()
    comes(table, "王大妈")
    assert Entry.objects.count() == before + 1


def test_each_language_has_its_own_drawing_and_its_own_word() -> None:
    table = sitting(there=3)
    address, english = f"/live/meeting/{table.meeting.pk}/", Client()
    english.cookies["django_language"] = "en"
    zh, en = Client().get(address), english.get(address)
    assert "Who is here" in en.content.decode()
    assert zh.headers["ETag"] != en.headers["ETag"]


@pytest.mark.parametrize("key", ["no-key", "00000000-0000-0000-0000-000000000000"])
def test_of_nothing_there_is_no_drawing(key: str) -> None:
    assert [Client().get(f"/live/{name}/{key}/").status_code for name in ("meeting", "other")] == [404, 404]
