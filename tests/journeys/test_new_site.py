"""A real site from nothing: the console code, the place, its secretary, a password, the second lock, the desk."""

import base64
import hashlib
import hmac
import os
import re
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, Site, Visit, address_of, barriers, end

PASSWORD, ADDRESS = "板凳上晒晒太阳聊聊天", "secretary@example.org"
PLACE = {
    "street_code": "640302107", "street_name": "胜利镇", "name": "新华社区", "code": "640302107001", "short": "新华",
    "phone": "0953-0000000", "person": "小禾", "called": "社区书记", "email": ADDRESS,
}  # fmt: skip


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """`bandeng serve` on an empty home of its own, on a free port; what it says stands in `serve.log` beside it."""
    home, log = tmp_path / "home", tmp_path / "serve.log"
    home.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BANDENG_", "DJANGO_"))}
    env |= {"BANDENG_HOME": str(home), "PORT": "0", "PYTHONUNBUFFERED": "1"}
    with open(log, "wb") as out:
        command = [str(Path(sys.executable).with_name("bandeng")), "serve"]
        server = subprocess.Popen(command, env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        yield Site(address_of(server, log), home)
    finally:
        end(server)


def console_code(site: Site) -> str:
    """The code the console shows."""
    said = (site.home.parent / "serve.log").read_text(encoding="utf-8")
    return str(re.findall(r"enter ([0-9A-Z]{5}-[0-9A-Z]{5})", said)[-1])


def six_digits(secret: str, at: float) -> str:
    """What an authenticator app shows for a secret (RFC 6238: SHA-1, thirty seconds)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def go_on(page: Page) -> None:
    """The main button of the page."""
    page.locator("main form .btn.primary, main form button.btn.wide").first.click()


def name_the_place(page: Page, site: Site) -> str:
    """From the site's own address to the secretary's invitation, whose address comes back."""
    page.goto(site("/"))
    expect(page).to_have_url(site("/setup/"))
    page.fill("[name=code]", console_code(site))
    go_on(page)
    page.select_option("[name=county]", "640302")
    for name, value in PLACE.items():
        page.fill(f"[name={name}]", value)
    go_on(page)
    return page.locator("#invitation").inner_text()


def open_account(page: Page, invitation: str) -> None:
    """Choose the password, and sign in with it."""
    page.goto(invitation)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    go_on(page)
    sign_in(page)


def sign_in(page: Page) -> None:
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    go_on(page)


def set_up_second_lock(page: Page) -> str:
    """Type the code an app would show; the secret comes back."""
    page.locator("main summary").click()
    secret = page.locator("main details code").inner_text().strip()
    page.fill("[name=code]", six_digits(secret, time.time()))
    go_on(page)
    return secret


def first_card(page: Page, site: Site) -> str:
    """Register a building head and print their card; the address in its square comes back."""
    page.goto(site("/people/new/"))
    page.fill("[name=name]", "王师傅")
    page.select_option("[name=place]", PLACE["code"])
    page.locator("main .btn.primary").click()
    page.locator("form[action$='/card/'] button").click()
    return str(re.findall(r"http://[^\s\"<]+/card/[^\s\"<]+", page.content())[0])


def test_a_real_site_from_nothing_to_the_first_matter_at_its_desk(empty_site: Site, visit: Visit) -> None:
    site, page = empty_site, visit(DESK)
    invitation = name_the_place(page, site)
    assert invitation.startswith(site("/people/invited/"))

    open_account(page, invitation)
    expect(page).to_have_url(site("/account/2fa/totp/activate/"))
    page.goto(site("/desk/"))
    expect(page).to_have_url(site("/account/2fa/totp/activate/"))
    secret = set_up_second_lock(page)
    expect(page.locator("main .codes li")).to_have_count(10)

    page.goto(site("/desk/"))
    expect(page.locator("h1")).to_have_text("轮到我")
    expect(page.locator(".demonstration")).to_have_count(0)
    assert barriers(page) == []

    assert first_card(page, site).startswith(site("/card/"))

    page.goto(site("/desk/"))
    page.locator(".side-foot .sign-out button").click()
    expect(page).to_have_url(site("/"))
    page.goto(site("/account/login/"))
    sign_in(page)
    expect(page).to_have_url(site("/account/2fa/authenticate/"))
    page.fill("[name=code]", six_digits(secret, time.time()))
    go_on(page)
    expect(page).to_have_url(site("/desk/"))

    neighbour = visit(PHONE)
    neighbour.goto(site("/"))
    expect(neighbour.locator(".demonstration")).to_have_count(0)
    expect(neighbour.locator(".brand b")).to_have_text("新华社区")
    neighbour.goto(site("/p/640302107001/raise/"))
    expect(neighbour.locator("main form [name=words]")).to_be_visible()


@pytest.mark.answers(403, 404)
def test_without_the_console_nobody_takes_an_empty_site(empty_site: Site, visit: Visit) -> None:
    site, stranger = empty_site, visit(PHONE)
    stranger.goto(site("/setup/place/"))
    expect(stranger).to_have_url(site("/setup/"))
    stranger.fill("[name=code]", "00000-00000")
    go_on(stranger)
    expect(stranger.locator("main .errorlist")).to_be_visible()
    name_the_place(visit(DESK), site)
    stranger.goto(site("/setup/"))
    expect(stranger.locator("h1")).to_have_text("这里没有这一页")
