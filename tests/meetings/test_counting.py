"""How many live on the ground floor, how many are over 60: known where somebody counted, else said to be not known."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from bandeng.core.deadline import local_day
from bandeng.core.places import Wish
from bandeng.meetings import actions, queries, showing
from bandeng.meetings.models import BuildingCount
from bandeng.people.acting import Actor, actor_for
from bandeng.people.actions import give_duty
from bandeng.places.actions import Batch, add_places, draw_grid
from bandeng.places.models import Place
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.makers import AT, MAKER, XINHUA, make_person, make_place
from tests.matters.faces import browser_of, errors_of, send, text_of
from tests.meetings.sitting import Table, refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = local_day(AT)


@pytest.fixture
def buildings() -> list[Place]:
    """Three buildings of Xinhua."""
    make_place()
    wishes = (Wish(parent=f"{XINHUA}.01", name=f"{n} 号新楼", level="building") for n in (7, 8, 9))
    add_places(batch=Batch(tuple(wishes)), actor=MAKER, at=AT)
    return list(Place.objects.filter(name__endswith="号新楼").order_by("path"))


@pytest.fixture
def secretary(buildings: list[Place]) -> Actor:
    return make_person("secretary", called="社区书记")


def count(place: Place, actor: Actor, group: str = "over_60", n: int = 12, of: int = 80, **more: Any) -> BuildingCount:
    return actions.count_group(place=place, group=group, n=n, of=of, actor=actor, **{"on": TODAY, "at": AT, **more})


def total() -> int:
    return Place.objects.filter(path__startswith=make_place().path, level="building", valid_to=None).count()


def test_the_sum_is_told_with_how_many_buildings_it_comes_from_and_how_old_it_is(
    buildings: list[Place], secretary: Actor
) -> None:
    count(buildings[0], secretary, on=TODAY - 9 * DAY)
    count(buildings[1], secretary, n=5)
    told = queries.counted_at(make_place())
    assert (told["over_60"].n, told["over_60"].buildings, told["over_60"].of, told["over_60"].oldest) == (
        17, 2, total(), TODAY - 9 * DAY,
    )  # fmt: skip
    assert "ground_floor" not in told
    assert rebuild.check().different == ()


def test_the_newest_count_stands_and_the_earlier_one_is_kept(buildings: list[Place], secretary: Actor) -> None:
    count(buildings[0], secretary, n=12)
    count(buildings[0], secretary, n=9, at=AT + DAY, on=TODAY + DAY)
    count(buildings[0], secretary, n=30, at=AT + 2 * DAY, on=TODAY - 30 * DAY)
    assert (queries.counted_at(make_place())["over_60"].n, BuildingCount.objects.count()) == (9, 3)


def test_whoever_is_affected_and_not_asked_is_seen_once_somebody_counted(
    buildings: list[Place], secretary: Actor
) -> None:
    table = Table()
    before = {line.gap.group: line for line in showing.gaps(table.now, [], [])}
    assert (before["over_60"].gap.affected, before["over_60"].gap.unknown) == (None, True)
    count(buildings[0], secretary)
    after = {line.gap.group: line for line in showing.gaps(table.now, [], [])}
    assert (after["over_60"].gap.affected, after["over_60"].gap.missing) == (12, True)
    assert (after["ground_floor"].gap.affected, after["ground_floor"].gap.unknown) == (None, True)


def test_what_was_counted_elsewhere_says_nothing_of_here(buildings: list[Place], secretary: Actor) -> None:
    count(buildings[0], secretary)
    assert queries.counted_at(buildings[1]) == {}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"n": 81}, "count_impossible"), ({"n": -1}, "count_impossible"), ({"n": 0, "of": 0}, "count_impossible"),
        ({"of": 10000}, "count_impossible"), ({"group": "tenants"}, "unknown_word"),
        ({"on": TODAY + DAY}, "date_in_future"),
    ],
)  # fmt: skip
def test_a_count_that_cannot_be_is_refused_and_leaves_nothing(
    buildings: list[Place], secretary: Actor, told: dict[str, Any], code: str
) -> None:
    before = Entry.objects.count()
    refused(code, lambda: count(buildings[0], secretary, **told))
    assert (BuildingCount.objects.count(), Entry.objects.count()) == (0, before)


def test_only_a_building_is_counted_and_only_by_who_knows_it(buildings: list[Place], secretary: Actor) -> None:
    refused("no_building", lambda: count(make_place(), secretary))
    head = make_person("building_head", at=buildings[0], called="七号楼楼长")
    assert count(buildings[0], head).by == head.person
    refused("not_your_turn", lambda: count(buildings[1], head))
    for role in ("recorder", "auditor"):
        refused("not_your_turn", lambda role=role: count(buildings[0], make_person(role)))  # type: ignore[misc]


@pytest.mark.parametrize(("n", "of", "group"), [(81, 80, "over_60"), (0, 0, "over_60"), (1, 2, "tenants")])
def test_the_database_keeps_no_count_that_cannot_be(
    buildings: list[Place], secretary: Actor, n: int, of: int, group: str
) -> None:
    row = count(buildings[0], secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        BuildingCount.objects.filter(pk=row.pk).update(n=n, of=of, group=group)


def test_a_count_names_nobody(buildings: list[Place], secretary: Actor) -> None:
    count(buildings[0], secretary)
    detail = Entry.objects.get(verb="meeting.group_counted").detail
    assert set(detail) == {"count", "place", "group", "n", "of", "on"}


# --- the page ---


@pytest.fixture
def _live(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


PAGE = "/desk/meetings/counts/"


@pytest.mark.usefixtures("_live")
def test_a_building_head_counts_their_own_building_on_one_page(buildings: list[Place]) -> None:
    head = make_person("building_head", at=buildings[0], called="七号楼楼长")
    client = browser_of(head)
    page = text_of(client.get(PAGE))
    assert (buildings[0].label in page, buildings[1].label in page, "not known" in page) == (True, False, True)
    told = {"place": buildings[0].pk, "group": "ground_floor", "n": "6", "of": "48", "on": TODAY.isoformat()}
    assert send(client, PAGE, **told).status_code == 302
    row = BuildingCount.objects.get()
    assert (row.group, row.n, row.of, row.on) == ("ground_floor", 6, 48, TODAY)
    assert "七号楼楼长" in text_of(client.get(PAGE))


@pytest.mark.usefixtures("_live")
def test_a_grid_worker_counts_the_buildings_of_the_grid(buildings: list[Place]) -> None:
    grid = draw_grid(
        community=make_place(), name="新楼网格", buildings=[each.pk for each in buildings[:2]], actor=MAKER, at=AT
    )
    person = make_person(called="网格员").person
    assert person is not None
    give_duty(person=person, role="grid_worker", from_on=TODAY - DAY, grid=grid, actor=MAKER, at=AT)
    worker = actor_for(person, on=TODAY)
    page = text_of(browser_of(worker).get(PAGE))
    assert [each.label in page for each in buildings] == [True, True, False]


@pytest.mark.usefixtures("_live")
def test_a_refused_count_keeps_what_was_typed(buildings: list[Place], secretary: Actor) -> None:
    told = {"place": buildings[0].pk, "group": "over_60", "n": "81", "of": "80", "on": TODAY.isoformat()}
    page = send(browser_of(secretary), PAGE, **told)
    assert (page.status_code, len(errors_of(page)), 'value="81"' in text_of(page)) == (422, 1, True)


@pytest.mark.usefixtures("_live")
def test_the_meetings_desk_says_what_is_known_and_what_is_not(buildings: list[Place], secretary: Actor) -> None:
    table = Table()
    count(buildings[0], secretary)
    page = text_of(browser_of(table.secretary).get(f"/meetings/{table.meeting.pk}/desk/"))
    assert f"counted in 1 of {total()} buildings" in page
    assert "is not known, for nobody has counted" in page


@pytest.mark.usefixtures("_live")
def test_nobody_else_opens_the_page(buildings: list[Place]) -> None:
    assert Client().get(PAGE).status_code == 302
    assert browser_of(make_person("auditor")).get(PAGE).status_code == 403
