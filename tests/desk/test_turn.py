"""My turn: one list by the clock, danger first, one act per line; the door list; all matters of my places."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from bandeng.matters import actions
from bandeng.people.acting import Actor
from tests.makers import AT, current, explain, give_role, make_matter, make_person, make_place, make_unit
from tests.matters.faces import asked, browser_of, send, text_of
from tests.matters.replying import Bench, now

pytestmark = pytest.mark.django_db
TURN = "/desk/"


@pytest.fixture(autouse=True)
def _the_same_morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary")


def acts_in(page: Any) -> list[str]:
    """The one act of each line, in order."""
    found = re.search(r'<ul class="turns".*?</ul>', text_of(page), re.S)
    return re.findall(r'<a class="btn" href="[^"]*">([^<]*)</a>', found[0]) if found else []


def without_token(page: Any) -> str:
    """What a page says, without the token that is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text_of(page))


def test_each_line_has_the_one_act_that_comes_first(secretary: Actor) -> None:
    make_matter(accepted=False)
    make_matter("discover", by=secretary)
    make_matter("sort", by=secretary)
    make_matter("deliberate", by=secretary)
    page = browser_of(secretary).get(TURN)
    assert sorted(acts_in(page)) == ["Go and see", "Note the bench meeting", "Read and accept", "Sort it"]


def test_danger_to_life_stands_first_and_then_the_earliest_date(secretary: Actor) -> None:
    make_matter("deliberate", by=secretary)
    make_matter("sort", by=secretary)
    make_matter("discover", by=secretary, severity=0)
    assert acts_in(browser_of(secretary).get(TURN)) == ["Make it safe", "Sort it", "Note the bench meeting"]


def test_an_empty_list_says_what_will_stand_there(secretary: Actor) -> None:
    assert "Nothing waits for you." in text_of(browser_of(secretary).get(TURN))


def test_what_waits_for_others_is_not_my_turn(secretary: Actor) -> None:
    told = make_matter("sort", by=secretary)
    explain(current(told), by=secretary)
    actions.reply(matter=told, kind="interim", text="No money this year.", actor=secretary, at=AT)
    target, merged = make_matter("deliberate", by=secretary), make_matter("sort", by=secretary)
    actions.merge(matter=merged, into=target, reason="the same", actor=secretary, at=AT)
    assert acts_in(browser_of(secretary).get(TURN)) == ["Note the bench meeting"]


def test_a_grid_worker_sees_what_nobody_went_to_see(secretary: Actor) -> None:
    make_matter("discover", by=secretary)
    make_matter("sort", by=secretary)
    assert acts_in(browser_of(make_person("grid_worker")).get(TURN)) == ["Go and see"]


def test_the_count_stands_in_the_navigation(secretary: Actor) -> None:
    make_matter("sort", by=secretary)
    make_matter("sort", by=secretary)
    page = text_of(browser_of(secretary).get(TURN))
    assert re.search(r'<span>My turn</span><b class="count num">(\d+)</b>', page)[1] == "2"  # type: ignore[index]


def test_the_part_beside_the_list_is_the_same_alone_and_in_the_page(secretary: Actor) -> None:
    first, second = make_matter("sort", by=secretary), make_matter("deliberate", by=secretary)
    desk = browser_of(secretary)
    address = f"{TURN}?matter={second.pk}"
    part = desk.get(address, headers={"HX-Request": "true"})
    whole = desk.get(address)
    assert (part.status_code, without_token(part).strip() in without_token(whole), second.number in text_of(part)) == (
        200,
        True,
        True,
    )
    assert first.number not in text_of(part)


def test_my_turn_takes_as_many_queries_for_three_lines_as_for_one(secretary: Actor) -> None:
    desk = browser_of(secretary)
    make_matter("sort", by=secretary)
    one = asked(desk, TURN)
    make_matter("sort", by=secretary)
    make_matter("sort", by=secretary)
    assert asked(desk, TURN) == one


