"""Which process a place follows: looked at first, with who says so and who could do it here; running ones stay."""

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

import pytest
import time_machine
from django.test import Client

from bandeng.matters import actions, queries
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor, system
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.makers import XINHUA, YIXINYUAN, make_matter, make_person, make_place
from tests.matters.faces import browser_of, carried, send, text_of

pytestmark = pytest.mark.django_db
FIVE = files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8")
QUICK = FIVE.replace('key = "five-step"', 'key = "quick"').replace(
    'name = { zh = "五步协商工作法", en = "Five-step deliberation" }', 'name = { zh = "快办", en = "Quick way" }'
)
PAGE = f"/settings/places/{XINHUA}/process/"


@pytest.fixture(autouse=True)
def _published(at: datetime, settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True
    actions.ensure_shelf_processes(at)
    actions.publish_process(text=QUICK, place=None, actor=system("test"), at=at)
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def secretary() -> Actor:
    return make_person("secretary", at=make_place())


@pytest.fixture
def desk(secretary: Actor) -> Client:
    return browser_of(secretary)


def followed(matter: Matter) -> str:
    return str(matter.process.key)


def test_it_is_looked_at_before_it_is_chosen_and_new_matters_follow_it(desk: Client, secretary: Actor) -> None:
    running = make_matter(by=secretary)
    looked = text_of(desk.get(f"{PAGE}?process=quick"))
    answer = send(desk, f"{PAGE}?process=quick", process="quick", reason="the street wants it")
    assert ("Who says so" in looked, "can do now:" in looked, answer.status_code) == (True, True, 302)
    fresh = make_matter(by=secretary)
    assert (followed(running), followed(Matter.objects.select_related("process").get(pk=fresh.pk))) == (
        "five-step", "quick",
    )  # fmt: skip
    entry = Entry.objects.filter(verb="place.changed").latest("n")
    assert (entry.detail["process"], entry.detail["reason"]) == ("quick", "the street wants it")


def test_a_place_may_go_back_to_what_holds_above_it(desk: Client) -> None:
    send(desk, f"{PAGE}?process=quick", process="quick", reason="try it")
    send(desk, f"{PAGE}?process=", process="", reason="it was too quick")
    assert queries.process_for(Place.objects.get(pk=XINHUA)).key == "five-step"


def test_without_a_reason_nothing_changes_and_the_choice_stays_on_the_page(desk: Client) -> None:
    answer = send(desk, f"{PAGE}?process=quick", process="quick", reason="")
    assert (answer.status_code, 'name="process" value="quick"' in answer.content.decode()) == (422, True)
    assert Place.objects.get(pk=XINHUA).process == ""


def test_a_page_that_somebody_overtook_is_refused_once(desk: Client) -> None:
    page = desk.get(f"{PAGE}?process=quick")
    send(browser_of(make_person("system_admin", at=make_place())), f"{PAGE}?process=quick", process="quick", reason="1")
    late = desk.post(PAGE, {**carried(page), "process": "five-step", "reason": "second"})
    assert (late.status_code, Place.objects.get(pk=XINHUA).process) == (409, "quick")
    again = desk.post(PAGE, {**carried(late), "reason": "second"})
    assert (again.status_code, Place.objects.get(pk=XINHUA).process) == (302, "five-step")


def test_what_is_not_published_here_cannot_be_chosen(desk: Client) -> None:
    answer = desk.post(PAGE, {"process": "nonsense", "reason": "so", "version": 1, "once": "x"})
    assert (answer.status_code, desk.get(f"{PAGE}?process=nonsense").status_code) == (422, 200)


def test_a_secretary_chooses_only_for_their_own_community(desk: Client) -> None:
    make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨")
    assert desk.get(f"/settings/places/{YIXINYUAN}/process/").status_code == 403


def test_above_communities_an_administrator_chooses_and_no_staff_is_named() -> None:
    make_place()
    admin = browser_of(make_person("system_admin", at=make_place()))
    page = text_of(admin.get("/settings/places/640302/process/?process=quick"))
    assert "Who can do its steps is seen in each community below." in page
