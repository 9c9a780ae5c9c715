"""This room's tables come out the same when every entry is applied again."""

from datetime import date, datetime

import pytest

from bandeng.core.places import Wish
from bandeng.core.workdays import DayRow
from bandeng.places import actions
from bandeng.places.models import Grid, GridBuilding, HolidayTable, Place
from bandeng.records import rebuild
from tests.places.conftest import XINHUA, YIXINYUAN, AddAll, Keeper

pytestmark = pytest.mark.django_db


def test_rows_rebuilt_equal_rows_that_stand(xinhua: Place, add: AddAll, admin: Keeper, at: datetime) -> None:
    compound = Place.objects.get(pk=f"{XINHUA}.01")
    other = add(Wish(code=YIXINYUAN, name="逸馨苑社区"))
    actions.change_place(place=compound, name="和美小区", tenure="mixed", reason="更名", actor=admin, at=at)
    actions.draw_grid(community=xinhua, name="甲", buildings=[f"{XINHUA}.01.01"], actor=admin, at=at)
    actions.draw_grid(community=xinhua, name="乙", buildings=[f"{XINHUA}.01.01", f"{XINHUA}.01.02"], actor=admin, at=at)
    for name in ("元旦", "新年"):
        rows = (DayRow(date(2027, 1, 1), "rest", name, "New Year"),)
        actions.load_year(batch=actions.YearBatch("cn", 2027, "通知", rows), actor=admin, at=at)
    actions.close_place(place=xinhua, successor=other, on=date(2027, 1, 1), actor=admin, at=at)
    tables = (Place, Grid, GridBuilding, HolidayTable)
    before = [rebuild.rows_of(table) for table in tables]
    rebuild.rebuild()
    assert [rebuild.rows_of(table) for table in tables] == before
    assert [len(rows) for rows in before] == [13, 2, 2, 1]
