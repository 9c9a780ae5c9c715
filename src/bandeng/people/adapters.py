"""How allauth behaves here: accounts are opened by invitation alone, and no answer tells who has one."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from bandeng.people.limits import address_of
from bandeng.people.models import User
from bandeng.records.sealing import seal, unseal

# Mail to an address nobody has an account for would let strangers have us write to anybody.
UNSENT = frozenset({"account/email/unknown_account", "account/email/account_already_exists"})

JUST = 300
"""Seconds: signed in so short ago, one is not asked again."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Settings name it as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; the secretary or the system administrator invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail to account holders only."""
        if template_prefix not in UNSENT:
            super().send_mail(template_prefix, email, context)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Axes counts wrong passwords, in the database and for all processes; allauth's own count stays for codes."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago sets up the second lock without typing the password once more."""
        asked: bool = super().is_reauthentication_required(app=app, **kwargs)
        return asked and not _just_signed_in(context.request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The caller's address, by the same rule as everywhere."""
        return address_of(request)


class Authenticators(DefaultMFAAdapter):  # type: ignore[misc]
    """Settings name it as MFA_ADAPTER: the secrets of second factors stand encrypted."""

    def encrypt(self, text: str) -> str:
        """Sealed with the site's key, as hex."""
        return seal(text).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` sealed."""
        return unseal(bytes.fromhex(encrypted_text))


def _just_signed_in(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - float(records[-1]["at"]) < JUST


def shown(user: User) -> str:
    """How messages and mails name somebody (settings name it as ACCOUNT_USER_DISPLAY)."""
    return str(user.person.called or user.email)


def typed_login(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str | None:
    """What was typed to sign in, for axes (AXES_USERNAME_CALLABLE): allauth calls it `email`, its form `login`."""
    typed = (credentials or {}).get("email") or (request.POST.get("login") if request else None)
    return str(typed).strip().lower() if typed else None
