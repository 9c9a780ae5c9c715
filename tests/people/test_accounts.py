"""Accounts: by invitation, with a second factor for staff; nobody learns who has one."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from bandeng.people import actions
from bandeng.people.models import Invitation, Person, User
from bandeng.records.models import Entry
from tests.people.conftest import OTHER, SETUP, TODAY, As, MakePerson
from tests.people.signing import PASSWORD, open_account, signed_in
from tests.people.test_cards import together
from tests.people.test_persons import refused

NOON = datetime.fromisoformat("2026-11-23T12:00:00+08:00")
EMAIL = "clerk@example.org"


@pytest.fixture(autouse=True)
def _noon(settings: LazySettings) -> object:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def clerk(make_person: MakePerson) -> Person:
    return make_person("secretary", called="书记")


def link_in(letter: str) -> str:
    found = re.search(r"http\S+(/people/invited/\S+/)", letter)
    assert found, letter
    return found[1]


def test_an_invited_person_chooses_a_password_and_signs_in(
    clerk: Person, make_person: MakePerson, at: datetime
) -> None:
    newcomer = make_person("community_staff")
    desk = signed_in(clerk, at)
    answer = desk.post(f"/people/{newcomer.pk}/invite/", {"email": "New@Example.org"})
    assert (answer.status_code, [letter.to for letter in mail.outbox]) == (302, [["new@example.org"]])
    address = link_in(str(mail.outbox[0].body))
    visitor = Client()
    assert visitor.post(address, {"password": PASSWORD, "again": PASSWORD}).headers["Location"] == "/account/login/"
    signed = visitor.post("/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert (signed.status_code, signed.headers["Location"]) == (302, "/desk/")
    verbs = Entry.objects.filter(subject=f"person:{newcomer.pk}").order_by("n").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["people.account_invited", "people.account_linked"]


def test_looking_at_an_invitation_spends_nothing_and_it_works_once(clerk: Person, at: datetime) -> None:
    _, token = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    address, chosen = f"/people/invited/{token}/", {"password": PASSWORD, "again": PASSWORD}
    assert [Client().get(address).status_code, Client().head(address).status_code] == [200, 200]
    assert Invitation.objects.get().used_at is None
    assert [Client().post(address, chosen).status_code for _ in range(2)] == [302, 410]
    assert User.objects.count() == 1


def test_an_invitation_runs_out_and_a_new_one_replaces_it(clerk: Person, at: datetime) -> None:
    _, first = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    _, second = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    assert [Client().get(f"/people/invited/{token}/").status_code for token in (first, second)] == [410, 200]
    with time_machine.travel(datetime.fromisoformat("2026-11-27T12:00:00+08:00"), tick=False):
        assert Client().get(f"/people/invited/{second}/").status_code == 410


@pytest.mark.parametrize("password", ["short", "password12", "1234567890"])
def test_a_weak_password_leaves_the_invitation_unspent(clerk: Person, password: str, at: datetime) -> None:
    _, token = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    answer = Client().post(f"/people/invited/{token}/", {"password": password, "again": password})
    assert (answer.status_code, Invitation.objects.get().used_at, User.objects.count()) == (422, None, 0)


def test_only_a_fingerprint_of_the_link_is_kept(clerk: Person, at: datetime) -> None:
    _, token = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    kept = str(list(Invitation.objects.values_list("token"))) + str(
        list(Entry.objects.values_list("detail", flat=True))
    )
    assert token not in kept
    assert EMAIL not in kept


def test_who_may_invite(clerk: Person, make_person: MakePerson, acting: As, at: datetime) -> None:
    newcomer = make_person()
    others = [make_person("grid_worker"), make_person("secretary", at_place=OTHER), make_person("security_admin")]
    for other in others:
        refused(
            "not_allowed", lambda other=other: actions.invite(person=newcomer, email=EMAIL, actor=acting(other), at=at)
        )
    actions.invite(person=newcomer, email=EMAIL, actor=acting(make_person("system_admin")), at=at)
    assert Invitation.objects.count() == 1


def test_an_address_belongs_to_one_person(clerk: Person, make_person: MakePerson, at: datetime) -> None:
    open_account(clerk, EMAIL, at)
    refused("email_taken", lambda: actions.invite(person=make_person(), email="CLERK@example.org", actor=SETUP, at=at))
    refused("has_account", lambda: actions.invite(person=clerk, email="other@example.org", actor=SETUP, at=at))


def page(answer: object) -> str:
    """A page without what differs each time: tokens, and the text that was typed."""
    text = answer.content.decode()  # type: ignore[attr-defined]
    text = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken&quot;|X-CSRFToken"): ?"?[^"]*"', "", text)
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*|(clerk|nobody)@example\.org', "", text)


@pytest.mark.parametrize(
    ("address", "field"),
    [("/account/login/", "login"), ("/account/login/code/", "email"), ("/account/password/reset/", "email")],
)
def test_no_answer_tells_whether_an_address_has_an_account(
    address: str, field: str, clerk: Person, at: datetime
) -> None:
    open_account(clerk, EMAIL, at)
    sent = {"password": "wrong wrong wrong"} if field == "login" else {}
    answers = [Client().post(address, {field: email, **sent}) for email in (EMAIL, "nobody@example.org")]
    assert len({(one.status_code, one.headers.get("Location"), page(one)) for one in answers}) == 1


def test_nobody_without_an_account_ever_gets_mail(clerk: Person, at: datetime) -> None:
    open_account(clerk, EMAIL, at)
    for address in ("/account/login/code/", "/account/password/reset/"):
        for email in (EMAIL, "nobody@example.org"):
            Client().post(address, {"email": email})
    assert [letter.to for letter in mail.outbox] == [[EMAIL], [EMAIL]]


def test_an_e_mail_code_signs_in(clerk: Person, at: datetime) -> None:
    open_account(clerk, EMAIL, at)
    visitor = Client()
    visitor.post("/account/login/code/", {"email": EMAIL})
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]*)$", str(mail.outbox[0].body), re.MULTILINE)
    assert code, mail.outbox[0].body
    answer = visitor.post("/account/login/code/confirm/", {"code": code[1]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_after_five_wrong_passwords_the_door_stays_closed_a_while(email: str, clerk: Person, at: datetime) -> None:
    open_account(clerk, EMAIL, at)
    wrong = {"login": email, "password": "wrong wrong wrong"}
    answers = [Client().post("/account/login/", wrong) for _ in range(6)]
    assert answers[-1].status_code == 429
    right = Client().post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert right.status_code == 429
    assert "wait" in Client(headers={"cookie": "django_language=en"}).post("/account/login/", wrong).content.decode()


def test_staff_without_a_second_factor_reach_nothing_but_its_set_up(clerk: Person, at: datetime) -> None:
    client = signed_in(clerk, at, second_factor=False)
    for address in ("/people/", "/people/me/", "/people/new/", "/ledger/", "/"):
        answer = client.get(address)
        assert (address, answer.status_code, answer.headers.get("Location")) == (
            address,
            302,
            "/account/2fa/totp/activate/",
        )
    assert client.post("/people/new/", {"name": "x"}).status_code == 302
    assert client.get("/help/").status_code == 200
    assert client.get("/account/logout/").status_code == 200


def test_a_demonstration_asks_for_no_second_factor(clerk: Person, settings: LazySettings, at: datetime) -> None:
    settings.DEMONSTRATION = True
    assert signed_in(clerk, at, second_factor=False).get("/people/").status_code == 200


def test_signing_in_with_a_second_factor_set_up_asks_for_it(clerk: Person, at: datetime) -> None:
    client = signed_in(clerk, at)
    client.post("/account/logout/")
    answer = client.post("/account/login/", {"login": User.objects.get().email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/people/me/").status_code == 302


def test_the_secret_of_a_second_factor_stands_sealed(clerk: Person, at: datetime) -> None:
    from allauth.mfa.adapter import get_adapter

    signed_in(clerk, at)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    clear = get_adapter().decrypt(kept)
    assert (len(clear), clear in kept) == (32, False)


def test_the_session_gets_a_new_id_when_rights_change(clerk: Person, make_person: MakePerson, at: datetime) -> None:
    client = signed_in(clerk, at)
    client.get("/people/me/")
    before = client.session.session_key
    client.get("/people/me/")
    assert client.session.session_key == before
    actions.give_duty(person=clerk, role="convener", place=clerk.place, from_on=TODAY, actor=SETUP, at=at)
    client.get("/people/me/")
    assert client.session.session_key != before


def test_the_session_gets_a_new_id_when_signing_in(clerk: Person, at: datetime) -> None:
    open_account(clerk, EMAIL, at)
    client = Client()
    session = client.session
    session["kept"] = 1
    session.save()
    before = session.session_key
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert client.session.session_key != before


def test_signing_out_everywhere_ends_every_session(clerk: Person, at: datetime) -> None:
    here = signed_in(clerk, at)
    there = Client()
    there.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert there.get("/people/me/").status_code == 200
    assert here.post("/people/me/sign-out/").status_code == 302
    assert [one.get("/people/me/").status_code for one in (here, there)] == [302, 302]


def test_signing_out_needs_a_form(clerk: Person, at: datetime) -> None:
    client = signed_in(clerk, at)
    client.get("/account/logout/")
    assert client.get("/people/me/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/people/me/").status_code == 302


def test_a_closed_account_signs_nobody_in_and_ends_its_sessions(
    clerk: Person, make_person: MakePerson, acting: As, at: datetime
) -> None:
    leaver = make_person("community_staff")
    client = signed_in(leaver, at)
    email = User.objects.get(person=leaver).email
    actions.close_account(person=leaver, reason="调走", actor=acting(clerk), at=at)
    assert client.get("/people/me/").status_code == 302
    answer = Client().post("/account/login/", {"login": email, "password": PASSWORD})
    assert answer.status_code == 200
    refused("no_account", lambda: actions.close_account(person=leaver, reason="x", actor=acting(clerk), at=at))


@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/"])
def test_nobody_opens_or_moves_an_account_alone(address: str, clerk: Person, at: datetime) -> None:
    for client in (Client(), signed_in(clerk, at)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"email": "x@example.org"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_one_invitation_opened_twice_at_once_makes_one_account(clerk: Person, at: datetime) -> None:
    _, token = actions.invite(person=clerk, email=EMAIL, actor=SETUP, at=at)
    open_it: Callable[[], object] = lambda: actions.open_account(token=token, password=PASSWORD, at=at)  # noqa: E731
    assert together(open_it, open_it, open_it) == ["bad_link", "bad_link", "done"]
    assert User.objects.count() == 1
