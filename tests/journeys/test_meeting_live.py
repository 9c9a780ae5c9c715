"""A meeting while it sits: projector, phones and the page of who runs it see each other's doing within two seconds."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import DESK, PHONE, Site
from tests.journeys.sitting import called
from tests.journeys.walking import XINHUA, Walker

SOON = 2_000
"""Milliseconds in which what one does is seen by all."""

POLLED = 5_000


@pytest.fixture
def meeting(site: Site) -> dict[str, Any]:
    return called(site, XINHUA)


def of(told: dict[str, Any], what: str = "") -> str:
    return f"/meetings/{told['pk']}/live/{what}"


def opened(site: Site, page: Page, told: dict[str, Any]) -> Walker:
    """The secretary opens the meeting and begins its first item."""
    secretary = Walker(page, site).sign_in("secretary@xinhua")
    secretary.open(of(told, "run/"))
    page.locator("button[value=open]").click()
    page.locator("button[value^=begin]").first.click()
    return secretary


def comes(page: Page, site: Site, told: dict[str, Any], name: str) -> Page:
    page.goto(site(of(told, f"door/{told['door']}/")))
    page.fill("[name=name]", name)
    page.locator("form.card button").click()
    return page


def cut_streams(route: Route) -> None:
    """What asks for a stream gets none; what asks once is answered."""
    if route.request.resource_type == "eventsource":
        route.abort()
    else:
        route.continue_()


def test_what_one_does_all_see(
    site: Site, meeting: dict[str, Any], page: Page, visit: Callable[..., Page], phone: Page
) -> None:
    opened(site, page, meeting)
    projector = visit(DESK)
    projector.goto(site(of(meeting)))
    here, hands = projector.locator(".facts-live .huge").first, projector.locator(".hands td.num")
    expect(projector.locator("h1")).to_have_text("电动车停哪里")
    expect(here).to_have_text("0")
    comes(phone, site, meeting, "王大妈")
    expect(here).to_have_text("1", timeout=SOON)
    phone.locator(".voting").first.click()
    expect(hands.first).to_have_text("1 / 1", timeout=SOON)
    expect(phone.locator(".voting").first).to_have_attribute("aria-pressed", "true")
    phone.locator(".voting").nth(1).click()
    expect(hands.nth(1)).to_have_text("1 / 1", timeout=SOON)
    # Who runs it ticks a neighbour without a phone, counts what is seen in the room, and goes on.
    page.fill("[name=numbers]", "2")
    page.locator("button[value=tick]").click()
    expect(here).to_have_text("2", timeout=SOON)
    page.fill("[name=hand1]", "1")
    page.locator("button[value^=count]").click()
    expect(hands.first).to_have_text("1 / 2", timeout=SOON)
    expect(phone.locator(".voting")).to_have_count(0, timeout=SOON)
    page.fill("[name=seat][id=floor]", "2")
    page.locator("button[value=floor]").click()
    expect(projector.locator(".big-line")).to_be_visible(timeout=SOON)
    page.locator("button[value^=stop]").click()
    page.locator("button[value^=begin][data-key='1']").click()
    expect(phone.locator("[data-live] h2")).to_have_text("楼道灯", timeout=SOON)


def test_a_question_waits_for_a_named_person_before_all_read_it(
    site: Site, meeting: dict[str, Any], page: Page, visit: Callable[..., Page], phone: Page
) -> None:
    opened(site, page, meeting)
    projector = visit(DESK)
    projector.goto(site(of(meeting)))
    comes(phone, site, meeting, "李师傅")
    phone.locator(f"a[href='{of(meeting, 'ask/')}']").click()
    phone.fill("[name=text]", "充电多少钱一次？")
    phone.locator("form.card button").click()
    expect(page.locator("#inbox")).to_contain_text("充电多少钱一次？", timeout=SOON)
    expect(projector.locator("main")).not_to_contain_text("充电多少钱一次？")
    page.locator("button[value^=let-in]").click()
    expect(projector.locator("main")).to_contain_text("充电多少钱一次？", timeout=SOON)


def test_without_a_script_a_phone_does_all_of_it(
    site: Site, meeting: dict[str, Any], page: Page, visit: Callable[..., Page]
) -> None:
    opened(site, page, meeting)
    phone = comes(visit(PHONE, javascript=False), site, meeting, "王大妈")
    phone.locator(".voting").nth(1).click()
    expect(phone.locator("main")).to_contain_text("1 / 1")
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]


@pytest.mark.parametrize("cut", ["streams are cut", "there are no streams"])
def test_where_streams_fail_the_page_asks_again_and_again(
    site: Site, meeting: dict[str, Any], page: Page, browser: Browser, phone: Page, cut: str
) -> None:
    opened(site, page, meeting)
    context = browser.new_context(locale="zh-CN")
    try:
        projector = context.new_page()
        if cut == "streams are cut":
            projector.route("**/live/meeting/**", cut_streams)
        else:
            projector.add_init_script("delete window.EventSource")
        projector.goto(site(of(meeting)))
        comes(phone, site, meeting, "王大妈")
        expect(projector.locator(".facts-live .huge").first).to_have_text("1", timeout=POLLED)
    finally:
        context.close()
