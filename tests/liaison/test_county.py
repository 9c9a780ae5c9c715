"""A county's year asks as often for forty townships as for one, reads its own subtree, and is short to carry."""

from typing import Any

import pytest

from bandeng.core.places import Wish
from bandeng.liaison import actions
from bandeng.liaison.queries import county as queries
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.liaison.test_later import GOOD, enter
from tests.liaison.town import County
from tests.makers import AT, MAKER
from tests.matters.faces import asked, browser_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def more_towns(count: int) -> None:
    add_places(
        batch=Batch(tuple(Wish(code=f"640425{300 + n}", name=f"第{n}乡") for n in range(count))), actor=MAKER, at=AT
    )


def test_forty_townships_cost_no_more_queries_than_two_and_come_by_pages() -> None:
    county = County()
    enter(county, GOOD)
    client = browser_of(county.convener)
    few = asked(client, "/desk/county/640425/")
    more_towns(40)
    assert asked(client, "/desk/county/640425/") <= few
    page = client.get("/desk/county/640425/")
    assert (text_of(page).count('<th scope="row">'), len(page.content) < 40_000) == (queries.SHOWN, True)
    assert asked(client, "/desk/county/640425/?page=2") <= few


def test_the_lists_behind_a_number_cost_no_more_for_many_records() -> None:
    county = County()
    enter(county, GOOD)
    client = browser_of(county.convener)
    few = asked(client, "/desk/county/640425/past_activities/")
    enter(county, [["活动", "", "2026-04-05", f"又一场 {n}"] for n in range(60)])
    assert asked(client, "/desk/county/640425/past_activities/") <= few
    assert asked(client, "/desk/county/640425/past_activities/?page=3") <= few


def test_another_countys_records_and_another_year_are_not_counted() -> None:
    county = County()
    add_places(batch=Batch((Wish(code="640422100", name="吉强镇"),)), actor=MAKER, at=AT)
    told = [["活动", "", "2026-04-05", "别的县的活动"], ["活动", "", "2025-04-05", "去年的活动"]]
    elsewhere = Place.objects.get(pk="640422100")
    from tests.makers import make_person

    actions.enter_later(place=elsewhere, rows=told, actor=make_person("convener", at=elsewhere), at=AT)
    enter(county, [*GOOD, ["活动", "", "2025-04-05", "去年的活动"]])
    this, last = (queries.counted([county.county], queries.Year(year))[0] for year in (2026, 2025))
    assert [(row.activities, row.solved, row.suggested) for row in (this, last)] == [(2, 1, 1), (1, 0, 0)]
    page = text_of(browser_of(county.convener).get("/desk/county/640425/?year=2025"))
    assert "2025" in page
    for year in ("1999", "9999", "abcd", "２０２６"):
        assert "2026" in text_of(browser_of(county.convener).get(f"/desk/county/640425/?year={year}"))


def test_a_kind_nobody_knows_is_not_found() -> None:
    county = County()
    assert browser_of(county.convener).get("/desk/county/640425/feasts/").status_code == 404
