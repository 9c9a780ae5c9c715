"""The way to one's card, to one's account, and out again: on every page that has one, out only by a form."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from bandeng.people import actions
from tests.people.conftest import SETUP, XINHUA, MakePerson
from tests.people.signing import PASSWORD, open_account, signed_in

pytestmark = pytest.mark.django_db
OUT, ACCOUNT = "/account/logout/", "/people/me/"


def links(client: Client, path: str) -> set[str]:
    """The addresses a page links to."""
    return set(re.findall(r'<a [^>]*href="([^"]*)"', client.get(path).content.decode()))


def forms(client: Client, path: str) -> set[str]:
    """The addresses a page sends forms to."""
    return set(re.findall(r'<form method="post" action="([^"]*)"', client.get(path).content.decode()))


@pytest.fixture
def phone(make_person: MakePerson, at: datetime) -> Client:
    """A building head signed in with a card."""
    person = make_person("building_head", called="楼长 王师傅")
    _, secret = actions.issue_card(person=person, actor=SETUP, at=at)
    client = Client()
    client.post(f"/card/{secret}/", {"pin": "483920", "again": "483920"})
    return client


def test_the_sign_in_page_leads_to_ones_card() -> None:
    assert "/card/" in links(Client(), "/account/login/")


def test_the_desk_leads_to_ones_account_and_out(make_person: MakePerson, at: datetime) -> None:
    desk = signed_in(make_person("secretary"), at)
    for page in ("/people/", "/account/2fa/"):
        assert (OUT in links(desk, page), OUT in forms(desk, page)) == (False, True)
    assert ACCOUNT in links(desk, "/people/")
    assert desk.post(OUT).status_code == 302
    assert "/account/login/" in desk.get("/people/").headers["Location"]


def test_a_card_holder_finds_their_account_on_every_public_page_and_gets_out(phone: Client) -> None:
    for page in (f"/p/{XINHUA}/", f"/p/{XINHUA}/watch/", f"/p/{XINHUA}/raise/"):
        assert ACCOUNT in links(phone, page)
        assert ACCOUNT not in links(Client(), page)
    assert OUT in forms(phone, ACCOUNT)


def test_the_desk_of_a_card_holder_offers_no_second_lock(phone: Client) -> None:
    assert "/account/2fa/" not in links(phone, "/desk/doors/")


def test_whoever_just_signed_in_sets_up_the_second_lock_at_once_and_reads_no_key_of_ours(
    make_person: MakePerson, at: datetime
) -> None:
    person, client = make_person("secretary", called="社区书记"), Client()
    open_account(person, "secretary@example.org", at)
    page = client.post("/account/login/", {"login": "secretary@example.org", "password": PASSWORD}, follow=True)
    assert [path for path, _status in page.redirect_chain] == ["/desk/", "/account/2fa/totp/activate/"]
    assert str(person.user.pk) not in page.content.decode()


def test_later_the_password_is_asked_again_first(make_person: MakePerson, at: datetime) -> None:
    client = Client()
    open_account(make_person("secretary"), "secretary@example.org", at)
    client.post("/account/login/", {"login": "secretary@example.org", "password": PASSWORD})
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert "/account/reauthenticate/" in client.get("/account/2fa/totp/activate/").headers["Location"]


def test_mail_with_a_code_is_ours_in_the_readers_language(make_person: MakePerson, at: datetime) -> None:
    open_account(make_person("secretary"), "secretary@example.org", at)
    mail.outbox.clear()
    Client().post("/account/login/code/", {"email": "secretary@example.org"})
    sent = mail.outbox[0]
    assert sent.subject == "您的登录代码"
    assert str(sent.body).startswith("您的登录代码是：\n\n")
    assert "Hello" not in str(sent.body)
