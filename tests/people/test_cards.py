"""Invite cards: once, on one phone, with a PIN; never staff rights."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from bandeng.core.refusal import Refusal
from bandeng.people import actions
from bandeng.people.models import CardPin, InviteCard, Person, User
from bandeng.records.models import Entry
from tests.people.conftest import SETUP, As, MakePerson
from tests.people.test_persons import refused

PIN = "483920"
NOON = datetime.fromisoformat("2026-11-23T12:00:00+08:00")


@pytest.fixture
def head(make_person: MakePerson) -> Person:
    return make_person("building_head", called="楼长 王师傅")


@pytest.fixture
def secret(head: Person, at: datetime) -> str:
    return actions.issue_card(person=head, actor=SETUP, at=at)[1]


@pytest.fixture
def phone(secret: str) -> Client:
    """A phone on which the card was taken into use."""
    client = Client()
    answer = client.post(f"/card/{secret}/", {"pin": PIN, "again": PIN})
    assert answer.status_code == 302, answer.content.decode()
    return client


@pytest.fixture(autouse=True)
def _noon() -> object:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_looking_at_a_card_spends_nothing(secret: str) -> None:
    for _ in range(3):
        assert Client().get(f"/card/{secret}/").status_code == 200
        assert Client().head(f"/card/{secret}/").status_code == 200
    assert InviteCard.objects.get().used_at is None


def test_a_card_works_once(phone: Client, secret: str) -> None:
    again = Client().post(f"/card/{secret}/", {"pin": "705164", "again": "705164"})
    assert (again.status_code, CardPin.objects.count()) == (410, 1)
    assert Client().get(f"/card/{secret}/").status_code == 410
    assert phone.get(f"/card/{secret}/").headers["Location"] == "/card/"


def test_a_card_signs_in_for_what_card_holders_need(phone: Client) -> None:
    page = phone.get("/people/me/")
    assert (page.status_code, page.wsgi_request.actor.by_card) == (200, True)  # type: ignore[attr-defined]
    assert page.wsgi_request.actor.all_roles == frozenset({"building_head"})  # type: ignore[attr-defined]


def test_a_card_never_gives_staff_rights(make_person: MakePerson, at: datetime) -> None:
    clerk = make_person("secretary")
    _, secret = actions.issue_card(person=clerk, actor=SETUP, at=at)
    client = Client()
    client.post(f"/card/{secret}/", {"pin": PIN, "again": PIN})
    page = client.get("/people/me/")
    assert page.wsgi_request.actor.all_roles == frozenset()  # type: ignore[attr-defined]
    staff_pages = ["/people/", "/people/new/", "/people/cards/", "/people/organisations/", "/people/bodies/"]
    assert [client.get(address).status_code for address in staff_pages] == [403] * 5
    # Nor a way round: a card may not set itself a password or a second factor.
    for address in ("/account/password/set/", "/account/password/change/", "/account/2fa/"):
        assert client.get(address).headers["Location"] == "/people/me/"
    assert client.get("/account/email/").status_code == 404


def test_five_wrong_pins_lock_a_card_for_good(phone: Client) -> None:
    codes = [phone.post("/card/", {"pin": "000001"}).status_code for _ in range(6)]
    assert codes == [422, 422, 422, 422, 423, 423]
    assert phone.post("/card/", {"pin": PIN}).status_code == 423


def test_a_right_pin_forgives_the_wrong_ones(phone: Client) -> None:
    for _ in range(4):
        phone.post("/card/", {"pin": "000001"})
    assert phone.post("/card/", {"pin": PIN}).status_code == 302
    assert CardPin.objects.get().failures == 0


def test_another_phone_does_not_get_as_far_as_the_pin(phone: Client) -> None:
    stranger = Client()
    stranger.cookies["bench_card"] = "x" * 32
    assert "pin" not in stranger.post("/card/", {"pin": PIN}).content.decode().replace("pinned", "")
    assert stranger.get("/people/me/").status_code == 302


def test_after_twelve_idle_hours_the_pin_is_asked_again(phone: Client) -> None:
    with time_machine.travel(NOON + timedelta(hours=11, minutes=50), tick=False):
        assert phone.get("/people/me/").status_code == 200
    with time_machine.travel(NOON + timedelta(hours=23), tick=False):
        assert phone.get("/people/me/").status_code == 200
    with time_machine.travel(NOON + timedelta(hours=36), tick=False):
        assert phone.get("/people/me/").status_code == 302
        assert phone.post("/card/", {"pin": PIN}).status_code == 302
        assert phone.get("/people/me/").status_code == 200


def test_after_ninety_days_a_card_is_over(phone: Client) -> None:
    with time_machine.travel(NOON + timedelta(days=91), tick=False):
        assert phone.post("/card/", {"pin": PIN}).status_code == 410


def test_an_unused_card_runs_out(secret: str) -> None:
    with time_machine.travel(NOON + timedelta(days=15), tick=False):
        assert Client().get(f"/card/{secret}/").status_code == 410


def test_a_card_taken_back_signs_its_phone_out(
    phone: Client, make_person: MakePerson, acting: As, at: datetime
) -> None:
    clerk = make_person("secretary")
    actions.revoke_card(card=InviteCard.objects.get(), reason="手机丢了", actor=acting(clerk), at=at)
    assert phone.get("/people/me/").status_code == 302
    assert phone.post("/card/", {"pin": PIN}).status_code == 200
    assert phone.get("/people/me/").status_code == 302


@pytest.mark.parametrize(("pin", "again"), [("123456", "123456"), ("48392", "48392"), (PIN, "705164"), ("", "")])
def test_a_pin_that_will_not_do_leaves_the_card_unspent(secret: str, pin: str, again: str) -> None:
    assert Client().post(f"/card/{secret}/", {"pin": pin, "again": again}).status_code == 422
    assert InviteCard.objects.get().used_at is None


def test_neither_secret_nor_pin_nor_phone_key_is_kept(phone: Client, secret: str) -> None:
    cookie = phone.cookies["bench_card"]
    kept = str(list(CardPin.objects.values_list("pin", "phone_key"))) + str(
        list(InviteCard.objects.values_list("code"))
    )
    kept += str(list(Entry.objects.values_list("detail", flat=True)))
    assert [value for value in (secret, PIN, cookie.value) if value in kept] == []
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (True, "/card/", "Lax")


def test_the_session_gets_a_new_id_when_signing_in(secret: str) -> None:
    client = Client()
    session = client.session
    session["kept"] = 1
    session.save()
    before = session.session_key
    client.post(f"/card/{secret}/", {"pin": PIN, "again": PIN})
    assert client.session.session_key != before


def test_only_who_arranges_the_place_prints_cards(
    make_person: MakePerson, acting: As, head: Person, at: datetime
) -> None:
    for other in (make_person("grid_worker"), make_person("secretary", at_place="640106005001"), head):
        refused("not_allowed", lambda other=other: actions.issue_card(person=head, actor=acting(other), at=at))


def test_a_card_form_sent_twice_prints_the_same_card(
    make_person: MakePerson, acting: As, head: Person, at: datetime
) -> None:
    clerk = acting(make_person("secretary"))
    first, second = (actions.issue_card(person=head, actor=clerk, at=at, once="form-1") for _ in range(2))
    assert first == second
    assert InviteCard.objects.count() == 1


def together(*runs: Callable[[], object]) -> list[str]:
    """Run these at the same moment, each on a connection of its own; how each ended."""
    start, ended = threading.Barrier(len(runs)), [""] * len(runs)

    def run(place: int, what: Callable[[], object]) -> None:
        start.wait()
        try:
            what()
            ended[place] = "done"
        except Refusal as no:
            ended[place] = no.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_take_one_card_into_use_once(secret: str, at: datetime) -> None:
    ended = together(*[lambda: actions.use_card(secret=secret, pin=PIN, at=at)] * 4)
    assert (ended, CardPin.objects.count(), User.objects.count()) == (["done", "spent", "spent", "spent"], 1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_issues_one_card(head: Person, at: datetime) -> None:
    ended = together(*[lambda: actions.issue_card(person=head, actor=SETUP, at=at, once="k")] * 3)
    assert (ended, InviteCard.objects.count()) == (["done"] * 3, 1)


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_are_all_counted(secret: str, at: datetime) -> None:
    card = actions.use_card(secret=secret, pin=PIN, at=at).card
    ended = together(*[lambda: actions.unlock_card(card=card, pin="705164", at=at)] * 8)
    assert (ended.count("wrong_pin") <= 4, "done" in ended, CardPin.objects.get().failures) == (True, False, 5)
    refused("locked", lambda: actions.unlock_card(card=card, pin=PIN, at=at))
