"""One voice each, tried from outside: sent twice, two tabs, replayed, another browser, cookies cleared or switched off.

What each gives is written down for everybody in docs/guide/opinions.*.md.
"""

import re
from typing import Any

import pytest
from django.test import Client

from bandeng.opinions import queries
from bandeng.opinions.models import Reaction, Voice
from tests.makers import AT, make_person
from tests.matters.faces import browser_of
from tests.opinions.talking import Talk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


class Tab:
    """A card as it stands open in a browser."""

    def __init__(self, browser: Client, talk: Talk, number: int = 1) -> None:
        self.browser, self.talk = browser, talk
        page = browser.get(f"/o/{talk.conversation.pk}/").content.decode()
        found = re.search(r'name="once" value="([^"]+)"', page)
        self.once = found[1] if found else "none"
        self.address = f"/o/{talk.conversation.pk}/react/{talk.statement(number).pk}/"

    def tap(self, value: int = 1, by: Client | None = None) -> int:
        """Send the form; by another browser, as somebody who recorded the request."""
        return (by or self.browser).post(self.address, {"once": self.once, "value": str(value)}).status_code


def said() -> tuple[int, int]:
    """Reactions and voices there are."""
    return Reaction.objects.count(), Voice.objects.count()


def test_a_form_sent_twice_or_again_after_going_back_is_one_reaction() -> None:
    tab = Tab(Client(), Talk())
    assert ([tab.tap(), tab.tap(), tab.tap(-1)], said()) == ([302, 302, 302], (1, 1))


def test_two_tabs_are_one_voice_and_on_one_sentence_the_later_tap_counts() -> None:
    talk, browser = Talk(), Client()
    Tab(browser, talk, 2).tap()
    one, other = Tab(browser, talk), Tab(browser, talk)
    one.tap(1)
    other.tap(-1)
    assert (said(), queries.last_of(talk.conversation)) == ((3, 1), {(1, 2): 1, (1, 1): -1})


def test_a_recorded_request_adds_nothing_by_its_own_browser_and_is_another_voice_elsewhere() -> None:
    tab, elsewhere = Tab(Client(), Talk()), Client()
    tab.tap()
    tab.tap()
    assert said() == (1, 1)
    tab.tap(by=elsewhere)
    tab.tap(by=elsewhere)
    assert said() == (2, 2)


def test_cleared_cookies_are_a_second_voice_where_each_device_has_one() -> None:
    talk, browser = Talk(), Client()
    Tab(browser, talk).tap()
    browser.cookies.clear()
    Tab(browser, talk).tap()
    assert said() == (2, 2)


def test_cleared_cookies_are_no_second_voice_where_each_person_has_one() -> None:
    talk, person = Talk(voices="person"), make_person("resident")
    for browser in (browser_of(person, "zh-hans"), browser_of(person, "zh-hans")):
        Tab(browser, talk).tap()
    assert (Tab(Client(), talk).tap(), said()[1]) == (403, 1)


def test_signed_in_on_two_devices_is_one_voice_under_either_rule() -> None:
    talk, person = Talk(), make_person("resident")
    for value, browser in ((1, browser_of(person, "zh-hans")), (-1, browser_of(person, "zh-hans"))):
        Tab(browser, talk).tap(value)
    assert (said(), queries.last_of(talk.conversation)) == ((2, 1), {(1, 1): -1})


def test_with_cookies_switched_off_nothing_is_taken_and_the_page_says_so() -> None:
    browser = Client(enforce_csrf_checks=True)
    tab = Tab(browser, Talk())
    browser.cookies.clear()
    assert (tab.tap(), said()) == (403, (0, 0))


def test_a_token_somebody_made_up_is_as_good_as_any_and_no_longer_than_ours() -> None:
    talk, browser = Talk(), Client()
    browser.cookies["bandeng_voice"] = "x" * 5000
    Tab(browser, talk).tap()
    browser.cookies["bandeng_voice"] = "x" * 4000
    Tab(browser, talk, 2).tap()
    assert said() == (2, 1)
