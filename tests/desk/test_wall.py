"""The wall of a hall: overdue, due this week, promised, solved this month; on a screen and on paper."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.desk import queries
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from tests.commitments.working import claimed, officer
from tests.desk.listing import explained, named, solved, told
from tests.makers import AT, XINHUA, make_matter, make_person, make_place, make_unit
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db
WALL, POSTER = f"/p/{XINHUA}/wall/", f"/p/{XINHUA}/poster/"
NOW, THURSDAY = AT + timedelta(hours=1), AT - timedelta(days=4)


@pytest.fixture(autouse=True)
def _the_same_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", at=make_place())


def shown(place: Place, most: int = 4) -> dict[str, tuple[list[str], int]]:
    wall = queries.wall(place, NOW, most=most)
    parts = {"overdue": wall.overdue, "week": wall.week, "promised": wall.promised, "solved": wall.solved}
    return {name: ([row.matter.title for row in part.rows], part.count) for name, part in parts.items()}


def test_each_open_matter_stands_in_the_first_part_it_fits(secretary: Actor) -> None:
    named("slow", "deliberate", by=secretary, at=AT - timedelta(days=60))
    named("new", by=secretary, at=THURSDAY)
    unit = make_unit()
    claimed(named("far", "assign", by=secretary), secretary, officer(unit), unit, days=20)
    solved("done", Bench(), secretary)
    explained("told", secretary)
    make_matter("sort", by=secretary, sealed=True)
    make_matter(accepted=False, by=secretary)
    assert shown(make_place()) == {
        "overdue": (["slow"], 1), "week": (["new"], 1), "promised": (["far"], 1), "solved": (["done"], 1),
    }  # fmt: skip


def test_a_part_shows_its_first_rows_and_counts_the_rest(secretary: Actor) -> None:
    for number in range(5):
        named(f"n{number}", by=secretary, at=THURSDAY)
    week = queries.wall(make_place(), NOW, most=3).week
    assert (len(week.rows), week.count, week.more) == (3, 5, 2)


def test_a_building_has_a_wall_of_its_own(client: Client, secretary: Actor) -> None:
    first = Place.objects.get(pk=f"{XINHUA}.01.01")
    named("here", by=secretary, place=first, at=THURSDAY)
    named("elsewhere", by=secretary, at=THURSDAY)
    page = told(client, f"/p/{first.pk}/wall/")
    assert (shown(first)["week"], "here" in page, "elsewhere" in page) == ((["here"], 1), True, False)
    assert client.get(f"/p/{first.pk}/raise/").status_code == 200


def test_the_wall_keeps_itself_up_to_date_with_and_without_javascript(client: Client) -> None:
    make_place()
    page = client.get(WALL).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="300"></noscript>' in page
    assert re.findall(r'<script type="module" src="([^"]+)" data-wall', page) == ["/static/desk/wall.js"]
    assert 'role="status" id="said"' in page


def test_the_poster_carries_the_head_of_the_ledger_and_the_day(client: Client, secretary: Actor) -> None:
    named("here", by=secretary)
    page = told(client, POSTER)
    head = re.search(rf"{XINHUA}:\d+:[0-9a-f]{{12}}", page)
    assert (head is not None, "2026-11-23" in page) == (True, True)


@pytest.mark.parametrize("address", [WALL, POSTER, f"/p/{XINHUA}/watch/", f"/p/{XINHUA}/take-part/"])
def test_it_costs_the_same_queries_however_much_is_there(
    client: Client, secretary: Actor, address: str, django_assert_max_num_queries: Any
) -> None:
    costs, unit = [], make_unit()
    worker = officer(unit)
    for _ in range(2):
        named("slow", "deliberate", by=secretary, at=AT - timedelta(days=60))
        claimed(named("far", "assign", by=secretary), secretary, worker, unit, days=20)
        solved("done", Bench(), secretary)
        explained("told", secretary)
        client.get(WALL)
        with django_assert_max_num_queries(70) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]
