"""Which days are worked: shelf tables against the notices, layers, and what is missing."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from bandeng.core.refusal import Refusal
from bandeng.core.workdays import (
    Calendar,
    DayRow,
    Missing,
    Reason,
    Region,
    YearTable,
    calendar_for_place,
    check_place,
    shelf_regions,
    shelf_tables,
)

NINGXIA = Region("64", "宁夏", "Ningxia")

# The notice of 2025-11-04, day by day: w worked, - weekend, H holiday, M worked weekend day.
YEAR_2026 = {
    1: "HHHMwwwww--wwwww--wwwww--wwwww-",
    2: "-wwwww--wwwwwMHHHHHHHHHwwwwM",
    3: "-wwwww--wwwww--wwwww--wwwww--ww",
    4: "wwwHHHwwww--wwwww--wwwww--wwww",
    5: "HHHHHwwwM-wwwww--wwwww--wwwww--",
    6: "wwwww--wwwww--wwwwHHHwwwww--ww",
    7: "www--wwwww--wwwww--wwwww--wwwww",
    8: "--wwwww--wwwww--wwwww--wwwww--w",
    9: "wwww--wwwww--wwwww-MwwwwHHHwww",
    10: "HHHHHHHwwM-wwwww--wwwww--wwwww-",
    11: "-wwwww--wwwww--wwwww--wwwww--w",
    12: "wwww--wwwww--wwwww--wwwww--wwww",
}


def letter(calendar: Calendar, day: date) -> str:
    reason = calendar.reason_off(day)
    if reason is None:
        return "M" if calendar.made_up_for(day) else "w"
    return "-" if reason.kind == "weekend" else "H"


def days_of(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def test_all_365_days_of_2026_are_as_the_notice_says() -> None:
    calendar = calendar_for_place(None)
    days = days_of(date(2026, 1, 1), date(2026, 12, 31))
    read = {month: "".join(letter(calendar, day) for day in days if day.month == month) for month in range(1, 13)}
    assert len(days) == 365
    assert read == YEAR_2026


def test_every_day_of_2020_to_2026_agrees_with_a_published_package() -> None:
    calendar = calendar_for_place(None)
    days = days_of(date(2020, 1, 1), date(2026, 12, 31))
    differing = [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)]
    assert (len(days), differing) == (2557, [])


def test_the_shelf_holds_seven_national_years_and_two_of_ningxia() -> None:
    assert [(table.region, table.year) for table in shelf_tables()] == [
        *(("", year) for year in range(2020, 2027)),
        ("64", 2020),
        ("64", 2021),
    ]
    assert shelf_regions() == (NINGXIA,)


def test_every_row_on_the_shelf_names_its_notice_and_every_make_up_day_is_a_weekend() -> None:
    rows = [row for table in shelf_tables() for row in table.rows]
    assert [row for row in rows if not (row.source and row.zh and row.en)] == []
    assert [row.day for row in rows if row.kind == "work" and row.day.weekday() < 5] == []


def test_a_worked_saturday_says_which_holiday_it_makes_up_for() -> None:
    calendar = calendar_for_place(None)
    assert calendar.is_workday(date(2026, 2, 14))
    assert calendar.made_up_for(date(2026, 2, 14)) == Reason("holiday", "春节", "Spring Festival")
    assert calendar.made_up_for(date(2026, 2, 13)) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 1), "holiday: National Day"),
        (date(2026, 10, 3), "holiday: National Day"),
        (date(2026, 10, 11), "weekend"),
        (date(2021, 5, 13), "holiday: Eid al-Fitr (Ningxia)"),
        (date(2020, 7, 31), "holiday: Eid al-Adha (Ningxia)"),
        (date(2026, 10, 10), "None"),
    ],
)
def test_a_day_off_says_why_in_stable_words(day: date, words: str) -> None:
    assert str(calendar_for_place("640302").reason_off(day)) == words


def test_ningxia_rests_on_its_own_holidays_and_the_country_works() -> None:
    own = [date(2020, 5, 25), date(2020, 5, 26), date(2020, 7, 30), date(2020, 7, 31)]
    own += [date(2021, 5, 13), date(2021, 5, 14), date(2021, 7, 19), date(2021, 7, 20)]
    here, elsewhere = calendar_for_place("640302107001"), calendar_for_place("210211")
    days = days_of(date(2020, 1, 1), date(2026, 12, 31))
    assert [day for day in days if here.is_workday(day) != elsewhere.is_workday(day)] == own


@pytest.mark.parametrize(
    ("place", "day", "missing"),
    [
        (None, date(2026, 12, 31), []),
        (None, date(2027, 1, 1), ["national 2027 not loaded"]),
        (None, date(2019, 12, 31), ["national 2019 not loaded"]),
        ("210211", date(2026, 6, 1), []),
        ("640302", date(2021, 6, 1), []),
        ("640302", date(2026, 6, 1), ["Ningxia 2026 not loaded"]),
        ("640302", date(2027, 6, 1), ["national 2027 not loaded", "Ningxia 2027 not loaded"]),
    ],
)
def test_a_calendar_names_the_tables_that_a_day_lacks(place: str | None, day: date, missing: list[str]) -> None:
    assert [str(gap) for gap in calendar_for_place(place).missing(day)] == missing


def test_a_year_without_a_table_is_the_plain_week() -> None:
    calendar = calendar_for_place(None)
    days = days_of(date(2027, 1, 1), date(2027, 12, 31))
    assert [day for day in days if calendar.is_workday(day) != (day.weekday() < 5)] == []


def test_a_unit_closure_wins_over_the_region_and_the_region_over_the_country() -> None:
    day = date(2021, 5, 13)
    working_eid = YearTable("64", 2021, (DayRow(day, "work", "开斋节", "Eid al-Fitr"),))
    national = YearTable("", 2021, (DayRow(day, "rest", "节", "Feast"),))
    region = Calendar((national, working_eid), (NINGXIA,))
    closed = region.with_closures([DayRow(day, "rest", "搬家", "moving house")])
    assert Calendar((national,)).reason_off(day) == Reason("holiday", "节", "Feast")
    assert (region.reason_off(day), region.made_up_for(day)) == (None, None)
    assert closed.reason_off(day) == Reason("closure", "搬家", "moving house")
    assert str(closed.reason_off(day)) == "closure: moving house"


def test_a_calendar_stays_as_it_is_when_a_year_is_loaded() -> None:
    before = calendar_for_place(None)
    after = before.with_year(YearTable("", 2027, (DayRow(date(2027, 1, 1), "rest", "元旦", "New Year's Day"),)))
    assert before.is_workday(date(2027, 1, 1))
    assert before.missing(date(2027, 1, 1)) == (Missing(2027),)
    assert after.reason_off(date(2027, 1, 1)) == Reason("holiday", "元旦", "New Year's Day")
    assert after.missing(date(2027, 1, 1)) == ()


def test_a_year_loaded_again_replaces_the_one_from_the_shelf() -> None:
    calendar = calendar_for_place(None, loaded=[YearTable("", 2026, ())])
    assert calendar.is_workday(date(2026, 10, 1))
    assert not calendar.is_workday(date(2025, 10, 1))


def test_next_years_notice_may_change_this_december() -> None:
    day = date(2026, 12, 31)
    this_year = YearTable("", 2026, (DayRow(day, "work", "元旦", "New Year's Day"),))
    next_year = YearTable("", 2027, (DayRow(day, "rest", "元旦", "New Year's Day"),))
    calendar = Calendar((next_year, this_year))
    assert calendar.reason_off(day) == Reason("holiday", "元旦", "New Year's Day")


def test_a_loaded_year_of_another_region_is_left_aside() -> None:
    tables = [YearTable("64", 2026, (DayRow(date(2026, 3, 20), "rest", "开斋节", "Eid al-Fitr"),))]
    assert calendar_for_place("210211", loaded=tables) == calendar_for_place("210211")
    assert calendar_for_place("640302", loaded=tables).missing(date(2026, 3, 20)) == ()


def test_a_calendar_refuses_a_table_of_a_region_it_does_not_lie_in() -> None:
    with pytest.raises(Refusal) as no:
        Calendar((YearTable("64", 2021, ()),))
    assert (no.value.code, dict(no.value.details)) == ("other_region", {"region": "64", "year": 2021})


def test_working_days_between_two_days_leave_out_the_first_and_take_the_last() -> None:
    calendar = calendar_for_place(None)
    assert calendar.workdays_between(date(2026, 9, 30), date(2026, 10, 13)) == 5
    assert calendar.workdays_between(date(2026, 10, 13), date(2026, 9, 30)) == 0


@pytest.mark.parametrize(
    "code", ["64", "6403", "640302", "640302107", "640302107001", "640302107001.01.03", "110101", "810000", "710000"]
)
def test_a_place_code_has_2_4_6_9_or_12_digits_and_our_own_suffix(code: str) -> None:
    assert check_place(code) == code


@pytest.mark.parametrize(
    "code",
    ["", "6", "640", "64030", "64030210", "6403021070010", "00", "990000", "160000", "64.1", "640302.01",
     "６４０３０２", "640302107001.", "640302107001..1", "640302 ", " 640302", "640302\n", "-640302", "64030a",
     "原州市"],
)  # fmt: skip
def test_any_other_place_code_is_refused(code: str) -> None:
    with pytest.raises(Refusal) as no:
        calendar_for_place(code)
    assert (no.value.code, dict(no.value.details)) == ("bad_place", {"place": code})
