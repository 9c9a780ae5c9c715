"""Pages of places: a compound's and a building's own, and the tree above communities; public matters alone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.desk import queries
from bandeng.people.acting import Actor
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from tests.desk.listing import explained, named, solved, titles, told
from tests.makers import AT, MAKER, XINHUA, YIXINYUAN, make_matter, make_person, make_place
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db
COMPOUND, FIRST, SECOND = f"{XINHUA}.01", f"{XINHUA}.01.01", f"{XINHUA}.01.02"
LONG_AGO = AT - timedelta(days=60)


@pytest.fixture(autouse=True)
def _the_same_morning() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", at=make_place())


def at(code: str) -> Place:
    return Place.objects.get(pk=code)


def test_a_building_shows_what_is_open_in_it_and_whom_to_ask_at_the_door(client: Client, secretary: Actor) -> None:
    named("in the first", "deliberate", by=secretary, place=at(FIRST))
    named("in the stairwell", "deliberate", by=secretary, place=at(f"{SECOND}.01"))
    named("in the community", "deliberate", by=secretary)
    make_matter("sort", by=secretary, sealed=True, place=at(SECOND))
    make_matter(accepted=False, by=secretary, place=at(SECOND))
    make_person("building_head", at=at(SECOND), called="2 号楼 楼长 王师傅")
    make_person("building_head", at=at(FIRST), called="1 号楼 楼长 李阿姨")
    page = told(client, f"/p/{SECOND}/")
    assert titles(client, f"/p/{SECOND}/") == ["in the stairwell"]
    assert ("2 号楼 楼长 王师傅" in page, "1 号楼 楼长 李阿姨" in page) == (True, False)


def test_a_compound_counts_its_buildings_and_says_who_lives_there(client: Client, secretary: Actor) -> None:
    named("slow", "deliberate", by=secretary, place=at(FIRST), at=LONG_AGO)
    named("fresh", "deliberate", by=secretary, place=at(FIRST))
    solved("done", Bench(), secretary)
    explained("told", secretary)
    client.cookies["django_language"] = "en"
    page = told(client, f"/p/{COMPOUND}/")
    assert ("1 号楼 overdue 1 / 2" in page, "2 号楼 nothing open" in page, "owner-occupied" in page) == (
        True,
        True,
        True,
    )
    assert "solved, of those that ended 1 / 1" in page


@pytest.mark.parametrize("tenure", ["owned", "public_rental", "mixed"])
def test_who_lives_in_a_compound_is_said_with_what_follows_from_it(client: Client, tenure: str) -> None:
    make_place()
    client.cookies["django_language"] = "en"
    if tenure != "owned":
        change_place(place=at(COMPOUND), tenure=tenure, reason="as it is", actor=MAKER, at=AT)
    follows = {
        "owned": "what all of them own together, they decide together",
        "public_rental": "tenants are heard, and the housing authority or its unit decides",
        "mixed": "who may decide depends on whose part it is",
    }
    page = told(client, f"/p/{FIRST}/")
    assert {word for word, sentence in follows.items() if sentence in page} == {tenure}


def test_a_stairwell_opens_the_page_of_its_building(client: Client) -> None:
    make_place()
    assert told(client, f"/p/{SECOND}.01/") == told(client, f"/p/{SECOND}/").replace(
        f"/p/{SECOND}/", f"/p/{SECOND}.01/"
    )


def test_the_tree_counts_overdue_ones_of_the_open_ones_down_to_each_place(client: Client, secretary: Actor) -> None:
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    named("slow", "deliberate", by=secretary, place=at(FIRST), at=LONG_AGO)
    named("fresh", "deliberate", by=secretary, place=at(SECOND))
    explained("told", secretary)
    on = AT.date()

    def counted(code: str) -> dict[str, tuple[int, int, int]]:
        place = at(code)
        below = queries.branches(place, list(queries.standing_below(place)), on)
        return {each.place.pk: (each.late, each.open_ones, each.all_ones) for each in below}

    whole = (1, 2, 3)
    assert [counted(code) for code in ("64", "6403", "640302", "640302107", XINHUA, COMPOUND)] == [
        {"6401": (0, 0, 0), "6403": whole}, {"640302": whole}, {"640302107": whole}, {XINHUA: whole},
        {COMPOUND: (1, 2, 2)}, {FIRST: (1, 1, 1), SECOND: (0, 1, 1)},
    ]  # fmt: skip


def test_a_county_leads_down_to_a_record_in_three_steps(client: Client, secretary: Actor) -> None:
    named("slow", "deliberate", by=secretary, place=at(FIRST), at=LONG_AGO)
    county, street = (client.get(f"/p/{code}/").content.decode() for code in ("640302", "640302107"))
    listed = f"/p/{XINHUA}/know/?overdue=on"
    assert ('href="/p/640302107/"' in county, f'href="{listed}"' in street, titles(client, listed)) == (
        True, True, ["slow"],
    )  # fmt: skip


@pytest.mark.parametrize("code", ["640302", COMPOUND, FIRST])
def test_a_place_costs_the_same_queries_however_much_is_there(
    client: Client, secretary: Actor, code: str, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for _ in range(2):
        named("open", "assign", by=secretary, place=at(FIRST))
        named("told", "explain", by=secretary, place=at(FIRST))
        with django_assert_max_num_queries(40) as asked:
            client.get(f"/p/{code}/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("path", ["640302/know/", "640302/wall/", "640302/poster/", "nowhere/", f"{XINHUA}.99/poster/"])
def test_what_is_no_place_or_speaks_for_no_community_is_not_there(client: Client, path: str) -> None:
    make_place()
    assert client.get(f"/p/{path}").status_code == 404
