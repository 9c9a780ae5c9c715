"""A place's year for everybody: the desk's numbers, lists as long as each, and nothing that is not public."""

import gzip
import re
from typing import Any

import pytest
from django.test import Client

from bandeng.core.places import Wish
from bandeng.liaison import actions
from bandeng.liaison.models import PastRecord
from bandeng.liaison.queries import county as queries
from bandeng.liaison.queries.rooms import rooms
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.research import actions as research
from bandeng.research.models import Suggestion
from tests.liaison.test_later import GOOD, enter, sent
from tests.liaison.town import County
from tests.makers import AT, MAKER, day, make_matter
from tests.matters.faces import asked, browser_of, text_of

pytestmark = pytest.mark.django_db
YEAR = "/p/640425/year/"
MOST_BYTES = 30 * 1024


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def counted(page: str) -> dict[str, int]:
    """Each list a page leads to, with the number beside it."""
    lines = re.findall(r'/year/(\w+)/\?year=2026">(\d+)</a>', page)
    return {kind: int(n) for kind, n in lines}


def listed(kind: str) -> str:
    """What a list shows, without the page's head."""
    return text_of(Client().get(f"{YEAR}{kind}/?year=2026")).partition("<main")[2]


def test_every_number_of_the_year_is_a_list_of_that_many_and_the_same_as_at_the_desk() -> None:
    county = County()
    enter(county, [*GOOD, ["活动", "中庄村", "2026-02-05", "又一场"]])
    room = county.open()
    county.keep(room)
    county.keep(room, on=day("2026-11-20"))
    page = text_of(Client().get(YEAR))
    told = counted(page)
    whole = queries.counted([county.county], queries.Year(2026))[0]
    assert told == {kind: whole.counts[kind] for kind in told}
    assert {kind: n for kind, n in told.items() if n} == {
        "duty_days": 1, "past_duty_days": 1, "past_activities": 3, "past_problems": 1,
    }  # fmt: skip
    for kind, n in told.items():
        assert listed(kind).count("<small>") == n, kind
    # A day that was written down on a later one is not among those in time.
    assert whole.later == (4, 1)


def test_what_was_copied_from_paper_is_listed_without_its_words_and_without_the_desks_address() -> None:
    county = County()
    enter(county, GOOD)
    for kind in ("past_activities", "past_problems"):
        page = listed(kind)
        told = PastRecord.objects.values_list("text", "outcome", "form")
        assert [word for words in told for word in words if word and word in page] == []
        assert ("/desk/later/" in page, "中庄村" in page) == (False, True)


def test_a_sealed_matter_and_one_nobody_read_yet_are_neither_counted_nor_listed() -> None:
    county = County()
    before = text_of(Client().get(YEAR))
    unseen: tuple[dict[str, Any], ...] = ({"accepted": False}, {"sealed": True})
    for more in unseen:
        matter = make_matter(place=county.village, by=county.secretary, **more)
        assert matter.number not in text_of(Client().get(f"{YEAR}solved/"))
    assert counted(text_of(Client().get(YEAR))) == counted(before)


def test_suggestions_stand_by_answer_each_with_its_list() -> None:
    county = County()
    told: dict[str, Any] = {"said_by": "resident", "said_on": day("2026-11-23"), "actor": county.convener, "at": AT}
    for n in range(3):
        research.suggest(place=county.county, text=f"建议第{n}条", source="resident", **told)
    page = text_of(Client().get(YEAR))
    assert re.search(r'suggestions/\?year=2026&(?:amp;)?adoption=none"><span class="num">3 / 3<', page)
    assert text_of(Client().get(f"{YEAR}suggestions/?year=2026&adoption=none")).count("建议第") == 3
    assert text_of(Client().get(f"{YEAR}suggestions/?year=2026&adoption=A")).count("建议第") == 0


def test_a_township_that_has_ended_keeps_its_line_in_the_years_in_which_it_stood() -> None:
    county = County()
    enter(county, GOOD)
    Place.objects.filter(pk=county.one.pk).update(valid_to=day("2026-06-30"))
    year = queries.Year(2026)
    whole, *parts = queries.counted([county.county, *queries.parts_of(county.county, year)], year)
    assert (whole.activities, sum(each.activities for each in parts)) == (2, 2)
    assert county.one in [each.place for each in parts]
    assert county.one not in queries.parts_of(county.county, queries.Year(2027))


def test_three_hundred_townships_cost_no_more_and_the_page_stays_short() -> None:
    county = County()
    enter(county, GOOD)
    client = Client()
    few = {path: asked(client, path) for path in (YEAR, f"{YEAR}past_activities/")}
    wishes = tuple(Wish(code=f"640425{300 + n}", name=f"第{n}乡") for n in range(300))
    add_places(batch=Batch(wishes), actor=MAKER, at=AT)
    enter(county, [["活动", "", "2026-04-05", f"又一场 {n}"] for n in range(60)])
    assert {path: n for path, n in few.items() if asked(client, path) > n} == {}
    for path in (*few, f"{YEAR}?page=9", f"{YEAR}past_activities/?page=3"):
        assert len(gzip.compress(client.get(path).content)) < MOST_BYTES, path


def test_it_is_one_click_from_the_place_and_no_year_or_place_makes_an_error() -> None:
    county = County()
    for path in ("/p/640425/", f"/p/{county.village.pk}/know/", f"/p/{county.village.pk}/watch/"):
        assert "/year/" in text_of(Client().get(path)), path
    for word in ("1999", "9999", "abcd", "２０２６", "-1"):
        assert "2026" in text_of(Client().get(f"{YEAR}?year={word}"))
    assert Client().get(f"{YEAR}?year=2025").context["after"] == 2026
    assert [Client().get(path).status_code for path in ("/p/999999/year/", f"{YEAR}feasts/")] == [404, 404]


def test_the_desks_page_leads_on_to_the_year_after_and_to_what_everybody_sees() -> None:
    page = text_of(browser_of(County().convener).get("/desk/county/640425/?year=2025"))
    assert ('href="?year=2026"' in page, 'href="/p/640425/year/?year=2025"' in page) == (True, True)


def test_a_sheet_of_last_year_leads_to_last_year() -> None:
    county = County()
    answer = sent(browser_of(county.convener), [["活动", "", "2025-04-05", "去年的活动"]], "csv")
    assert (answer.status_code, answer["Location"].endswith("/desk/county/640425/?year=2025")) == (302, True)


def test_open_rooms_stand_before_closed_ones() -> None:
    county = County()
    closed, there = county.open(name="甲室"), county.open(name="乙室")
    actions.close_room(room=closed, why="搬走了", actor=county.secretary, at=AT)
    assert list(rooms([county.county.path])) == [there, closed]


def test_a_residents_word_of_a_sheet_is_a_residents_and_an_offices_a_meetings() -> None:
    county = County()
    enter(county, [["建议", "中庄村", "2026-03-05", f"建议：{who}", who] for who in ("居民", "政协委员", "")])
    told = Suggestion.objects.order_by("text").values_list("said_by", "source")
    assert sorted(told) == [("cppcc_member", "meeting"), ("resident", "resident"), ("resident", "resident")]
