"""Three townships or three hundred: the same queries, pages of bounded length, and a form that asks for a name."""

from typing import Any

import pytest
from django.db import connection

from bandeng.core.places import Wish
from bandeng.liaison.models import LiaisonRoom, Oversight
from bandeng.liaison.queries import county as of_county
from bandeng.liaison.queries import rooms as of_rooms
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.research import queries as of_research
from tests.liaison.town import County
from tests.makers import AT, MAKER, make_person
from tests.matters.faces import asked, browser_of, send, text_of

pytestmark = pytest.mark.django_db

FORMS = (
    "/desk/rooms/open/", "/desk/later/", "/desk/suggestions/new/", "/desk/research/plan/", "/desk/areas/assign/",
    "/desk/meetings/call/", "/desk/meetings/rooms/", "/desk/meetings/series/", "/desk/opinions/open/",
)  # fmt: skip
PAGES = ("/desk/county/640425/", "/desk/rooms/", "/desk/suggestions/", "/desk/areas/", "/p/640425/", "/p/640425/rooms/")
MOST_BYTES = 40_000


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def more_towns(count: int) -> None:
    wishes = tuple(Wish(code=f"640425{300 + n}", name=f"第{n}乡") for n in range(count))
    add_places(batch=Batch(wishes), actor=MAKER, at=AT)


def test_forms_and_pages_cost_the_same_for_three_townships_and_for_three_hundred() -> None:
    county = County()
    client = browser_of(county.convener)
    addresses = [path for path in (*FORMS, *PAGES) if client.get(path).status_code == 200]
    assert len(addresses) == len(FORMS) + len(PAGES), sorted({*FORMS, *PAGES} - set(addresses))
    few = {path: asked(client, path) for path in addresses}
    more_towns(300)
    many = {path: asked(client, path) for path in addresses}
    assert {path: n for path, n in many.items() if n > few[path] + 1} == {}
    heavy = {path: size for path in addresses if (size := len(client.get(path).content)) > MOST_BYTES}
    assert heavy == {}


def test_a_township_among_hundreds_is_chosen_by_its_name_or_its_code() -> None:
    county = County()
    more_towns(300)
    client = browser_of(county.convener)
    told = {"name": "联络室", "kind": "room", "hours": "每周二"}
    for typed, code in (("第299乡", "640425599"), ("640425598", "640425598"), ("第297乡 · 640425597", "640425597")):
        answer = send(client, "/desk/rooms/open/", place=typed, **told)
        assert (answer.status_code, LiaisonRoom.objects.filter(place=code).count()) == (302, 1)


def test_words_that_mean_more_than_one_place_or_none_are_refused_and_stay() -> None:
    county = County()
    more_towns(300)
    client = browser_of(county.convener)
    told = {"name": "联络室", "kind": "room", "hours": "每周二"}
    for typed, said in (("第29", "640425329"), ("没有的乡", "没有的乡"), ("\0", "field"), ("x" * 500, "xxx")):
        answer = send(client, "/desk/rooms/open/", place=typed, **told)
        page = text_of(answer)
        assert (answer.status_code, said in page, 'value="联络室"' in page) == (422, True, True), typed
    assert LiaisonRoom.objects.count() == 0


def test_an_area_may_be_made_of_places_at_any_depth_below() -> None:
    county = County()
    more_towns(300)
    client = browser_of(county.convener)
    person = make_person("", at=county.county, called="县领导 小高").person
    assert person is not None
    told = {"kind": "leader", "area": "北片", "person": str(person.pk), "parts": ["640425100"]}
    wrong = send(client, "/desk/areas/assign/", **told, more="第1\n没有的村")
    assert (wrong.status_code, "没有的村" in text_of(wrong), Oversight.objects.count()) == (422, True, 0)
    done = send(client, "/desk/areas/assign/", **told, more="第250乡\n\n640425200201\n白阳镇")
    assert done.status_code == 302
    assert list(Oversight.objects.order_by("place").values_list("place", flat=True)) == [
        "640425100", "640425200201", "640425550",
    ]  # fmt: skip


def test_a_city_leader_is_given_counties_and_another_place_is_asked_for_by_name() -> None:
    county = County()
    city = Place.objects.get(pk="6404")
    add_places(batch=Batch((Wish(code="640422100", name="吉强镇"),)), actor=MAKER, at=AT)
    leader = browser_of(make_person("convener", at=city, called="市召集人"))
    page = text_of(leader.get("/desk/areas/assign/"))
    assert [code for code in ("640422", "640425", "640425100") if f'name="parts" value="{code}"' in page] == [
        "640422", "640425",
    ]  # fmt: skip
    below = text_of(leader.get("/desk/areas/assign/?place=640425"))
    assert ('value="640425100"' in below, 'value="640422"' in below.partition("parts")[2]) == (True, False)
    assert browser_of(county.convener).get("/desk/areas/assign/?place=640422").context["picker"].errors


def plan_of(rows: Any) -> str:
    """How the database reads these rows; a small table is read by its index too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return str(rows.explain())


@pytest.mark.parametrize("which", ["county", "register", "rooms", "places"])
def test_a_part_of_the_tree_is_read_by_the_index_of_its_path(which: str) -> None:
    county = County()
    year = of_county.Year(2026)
    rows: dict[str, Any] = {
        "county": of_county.listed("past_activities", county.county, year),
        "register": of_research.register([county.county.path]).order_by(),
        "rooms": LiaisonRoom.objects.filter(pk__in=of_rooms.rooms([county.county.path]).order_by().values("pk")),
        "places": Place.objects.filter(starts("path", county.county.path)),
    }
    plan = plan_of(rows[which])
    if connection.vendor == "sqlite":
        assert "(path>? AND path<?)" in plan or "sqlite_autoindex_places_place" in plan, plan
        assert "SCAN places_place" not in plan, plan
    else:
        assert "Seq Scan on places_place" not in plan, plan
