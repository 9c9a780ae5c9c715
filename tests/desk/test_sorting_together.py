"""Sorting a pool in one sitting: one matter at a time, six keys, a unit on the spot, the list at the end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from tests.makers import AT, current, make_matter, make_person, make_unit
from tests.matters.faces import browser_of, carried, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_same_morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary")


def begin(desk: Client) -> str:
    return desk.post("/desk/sort/", {})["Location"]


def decide(desk: Client, at: str, way: str, **typed: Any) -> str:
    """Choose a way, type, decide; the address of what comes next."""
    page = desk.get(f"{at}?way={way}")
    told = {**carried(page), "category": "other", "severity": "2", **typed}
    answer = desk.post(f"{at}?way={way}", told)
    assert answer.status_code == 302, text_of(answer)[:3000]
    return str(answer["Location"])


def test_a_pool_of_five_is_sorted_in_one_sitting_with_the_counter_running(secretary: Actor) -> None:
    desk, unit = browser_of(secretary), make_unit()
    pool = [make_matter("sort", by=secretary) for _ in range(5)]
    target = make_matter("deliberate", by=secretary)
    at = begin(desk)
    counters = []
    for way, typed in (
        ("assign", {"unit": str(unit.pk), "work": "Draw the lines", "due_on": "2026-12-03"}),
        ("deliberate", {}),
        ("merge", {"into": target.number, "reason": "the same lobby"}),
        ("explain", {"reason_code": "no_money", "reason": "No money this year.", "next_channel": "12345"}),
        ("mediate", {"reason_code": "two_sides", "reason": "Two neighbours.", "guards": ["two_sides"]}),
    ):
        counters.append(re.search(r"\d of \d", text_of(desk.get(at)))[0])  # type: ignore[index]
        at = decide(desk, at, way, **typed)
    sheet = text_of(desk.get("/desk/sort/end/print/"))
    item = WorkItem.objects.get()
    assert counters == ["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5"]
    assert (at, sorted(current(each).branch or current(each).step or "" for each in pool)) == (
        "/desk/sort/end/", ["deliberate", "explain", "mediate", "merge", "supervise"],
    )  # fmt: skip
    assert (item.title, item.how, item.lead == unit, str(item.deadline and item.deadline.due_on)) == (
        "Draw the lines", "on_the_spot", True, "2026-12-03",
    )  # fmt: skip
    assert ("Draw the lines" in sheet, all(each.number in sheet for each in pool)) == (True, True)


def test_the_keys_one_to_six_stand_in_the_same_order_for_every_matter(secretary: Actor) -> None:
    make_matter("sort", by=secretary)
    desk = browser_of(secretary)
    page = text_of(desk.get(begin(desk)))
    ways = re.findall(r'data-key="(\d)" href="\?way=([a-z_]+)"', page)
    assert ways[:6] == [
        ("1", "assign"), ("2", "deliberate"), ("3", "merge"), ("4", "explain"), ("5", "mediate"), ("6", "pass_on"),
    ]  # fmt: skip


def test_a_matter_nobody_went_to_see_says_so_and_the_visit_is_one_key_away(secretary: Actor) -> None:
    matter = make_matter("discover", by=secretary)
    desk = browser_of(secretary)
    at = begin(desk)
    page = text_of(desk.get(at))
    told = {**carried(desk.get(f"{at}?way=assign")), "category": "other", "severity": "2"}
    refused = desk.post(f"{at}?way=assign", told)
    visit = f'data-key="9" href="/m/{matter.pk}/verify/?next={at}'
    assert (visit in page, refused.status_code, current(matter).step) == (
        True, 422, "discover",
    )  # fmt: skip


def test_raw_words_are_never_on_the_projector(secretary: Actor) -> None:
    make_matter(accepted=False, words="老王家的车堵了楼道")
    desk = browser_of(secretary)
    assert "老王家" not in text_of(desk.get(begin(desk)))


def test_a_unit_that_cannot_take_it_leaves_nothing_decided(secretary: Actor) -> None:
    matter, unit = make_matter("sort", by=secretary), make_unit()
    desk = browser_of(secretary)
    at = begin(desk)
    typed = {**carried(desk.get(f"{at}?way=assign")), "category": "other", "severity": "2", "unit": str(unit.pk),
             "work": "Draw the lines", "due_on": "2026-11-01"}  # fmt: skip
    answer = desk.post(f"{at}?way=assign", typed)
    kept = "Draw the lines" in text_of(answer)
    assert (answer.status_code, kept, current(matter).step, WorkItem.objects.count()) == (
        422, True, "discover", 0,
    )  # fmt: skip


def test_later_leaves_a_matter_in_the_pool(secretary: Actor) -> None:
    pool = [make_matter("sort", by=secretary) for _ in range(2)]
    desk = browser_of(secretary)
    at = begin(desk)
    then = desk.post(at, {"skip": "1"})["Location"]
    back = desk.post(then, {"skip": "1"})["Location"]
    assert (then != at, back, [current(each).step for each in pool]) == (True, at, ["discover", "discover"])


def test_what_was_merged_last_can_be_taken_back(secretary: Actor) -> None:
    one, other = make_matter("sort", by=secretary), make_matter("sort", by=secretary)
    target = make_matter("deliberate", by=secretary)
    desk = browser_of(secretary)
    at = decide(desk, begin(desk), "merge", into=target.number, reason="the same")
    merged = Matter.objects.get(merged_into=target)
    assert (f'href="/m/{merged.pk}/unmerge/"' in text_of(desk.get(at)), merged.pk in (one.pk, other.pk)) == (True, True)
