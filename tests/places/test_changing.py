"""Changing, ending and merging places; drawing grids."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from bandeng.core.ids import new_id
from bandeng.core.places import Wish
from bandeng.core.refusal import Refusal
from bandeng.places import actions, closing
from bandeng.places.acts import GridDrawn
from bandeng.places.models import Grid, Place
from bandeng.records.actions import record
from bandeng.records.models import Chain, Entry
from tests.places.conftest import XINHUA, YIXINYUAN, AddAll, Keeper

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 1)


def compound() -> Place:
    return Place.objects.get(pk=f"{XINHUA}.01")


def test_a_new_name_reaches_the_labels_of_everything_below(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    actions.change_place(place=compound(), name="和美小区", reason="业主大会决定", actor=secretary, at=at)
    below = Place.objects.filter(pk__startswith=f"{XINHUA}.01").order_by("path")
    assert list(below.values_list("label", "version")) == [
        ("和美小区", 2), ("和美小区 1 号楼", 1), ("和美小区 2 号楼", 1), ("和美小区 2 号楼 1 单元", 1),
    ]  # fmt: skip


def test_only_what_differs_stands_in_the_entry(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    actions.change_place(
        place=xinhua, name="新华社区", phone="0953-0000000", wants_phone=True, reason="新号码", actor=secretary, at=at
    )
    told = Entry.objects.get(verb="place.changed").detail
    assert {key: value for key, value in told.items() if value is not None} == {
        "place": XINHUA, "reason": "新号码", "phone": "0953-0000000", "wants_phone": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "家和万事小区"}, "nothing_changed"),
        ({"name": ""}, "bad_words"),
        ({"name": "=cmd()"}, "bad_words"),
        ({"name": "甲\u202e乙"}, "bad_words"),
        ({"name": "长" * 61}, "bad_words"),
        ({"name": "甲", "reason": " "}, "needs_reason"),
        ({"tenure": "castle"}, "tenure_here"),
        ({"accent": "red"}, "bad_accent"),
        ({"accent": "#ffee00"}, "weak_accent"),
        ({"name": "甲", "version": 7}, "stale"),
    ],
)
def test_a_change_that_cannot_stand_is_refused(
    xinhua: Place, secretary: Keeper, at: datetime, told: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as no:
        actions.change_place(place=compound(), actor=secretary, at=at, **{"reason": "试试", **told})
    assert no.value.code == code
    assert not Entry.objects.filter(verb="place.changed").exists()


def test_the_secretary_changes_the_telephone_of_the_community_but_not_its_name(
    xinhua: Place, secretary: Keeper, at: datetime
) -> None:
    assert actions.change_place(place=xinhua, phone="1", reason="新", actor=secretary, at=at).phone == "1"
    with pytest.raises(Refusal, match="not_allowed"):
        actions.change_place(place=xinhua, name="别名社区", reason="新", actor=secretary, at=at)


def test_ending_a_place_ends_everything_below_it(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    actions.close_place(place=compound(), on=ON, actor=secretary, at=at)
    standing = Place.objects.filter(valid_to=None, pk__startswith=XINHUA)
    assert list(standing.values_list("pk", flat=True)) == [XINHUA]
    with pytest.raises(Refusal, match="place_ended"):
        actions.change_place(place=compound(), name="甲", reason="乙", actor=secretary, at=at)


def test_nothing_is_added_below_a_place_that_has_ended(
    xinhua: Place, add: AddAll, secretary: Keeper, at: datetime
) -> None:
    actions.close_place(place=compound(), on=ON, actor=secretary, at=at)
    with pytest.raises(actions.RowsWrong) as no:
        add(Wish(parent=f"{XINHUA}.01", name="3 号楼", level="building"))
    assert [problem.code for problem in no.value.problems] == ["parent_closed"]


def test_a_merged_community_closes_its_chain_and_its_successor_names_the_head(
    xinhua: Place, add: AddAll, admin: Keeper, at: datetime
) -> None:
    other = add(Wish(code=YIXINYUAN, name="逸馨苑社区"))
    ended = actions.close_place(place=xinhua, successor=other, on=ON, actor=admin, at=at)
    chain = Chain.objects.get(pk=XINHUA)
    last = Entry.objects.filter(chain=YIXINYUAN).latest("n")
    assert (ended.successor, ended.valid_to, chain.successor) == (YIXINYUAN, ON, YIXINYUAN)
    assert (last.verb, last.detail) == (
        "place.took_over", {"place": YIXINYUAN, "merged": XINHUA, "head": chain.head},
    )  # fmt: skip
    with pytest.raises(Refusal, match="chain_closed"):
        record(GridDrawn(grid=new_id(at), community=XINHUA, name="甲", buildings=[]), chain=XINHUA,
               subject=f"place:{XINHUA}", actor="person:late", at=at)  # fmt: skip


@pytest.mark.parametrize("successor", [f"{XINHUA}", f"{XINHUA}.01", "640302"])
def test_a_successor_is_another_place_of_the_same_level(
    xinhua: Place, admin: Keeper, at: datetime, successor: str
) -> None:
    with pytest.raises(Refusal, match="bad_successor"):
        actions.close_place(place=xinhua, successor=Place.objects.get(pk=successor), on=ON, actor=admin, at=at)


@pytest.fixture
def three_open() -> Iterator[None]:
    """A room above that has three things open everywhere."""
    closing.offer(count := lambda place: 3)
    yield
    closing._counts.remove(count)


def test_a_place_with_open_work_does_not_end(xinhua: Place, three_open: None, admin: Keeper, at: datetime) -> None:
    with pytest.raises(Refusal) as no:
        actions.close_place(place=xinhua, on=ON, actor=admin, at=at)
    assert (no.value.code, no.value.details["count"]) == ("open_work", 3)


def test_a_building_moves_to_the_grid_that_is_drawn_last(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    first, second = f"{XINHUA}.01.01", f"{XINHUA}.01.02"
    north = actions.draw_grid(community=xinhua, name="北网格", buildings=[first, second], actor=secretary, at=at)
    south = actions.draw_grid(community=xinhua, name="南网格", buildings=[second], actor=secretary, at=at)
    assert {grid.name: [row.building_id for row in grid.buildings.all()] for grid in Grid.objects.order_by("name")} == {
        "北网格": [first],
        "南网格": [second],
    }
    assert (north.chain, south.chain) == (XINHUA, XINHUA)


@pytest.mark.parametrize(
    ("name", "buildings", "code"),
    [
        ("网格", [], "no_buildings"),
        ("网格", [XINHUA], "not_our_building"),
        ("网格", [f"{XINHUA}.01"], "not_our_building"),
        ("网格", [f"{XINHUA}.01.09"], "not_our_building"),
        (" ", [f"{XINHUA}.01.01"], "name_taken"),
        ("北网格", [f"{XINHUA}.01.01"], "name_taken"),
        ("@网格", [f"{XINHUA}.01.01"], "bad_words"),
    ],
)
def test_a_grid_that_cannot_stand_is_refused(
    xinhua: Place, secretary: Keeper, at: datetime, name: str, buildings: list[str], code: str
) -> None:
    actions.draw_grid(community=xinhua, name="北网格", buildings=[f"{XINHUA}.01.02"], actor=secretary, at=at)
    with pytest.raises(Refusal, match=code):
        actions.draw_grid(community=xinhua, name=name, buildings=buildings, actor=secretary, at=at)
    assert Grid.objects.count() == 1


def test_a_resident_draws_nothing(xinhua: Place, resident: Keeper, at: datetime) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        actions.draw_grid(community=xinhua, name="甲", buildings=[f"{XINHUA}.01.01"], actor=resident, at=at)
