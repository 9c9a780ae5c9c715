"""Know: everybody finds every public matter, in every state, by words and by filters."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from bandeng.commitments.actions import drop
from bandeng.commitments.models import WorkItem
from bandeng.matters import actions
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from tests.commitments.working import claimed, officer
from tests.desk.listing import explained, named, solved, titles, told, withdrawn
from tests.makers import AT, XINHUA, current, make_matter, make_person, make_place, make_unit
from tests.matters.replying import Bench

pytestmark = pytest.mark.django_db
KNOW = f"/p/{XINHUA}/know/"


@pytest.fixture(autouse=True)
def _the_same_morning() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", at=make_place())


@pytest.fixture
def town(secretary: Actor) -> None:
    """One matter in each of several states."""
    bench = Bench()
    named("open", "deliberate", by=secretary)
    solved("solved", bench, secretary)
    explained("explained", secretary)
    withdrawn("withdrawn", secretary)
    target = named("target", "deliberate", by=secretary)
    actions.merge(matter=named("merged", "sort", by=secretary), into=target, reason="同一件事", actor=secretary, at=AT)
    make_matter("sort", by=secretary, sealed=True)
    make_matter(accepted=False, by=secretary)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"open", "solved", "explained", "withdrawn", "target", "merged"}),
        ("state=open", {"open", "withdrawn", "target", "merged"}),
        ("show=open", {"open", "withdrawn", "target", "merged"}),
        ("state=ended", {"solved", "explained"}),
        ("state=solved", {"solved"}),
        ("state=not_solved", set()),
        ("state=explained", {"explained"}),
        ("state=withdrawn", {"withdrawn"}),
        ("state=merged", {"merged"}),
        ("state=reopened", set()),
        ("state=paused", set()),
        ("state=nonsense", {"open", "solved", "explained", "withdrawn", "target", "merged"}),
    ],
)
@pytest.mark.usefixtures("town")
def test_every_state_can_be_asked_for_and_nothing_private_is_there(client: Client, asked: str, found: set[str]) -> None:
    assert set(titles(client, f"{KNOW}?{asked}")) == found


def test_what_its_raiser_calls_not_solved_is_taken_up_again_and_found_so(client: Client, secretary: Actor) -> None:
    solved("half done", Bench(), secretary, answer="no")
    assert {
        state: titles(client, f"{KNOW}?state={state}") for state in ("reopened", "not_solved", "solved", "open")
    } == {"reopened": ["half done"], "not_solved": [], "solved": [], "open": ["half done"]}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("门禁坏了", ["2号楼门禁损坏"]),
        ("门禁", ["2号楼门禁损坏"]),
        ("楼道灯坏", ["楼道感应灯不亮"]),
        ("ELEVATOR", ["Elevator stops"]),
        ("100%_'", []),
        ("！！", []),
    ],
)
def test_words_find_what_others_said_in_other_words(
    client: Client, secretary: Actor, words: str, found: list[str]
) -> None:
    for title in ("2号楼门禁损坏", "楼道感应灯不亮", "Elevator stops"):
        named(title, by=secretary, words=title)
    assert titles(client, f"{KNOW}?q={quote(words)}") == found


def test_a_number_finds_its_matter_first(client: Client, secretary: Actor) -> None:
    named("one", by=secretary)
    two = named("two", by=secretary)
    named("three", by=secretary)
    assert titles(client, f"{KNOW}?q={quote(two.number)}")[0] == "two"


def test_filters_narrow_by_place_category_unit_and_day(client: Client, secretary: Actor) -> None:
    first, second = (Place.objects.get(pk=f"{XINHUA}.01.0{number}") for number in (1, 2))
    here = named("here", "assign", by=secretary, place=first, category="repair")
    named("there", by=secretary, place=second, at=AT - timedelta(days=10))
    unit = make_unit()
    claimed(here, secretary, officer(unit), unit)
    assert {
        asked: titles(client, f"{KNOW}?{asked}")
        for asked in (
            f"at={first.pk}", f"at={XINHUA}.01", "category=repair", f"unit={unit.pk}", "until=2026-11-14",
            "since=2026-11-14", f"at={second.pk}&category=repair", "since=yesterday",
        )
    } == {
        f"at={first.pk}": ["here"], f"at={XINHUA}.01": ["there", "here"], "category=repair": ["here"],
        f"unit={unit.pk}": ["here"], "until=2026-11-14": ["there"], "since=2026-11-14": ["here"],
        f"at={second.pk}&category=repair": [], "since=yesterday": ["there", "here"],
    }  # fmt: skip


def test_only_overdue_ones_are_those_with_a_clock_that_ran_out(client: Client, secretary: Actor) -> None:
    named("slow", "deliberate", by=secretary, at=AT - timedelta(days=60))
    named("fresh", "deliberate", by=secretary)
    assert titles(client, f"{KNOW}?overdue=on") == ["slow"]


def test_the_count_is_n_of_all_and_an_empty_answer_says_what_to_do(client: Client, secretary: Actor) -> None:
    for title in ("one", "two"):
        named(title, by=secretary)
    client.cookies["django_language"] = "en"
    page = told(client, f"{KNOW}?state=solved")
    assert "0 / 2" in page
    assert "Take other words for it, or choose less." in page


def test_pages_keep_what_was_asked_for(client: Client, secretary: Actor) -> None:
    for number in range(21):
        named(f"n{number}", by=secretary)
    page = client.get(f"{KNOW}?state=open&q=").content.decode()
    assert 'href="?state=open&amp;q=&amp;page=2"' in page
    assert len(titles(client, f"{KNOW}?state=open&page=2")) == 1


@pytest.mark.parametrize("asked", ["", "?q=%E6%A5%BC%E9%81%93&state=open&overdue=", f"?at={XINHUA}.01"])
def test_the_list_costs_the_same_queries_however_long(
    client: Client, secretary: Actor, asked: str, django_assert_max_num_queries: Any
) -> None:
    costs = []
    for _ in range(2):
        named("楼道停车", "assign", by=secretary, place=Place.objects.get(pk=f"{XINHUA}.01.01"))
        named("楼道停车", "explain", by=secretary, place=Place.objects.get(pk=f"{XINHUA}.01.02"))
        client.get(KNOW)
        with django_assert_max_num_queries(24) as asked_for:
            client.get(f"{KNOW}{asked}")
        costs.append(len(asked_for))
    assert costs[0] == costs[1]


def test_work_that_was_dropped_no_longer_names_its_unit(client: Client, secretary: Actor) -> None:
    matter = named("here", "assign", by=secretary)
    unit = make_unit()
    item = claimed(matter, secretary, officer(unit), unit)
    before = titles(client, f"{KNOW}?unit={unit.pk}")
    drop(item=WorkItem.objects.get(pk=item.pk), reason="另有安排", actor=secretary, at=AT)
    assert (before, current(matter).step is not None, unit.name in client.get(KNOW).content.decode()) == (
        ["here"], True, False,
    )  # fmt: skip
