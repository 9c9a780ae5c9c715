"""axe finds nothing on the pages of a mediation, of the mediator and of each side, nor where seats are written down."""

import pytest

from tests.accessibility.test_pages import LOOKS, found, visitor
from tests.browser import Site, Visit
from tests.journeys.test_mediation import YIXINYUAN
from tests.journeys.walking import XINHUA

ACTS = ("consent", "hear", "agree", "end", "risk", "hand-over", "erase")


@pytest.mark.parametrize("look", LOOKS)
def test_the_mediators_pages_the_slip_and_the_other_sides_page(site: Site, visit: Visit, look: str) -> None:
    mediator = visitor(site, visit, look).sign_in("mediator@yixinyuan")
    mediator.open("/desk/mediation/")
    wrong = found(mediator.page)
    links = mediator.page.locator("main a.cover").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    cases = [link for link in links if link.startswith("/mediation/")]
    assert len(cases) >= 2
    slips = []
    for case in cases[:2]:
        for path in (case, f"{case}slip/"):
            mediator.open(path)
            wrong += found(mediator.page)
        slips.append(mediator.page.locator(".receipt").first.inner_text().strip())
    for act in ACTS:
        mediator.open(f"{cases[0]}{act}/")
        wrong += found(mediator.page)
    other = visitor(site, visit, look)
    for path in [*(f"/side/{slip}/" for slip in slips), f"/side/{slips[0]}/erase/", f"/p/{YIXINYUAN}/mediation/"]:
        other.open(path)
        wrong += found(other.page)
    assert wrong == []


@pytest.mark.parametrize("look", ["zh-phone", "en-desk", "zh-dark-desk"])
def test_where_a_place_writes_down_its_seats(site: Site, visit: Visit, look: str) -> None:
    secretary = visitor(site, visit, look).sign_in("secretary@xinhua")
    wrong = []
    for path in (
        "/desk/meetings/seats/", "/desk/meetings/seats/new/?from=shelf:three_parties", f"/p/{XINHUA}/seats/",
    ):  # fmt: skip
        secretary.open(path)
        wrong += found(secretary.page)
    assert wrong == []
