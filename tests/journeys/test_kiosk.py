"""A tablet in a hall: staff open it, one visitor raises a matter and goes, the next finds nothing of them."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import Site, Visit
from tests.journeys.walking import XINHUA, Walker

UPRIGHT, ACROSS = (768, 1024), (1280, 800)
FRONT = f"/p/{XINHUA}/kiosk/"
WORDS = "三楼的灯坏了一个月，晚上看不见台阶。"
SMALL = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => one.offsetParent && !one.closest(".skip") && !one.matches(".notice a[href^='tel:']"))
    .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
    .filter(([one, box]) => box.width > 0 && (box.height < 59.5 || box.width < 59.5))
    .map(([one, box]) => `${location.pathname} ${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${box.height}`)"""
WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def opened(site: Site, page: Page) -> Walker:
    """A browser the secretary made a kiosk of."""
    tablet = Walker(page, site).sign_in("secretary@xinhua")
    tablet.send("/desk/kiosk/", place=XINHUA, pin="580247", again="580247", quiet="60")
    assert tablet.path == FRONT
    return tablet


def crowded(page: Page) -> list[str]:
    """What a thumb would miss, and whether the page runs over its side."""
    return [*page.evaluate(SMALL), *([f"{page.url} is too wide"] if page.evaluate(WIDE) else [])]


@pytest.mark.parametrize("size", [UPRIGHT, ACROSS])
def test_a_visitor_raises_a_matter_and_leaves_nothing_for_the_next(
    site: Site, visit: Visit, size: tuple[int, int]
) -> None:
    tablet = opened(site, visit(size))
    page, wrong = tablet.page, crowded(tablet.page)
    assert page.locator(".kiosk-three .btn").count() == 3
    assert page.locator("button[aria-pressed], .read button").first.is_visible()
    page.locator(".kiosk-three .btn").first.click()
    page.wait_for_url("**/raise/")
    wrong += crowded(page)
    for _screen in ("say", "where"):
        if page.locator("[name=words]:visible").count():
            page.fill("[name=words]", WORDS)
        tablet.press(tablet.form("words"))
        wrong += crowded(page)
    page.locator("[name=helper][value=neighbour]").check()
    page.locator("[name=agreed]").check()
    tablet.press(tablet.form("words"))
    receipt = tablet.path
    assert (receipt.startswith("/r/"), WORDS in page.content()) == (True, True)
    assert page.locator(".qr").first.is_visible()
    wrong += crowded(page)
    assert wrong == []
    page.locator("[data-done]").click()
    page.wait_for_url(f"**{FRONT}")
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"kiosk", "csrftoken"}
    kept = page.evaluate("() => [sessionStorage.length, localStorage.length]")
    assert kept == [0, 0]
    for _step in range(3):
        # Where a form was sent the browser says that it is gone, which to Playwright is an error.
        with suppress(Error):
            page.go_back()
        page.wait_for_load_state()
        expect(page.get_by_text(WORDS)).to_have_count(0)
    tablet.open(receipt)
    assert tablet.path == FRONT


def test_a_quiet_screen_asks_and_then_ends_by_itself(site: Site, visit: Visit) -> None:
    page = visit(UPRIGHT)
    tablet = opened(site, page)
    page.clock.install()
    page.locator(".kiosk-three .btn").first.click()
    page.wait_for_url("**/raise/")
    page.fill("[name=words]", WORDS)
    asking = page.locator(".kiosk-quiet")
    page.clock.run_for(35_000)
    assert asking.is_visible()
    page.locator("[data-here]").click()
    assert (asking.is_visible(), page.locator("[name=words]").input_value()) == (False, WORDS)
    page.clock.run_for(62_000)
    page.wait_for_url(f"**{FRONT}")
    assert WORDS not in page.content()
    assert tablet.path == FRONT


def test_without_javascript_it_works_and_ends_too(site: Site, visit: Visit) -> None:
    page = visit(ACROSS, javascript=False)
    tablet = opened(site, page)
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == f"240;url={FRONT}end/"
    page.locator(".kiosk-three .btn").nth(1).click()
    page.wait_for_url("**/find/")
    page.go_back()
    page.locator(".kiosk-three .btn").nth(2).click()
    page.wait_for_url("**/know/")
    page.locator(".list .cover").first.click()
    page.wait_for_url("**/m/**")
    page.locator("[data-done]").click()
    assert tablet.path == FRONT


def test_the_way_out_needs_the_pin(site: Site, visit: Visit) -> None:
    tablet = opened(site, visit(UPRIGHT))
    tablet.open("/desk/")
    assert tablet.path == FRONT
    tablet.send(f"{FRONT}leave/", pin="580247")
    assert tablet.path == f"/p/{XINHUA}/"
    assert tablet.page.locator("html.kiosk").count() == 0
