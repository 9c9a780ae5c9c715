"""Counting a deadline: boundaries, long holidays, make-up days, missing years."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bandeng.core.deadline import SHANGHAI, Deadline, Line, Unit, end_of_day, explain, local_day
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar, Missing, Reason, Region, calendar_for_place

COUNTRY = calendar_for_place(None)
NINGXIA = calendar_for_place("640302")


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00+08:00")


def due_on(start: str, days: int, unit: Unit = Unit.WORKING, calendar: Calendar = COUNTRY) -> str:
    return Deadline(days, unit).due(noon(start), calendar).due.isoformat()


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-20", 1, "2026-11-23"),  # Friday, Saturday and Sunday end on the same day
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-02-13", 1, "2026-02-14"),  # a worked Saturday
        ("2026-02-13", 2, "2026-02-24"),  # then nine days of Spring Festival
        ("2026-02-15", 1, "2026-02-24"),  # begun within the holiday
        ("2026-09-30", 5, "2026-10-13"),  # eight days off, one worked Saturday
        ("2024-02-28", 1, "2024-02-29"),  # leap year
        ("2024-02-28", 2, "2024-03-01"),
        ("2025-12-31", 1, "2026-01-04"),  # year crossing onto a worked Sunday
    ],
)
def test_a_working_day_deadline_ends_on(start: str, days: int, due: str) -> None:
    assert due_on(start, days) == due


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 10, "2026-12-03"),
        ("2026-11-23", 5, "2026-11-30"),  # Saturday moves to Monday
        ("2026-11-23", 6, "2026-11-30"),  # Sunday too
        ("2026-11-23", 7, "2026-11-30"),
        ("2026-02-04", 10, "2026-02-14"),  # a worked Saturday is no rest day
        ("2026-02-05", 10, "2026-02-24"),
        ("2026-09-30", 3, "2026-10-08"),
        ("2024-02-28", 1, "2024-02-29"),
    ],
)
def test_a_calendar_day_deadline_ends_on(start: str, days: int, due: str) -> None:
    assert due_on(start, days, Unit.CALENDAR) == due


def test_the_whole_answer_lists_every_day_counted_and_skipped() -> None:
    answer = Deadline(5).due(noon("2026-09-30"), COUNTRY)
    national_day = Reason("holiday", "国庆节", "National Day")
    assert answer.counted == tuple(date(2026, 10, day) for day in (8, 9, 10, 12, 13))
    assert answer.skipped == (
        *((date(2026, 10, day), national_day) for day in range(1, 8)),
        (date(2026, 10, 11), Reason("weekend")),
    )
    assert (answer.due, answer.original_due, answer.extended) == (date(2026, 10, 13), date(2026, 10, 13), ())
    assert answer.due_at == datetime(2026, 10, 13, 16, 0, tzinfo=UTC)
    assert (answer.missing, answer.provisional) == ((), False)


def test_a_calendar_deadline_that_would_end_on_a_rest_day_skips_to_the_next_working_day() -> None:
    answer = Deadline(5, Unit.CALENDAR).due(noon("2026-11-23"), COUNTRY)
    assert answer.counted == (*(date(2026, 11, day) for day in (24, 25, 26, 27)), date(2026, 11, 30))
    assert answer.skipped == ((date(2026, 11, 28), Reason("weekend")), (date(2026, 11, 29), Reason("weekend")))


@pytest.mark.parametrize(
    ("start", "day_zero", "due"),
    [
        ("2026-11-23T15:59:59+00:00", "2026-11-23", "2026-11-24"),  # 23:59:59 in Shanghai
        ("2026-11-23T16:00:00+00:00", "2026-11-24", "2026-11-25"),  # 00:00 of the next day
        ("2026-11-23T23:59:59+08:00", "2026-11-23", "2026-11-24"),
        ("2026-11-24T00:00:00+08:00", "2026-11-24", "2026-11-25"),
        ("2026-11-23T23:00:00-05:00", "2026-11-24", "2026-11-25"),
        ("2025-12-31T16:00:00+00:00", "2026-01-01", "2026-01-04"),
    ],
)
def test_the_day_of_the_event_is_its_day_in_china(start: str, day_zero: str, due: str) -> None:
    answer = Deadline(1).due(datetime.fromisoformat(start), COUNTRY)
    assert (answer.day_zero.isoformat(), answer.due.isoformat()) == (day_zero, due)


def test_the_last_day_belongs_to_the_deadline_up_to_midnight_in_china() -> None:
    assert end_of_day(date(2026, 11, 24)) == datetime(2026, 11, 25, tzinfo=SHANGHAI)
    assert local_day(end_of_day(date(2026, 11, 24)) - timedelta(microseconds=1)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("calendar", "unit", "start", "days", "missing"),
    [
        (COUNTRY, Unit.WORKING, "2026-12-30", 1, ()),
        (COUNTRY, Unit.WORKING, "2026-12-30", 2, (Missing(2027),)),
        (COUNTRY, Unit.WORKING, "2019-12-31", 1, ()),  # only 2020 was asked; day zero is not
        (COUNTRY, Unit.WORKING, "2019-12-30", 1, (Missing(2019),)),
        (COUNTRY, Unit.CALENDAR, "2026-12-01", 30, ()),
        (COUNTRY, Unit.CALENDAR, "2026-12-01", 31, (Missing(2027),)),
        (COUNTRY, Unit.CALENDAR, "2019-12-20", 30, ()),  # days that count anyhow ask no calendar
        (NINGXIA, Unit.WORKING, "2021-12-01", 5, ()),
        (NINGXIA, Unit.WORKING, "2026-11-23", 5, (Missing(2026, Region("64", "宁夏", "Ningxia")),)),
    ],
)
def test_a_date_is_provisional_only_if_a_missing_table_was_asked(
    calendar: Calendar, unit: Unit, start: str, days: int, missing: tuple[Missing, ...]
) -> None:
    answer = Deadline(days, unit).due(noon(start), calendar)
    assert (answer.missing, answer.provisional) == (missing, bool(missing))


def test_crossing_into_a_missing_year_counts_the_plain_week() -> None:
    answer = Deadline(3).due(noon("2026-12-30"), COUNTRY)
    assert answer.counted == (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4))


def test_ningxia_skips_its_own_holiday_and_the_country_does_not() -> None:
    assert due_on("2021-05-12", 1, calendar=NINGXIA) == "2021-05-17"
    assert due_on("2021-05-12", 1) == "2021-05-13"


@pytest.mark.parametrize("days", [0, -1, 3651, True, 2.5, "5"])
def test_a_rule_needs_1_to_3650_days(days: int) -> None:
    with pytest.raises(Refusal) as no:
        Deadline(days)
    assert (no.value.code, no.value.details["most"]) == ("bad_days", 3650)


def test_a_rule_knows_two_units() -> None:
    assert Deadline(5, "calendar") == Deadline(5, Unit.CALENDAR)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="bad_unit"):
        Deadline(5, "weeks")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (datetime(2026, 11, 23, 10), "naive_time"),
        (datetime(1, 1, 1, tzinfo=UTC), "bad_time"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "bad_time"),
    ],
)
def test_a_start_without_a_zone_or_far_off_is_refused(start: datetime, code: str) -> None:
    with pytest.raises(Refusal) as no:
        Deadline(1).due(start, COUNTRY)
    assert no.value.code == code


def test_every_date_opens_to_its_arithmetic() -> None:
    answer = Deadline(3).due(noon("2026-10-08"), COUNTRY)
    told = explain(answer)
    assert told.lines == (
        Line(date(2026, 10, 8), "start"),
        Line(date(2026, 10, 9), "counted", 1),
        Line(date(2026, 10, 10), "counted", 2, made_up=Reason("holiday", "国庆节", "National Day")),
        Line(date(2026, 10, 11), "skipped", reason=Reason("weekend")),
        Line(date(2026, 10, 12), "counted", 3),
    )
    assert (told.due, told.counted_due) == (answer, date(2026, 10, 12))
    assert told.started_at.isoformat() == "2026-10-08T12:00:00+08:00"
