"""Finding what happened: by words and filters, by the house one lives in, from the county down; the wall of a hall."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, PHONE, Site, Visit
from tests.journeys.walking import XINHUA, Walker

KNOW, WALL = f"/p/{XINHUA}/know/", f"/p/{XINHUA}/wall/"
both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


def listed(reader: Walker) -> list[str]:
    return reader.page.locator("main .list a.cover").all_inner_texts()


def found(reader: Walker) -> tuple[int, int]:
    """n of N as the page counts."""
    n, of = re.findall(r"\d+", reader.page.locator("form [role=status] .num").inner_text())
    return int(n), int(of)


@both_ways
def test_somebody_finds_a_matter_by_words_of_their_own_and_hands_the_address_on(
    site: Site, visit: Visit, javascript: bool
) -> None:
    reader = Walker(visit(PHONE, javascript=javascript), site)
    reader.open(KNOW)
    reader.page.fill("main [name=q]", "门禁坏了")
    reader.press(reader.page.locator("main form[role=search]"), "button")
    assert "2号楼2单元门禁损坏" in listed(reader)
    n, of = found(reader)
    assert 1 <= n < of
    neighbour = Walker(visit(PHONE, javascript=javascript), site)
    neighbour.open(reader.path)
    assert (listed(neighbour), neighbour.page.input_value("main [name=q]")) == (listed(reader), "门禁坏了")


@both_ways
def test_somebody_chooses_by_state_and_house_and_goes_back_to_all(site: Site, visit: Visit, javascript: bool) -> None:
    reader = Walker(visit(PHONE, javascript=javascript), site)
    reader.open(KNOW)
    everything = found(reader)
    reader.page.locator("main details > summary").click()
    reader.page.select_option("main [name=state]", "explained")
    reader.page.select_option("main [name=at]", f"{XINHUA}.01")
    reader.press(reader.page.locator("main form[role=search]"), "details button")
    asked = parse_qs(urlsplit(reader.path).query)
    assert (asked["state"], asked["at"]) == (["explained"], [f"{XINHUA}.01"])
    assert "建议把绿地改为停车位" in listed(reader)
    assert found(reader)[0] < found(reader)[1] == everything[1]
    with reader.page.expect_navigation():
        reader.page.locator("main form a[href='?']").click()
    assert found(reader) == everything


def test_from_the_county_to_a_record_in_three_clicks(site: Site, visit: Visit) -> None:
    office = Walker(visit(DESK), site)
    office.open("/p/640302/")
    for _click in range(3):
        with office.page.expect_navigation():
            office.page.locator("main .list a.cover").first.click()
    assert office.path.startswith("/m/")
    assert office.page.locator("main .lamp.late, main .lamp.very_late").count() >= 1


def test_a_neighbour_finds_the_page_of_their_house_and_whom_to_ask(site: Site, visit: Visit) -> None:
    neighbour = Walker(visit(PHONE, javascript=False), site)
    neighbour.open(f"/p/{XINHUA}/")
    for name in ("槐荫小区", "3号楼"):
        with neighbour.page.expect_navigation():
            neighbour.page.locator("main").get_by_role("link", name=name, exact=True).click()
    assert neighbour.path == f"/p/{XINHUA}.01.03/"
    assert "楼长 王师傅" in neighbour.text
    neighbour.page.locator(".say a").click()
    assert neighbour.path == f"/p/{XINHUA}.01.03/raise/"


def test_the_wall_brings_itself_up_to_date_without_a_new_page_and_says_so(site: Site, visit: Visit) -> None:
    page = visit((1920, 1080))
    page.clock.install()
    page.goto(site(WALL))
    heading = page.locator("main .part h2").first
    told = heading.inner_text()
    page.evaluate("window.same = true; document.querySelector('main .part h2').textContent = 'old'")
    page.clock.fast_forward(61_000)
    expect(heading).to_have_text(told)
    expect(page.locator("#said")).not_to_be_empty()
    assert page.evaluate("window.same") is True


def test_without_javascript_the_wall_asks_to_be_opened_again_after_five_minutes(site: Site, visit: Visit) -> None:
    page = visit((1080, 1920), javascript=False)
    page.goto(site(WALL))
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "300"


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)], ids=["lying", "upright"])
@pytest.mark.parametrize("place", [XINHUA, f"{XINHUA}.01", f"{XINHUA}.01.02"])
def test_all_of_the_wall_fits_on_the_screen_and_can_be_read_from_three_metres(
    site: Site, visit: Visit, place: str, size: tuple[int, int]
) -> None:
    page = visit(size)
    page.goto(site(f"/p/{place}/wall/"))
    over = page.evaluate(
        "[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]"
    )
    titles = page.evaluate(
        "[...document.querySelectorAll('.cover')].map(a => parseFloat(getComputedStyle(a).fontSize))"
    )
    # On a screen of 43 inches a sign of 28 pixels is 14 mm high.
    assert (over, min(titles, default=28) >= 28) == ([0, 0], True)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("place", [XINHUA, f"{XINHUA}.01.02"])
def test_a_poster_is_one_upright_sheet_of_a3_with_two_codes(
    site: Site, visit: Visit, place: str, language: str
) -> None:
    page = visit(DESK)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
    page.goto(site(f"/p/{place}/poster/"))
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in boxes] == [(297, 420)]
    assert page.locator(".qr svg").count() == 2
