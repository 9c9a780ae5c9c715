"""What every answer says to the browser: load nothing from elsewhere, run nothing inline, show nothing in a frame."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from bandeng.people.actions import invite, issue_card, open_account
from bandeng.people.models import User
from tests.honesty import addresses
from tests.honesty.looking import Album
from tests.honesty.rules import RULES
from tests.honesty.test_permissions import Undone
from tests.honesty.town import PASSWORD, PIN, Town
from tests.makers import AT, MAKER, make_person

LINKS = ("src", "href", "action", "formaction", "poster", "data", "srcset", "cite", "background")
PHOTOS = ("matters:photo", "matters:small_photo")
OPENABLE = [name for name, rule in RULES.items() if rule.look and any(rule.look.values()) and name not in PHOTOS]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found |= {value or "" for name, value in attrs if name in LINKS}
        self.inline += [f"<{tag} {name}>" for name in told if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in told and told.get("type") != "application/json"):
            self.inline.append(f"<{tag}>")


def directives(policy: str) -> dict[str, list[str]]:
    return {name: rest for name, *rest in (part.split() for part in policy.split(";") if part.strip())}


@pytest.mark.parametrize("name", OPENABLE)
def test_an_answer_loads_nothing_from_elsewhere_and_runs_nothing_inline(town: Town, album: Album, name: str) -> None:
    rule = RULES[name]
    kind = next(kind for kind in rule.kinds() if rule.may_look(kind))
    role = "secretary" if "secretary" in rule.may_look(kind) else sorted(rule.may_look(kind))[0]
    answer = album.look(role, addresses.url(name, town, kind, rule.to))
    if answer.status == 302:
        answer = album.look(role, answer.headers["Location"])
    assert {
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items() <= answer.headers.items()  # fmt: skip
    policy = directives(answer.headers["Content-Security-Policy"])
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == (["'none'"], ["'self'"], ["'self'"])
    assert (policy["frame-ancestors"], policy["base-uri"]) == (["'none'"], ["'none'"])
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    if answer.is_page:
        page = _Links()
        page.feed(answer.text)
        hosts = {urlsplit(link).netloc for link in page.found} - {"", "testserver"}
        assert (hosts, page.inline) == (set(), [])


@pytest.mark.parametrize("name", PHOTOS)
def test_a_picture_can_do_nothing_but_be_looked_at(town: Town, undone: Undone, name: str) -> None:
    with undone():
        answer = town.client("public").get(addresses.url(name, town, "own", RULES[name].to))
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/account/login/", "/account/password/reset/", "/healthz"])
def test_an_error_and_a_sign_in_page_say_the_same(town: Town, undone: Undone, address: str) -> None:
    with undone():
        answer = town.client("public").get(address)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_page_with_somebodys_data_is_kept_by_no_cache(town: Town, undone: Undone) -> None:
    for name in ("people:me", "people:data", "people:export", "matters:receipt", "matters:export", "matters:verify"):
        rule = RULES[name]
        with undone():
            answer = town.client("secretary").get(addresses.url(name, town, "own", rule.to))
        assert "no-store" in answer.headers.get("Cache-Control", ""), name


# --- cookies and sessions ---


@pytest.fixture
def _fresh(db: None) -> None:
    cache.clear()


def cookies_of(client: Client) -> dict[str, tuple[bool, str]]:
    return {name: (bool(one["httponly"]), str(one["samesite"])) for name, one in client.cookies.items()}


def test_the_session_cannot_be_read_by_a_script_and_goes_to_no_other_site(town: Town, undone: Undone) -> None:
    with undone():
        client = Client()
        user = _staff()
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert cookies_of(client)["sessionid"] == (True, "Lax")
        assert all(site == "Lax" for _, site in cookies_of(client).values())


def _staff() -> User:
    person = make_person("secretary").person
    assert person is not None
    _, token = invite(person=person, email="one@example.org", actor=MAKER, at=AT)
    return open_account(token=token, password=PASSWORD, at=AT)


def test_the_session_gets_a_new_id_when_somebody_signs_in(town: Town, undone: Undone) -> None:
    with undone():
        user = _staff()
        client = Client()
        client.get("/account/login/")
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        client.cookies["sessionid"] = str(session.session_key)
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert client.session.session_key != session.session_key
        assert client.session["_auth_user_id"] == str(user.pk)


def test_the_session_gets_a_new_id_when_a_card_is_used(town: Town, undone: Undone) -> None:
    with undone():
        client = Client()
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        client.cookies["sessionid"] = str(session.session_key)
        answer = client.post(f"/card/{town.fresh_card}/", {"pin": PIN, "again": PIN})
        assert answer.status_code == 302
        assert client.session.session_key != session.session_key


def test_a_cards_session_opens_no_page_of_staff_though_its_holder_is_staff(town: Town, undone: Undone) -> None:
    with undone():
        _, secret = issue_card(person=town.persons["secretary"], actor=MAKER, at=town.at)
        client = Client()
        client.post(f"/card/{secret}/", {"pin": PIN, "again": PIN})
        assert client.get("/people/").status_code == 403


def test_staff_without_a_second_factor_are_sent_to_set_one_up(town: Town, undone: Undone) -> None:
    with undone():
        client, user = Client(), _staff()
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert client.get("/people/").headers["Location"] == "/account/2fa/totp/activate/"
        TOTP.activate(user, generate_totp_secret())
        assert client.get("/people/").status_code == 200


# --- the settings a site really runs with ---

_ASK = """
import json
from django.conf import settings
names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
         "CSRF_COOKIE_SAMESITE", "LANGUAGE_COOKIE_SECURE", "PASSWORD_HASHERS", "DEBUG", "SECURE_HSTS_SECONDS",
         "SECURE_CONTENT_TYPE_NOSNIFF")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def _site(tmp_path: Path, address: str) -> dict[str, object]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("BANDENG_")}
    env |= {
        "BANDENG_HOME": str(tmp_path), "BANDENG_ADDRESS": address,
        "DJANGO_SETTINGS_MODULE": "bandeng.config.settings", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    told = subprocess.run([sys.executable, "-c", _ASK], env=env, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize(("address", "secure"), [("https://bench.example", True), ("http://127.0.0.1:8000", False)])
def test_cookies_are_secure_where_the_address_is(tmp_path: Path, address: str, secure: bool) -> None:
    assert _site(tmp_path, address) == {
        "SESSION_COOKIE_SECURE": secure, "CSRF_COOKIE_SECURE": secure, "LANGUAGE_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax", "CSRF_COOKIE_SAMESITE": "Lax",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"], "DEBUG": False,
        "SECURE_HSTS_SECONDS": 31536000 if secure else 0, "SECURE_CONTENT_TYPE_NOSNIFF": True,
    }  # fmt: skip


def test_a_password_of_a_real_site_is_hashed_with_argon2() -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    made = Argon2PasswordHasher().encode("a bench in the sun", "salt" * 4)
    assert re.match(r"argon2\$argon2id\$v=19\$m=\d{5,},t=[2-9],p=\d+\$", made)
