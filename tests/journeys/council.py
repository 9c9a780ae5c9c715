"""What the journeys of meetings share: calling one, who is there, its numbers."""

import re

from playwright.sync_api import Page

from tests.browser import Site
from tests.journeys.walking import Walker


def quick(page: Page, site: Site) -> Walker:
    """Somebody who walks on once a page can be read and used."""
    return Walker(page, site, "domcontentloaded")


def options(walker: Walker, name: str, words: str) -> str:
    """The value of the option or box that says these words."""
    found = walker.page.locator(f"main [name='{name}'] option", has_text=words)
    if found.count() == 0:
        found = walker.page.locator(f"main label:has-text('{words}') input[name='{name}']")
    value = found.first.get_attribute("value")
    assert value is not None, (name, words)
    return value


def seat_of(walker: Walker, called: str) -> str:
    """The name of the field in which a known person gets a seat."""
    label = walker.page.locator("main label", has_text=called)
    return f"seat-{(label.last.get_attribute('for') or '').partition('seat-')[2]}"


def find_meeting(walker: Walker, title: str) -> str:
    """The address of a meeting, found by its title in the list of the desk."""
    walker.open("/desk/meetings/")
    href = walker.page.locator("main a", has_text=title).first.get_attribute("href")
    assert href is not None, title
    found = re.search(r"/meetings/[0-9a-f-]+/", href)
    assert found is not None, href
    return found[0]


def tick_all(walker: Walker, meeting: str) -> int:
    """Tick everybody of the list from the sheet on the table; how many that were."""
    walker.open(f"{meeting}live/run/")
    walker.page.locator("button[value=open]").click()
    walker.open(f"{meeting}people/")
    count = walker.page.locator("main .list li").count()
    walker.open(f"{meeting}live/run/")
    walker.page.fill("[name=numbers]", " ".join(str(number) for number in range(1, count + 1)))
    walker.page.locator("button[value=tick]").click()
    return count


def links(walker: Walker, pattern: str) -> list[str]:
    """The addresses on the page that match, each once, in their order."""
    return list(dict.fromkeys(re.findall(rf'href="({pattern})"', walker.page.content())))
