"""Any sound process can be published and walked through the pages, from raising to rating; no code is needed."""

import random
from importlib.resources import files

import pytest

from bandeng.core.process import read
from bandeng.core.process.words import FACTS, GUARDS, ROLES, TOOLS
from bandeng.matters.models import MilestoneReached, Rating, Reply
from tests.matters.made_processes import made, words_of
from tests.matters.page_walker import Town, Walker, make_town, publish
from tests.matters.unlike_processes import unlike

pytestmark = pytest.mark.django_db
SHELF = {
    file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
    for file in files("bandeng.shelf").joinpath("processes").iterdir()
    if file.name.endswith(".toml")
}


@pytest.fixture
def town() -> Town:
    return make_town()


def walked(town: Town, text: str, seed: int, severity: int = 2) -> Walker:
    """Published, raised, walked to its end, rated."""
    publish(town, text)
    walker = Walker(town, read(text), random.Random(seed))
    walker.raise_it(severity)
    assert walker.matter.process.text == text
    walker.walk()
    walker.rate_it()
    return walker


def everybody_is_answered(walker: Walker) -> bool:
    matter = walker.matter
    finals = Reply.objects.filter(matter=matter, kind="final", delivered_at__isnull=False)
    return set(matter.raisings.values_list("pk", flat=True)) == set(finals.values_list("raising", flat=True))


@pytest.mark.parametrize("name", sorted(SHELF))
def test_each_process_of_the_shelf_is_walked_through_the_pages(town: Town, name: str) -> None:
    walker = walked(town, SHELF[name], seed=1, severity=0 if name == "safety_urgent" else 2)
    milestones = set(MilestoneReached.objects.filter(matter=walker.matter).values_list("milestone", flat=True))
    assert (walker.matter.step, everybody_is_answered(walker), Rating.objects.filter(matter=walker.matter).count()) == (
        None, True, 1,
    ), walker.taken  # fmt: skip
    assert {"raised", "replied"} <= milestones


MADE = range(24)


def test_the_made_ones_use_every_tool_and_role() -> None:
    used = words_of(MADE)
    assert (used["tools"], used["roles"]) == (set(TOOLS), set(ROLES))


@pytest.mark.parametrize("number", MADE)
def test_a_sound_process_made_at_random_is_walked_through_the_pages(town: Town, number: int) -> None:
    walker = walked(town, made(number), seed=number)
    assert (walker.matter.step, everybody_is_answered(walker), Rating.objects.filter(matter=walker.matter).count()) == (
        None, True, 1,
    ), walker.taken  # fmt: skip


UNLIKE = range(24)
"""A hundred and sixty were walked once; these are kept."""


def test_the_unlike_ones_use_every_tool_fact_and_guard() -> None:
    found = "\n".join(unlike(number) for number in range(120))
    missing = {word for word in (*TOOLS, *FACTS, *GUARDS, *ROLES) if f'"{word}"' not in found}
    assert missing - NEVER == set()


NEVER = {"target_replied"}
"""Stands for a matter that was merged, and only a step that opens the merge needs it (made_processes)."""


@pytest.mark.parametrize("number", UNLIKE)
def test_a_process_unlike_ours_is_walked_through_the_pages(town: Town, number: int) -> None:
    walker = walked(town, unlike(number), seed=number)
    assert (walker.matter.step, everybody_is_answered(walker), Rating.objects.filter(matter=walker.matter).count()) == (
        None, True, 1,
    ), walker.taken  # fmt: skip
