"""Secrets that open something once: long, random, kept only as a keyed fingerprint."""

import secrets

from bandeng.records.sealing import blind

CARD, PHONE, INVITATION = "card", "card-phone", "invitation"


def new(once: str | None = None, purpose: str = "") -> str:
    """A secret for an address or a cookie: 192 bits, safe in a path.

    once   the key of the form that asked: sent twice, it gets the same secret again, so the page shows what holds
    """
    return blind(once, f"{purpose}-secret")[:48] if once else secrets.token_urlsafe(24)


def fingerprint(token: str, purpose: str) -> str:
    """How it is kept: without the token nobody finds the way back."""
    return blind(token, purpose)
