"""A shared tablet in a hall: opened by staff, three buttons, and nothing of one visitor for the next."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bandeng.matters.actions import ensure_shelf_processes
from bandeng.matters.models import Raising
from bandeng.matters.queries import receipt_code
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.shell import kiosk
from tests.makers import AT, make_matter, make_person, make_place
from tests.matters.faces import browser_of

pytestmark = pytest.mark.django_db
PIN = "580247"


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    settings.DEMONSTRATION = True
    cache.clear()


@pytest.fixture
def xinhua() -> Place:
    ensure_shelf_processes(AT)
    return make_place()


@pytest.fixture
def secretary(xinhua: Place) -> Actor:
    return make_person("secretary", at=xinhua)


@pytest.fixture
def tablet(xinhua: Place, secretary: Actor) -> Client:
    """A browser that the secretary made a kiosk."""
    browser = browser_of(secretary)
    told = {"place": xinhua.code, "pin": PIN, "again": PIN, "quiet": "90"}
    answer = browser.post(reverse("desk:kiosk_open"), told)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/p/{xinhua.code}/kiosk/")
    return browser


def seen(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("Location"))
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def where(answer: Any) -> str:
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def raise_(browser: Client, place: Place, **more: str) -> str:
    """Raise a matter in three screens; the address of the receipt."""
    path = reverse("matters:raise", args=[place.code])
    assert browser.get(path).status_code == 200
    told = {
        "screen": "check", "words": "楼道灯坏了", "place": place.code, "category": "other", "reach": "page",
        "once": "k", **more,
    }  # fmt: skip
    return where(browser.post(path, told))


def test_whoever_opens_it_is_signed_out_and_three_buttons_are_left(tablet: Client, xinhua: Place) -> None:
    shown = seen(tablet, f"/p/{xinhua.code}/kiosk/")
    assert shown.split("kiosk-three")[1].split("</div>")[0].count('class="btn') == 3
    assert ('data-type="large"' in shown, 'data-read="main"' in shown, 'data-kiosk="90"' in shown) == (True,) * 3
    assert '<meta http-equiv="refresh" content="360;url=' in shown
    assert {name for name, value in tablet.cookies.items() if value.value} <= {"kiosk", "csrftoken"}
    assert where(tablet.get("/desk/")) == f"/p/{xinhua.code}/kiosk/"
    assert where(tablet.get("/account/login/")) == f"/p/{xinhua.code}/kiosk/"


def test_only_those_responsible_open_one(secretary: Actor, xinhua: Place) -> None:
    for role in ("resident", "supervisor", "unit_officer"):
        assert browser_of(make_person(role)).get(reverse("desk:kiosk_open")).status_code == 403
    told = {"place": xinhua.code, "pin": "111111", "again": "111111", "quiet": "5"}
    wrong = browser_of(secretary).post(reverse("desk:kiosk_open"), told)
    assert (wrong.status_code, "kiosk" in wrong.cookies) == (422, False)
    assert "这台设备还不是" in Client().get(f"/p/{xinhua.code}/kiosk/").content.decode()


def test_a_receipt_is_open_during_its_visit_and_gone_with_it(tablet: Client, xinhua: Place) -> None:
    receipt = raise_(tablet, xinhua)
    shown = seen(tablet, receipt)
    assert ("楼道灯坏了" in shown, "请现在就打印、拍照或者抄下编码" in shown, "mine.json" in shown) == (
        True,
        True,
        False,
    )
    seen(tablet, f"{receipt}print/")
    assert where(tablet.get(f"/p/{xinhua.code}/kiosk/")) == f"/p/{xinhua.code}/kiosk/end/"
    ended = tablet.get(f"/p/{xinhua.code}/kiosk/end/")
    gone = {name for name, morsel in ended.cookies.items() if not morsel.value}
    assert {"visit", "csrftoken", "sessionid", "messages", "type", "theme"} <= gone
    front = seen(tablet, f"/p/{xinhua.code}/kiosk/")
    assert ("楼道灯坏了" in front, receipt in front) == (False, False)
    # The next visitor goes back: nothing of it is there, neither at once nor in the middle of their own visit.
    assert where(tablet.get(receipt)) == f"/p/{xinhua.code}/kiosk/"
    seen(tablet, f"/p/{xinhua.code}/raise/")
    assert where(tablet.get(receipt)) == f"/p/{xinhua.code}/kiosk/end/"


def test_a_visit_ends_by_itself_on_the_server_too(tablet: Client, xinhua: Place) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        receipt = raise_(tablet, xinhua)
        clock.shift(timedelta(seconds=359))
        seen(tablet, receipt)
        clock.shift(timedelta(seconds=361))
        assert where(tablet.get(receipt)) == f"/p/{xinhua.code}/kiosk/"
        late = tablet.post(f"/p/{xinhua.code}/raise/", {"screen": "say", "words": "还没写完"})
        assert where(late) == f"/p/{xinhua.code}/kiosk/"


def test_no_page_offers_to_fill_in_or_keeps_what_was_typed(tablet: Client, xinhua: Place) -> None:
    path = f"/p/{xinhua.code}/raise/"
    seen(tablet, path)
    told = {"screen": "where", "words": "灯", "place": xinhua.code, "category": "other", "once": "k"}
    shown = tablet.post(path, told).content.decode()
    assert ('name="phone"' in shown, 'autocomplete="tel"' in shown, "data-keep" in shown) == (True, False, False)
    forms = [part.split(">")[0] for part in shown.split("<form ")[1:]]
    assert forms
    assert all('autocomplete="off"' in form for form in forms)


def test_what_became_of_it_opens_by_the_code_or_by_the_address_a_reader_types(tablet: Client, xinhua: Place) -> None:
    code = receipt_code(make_matter("deliberate").raisings.get())
    for typed in (code, f"https://bench.example/r/{code}/"):
        seen(tablet, reverse("matters:find"))
        assert where(tablet.post(reverse("matters:find"), {"code": typed})) == f"/r/{code}/"
        seen(tablet, f"/r/{code}/")
        tablet.get(f"/p/{xinhua.code}/kiosk/end/")
    assert where(tablet.get(f"/r/{code}/")) == f"/p/{xinhua.code}/kiosk/"


def test_who_types_for_somebody_says_so_and_that_they_agreed(tablet: Client, xinhua: Place) -> None:
    path = f"/p/{xinhua.code}/raise/"
    seen(tablet, path)
    told = {
        "screen": "check", "words": "门口太暗", "place": xinhua.code, "category": "other", "reach": "page",
        "once": "k", "helper": "neighbour",
    }  # fmt: skip
    wrong = tablet.post(path, told)
    assert (wrong.status_code, "门口太暗" in wrong.content.decode(), Raising.objects.count()) == (422, True, 0)
    where(tablet.post(path, told | {"agreed": "on"}))
    row = Raising.objects.get()
    assert (row.consent, row.proxy) == (
        "邻居在共用平板上代填，念给本人听过，本人同意", None,
    )  # fmt: skip


def test_elsewhere_nobody_is_asked_who_helps(xinhua: Place) -> None:
    raise_(Client(), xinhua, helper="neighbour", agreed="on")
    assert Raising.objects.get().consent == ""


def test_other_pages_are_shown_as_a_picture_for_ones_own_phone_and_the_visit_goes_on(
    tablet: Client, xinhua: Place
) -> None:
    receipt = raise_(tablet, xinhua)
    led = where(tablet.get("/ledger/"))
    assert led == f"/p/{xinhua.code}/kiosk/not-here/?for=%2Fledger%2F"
    assert "不在共用屏上显示" in seen(tablet, led)
    seen(tablet, receipt)
    for outside in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert '<svg class="qr' not in seen(tablet, f"/p/{xinhua.code}/kiosk/not-here/?for={outside}")


def test_the_language_of_one_visitor_does_not_stay(tablet: Client, xinhua: Place) -> None:
    home = f"/p/{xinhua.code}/kiosk/"
    tablet.post(reverse("shell:language"), {"language": "en", "next": home})
    assert 'lang="en"' in seen(tablet, home)
    tablet.get(f"{home}end/")
    assert '<html lang="zh-Hans"' in seen(tablet, home)


def test_the_way_out_asks_for_the_pin_and_leaves_an_ordinary_browser(tablet: Client, xinhua: Place) -> None:
    path = f"/p/{xinhua.code}/kiosk/leave/"
    assert tablet.post(path, {"pin": "580248"}).status_code == 422
    assert where(tablet.post(path, {"pin": PIN})) == f"/p/{xinhua.code}/"
    assert "data-kiosk" not in tablet.get(f"/p/{xinhua.code}/").content.decode()
    assert where(tablet.get("/desk/")).startswith("/account/login/")


def test_guessing_the_pin_is_slowed_down(tablet: Client, xinhua: Place) -> None:
    path = f"/p/{xinhua.code}/kiosk/leave/"
    tries = [tablet.post(path, {"pin": f"58024{n % 7}"}).status_code for n in range(12)]
    assert tries[-1] == 429
    assert tablet.post(path, {"pin": PIN}).status_code == 429


def test_a_cookie_somebody_wrote_on_makes_no_kiosk(xinhua: Place) -> None:
    for word in ("x", "a:b:c", ""):
        browser = Client()
        browser.cookies[kiosk.COOKIE] = word
        assert "data-kiosk" not in browser.get(f"/p/{xinhua.code}/").content.decode()


def test_the_device_cookie_gives_no_right(tablet: Client, xinhua: Place) -> None:
    """Taken to another browser it only takes away."""
    other = Client()
    other.cookies[kiosk.COOKIE] = tablet.cookies[kiosk.COOKIE].value
    assert where(other.get("/desk/")) == f"/p/{xinhua.code}/kiosk/"


def test_from_every_page_one_comes_to_somebody_who_helps(tablet: Client, xinhua: Place) -> None:
    Place.objects.filter(pk=xinhua.pk).update(phone="0953-000 0001")
    place = f"/p/{xinhua.code}"
    for path in (f"{place}/kiosk/", f"{place}/raise/", "/find/", f"{place}/know/"):
        shown = seen(tablet, path)
        assert (f'href="/help/{xinhua.code}/"' in shown, "0953-000 0001" in shown) == (True, True), path
    assert "0953-000 0001" in seen(tablet, f"/help/{xinhua.code}/")
