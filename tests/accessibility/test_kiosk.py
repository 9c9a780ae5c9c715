"""axe finds nothing on a shared tablet's pages, nor where it is opened."""

import pytest

from tests.accessibility.test_pages import LOOKS, found
from tests.browser import Site, Visit
from tests.journeys.test_kiosk import ACROSS, FRONT, UPRIGHT, WORDS, opened
from tests.journeys.walking import XINHUA, Walker


@pytest.mark.parametrize(("size", "dark"), [(UPRIGHT, False), (ACROSS, True)])
def test_every_page_a_visitor_meets_at_the_tablet(site: Site, visit: Visit, size: tuple[int, int], dark: bool) -> None:
    tablet = opened(site, visit(size, dark=dark))
    wrong = found(tablet.page)
    tablet.open(f"/p/{XINHUA}/raise/")
    wrong += found(tablet.page)
    tablet.write(words=WORDS)
    wrong += found(tablet.page)
    tablet.press(tablet.form("words"))
    wrong += found(tablet.page)
    tablet.press(tablet.form("words"))
    wrong += found(tablet.page)
    tablet.open("/ledger/")
    wrong += found(tablet.page)
    for path in ("/find/", f"/p/{XINHUA}/know/", f"/help/{XINHUA}/", f"{FRONT}leave/"):
        tablet.open(path)
        wrong += found(tablet.page)
    assert wrong == []


@pytest.mark.parametrize("look", ["zh-phone", "en-desk"])
def test_where_it_is_opened(site: Site, visit: Visit, look: str) -> None:
    size, dark, cookies = LOOKS[look]
    page = visit(size, dark=dark)
    page.context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    secretary = Walker(page, site)
    secretary.open(FRONT)
    wrong = found(page)
    secretary.sign_in("secretary@xinhua").open("/desk/kiosk/")
    assert wrong + found(page) == []
