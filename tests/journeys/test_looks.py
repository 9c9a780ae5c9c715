"""Large type, English, read-aloud: one tap away on every public page, and they stay."""

import pytest

from tests.browser import PHONE, Site, Visit, fonts_of
from tests.journeys.walking import XINHUA, Walker

PAGES = ("/", f"/p/{XINHUA}/know/", f"/p/{XINHUA}/take-part/", f"/p/{XINHUA}/decide/", f"/p/{XINHUA}/watch/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_large_type_is_one_tap_away_and_stays_on_the_next_page(site: Site, visit: Visit, javascript: bool) -> None:
    reader = Walker(visit(PHONE, javascript=javascript), site)
    reader.open("/")
    small = reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    reader.press(reader.page.locator("form[action$='/type/']"), "button")
    large = reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    reader.open(f"/p/{XINHUA}/watch/")
    stays = reader.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert (round(large / small, 2), stays) == (1.35, large)


def test_every_door_speaks_english_after_one_tap(site: Site, visit: Visit) -> None:
    reader = Walker(visit(PHONE), site)
    reader.open("/")
    reader.press(reader.page.locator("form[action$='/language/']"), "button")
    doors = []
    for path in PAGES:
        reader.open(path)
        doors.append((reader.page.get_attribute("html", "lang"), reader.page.locator("nav.doors a").all_inner_texts()))
    assert doors == [("en", ["Know", "Take part", "Decide", "Watch"])] * len(PAGES)


def test_every_public_page_offers_reading_aloud_and_a_telephone(site: Site, visit: Visit) -> None:
    reader = Walker(visit(PHONE), site)
    offers = []
    for path in PAGES:
        reader.open(path)
        offers.append((reader.page.locator(".read").count(), reader.page.locator("a[href^='tel:']").count() > 0))
    assert offers == [(1, True)] * len(PAGES)


@pytest.mark.parametrize("english", [False, True], ids=["zh", "en"])
@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_nothing_is_wider_than_a_small_phone(site: Site, visit: Visit, large: bool, english: bool) -> None:
    reader = Walker(visit(PHONE), site)
    reader.open("/")
    if large:
        reader.press(reader.page.locator("form[action$='/type/']"), "button")
    if english:
        reader.press(reader.page.locator("form[action$='/language/']"), "button")
    pages = (*PAGES, f"/p/{XINHUA}/poster/", f"/p/{XINHUA}/year/", f"/p/{XINHUA}/rooms/", f"/p/{XINHUA}/research/")
    over = {}
    for path in pages:
        reader.open(path)
        over[path] = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over == dict.fromkeys(pages, 0)


def test_chinese_stands_in_a_chinese_font(site: Site, visit: Visit) -> None:
    reader = Walker(visit(PHONE), site)
    reader.open("/")
    assert fonts_of(reader.page, "main h2") == {"Noto Sans CJK SC"}
