"""The calendar that holds in a place, and loading a year."""

import functools
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow, YearTable
from bandeng.places import actions, calendars, recompute
from bandeng.places.models import HolidayTable, Place
from bandeng.places.queries import calendar_for
from bandeng.records.models import Entry
from tests.places.conftest import XINHUA, Keeper

pytestmark = pytest.mark.django_db

NEW_YEAR, MAKE_UP = date(2027, 1, 1), date(2027, 1, 3)
EID = date(2026, 3, 20)


def year(layer: str = "cn", number: int = 2027, *days: DayRow) -> actions.YearBatch:
    rows = days or (DayRow(NEW_YEAR, "rest", "元旦", "New Year"), DayRow(MAKE_UP, "work", "元旦", "New Year"))
    return actions.YearBatch(layer, number, "国务院办公厅通知", rows)


@pytest.fixture
def begin() -> Iterator[Callable[[], object]]:
    """Begins a request, as the server does; the test's own connection stays open."""
    request_started.disconnect(close_old_connections)
    yield functools.partial(request_started.send, sender=None)
    request_started.connect(close_old_connections)
    calendars._asked.set(None)


def test_the_shelf_holds_until_a_table_is_loaded(xinhua: Place, admin: Keeper, at: datetime) -> None:
    before = calendar_for(xinhua)
    assert (before.is_workday(NEW_YEAR), before.is_workday(MAKE_UP)) == (True, False)
    assert [str(missing) for missing in before.missing(NEW_YEAR)] == [
        "national 2027 not loaded",
        "Ningxia 2027 not loaded",
    ]
    actions.load_year(batch=year(), actor=admin, at=at)
    after = calendar_for(xinhua)
    assert (after.is_workday(NEW_YEAR), after.is_workday(MAKE_UP)) == (False, True)
    assert [str(one) for one in after.missing(NEW_YEAR)] == ["Ningxia 2027 not loaded"]


def test_a_regions_table_holds_there_and_nowhere_else(xinhua: Place, admin: Keeper, at: datetime) -> None:
    actions.load_year(batch=year("64", 2026, DayRow(EID, "rest", "开斋节", "Eid al-Fitr")), actor=admin, at=at)
    assert (calendar_for(XINHUA).is_workday(EID), calendar_for("210211").is_workday(EID)) == (False, True)
    assert Entry.objects.latest("arrival").chain == "64"


def test_a_units_closure_wins_over_everything(xinhua: Place) -> None:
    closed = DayRow(date(2026, 11, 24), "rest", "盘点", "stocktaking")
    assert calendar_for(xinhua, [closed]).is_workday(closed.day) is False
    assert calendar_for(xinhua).is_workday(closed.day) is True


def test_the_same_year_loaded_twice_is_loaded_once(admin: Keeper, at: datetime) -> None:
    first = actions.load_year(batch=year(), actor=admin, at=at)
    assert actions.load_year(batch=year(), actor=admin, at=at) == first
    assert (HolidayTable.objects.count(), Entry.objects.filter(verb="calendar.year_loaded").count()) == (1, 1)


def test_a_later_table_stands_in_the_place_of_the_one_before(admin: Keeper, at: datetime) -> None:
    actions.load_year(batch=year(), actor=admin, at=at)
    actions.load_year(batch=year("cn", 2027, DayRow(MAKE_UP, "rest", "元旦", "New Year")), actor=admin, at=at)
    assert [row.days for row in HolidayTable.objects.all()] == [
        [{"date": "2027-01-03", "kind": "rest", "zh": "元旦", "en": "New Year"}]
    ]
    assert calendar_for(None).is_workday(NEW_YEAR) is True


@pytest.mark.parametrize(
    ("batch", "code"),
    [
        (year("65"), "unknown_layer"),
        (year("cn", 1999), "bad_year"),
        (year("cn", 2031), "bad_table"),
        (actions.YearBatch("cn", 2027, " ", year().rows), "needs_source"),
        (actions.YearBatch("cn", 2027, "通知", ()), "no_rows"),
        (actions.YearBatch("cn", 2027, "通知", year().rows * 2), "bad_table"),
        (actions.YearBatch("cn", 2027, "通\u0007知", year().rows), "bad_words"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    admin: Keeper, at: datetime, batch: actions.YearBatch, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        actions.load_year(batch=batch, actor=admin, at=at)
    assert HolidayTable.objects.count() == 0


def test_only_the_administrator_loads_a_year(secretary: Keeper, at: datetime) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        actions.load_year(batch=year(), actor=secretary, at=at)


def test_one_request_asks_once_which_tables_are_loaded(
    xinhua: Place, admin: Keeper, at: datetime, begin: Callable[[], object]
) -> None:
    actions.load_year(batch=year(), actor=admin, at=at)
    calendar_for(xinhua)
    begin()
    with CaptureQueriesContext(connection) as asked:
        days = [calendar_for(xinhua).is_workday(NEW_YEAR) for _ in range(3)]
    assert (days, len(asked)) == ([False, False, False], 1)


def test_a_table_loaded_within_a_request_holds_in_it_at_once(
    xinhua: Place, admin: Keeper, at: datetime, begin: Callable[[], object]
) -> None:
    begin()
    before = calendar_for(xinhua).is_workday(NEW_YEAR)
    actions.load_year(batch=year(), actor=admin, at=at)
    assert (before, calendar_for(xinhua).is_workday(NEW_YEAR)) == (True, False)


def test_what_would_move_is_asked_of_the_rooms_above() -> None:
    told: list[YearTable] = []
    moved = recompute.Moved("新华 1", date(2027, 1, 4), date(2027, 1, 5))

    def would_move(table: YearTable) -> recompute.Moves:
        told.append(table)
        return recompute.Moves([moved], 7)

    before = list(recompute._would_move)
    recompute.offer(would_move)
    answer = recompute.would_move(year().table())
    recompute._would_move[:] = before
    assert (told[0].region, told[0].year) == ("", 2027)
    assert moved in answer.shown
    assert answer.count >= 7
