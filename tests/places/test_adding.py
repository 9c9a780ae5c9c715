"""Adding places: their codes, labels and entries."""

from datetime import datetime

import pytest

from bandeng.core.places import Wish
from bandeng.core.refusal import Refusal
from bandeng.places.actions import Batch, RowsWrong, add_places
from bandeng.places.models import Place
from bandeng.records.models import Entry
from tests.places.conftest import XINHUA, AddAll, Keeper

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[str, str, str, str]]:
    return list(Place.objects.order_by("path").values_list("code", "level", "label", "chain"))


def test_a_community_brings_the_places_above_it_from_the_shelf_along(add: AddAll) -> None:
    first = add(Wish(code="640302107001", name="新华社区"))
    assert first.pk == XINHUA
    assert rows() == [
        ("64", "province", "宁夏回族自治区", "64"),
        ("6403", "city", "吴忠市", "6403"),
        ("640302", "county", "利通区", "640302"),
        ("640302107", "street", "胜利镇", "640302107"),
        (XINHUA, "community", "新华社区", XINHUA),
    ]
    assert list(Entry.objects.order_by("arrival").values_list("chain", "verb", "actor")) == [
        ("64", "place.added", "person:admin"),
        (XINHUA, "place.added", "person:admin"),
    ]


def test_below_a_community_codes_are_made_and_labels_run_from_the_compound_down(xinhua: Place) -> None:
    assert rows()[5:] == [
        (f"{XINHUA}.01", "compound", "家和万事小区", XINHUA),
        (f"{XINHUA}.01.01", "building", "家和万事小区 1 号楼", XINHUA),
        (f"{XINHUA}.01.02", "building", "家和万事小区 2 号楼", XINHUA),
        (f"{XINHUA}.01.02.01", "unit", "家和万事小区 2 号楼 1 单元", XINHUA),
    ]


def test_codes_made_later_go_on_counting_where_the_tree_stands(xinhua: Place, add: AddAll) -> None:
    added = add(Wish(parent=f"{XINHUA}.01", name="3 号楼", level="building"))
    assert (added.pk, added.label) == (f"{XINHUA}.01.03", "家和万事小区 3 号楼")


def test_one_wrong_row_leaves_nothing_written(add: AddAll) -> None:
    with pytest.raises(RowsWrong) as no:
        add(Wish(row=2, code="640302", name="利通区"), Wish(row=3, code="640425", name="彭阳县", above="原州市"))
    assert [(p.row, p.column, p.code, dict(p.details)) for p in no.value.problems] == [
        (3, "parent", "wrong_parent", {
            "place": "640425", "name": "彭阳县", "parent": "640400", "parent_name": "固原市", "told": "原州市",
        }),
    ]  # fmt: skip
    assert (Place.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_same_form_sent_twice_adds_once(add: AddAll) -> None:
    wish = Wish(code=XINHUA, name="新华社区")
    assert add(wish, once="form-1") == add(wish, once="form-1")
    assert (Place.objects.count(), Entry.objects.count()) == (5, 2)


def test_a_table_of_more_than_two_thousand_rows_becomes_several_entries(xinhua: Place, add: AddAll) -> None:
    add(*(Wish(parent=f"{XINHUA}.01.01", name=f"{n} 室", level="household") for n in range(2_005)))
    entries = Entry.objects.filter(verb="place.added").order_by("arrival")
    assert [len(entry.detail["rows"]) for entry in entries][-2:] == [2_000, 5]
    assert Place.objects.filter(level="household").count() == 2_005


def test_the_secretary_adds_below_their_community(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    wish = Wish(parent=XINHUA, name="碧水蓝天小区", level="compound", tenure="mixed")
    added = add_places(batch=Batch((wish,)), actor=secretary, at=at)
    assert (added.pk, added.tenure, added.label) == (f"{XINHUA}.02", "mixed", "碧水蓝天小区")


@pytest.mark.parametrize(
    "wish",
    [
        Wish(code="640302107002", name="另一社区"),
        Wish(code="640106005001", name="逸馨苑社区"),
        Wish(code="640302108", name="别处镇"),
        Wish(parent="640106005001", name="别处小区", level="compound"),
    ],
    ids=lambda wish: wish.name,
)
def test_the_secretary_adds_nothing_elsewhere(
    xinhua: Place, add: AddAll, secretary: Keeper, at: datetime, wish: Wish
) -> None:
    if wish.parent:
        add(Wish(code="640106005001", name="逸馨苑社区"))
    before = Place.objects.count()
    with pytest.raises(Refusal, match="not_allowed"):
        add_places(batch=Batch((wish,)), actor=secretary, at=at)
    assert Place.objects.count() == before


def test_a_resident_adds_nothing(xinhua: Place, resident: Keeper, at: datetime) -> None:
    wish = Wish(parent=XINHUA, name="我家小区", level="compound")
    with pytest.raises(Refusal, match="not_allowed"):
        add_places(batch=Batch((wish,)), actor=resident, at=at)
