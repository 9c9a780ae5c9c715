"""A real Chromium in front of a real site: fixtures for journeys and accessibility.

`site` is a demonstration in a process and home of its own. `page`, `phone` and `desk` are visitors with a browser
profile each; a visitor fails the test when the page complains on the console, breaks its content policy, or asks
another host.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESK = (360, 780), (1280, 800)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
# What a form answers when the rules say no; a test that means to see another answer says so: @pytest.mark.answers(404).
FORM_ANSWERS = {409, 422}
START_SECONDS = 180


@dataclass(frozen=True)
class Site:
    """A demonstration that is being served. `address` ends without a slash; `home` is its BANDENG_HOME."""

    address: str
    home: Path

    def __call__(self, path: str) -> str:
        return f"{self.address}{path}"


@dataclass
class Visitor:
    """Watches one page; `complaints` are sentences about what no page of ours may do."""

    page: Page
    allowed: set[int]
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", self.see)

    def hear(self, message: ConsoleMessage) -> None:
        """Errors on the console; the browser writes broken content policies there too."""
        if message.type != "error":
            return
        status = re.search(r"the server responded with a status of (\d+)", message.text)
        if not (status and int(status[1]) in self.allowed):
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.hostname != "127.0.0.1":
            self.complaints.append(f"asked another host: {request.url}")


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, made and served as a person would: `bandeng demo`."""
    home = tmp_path_factory.mktemp("site")
    log = home.parent / f"{home.name}.log"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BANDENG_", "DJANGO_"))}
    env |= {"BANDENG_HOME": str(home), "PORT": "0", "PYTHONUNBUFFERED": "1"}
    with open(log, "wb") as out:
        command = [str(Path(sys.executable).with_name("bandeng")), "demo"]
        server = subprocess.Popen(command, env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        yield Site(address_of(server, log), home)
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask the server and all its processes to stop; make them, if they do not."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            server.wait(10)


def address_of(server: subprocess.Popen[bytes], log: Path) -> str:
    """The address the server prints, once it answers there."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text(errors="replace"))
        if found and answers(int(found[1])):
            return found[0]
        time.sleep(0.05)
    raise RuntimeError(f"The demonstration did not start. It said:\n{log.read_text(errors='replace')}")


def answers(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process; `make test` finds it (scripts/browser.py)."""
    path = os.environ.get("CHROME") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env={**os.environ})
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Open a page for one more visitor: visit(PHONE), visit(DESK, javascript=False), visit(PHONE, dark=True)."""
    marker = request.node.get_closest_marker("answers")
    allowed = FORM_ANSWERS | set(marker.args if marker else ())
    visitors: list[Visitor] = []
    with ExitStack() as contexts:

        def open_page(size: tuple[int, int] = DESK, *, javascript: bool = True, dark: bool = False) -> Page:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                java_script_enabled=javascript,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
            )
            contexts.callback(context.close)
            context.set_default_timeout(15_000)
            page = context.new_page()
            visitors.append(Visitor(page, allowed))
            return page

        yield open_page
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """One visitor at a desk."""
    return visit(DESK)


@pytest.fixture
def phone(visit: Visit) -> Page:
    """One visitor with a small phone."""
    return visit(PHONE)


@pytest.fixture
def desk(visit: Visit) -> Page:
    """One visitor at a desk, beside the one on the phone."""
    return visit(DESK)


def fonts_of(page: Page, selector: str) -> set[str]:
    """The names of the fonts that really drew the first element found, e.g. {"Noto Sans CJK SC"}."""
    inspector = page.context.new_cdp_session(page)
    inspector.send("DOM.enable")
    inspector.send("CSS.enable")
    root = inspector.send("DOM.getDocument")["root"]["nodeId"]
    node = inspector.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {font["familyName"] for font in inspector.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


def barriers(page: Page, within: str = "html") -> list[str]:
    """What axe finds wrong for people with disabilities (WCAG 2.2 A and AA and good practice), one line per place.

    within  a selector: only what is inside it is looked at
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
    violations = cast("list[dict[str, object]]", found["violations"])
    return [
        f"{violation['id']}: {violation['help']}: {node['html']}"
        for violation in violations
        for node in cast("list[dict[str, object]]", violation["nodes"])
    ]
