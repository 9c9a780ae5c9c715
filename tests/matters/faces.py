"""A browser for tests of staff pages: somebody signed in, forms sent back as a browser sends them."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bandeng.people.acting import Actor
from bandeng.people.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(actor: Actor, language: str = "en") -> Client:
    """Somebody at a browser; the second factor has tests of its own."""
    user, _ = User.objects.get_or_create(person=actor.person, defaults={"email": f"{uuid4().hex}@example.org"})
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(user, backend=BACKEND)
    return client


def text_of(page: Any) -> str:
    """What a page says."""
    return unescape(page.content.decode())


def carried(page: Any) -> dict[str, str]:
    """What the forms of a page carry hidden."""
    fields = re.findall(r'<input type="hidden"[^>]*>', page.content.decode())
    pairs = [(re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)) for field in fields]
    return {name[1]: unescape(value[1]) if value else "" for name, value in pairs if name}


def send(client: Client, address: str, **typed: Any) -> Any:
    """Open a page, type, send it."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code, text_of(page)[:400])
    return client.post(address, {**carried(page), **typed})


def asked(client: Client, address: str) -> int:
    """How many queries a page takes, once everything that is kept is kept."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return len(found)


def errors_of(page: Any) -> list[str]:
    """The sentences that say what is wrong."""
    lists = re.findall(r'<ul class="errorlist[^"]*"[^>]*>(.*?)</ul>', text_of(page), re.S)
    return [
        re.sub(r"<[^>]+>", "", one).strip() for found in lists for one in re.findall(r"<li>(.*?)</li>", found, re.S)
    ]
