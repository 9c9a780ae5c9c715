"""Signing in as staff, for tests of faces."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from bandeng.people import actions
from bandeng.people.backends import PASSWORD_BACKEND
from bandeng.people.models import Person, User
from tests.people.conftest import SETUP

PASSWORD = "a bench in the sun"


def open_account(person: Person, email: str, at: datetime) -> User:
    """A staff account, opened by invitation."""
    _, token = actions.invite(person=person, email=email, actor=SETUP, at=at)
    return actions.open_account(token=token, password=PASSWORD, at=at)


def signed_in(person: Person, at: datetime, *, second_factor: bool = True) -> Client:
    """A browser in which this person is signed in by password, with a second factor unless said otherwise."""
    user = open_account(person, f"{person.pk.hex}@example.org", at)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=PASSWORD_BACKEND)
    return client
