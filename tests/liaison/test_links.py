"""No link on what somebody is shown leads to a page that is not there or not theirs."""

import re
from typing import Any

import pytest
from django.test import Client

from bandeng.research import actions as research
from tests.liaison.test_later import GOOD, enter
from tests.liaison.town import County
from tests.makers import AT, day
from tests.matters.faces import browser_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def dead(client: Client, *pages: str) -> dict[str, list[str]]:
    """The links of these pages that answer with an error, by page."""
    found = {}
    for page in pages:
        links = set(re.findall(r'href="(/[^"#]*)"', text_of(client.get(page)))) - {"/manifest.webmanifest"}
        asked = [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]
        found[page] = sorted(link for link in asked if client.get(link).status_code >= 400)
    return {page: links for page, links in found.items() if links}


def test_pages_of_a_county_and_a_township_lead_nowhere_that_is_not_there() -> None:
    county = County()
    enter(county, GOOD)
    room = county.open(place=county.one, actor=county.convener)
    told: dict[str, Any] = {"said_by": "resident", "said_on": day("2026-11-23"), "actor": county.convener, "at": AT}
    one = research.suggest(place=county.county, text="建车棚。", source="resident", **told)
    pages = [f"/p/{code}/{page}" for code in ("640425", "640425100", "640425100201") for page in (
        "", "year/", "rooms/", "research/", "meetings/", "cases/",
    )]  # fmt: skip
    pages = [page for page in pages if Client().get(page).status_code == 200]
    assert len(pages) > 12
    assert dead(Client(), *pages, f"/room/{room.pk}/", f"/research/suggestion/{one.pk}/") == {}


def test_a_director_of_two_townships_is_led_to_both_and_to_no_page_that_is_not_theirs() -> None:
    county = County()
    enter(county, GOOD)
    director = browser_of(county.director(county.one, county.two))
    pages = ("/desk/", "/desk/county/", "/desk/county/640425100/", "/desk/areas/", "/desk/rooms/")
    assert dead(director, *pages) == {}
    shown = text_of(director.get("/desk/county/"))
    assert ("/desk/county/640425100/" in shown, "/desk/county/640425200/" in shown) == (True, True)
    assert director.get("/desk/county/640425/").status_code == 404
