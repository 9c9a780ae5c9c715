"""Two writers at once: nothing of places is written twice or by halves, and whoever comes second is told."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from bandeng.core.places import Wish
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow
from bandeng.places import actions
from bandeng.places.models import Grid, HolidayTable, Place
from bandeng.records import rebuild
from bandeng.records.models import Entry
from tests.places.conftest import XINHUA, YIXINYUAN, AddAll, Keeper
from tests.records.test_recording import together

pytestmark = pytest.mark.django_db(transaction=True)


def codes(raised: list[BaseException | None]) -> list[str]:
    """What each writer was told: "" when it went through, else the refusal's code."""
    for fault in raised:
        if fault is not None and not isinstance(fault, Refusal):
            raise fault
    return sorted(no.code if isinstance(no, Refusal) else "" for no in raised)


def entries(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def year(name: str, admin: Keeper, at: datetime, once: str | None = None) -> Callable[[], HolidayTable]:
    """Loads the national table of 2027 with one holiday."""
    batch = actions.YearBatch("cn", 2027, f"国办通知 {name}", (DayRow(date(2027, 1, 1), "rest", name, name, name),))
    return lambda: actions.load_year(batch=batch, actor=admin, at=at, once=once)


def test_the_same_place_added_by_two_stands_once(add: AddAll, xinhua: Place) -> None:
    wish = Wish(code=YIXINYUAN, name="逸馨苑社区")
    before = entries("place.added")
    assert codes(together(lambda: add(wish), lambda: add(wish))) == ["", "rows_wrong"]
    assert Place.objects.filter(pk=YIXINYUAN).count() == 1
    # One for the community, one for what the shelf has above it.
    assert entries("place.added") == before + 2


def test_two_new_buildings_at_once_get_two_codes(add: AddAll, xinhua: Place) -> None:
    def building(name: str) -> Callable[[], Place]:
        return lambda: add(Wish(parent=f"{XINHUA}.01", name=name, level="building"))

    told = codes(together(building("3 号楼"), building("4 号楼")))
    names = set(Place.objects.filter(level="building").values_list("name", flat=True))
    # Whoever counted on a number that was just taken is told, and nothing of theirs stands.
    assert (told, len(names)) in [(["", ""], 4), (["", "rows_wrong"], 3), (["", "conflict"], 3)]
    assert rebuild.check().different == ()


def test_a_form_sent_twice_at_once_adds_one_place(add: AddAll, xinhua: Place) -> None:
    wish = Wish(parent=f"{XINHUA}.01", name="3 号楼", level="building")
    assert codes(together(*[lambda: add(wish, once="form-1")] * 2)) == ["", ""]
    assert Place.objects.filter(name="3 号楼").count() == 1


def test_of_two_changes_of_the_same_version_the_second_is_told(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    def change(phone: str) -> Callable[[], Place]:
        return lambda: actions.change_place(
            place=xinhua, phone=phone, reason="新号码", version=xinhua.version, actor=secretary, at=at
        )

    assert codes(together(change("0953-0000001"), change("0953-0000002"))) == ["", "stale"]
    assert (entries("place.changed"), Place.objects.get(pk=XINHUA).version) == (1, xinhua.version + 1)


def test_a_place_ended_by_two_ends_once(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    unit = Place.objects.get(pk=f"{XINHUA}.01.02.01")

    def end() -> Place:
        return actions.close_place(place=unit, on=date(2027, 1, 1), actor=secretary, at=at)

    assert codes(together(end, end)) == ["", "place_ended"]
    assert entries("place.closed") == 1


def test_two_communities_merged_into_each_other_at_once_do_not_swallow_each_other(
    add: AddAll, xinhua: Place, admin: Keeper, at: datetime
) -> None:
    other = add(Wish(code=YIXINYUAN, name="逸馨苑社区"))

    def merge(place: Place, into: Place) -> Callable[[], Place]:
        return lambda: actions.close_place(place=place, successor=into, on=date(2027, 1, 1), actor=admin, at=at)

    told = codes(together(merge(xinhua, other), merge(other, xinhua)))
    assert told[0] == ""
    assert told[1] in ("bad_successor", "chain_closed", "place_ended")
    assert Place.objects.filter(level="community", valid_to=None).count() == 1


def test_a_grid_drawn_by_two_under_one_name_stands_once(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    def draw(building: str) -> Callable[[], Grid]:
        return lambda: actions.draw_grid(
            community=xinhua, name="第一网格", buildings=[building], actor=secretary, at=at
        )

    assert codes(together(draw(f"{XINHUA}.01.01"), draw(f"{XINHUA}.01.02"))) == ["", "name_taken"]
    assert (Grid.objects.count(), entries("place.grid_drawn")) == (1, 1)


def test_a_building_drawn_into_two_grids_at_once_ends_up_in_one(xinhua: Place, secretary: Keeper, at: datetime) -> None:
    building = f"{XINHUA}.01.01"

    def draw(name: str) -> Callable[[], Grid]:
        return lambda: actions.draw_grid(community=xinhua, name=name, buildings=[building], actor=secretary, at=at)

    assert codes(together(draw("第一网格"), draw("第二网格"))) == ["", ""]
    assert Grid.objects.filter(buildings__building=building).count() == 1
    assert rebuild.check().different == ()


def test_the_same_year_loaded_by_two_is_one_entry(xinhua: Place, admin: Keeper, at: datetime) -> None:
    assert codes(together(year("元旦", admin, at), year("元旦", admin, at))) == ["", ""]
    assert (HolidayTable.objects.count(), entries("calendar.year_loaded")) == (1, 1)


def test_of_two_tables_for_one_year_the_later_holds_and_both_stand_in_the_ledger(
    xinhua: Place, admin: Keeper, at: datetime
) -> None:
    assert codes(together(year("元旦", admin, at), year("新年", admin, at))) == ["", ""]
    last = Entry.objects.filter(verb="calendar.year_loaded").order_by("n").last()
    assert last is not None
    assert (HolidayTable.objects.get().source, entries("calendar.year_loaded")) == (last.detail["source"], 2)
