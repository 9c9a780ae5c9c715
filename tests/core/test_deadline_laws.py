"""Laws that hold for every deadline, tried on generated ones."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.deadline import (
    SHANGHAI,
    Deadline,
    Due,
    Extension,
    Pause,
    Unit,
    elapsed,
    explain,
    local_day,
    reminders,
)
from bandeng.core.workdays import Calendar, DayRow, YearTable, calendar_for_place

NATIONAL = calendar_for_place(None)
HOLIDAY_2027 = tuple(DayRow(date(2027, 2, 5) + timedelta(days=n), "rest", "春节", "Spring Festival") for n in range(9))
CALENDARS = st.sampled_from(
    [
        NATIONAL,
        calendar_for_place("640302"),
        NATIONAL.with_year(YearTable("", 2027, HOLIDAY_2027)),
        NATIONAL.with_closures(
            [DayRow(date(2026, 6, 1) + timedelta(days=n), "rest", "装修", "works") for n in range(20)]
        ),
    ]
)
INSTANTS = st.datetimes(datetime(2019, 6, 1), datetime(2027, 12, 31), timezones=st.just(SHANGHAI))
DAYS = st.integers(1, 120)
UNITS = st.sampled_from(list(Unit))


@st.composite
def some_pauses(draw: st.DrawFn) -> list[Pause]:
    starts = draw(st.lists(INSTANTS, max_size=3))
    return [Pause(since, since + draw(st.timedeltas(timedelta(minutes=1), timedelta(days=60)))) for since in starts]


@st.composite
def some_extensions(draw: st.DrawFn) -> list[Extension]:
    grants = draw(st.lists(INSTANTS, max_size=2))
    return [
        Extension(local_day(granted) + timedelta(days=draw(st.integers(1, 90))), granted, "reason", "unit", "secretary")
        for granted in grants
    ]


@st.composite
def deadlines(draw: st.DrawFn) -> Due:
    rule = Deadline(draw(DAYS), draw(UNITS))
    return rule.due(draw(INSTANTS), draw(CALENDARS), pauses=draw(some_pauses()), extensions=draw(some_extensions()))


@settings(max_examples=1000, deadline=None)
@given(deadlines())
def test_a_reader_can_add_up_the_listed_days_and_arrive_at_the_due_date(due: Due) -> None:
    listed = [*due.counted, *(day for day, _ in due.skipped), *due.extended]
    distance = (due.due - due.day_zero).days
    assert sorted(listed) == [due.day_zero + timedelta(days=count) for count in range(1, distance + 1)]
    assert len(due.counted) == due.rule.days
    assert [line.day for line in explain(due).lines] == [due.day_zero, *sorted(listed)]


@settings(max_examples=300, deadline=None)
@given(deadlines())
def test_a_due_day_is_always_a_working_day_and_never_before_the_original(due: Due) -> None:
    assert due.calendar.is_workday(due.due)
    assert due.due >= due.counted[-1] >= due.original_due > due.day_zero


@settings(max_examples=500, deadline=None)
@given(INSTANTS, DAYS, UNITS, CALENDARS, some_pauses(), some_pauses(), some_extensions())
def test_adding_a_pause_never_moves_a_deadline_earlier(
    start: datetime, days: int, unit: Unit, calendar: Calendar, pauses: list[Pause], more: list[Pause],
    grants: list[Extension],
) -> None:  # fmt: skip
    rule = Deadline(days, unit)
    before = rule.due(start, calendar, pauses=pauses, extensions=grants)
    after = rule.due(start, calendar, pauses=[*pauses, *more], extensions=grants)
    assert after.due >= before.due


@settings(max_examples=300, deadline=None)
@given(INSTANTS, DAYS, CALENDARS, some_pauses())
def test_one_more_working_day_is_a_later_date_and_one_more_calendar_day_never_an_earlier(
    start: datetime, days: int, calendar: Calendar, pauses: list[Pause]
) -> None:
    def due(count: int, unit: Unit) -> date:
        return Deadline(count, unit).due(start, calendar, pauses=pauses).due

    assert due(days + 1, Unit.WORKING) > due(days, Unit.WORKING)
    assert due(days + 1, Unit.CALENDAR) >= due(days, Unit.CALENDAR)


@settings(max_examples=500, deadline=None)
@given(INSTANTS, DAYS, CALENDARS)
def test_adding_days_and_counting_them_again_gives_the_same_number(
    start: datetime, days: int, calendar: Calendar
) -> None:
    due = Deadline(days).due(start, calendar)
    assert calendar.workdays_between(due.day_zero, due.due) == days


@settings(max_examples=500, deadline=None)
@given(INSTANTS, DAYS, CALENDARS, some_pauses())
def test_with_pauses_the_net_working_days_up_to_the_due_date_are_the_days_of_the_rule(
    start: datetime, days: int, calendar: Calendar, pauses: list[Pause]
) -> None:
    due = Deadline(days).due(start, calendar, pauses=pauses)
    assert elapsed(calendar, start, due.due_at - timedelta(seconds=1), pauses).net_workdays == days


@settings(max_examples=300, deadline=None)
@given(INSTANTS, DAYS, CALENDARS, INSTANTS)
def test_a_pause_of_no_working_day_changes_nothing(
    start: datetime, days: int, calendar: Calendar, moment: datetime
) -> None:
    day = local_day(moment)
    while calendar.is_workday(day):
        day += timedelta(days=1)
    midnight = datetime.combine(day, time(), SHANGHAI)
    rest_day = Pause(midnight, midnight + timedelta(days=1))
    within_a_day = Pause(midnight + timedelta(days=1, hours=1), midnight + timedelta(days=1, hours=23))
    plain = Deadline(days).due(start, calendar)
    assert Deadline(days).due(start, calendar, pauses=[rest_day, within_a_day]).counted == plain.counted


@settings(max_examples=300, deadline=None)
@given(INSTANTS, DAYS, UNITS, INSTANTS, st.timedeltas(timedelta(hours=1), timedelta(days=30)), st.floats(0.01, 0.99))
def test_cutting_a_pause_in_two_changes_nothing(
    start: datetime, days: int, unit: Unit, since: datetime, length: timedelta, part: float
) -> None:
    until, cut = since + length, since + length * part
    whole = Deadline(days, unit).due(start, NATIONAL, pauses=[Pause(since, until)])
    halves = Deadline(days, unit).due(start, NATIONAL, pauses=[Pause(since, cut), Pause(cut, until)])
    assert (halves.due, halves.counted) == (whole.due, whole.counted)


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2026, 6, 1), timezones=st.just(SHANGHAI)), st.integers(1, 60))
def test_counting_with_a_published_package_gives_the_same_due_date(start: datetime, days: int) -> None:
    day, left = start.date(), days
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    assert Deadline(days).due(start, NATIONAL).due == day


@settings(max_examples=200, deadline=None)
@given(deadlines())
def test_every_warning_lies_in_office_hours_of_a_working_day_after_the_start(due: Due) -> None:
    warnings = reminders(due)
    local = [warning.at.astimezone(SHANGHAI) for warning in warnings]
    assert list(warnings) == sorted(warnings)
    assert all(time(9) <= moment.time() < time(17) and due.calendar.is_workday(moment.date()) for moment in local)
    assert [warning.at > due.due_at for warning in warnings] == [False] * (len(warnings) - 1) + [True]
    assert local[0] > due.start


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(1992, 1, 2), datetime(2190, 1, 1), timezones=st.just(ZoneInfo("UTC"))))
def test_the_fixed_offset_is_the_time_of_shanghai(instant: datetime) -> None:
    assert local_day(instant) == instant.astimezone(ZoneInfo("Asia/Shanghai")).date()
