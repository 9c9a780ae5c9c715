"""What every journey does: sign in, open a page, fill in its form and send it, as a person would."""

import io
import re
import secrets
from dataclasses import dataclass
from typing import Literal

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page

from tests.browser import Site

XINHUA = "640302107001"


def picture(colour: str) -> FilePayload:
    """A picture of one colour but for its corner, as a file a phone would hand over."""
    out, drawn = io.BytesIO(), Image.new("RGB", (2400, 1200), colour)
    # No two pictures of a camera are the same, and one that shows another matter is refused: noise in the corner, in
    # squares so big that they outlast being made smaller.
    noise = Image.frombytes("L", (8, 8), secrets.token_bytes(64)).resize((512, 512), Image.Resampling.NEAREST)
    drawn.paste(noise)
    drawn.save(out, "PNG")
    return {"name": f"{colour}.png", "mimeType": "image/png", "buffer": out.getvalue()}


def told(site: Site, pattern: str) -> list[str]:
    """What `bandeng demo` printed at start, by a pattern with one group."""
    return re.findall(pattern, (site.home.parent / f"{site.home.name}.log").read_text(encoding="utf-8"))


@dataclass
class Walker:
    """Somebody with a browser at the site.

    until   when a page counts as there: a journey of hundreds of pages need not wait for their last picture
    """

    page: Page
    site: Site
    until: Literal["load", "domcontentloaded"] = "load"

    def sign_in(self, who: str) -> "Walker":
        """By e-mail and the demonstration's password, e.g. "secretary@xinhua"; ends on the desk."""
        self.open("/account/login/")
        self.page.fill("[name=login]", f"{who}.example")
        self.page.fill("[name=password]", told(self.site, r"Password:\s+(\S+)")[0])
        self.press(self.page.locator("form:has([name=password])"))
        return self

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.site(path), wait_until=self.until)

    def send(self, path: str = "", *, press: str = "", photos: str = "", **told: str | list[str]) -> None:
        """Open the page, fill its form by the fields' names, and send it.

        photos   the colour of a picture to hand in
        press    the button, where it is not the form's first act: a CSS selector
        """
        if path:
            self.open(path)
        self.write(press=press, photos=photos, **told)
        assert self.wrong == [], f"{self.path}: {self.wrong}"

    def refused(self, path: str = "", *, press: str = "", **told: str) -> str:
        """Send what the rules refuse: what it says, once it is seen that every typed word still stands there."""
        if path:
            self.open(path)
        self.write(press=press, **told)
        form = self.form(*told)
        kept = {name: form.locator(f"[name='{name.replace('__', '-')}']").first.input_value() for name in told}
        assert (kept, self.wrong != []) == (told, True), self.path
        return " ".join(self.wrong)

    def write(self, *, press: str = "", photos: str = "", **told: str | list[str]) -> None:
        """Fill the form that has these fields, and send it."""
        form = self.form(*told, "photos" if photos else "")
        for name, value in told.items():
            for one in value if isinstance(value, list) else [value]:
                self.fill(form, name.replace("__", "-"), one)
        if photos:
            form.locator("[type=file][name=photos]").set_input_files(picture(photos))
        self.press(form, press)

    @property
    def wrong(self) -> list[str]:
        """What the page says is wrong."""
        return self.page.locator("main .errorlist, main .notice.error[role=alert]").all_inner_texts()

    def form(self, *names: str) -> Locator:
        """The form that has all these fields."""
        wanted = "".join(f":has([name='{name.replace('__', '-')}'])" for name in names if name)
        return self.page.locator(f"main form[method=post]{wanted}, body.wall form[method=post]{wanted}").first

    def fill(self, form: Locator, name: str, value: str) -> None:
        """Fill one field, whatever it is: a line, a choice, a circle or a box."""
        field = form.locator(f"[name='{name}']").first
        kind = str(field.evaluate("field => field.type"))
        for fold in form.locator(f"details:not([open]):has([name='{name}']) > summary").all():
            fold.click()
        if kind in ("radio", "checkbox"):
            form.locator(f"[name='{name}'][value='{value}']").check()
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)

    def press(self, form: Locator, button: str = "") -> None:
        """Press the form's button and wait for the page that follows."""
        with self.page.expect_navigation(wait_until=self.until):
            form.locator(button or "button.primary").first.click()

    def wait_for(self, path: str, selector: str, words: str) -> None:
        """Look again until the site's worker has done what follows by itself."""
        for _again in range(100):
            self.open(path)
            if self.page.locator(selector).first.inner_text() == words:
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"{path} never said {words}: {self.text}")

    @property
    def path(self) -> str:
        """Where the walker is, without the site's address."""
        return self.page.url.removeprefix(self.site.address)

    @property
    def text(self) -> str:
        """All that the page says."""
        return self.page.locator("main").inner_text()

    def find(self, number: str) -> str:
        """The address of the matter with this number, found by staff in their list."""
        self.open(f"/desk/matters/?q={number}")
        href = self.page.locator("a.cover").first.get_attribute("href")
        assert href is not None, number
        return href

    def item_of(self, matter: str) -> str:
        """The address of the one work item of a matter."""
        self.open(matter)
        found = re.search(r'href="(/items/[0-9a-f-]+/)', self.page.content())
        assert found is not None, matter
        return found[1]


def number_on(text: str) -> str:
    """The matter's number as a page shows it, e.g. "新华-2026-0041"."""
    found = re.search(r"(?:新华|逸馨苑|景苑|和顺)-\d{4}-\d{4}", text)
    assert found is not None, text
    return found[0]
