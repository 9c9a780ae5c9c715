"""axe finds nothing on any page: public ones and desks, on phones and desks, both languages, light, dark, large."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import DESK, PHONE, Site, Visit, barriers
from tests.journeys.sitting import called
from tests.journeys.walking import XINHUA, Walker, told

PUBLIC = (
    f"/p/{XINHUA}/figures/", f"/p/{XINHUA}/promises/", f"/p/{XINHUA}/listed/", f"/p/{XINHUA}/say/",
    "/", f"/p/{XINHUA}/know/", f"/p/{XINHUA}/take-part/", f"/p/{XINHUA}/decide/", f"/p/{XINHUA}/watch/",
    f"/p/{XINHUA}/wall/", f"/p/{XINHUA}/raise/", "/find/", "/ledger/", f"/p/{XINHUA}.01/",
    f"/p/{XINHUA}.01.03/", "/p/640302/", f"/p/{XINHUA}/poster/", f"/p/{XINHUA}/know/?state=open&at={XINHUA}.01&q=灯",
    "/account/login/", "/card/",
)  # fmt: skip
MATTERS = ("楼栋大厅非机动车堵塞行人通道", "小区大门人车分流", "单元门口地面未硬化处理")
LOOKS = {
    "zh-phone": (PHONE, False, {}),
    "en-desk": (DESK, False, {"django_language": "en"}),
    "zh-dark-desk": (DESK, True, {}),
    "en-large-phone": (PHONE, False, {"django_language": "en", "type": "large"}),
    "zh-large-dark-phone": (PHONE, True, {"type": "large"}),
}
DESKS = {
    "secretary@xinhua": (
        "/desk/", "/desk/matters/", "/desk/sort/", "/desk/doors/", "/desk/items/", "/desk/enter/", "/desk/receipt/",
        "/desk/promises/new/", "/desk/opinions/", "/desk/opinions/open/", "/desk/papers/",
        f"/p/{XINHUA}/papers/wording/", f"/p/{XINHUA}/papers/wording/reply/",
        "/desk/notices/", "/people/", "/people/organisations/", "/people/bodies/", "/people/cards/", "/people/new/",
        "/settings/places/", "/people/me/", f"/settings/places/{XINHUA}/process/?process=five-step",
    ),
    "property@xinhua": (
        "/desk/items/", "/desk/items/service/", "/desk/items/photos/", "/desk/promises/", "/desk/orders/",
    ),
    "head@xinhua": ("/desk/", "/desk/doors/", "/desk/enter/"),
    "oversight@xinhua": ("/desk/", "/desk/items/"),
    "supervisor@litong": ("/desk/", "/desk/matters/", "/desk/supervisor/", "/desk/stuck/", "/desk/figures/"),
    "auditor@litong": ("/audit/", "/audit/dates/", "/audit/reveals/"),
    "admin@site": ("/desk/", "/people/", "/settings/places/", "/settings/calendars/", "/settings/processes/"),
}  # fmt: skip
ACTS = (
    ("希望办老年饭桌", "sort"), ("希望办老年饭桌", "verify"), ("小区大门人车分流", "bench"), ("楼号牌脱落", "reply"),
    ("夜间巡查不到位", "items/new"), ("小区大门人车分流", "dissents"), ("希望办老年饭桌", "merge"),
)  # fmt: skip


def visitor(site: Site, visit: Visit, look: str) -> Walker:
    """Somebody who chose these looks before."""
    size, dark, cookies = LOOKS[look]
    page = visit(size, dark=dark)
    page.context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    return Walker(page, site)


def found(page: Page) -> list[str]:
    """What is wrong with the page, each line beginning with its address."""
    return [f"{page.url}: {line}" for line in barriers(page)]


def wrong(walker: Walker, paths: list[str]) -> list[str]:
    """What is wrong with any of these pages."""
    lines = []
    for path in paths:
        walker.open(path)
        lines += found(walker.page)
    return lines


def followed(walker: Walker, path: str, pattern: str) -> list[str]:
    """Addresses on a page that look so."""
    walker.open(path)
    return sorted(set(re.findall(pattern, walker.page.content())))


@pytest.mark.parametrize("look", LOOKS)
def test_public_pages_have_no_barrier(site: Site, visit: Visit, look: str) -> None:
    walker = visitor(site, visit, look)
    receipts = told(site, r"(/r/\w+/)")
    papers = [f"{receipts[0]}print/", f"{receipts[0]}erase/"]
    matters = followed(walker, f"/p/{XINHUA}/decide/", r'href="(/m/[0-9a-f-]+/)"')[:3]
    clocks = [clock for matter in matters for clock in followed(walker, matter, r'href="(/m/[^"]+/clock/[^"]+/)"')[:1]]
    joins = [f"{matters[0]}join/"]
    assert wrong(walker, [*PUBLIC, *receipts, *papers, *matters, *clocks[:1], *joins]) == []


@pytest.mark.parametrize("look", ["zh-phone", "en-desk"])
@pytest.mark.parametrize("who", DESKS)
def test_desk_pages_have_no_barrier(site: Site, visit: Visit, who: str, look: str) -> None:
    walker = visitor(site, visit, look).sign_in(who)
    assert wrong(walker, list(DESKS[who])) == []


@pytest.mark.parametrize("look", ["zh-phone", "en-desk", "zh-dark-desk"])
def test_forms_of_the_desk_have_no_barrier(site: Site, visit: Visit, look: str) -> None:
    walker = visitor(site, visit, look).sign_in("secretary@xinhua")
    pages = [f"{walker.find(title)}{act}/" for title, act in ACTS]
    details = [walker.find(title) for title in MATTERS]
    assert wrong(walker, [*pages, *details]) == []


def test_a_wrong_form_says_so_without_a_barrier(site: Site, visit: Visit) -> None:
    walker = visitor(site, visit, "zh-phone")
    walker.open(f"/p/{XINHUA}/raise/")
    walker.press(walker.form("words"))
    assert walker.page.locator("[aria-invalid=true]").count() == 1
    assert found(walker.page) == []


@pytest.mark.answers(404)
def test_a_page_that_is_not_there_has_no_barrier(site: Site, visit: Visit) -> None:
    walker = visitor(site, visit, "zh-phone")
    walker.open("/nowhere/")
    assert found(walker.page) == []


@pytest.mark.parametrize("look", ["zh-phone", "zh-large-dark-phone", "en-desk"])
def test_a_meeting_while_it_sits_has_no_barrier(site: Site, visit: Visit, look: str) -> None:
    met = called(site, XINHUA)
    live = f"/meetings/{met['pk']}/live/"
    secretary = visitor(site, visit, look).sign_in("secretary@xinhua")
    before = wrong(secretary, [f"{live}run/"])
    secretary.page.locator("button[value=open]").click()
    secretary.page.locator("button[value^=begin]").first.click()
    secretary.page.wait_for_load_state()
    neighbour = visitor(site, visit, look)
    neighbour.open(f"{live}door/{met['door']}/")
    door = found(neighbour.page)
    neighbour.page.fill("[name=name]", "王大妈")
    neighbour.page.locator("form.card button").click()
    neighbour.page.wait_for_url("**/phone/")
    there = wrong(neighbour, [live, f"{live}phone/", f"{live}ask/"])
    assert before + door + there + wrong(secretary, [f"{live}run/", f"{live}hall/", f"{live}door/"]) == []
