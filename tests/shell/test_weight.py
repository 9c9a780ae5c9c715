"""A first visit to a public page: at most 30 KiB over the wire, in at most six requests, all in."""

import gzip
import re
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.shell.pages import PLACE, rendered, request

# The foot of a public page carries the head of its community's ledger.
pytestmark = pytest.mark.django_db
BYTES, REQUESTS = 30 * 1024, 6
# What a room's own page may still add on top of the layout, so that the whole stays below 30 KiB.
FOR_THE_PAGE = 14 * 1024


def parts(page: str) -> dict[str, bytes]:
    """Everything a browser fetches for a page, by address; the page itself is ""."""
    wanted = re.findall(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(?!data:)([^"]+)"', page)
    return {"": page.encode()} | {address: content(address) for address in wanted}


def content(address: str) -> bytes:
    if address.startswith("/static/"):
        found = finders.find(address.removeprefix("/static/"))
        assert isinstance(found, str)
        with open(found, "rb") as file:
            return file.read()
    return bytes(Client().get(address).content)


def wire(fetched: dict[str, bytes]) -> int:
    return sum(len(gzip.compress(body, 6)) for body in fetched.values())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_public_layout_leaves_a_page_room_to_say_something(language: str) -> None:
    own = SimpleNamespace(**{**vars(PLACE), "accent": "#8b1a1a"})
    page = '{% extends "shell/public.html" %}{% block say %}{% include "shell/parts/say.html" %}{% endblock %}'
    fetched = parts(rendered(page, of=request("/help/", place=own), language=language))
    assert (len(fetched) <= REQUESTS, wire(fetched) <= BYTES - FOR_THE_PAGE) == (True, True), (
        len(fetched),
        wire(fetched),
    )


def test_the_help_page_is_light_as_a_whole() -> None:
    fetched = parts(Client().get("/help/").content.decode())
    assert (len(fetched) <= REQUESTS, wire(fetched) <= BYTES) == (True, True), (len(fetched), wire(fetched))


def test_no_file_of_the_public_layout_calls_for_another() -> None:
    fetched = parts(rendered('{% extends "shell/public.html" %}', of=request(place=PLACE)))
    texts = [body.decode() for address, body in fetched.items() if address.endswith((".css", ".js"))]
    assert [re.findall(r"@import|url\((?!data:)|^import |import\(", text, re.MULTILINE) for text in texts] == [
        []
    ] * len(texts)


def test_htmx_comes_only_to_the_desk() -> None:
    shown = {name: "htmx-2" in rendered(f'{{% extends "shell/{name}.html" %}}') for name in ("public", "plain", "desk")}
    assert shown == {"public": False, "plain": False, "desk": True}
