"""Publishing a process: proved first, never changed again; a place names the one it follows."""

from datetime import datetime, timedelta
from importlib.resources import files

import pytest
from django.db import IntegrityError, transaction

from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import ProcessVersion
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from tests.makers import MAKER, XINHUA, make_matter, make_person, make_place

pytestmark = pytest.mark.django_db
FIVE = files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8")


def test_what_we_ship_is_published_once_for_the_whole_site(at: datetime) -> None:
    shipped = [(v.key, v.number, v.place) for v in actions.ensure_shelf_processes(at)]
    assert (shipped[0], len(shipped), {(number, place) for _key, number, place in shipped}) == (
        ("five-step", 1, None), 13, {(1, None)},
    )  # fmt: skip
    assert actions.ensure_shelf_processes(at) == []


def test_a_process_whose_proofs_do_not_hold_is_refused_with_every_problem_named(at: datetime) -> None:
    broken = FIVE.replace('then = ["supervise"]', 'then = ["nowhere"]')
    with pytest.raises(Refusal) as no:
        actions.publish_process(text=broken, place=None, actor=MAKER, at=at)
    assert (no.value.code, ProcessVersion.objects.count()) == ("bad_process", 0)
    assert any("unknown_step: assign" in problem for problem in no.value.details["problems"])  # type: ignore[union-attr]


def test_a_new_version_holds_for_new_matters_and_running_ones_stay_on_theirs(at: datetime) -> None:
    running = make_matter()
    quicker = FIVE.replace("days = 5", "days = 2", 1)
    second = actions.publish_process(text=quicker, place=None, actor=MAKER, at=at + timedelta(days=1))
    started = make_matter(at=at + timedelta(days=2))
    assert (second.number, running.process.number, started.process.number) == (2, 1, 2)


def test_a_community_publishes_its_own_and_others_keep_the_common_one(at: datetime) -> None:
    actions.ensure_shelf_processes(at)
    xinhua, secretary = make_place(), make_person("secretary")
    own = actions.publish_process(text=FIVE.replace("days = 5", "days = 2", 1), place=xinhua, actor=secretary, at=at)
    unit = Place.objects.get(pk=f"{XINHUA}.01.02.01")
    assert (own.place, own.number, queries.process_for(unit)) == (xinhua, 1, own)
    assert queries.process_for(Place.objects.get(pk="640302")).place is None


def test_a_place_names_the_process_it_follows(at: datetime) -> None:
    actions.ensure_shelf_processes(at)
    six = actions.publish_process(
        text=FIVE.replace('key = "five-step"', 'key = "own-way"'), place=None, actor=MAKER, at=at
    )
    change_place(place=make_place(), process="own-way", reason="本社区做法", actor=MAKER, at=at)
    assert queries.process_for(Place.objects.get(pk=f"{XINHUA}.01")) == six


def test_where_the_named_process_is_not_published_it_says_so(at: datetime) -> None:
    with pytest.raises(Refusal) as no:
        queries.process_for(make_place())
    assert (no.value.code, dict(no.value.details)) == ("no_process", {"key": "five-step"})


@pytest.mark.parametrize("role", ["", "building_head", "convener", "auditor"])
def test_only_the_secretary_or_administrator_publishes(at: datetime, role: str) -> None:
    with pytest.raises(Refusal) as no:
        actions.publish_process(text=FIVE, place=make_place(), actor=make_person(role), at=at)
    assert no.value.code == "not_allowed"


def test_the_database_keeps_one_text_for_each_version(at: datetime) -> None:
    first = actions.ensure_shelf_processes(at)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.create(
            id="00000000-0000-7000-8000-000000000000", key=first.key, number=1, place=None, text="", published_at=at
        )
