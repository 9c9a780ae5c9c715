"""Somebody at a browser: opens pages, follows links that stand on them, sends forms as they stand there.

They know pages, not actions. An address is read from a page that came back; a choice is one the page offers; what is
not typed stays as the form has it.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.test import Client

from bandeng.people.acting import Actor
from tests.honesty.filling import Form, forms_in
from tests.matters.faces import browser_of, errors_of
from tests.matters.page_walker import said


@dataclass
class Clock:
    """The moment at which everybody sits at their browsers."""

    at: datetime


@dataclass
class Somebody:
    """One person, or with no actor a passer-by; the browser is opened anew when the clock has moved."""

    clock: Clock
    actor: Actor | None = None
    here: str = ""
    html: str = field(default="", repr=False)
    _client: tuple[datetime, Client] | None = field(default=None, repr=False)

    @property
    def client(self) -> Client:
        if self._client is None or self._client[0] != self.clock.at:
            client = browser_of(self.actor) if self.actor else Client()
            client.cookies["django_language"] = "en"
            self._client = (self.clock.at, client)
        return self._client[1]

    # --- looking

    def open(self, address: str) -> str:
        """A page that has to be there; what it says, without tags."""
        address = urljoin(self.here, address)
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code, said(answer)[:400])
        self.here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.html = answer.content.decode()
        return self.says

    @property
    def says(self) -> str:
        """What the page one is at says."""
        return " ".join(re.sub(r"<[^>]+>", " ", unescape(self.html)).split())

    def links(self, pattern: str) -> list[str]:
        """The addresses on this page that fit, in its order."""
        found = [unescape(each) for each in re.findall(r'(?:href|action)="([^"]+)"', self.html)]
        return list(dict.fromkeys(each for each in found if re.search(pattern, each)))

    def follow(self, pattern: str, number: int = 0) -> str:
        """Click the link that fits; what the page behind it says."""
        there = self.links(pattern)
        assert there, (self.here, pattern, self.links("^/")[:60])
        return self.open(there[number])

    def printed(self, pattern: str) -> str:
        """An address that stands on a paper, to be typed off."""
        found = re.search(pattern, self.html)
        assert found, self.says
        return found[0]

    # --- doing

    def sends(self, fits: str) -> bool:
        """Whether such a form stands on this page."""
        here = urlsplit(self.here).path
        return any(re.search(fits, each.action or here) for each in forms_in(self.html) if each.method == "post")

    def form(self, fits: str) -> Form:
        """The one form of this page that sends these: by its address, or its largest."""
        here = urlsplit(self.here).path
        sent = [each for each in forms_in(self.html) if each.method == "post"]
        fitting = [each for each in sent if re.search(fits, each.action or here)]
        assert fitting, (self.here, fits, [each.action for each in sent])
        return max(fitting, key=lambda each: len(each.inputs))

    def send(self, fits: str = ".", **typed: Any) -> Any:
        """Fill in the form and send it; where it leads is opened. What is not typed stays as it stands."""
        answer = self.hand_in(fits, **typed)
        self.open(answer.headers["Location"])
        return answer

    def hand_in(self, fits: str = ".", **typed: Any) -> Any:
        """The same, without a look at where it leads."""
        answer = self.post(fits, **typed)
        assert answer.status_code == 302, (self.here, answer.status_code, errors_of(answer), said(answer)[-1500:])
        return answer

    def post(self, fits: str = ".", **typed: Any) -> Any:
        """The same, with whatever the answer is; of several buttons one is named to be pressed."""
        form = self.form(fits)
        unknown = set(typed) - set(form.inputs)
        assert not unknown, (self.here, unknown, sorted(form.inputs))
        for name, value in typed.items():
            _offered(form, name, value)
        told = {name: one for name in form.inputs if (one := _value(form, name, typed)) is not None}
        return self.client.post(urljoin(self.here, form.action), told)

    def look_first(self, fits: str = ".", **typed: Any) -> str:
        """Send a form that shows what would become of it; the page it shows is the one to go on from."""
        answer = self.post(fits, **typed)
        assert answer.status_code == 200, (self.here, answer.status_code, said(answer)[-1500:])
        self.html = answer.content.decode()
        return self.says

    def press(self, fits: str) -> Any:
        """A button that stands by itself."""
        return self.send(fits)


def _value(form: Form, name: str, typed: dict[str, Any]) -> Any:
    if name in typed:
        return typed[name]
    one = form.inputs[name]
    if one.kind in ("select", "radio"):
        first = one.choices[:1] if one.kind == "select" else [""]
        return one.chosen[-1] if one.chosen else "".join(first)
    if one.kind == "checkbox":
        return one.chosen or None
    return None if one.kind in ("file", "submit") else one.value


def _offered(form: Form, name: str, value: Any) -> None:
    """What is chosen has to stand there."""
    one = form.inputs[name]
    if one.kind in ("select", "radio") or (one.kind == "checkbox" and isinstance(value, list)):
        for each in value if isinstance(value, list) else [value]:
            assert not each or each in one.choices, (name, each, one.choices)


def choices(html: str, name: str, words: str) -> list[str]:
    """The values of the choices beside which these words stand, in a select or beside boxes."""
    boxes = re.findall(
        rf'<input type="(?:checkbox|radio)" name="{name}" value="([^"]*)"[^>]*>(?:\s|<[^>]+>)*([^<]*)<', html
    )
    if select := re.search(rf'<select name="{name}".*?</select>', html, re.S):
        boxes += re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', select[0])
    found = [unescape(value) for value, beside in boxes if words in unescape(beside)]
    assert found, (name, words, [unescape(beside) for _, beside in boxes])
    return found


def choice(html: str, name: str, words: str) -> str:
    """The first of them."""
    return choices(html, name, words)[0]


def raised(clock: Clock, door: str, words: str, **typed: Any) -> str:
    """Somebody without an account raises it at a door, on three screens at most; the address of the receipt."""
    cache.clear()
    client, answer = Client(), None
    client.cookies["django_language"] = "en"
    answer = client.get(door)
    for _ in range(4):
        forms = [each for each in forms_in(answer.content.decode()) if each.method == "post" and "words" in each.inputs]
        assert forms, said(answer)[-800:]
        form = max(forms, key=lambda each: len(each.inputs))
        told = form.filled(words=words, phone="", email="", **typed)
        for name in ("photos", "back", "danger", "sealed"):
            if name not in typed:
                told.pop(name, None)
        answer = client.post(form.action or door, told)
        if answer.status_code == 302:
            return str(answer.headers["Location"])
    raise AssertionError(said(answer)[-800:])
