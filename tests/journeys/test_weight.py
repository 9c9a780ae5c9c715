"""What a first visit costs: at most 30 KiB over the wire in at most six requests, all from this site."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import PHONE, Site, Visit
from tests.journeys.walking import XINHUA, Walker, told

MOST_BYTES, MOST_REQUESTS = 30 * 1024, 6


def first_visit(walker: Walker, path: str) -> tuple[int, int]:
    """Bytes over the wire, headers included, and requests of opening a page with an empty cache."""
    asked: list[str] = []
    weighed: list[float] = []

    def finished(event: dict[str, Any]) -> None:
        weighed.append(event["encodedDataLength"])

    def sent(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            asked.append(event["request"]["url"])

    inspector = walker.page.context.new_cdp_session(walker.page)
    inspector.send("Network.enable")
    inspector.send("Network.setCacheDisabled", {"cacheDisabled": True})
    inspector.on("Network.requestWillBeSent", sent)
    inspector.on("Network.loadingFinished", finished)
    walker.open(path)
    walker.page.wait_for_load_state("networkidle")
    return round(sum(weighed)), len(asked)


@pytest.fixture(
    params=["home", "know", "take part", "decide", "watch", "raise", "matter", "receipt", "search", "house", "tree"]
)
def path(request: pytest.FixtureRequest, site: Site, visit: Visit) -> Iterator[str]:
    place = f"/p/{XINHUA}/"
    if request.param == "matter":
        reader = Walker(visit(PHONE), site)
        reader.open(f"{place}know/")
        found = reader.page.locator("a[href^='/m/']", has_text="2号楼2单元门禁损坏").first.get_attribute("href")
        assert found is not None
        yield found
        return
    receipts = told(site, r"(/r/\w+/)")
    named = {"home": "/", "know": f"{place}know/", "take part": f"{place}take-part/", "decide": f"{place}decide/"}
    named |= {
        "search": f"{place}know/?state=open&at={XINHUA}.01&q=灯",
        "house": f"/p/{XINHUA}.01/",
        "tree": "/p/640302/",
    }
    yield {**named, "watch": f"{place}watch/", "raise": f"{place}raise/", "receipt": receipts[1]}[request.param]


def test_a_first_visit_is_light(site: Site, visit: Visit, path: str) -> None:
    weight, requests = first_visit(Walker(visit(PHONE), site), path)
    assert (weight <= MOST_BYTES, requests <= MOST_REQUESTS) == (True, True), (path, weight, requests)