def test_whoever_works_only_for_a_unit_or_only_audits_begins_with_their_own_list() -> None:
    unit = make_unit()
    officer, auditor = make_person("unit_officer", organisation=unit), make_person("auditor")
    going = [browser_of(actor).get(TURN)["Location"] for actor in (officer, auditor)]
    assert going == [reverse("commitments:mine"), reverse("desk:audit")]


def test_a_supervisor_begins_with_what_is_not_as_it_should_be(secretary: Actor) -> None:
    matter = make_matter("sort", by=secretary)
    actions.take_branch(
        matter=matter, branch="pass_on", reason_code="not_our_duty", reason="the water works", to="Water works",
        actor=secretary, at=AT,
    )  # fmt: skip
    page = text_of(browser_of(make_person("supervisor")).get(TURN))
    assert ("Not as it should be" in page, "→ Water works" in page) == (True, True)


def test_all_matters_can_be_filtered_by_where_they_stand_and_by_words(secretary: Actor) -> None:
    sorting, talking = make_matter("sort", by=secretary), make_matter("deliberate", by=secretary)
    desk = browser_of(secretary)
    shown = [
        [each.number for each in (sorting, talking) if each.number in text_of(desk.get("/desk/matters/", asked_for))]
        for asked_for in ({}, {"step": "deliberate"}, {"q": sorting.number}, {"overdue": "on"}, {"state": "ended"})
    ]
    assert shown == [[sorting.number, talking.number], [talking.number], [sorting.number], [], []]


def test_all_matters_take_as_many_queries_for_three_lines_as_for_one(secretary: Actor) -> None:
    desk = browser_of(secretary)
    make_matter("sort", by=secretary)
    one = asked(desk, "/desk/matters/")
    make_matter("sort", by=secretary)
    make_matter("deliberate", by=secretary)
    assert asked(desk, "/desk/matters/") == one


def test_matters_of_another_community_stay_there(secretary: Actor) -> None:
    elsewhere = make_place("640106005001", name="逸馨苑社区", short="逸馨")
    other = make_matter("sort", place=elsewhere, accepted=False)
    desk = browser_of(secretary)
    assert [other.number in text_of(desk.get(page)) for page in (TURN, "/desk/matters/")] == [False, False]


def test_the_building_head_reads_the_answer_at_the_door_and_ticks_it() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    matter = now(
        bench.at_reply(secretary, channel="proxy", reach="visit", consent="said so", actor=secretary, name="Zhang San")
    )
    bench.replied(matter, secretary)
    head = browser_of(bench.on_duty("building_head", bench.building))
    home, doors = text_of(head.get(TURN)), text_of(head.get("/desk/doors/"))
    sheet = text_of(head.get("/desk/doors/print/?slips"))
    assert ("1 to tell at the door" in home, "Enter for a neighbour" in home) == (True, True)
    assert ["The path was paved anew on Friday." in doors, "Z*" in doors, "Zhang San" in doors] == [True, True, False]
    assert sheet.count("The path was paved anew on Friday.") == 2
    address = re.search(r'href="(/reply/[^"?]+)', doors)[1]  # type: ignore[index]
    ticked = send(head, address, mode="visit", succeeded="yes", on="2026-11-23", next="/desk/doors/")
    assert (ticked["Location"], "Nobody has to be told" in text_of(head.get("/desk/doors/"))) == ("/desk/doors/", True)


def test_the_door_list_takes_as_many_queries_for_three_doors_as_for_one() -> None:
    bench = Bench()
    secretary = bench.on_duty("secretary")
    desk = browser_of(secretary)

    def told() -> None:
        matter = bench.at_reply(secretary, channel="proxy", reach="visit", consent="said so", actor=secretary)
        bench.replied(now(matter), secretary)

    told()
    one = asked(desk, "/desk/doors/")
    told()
    told()
    assert asked(desk, "/desk/doors/") == one


def test_whoever_has_no_duty_finds_no_desk() -> None:
    somebody: Client = browser_of(give_role(make_person().person, ""))  # type: ignore[arg-type]
    assert [somebody.get(page).status_code for page in ("/desk/matters/", "/desk/doors/", "/desk/sort/")] == [
        403,
        403,
        403,
    ]
