"""The lamp, its numbers, and the moments at which people are warned."""

from datetime import datetime, time

import pytest

from bandeng.core.deadline import (
    SHANGHAI,
    Deadline,
    Due,
    Lamp,
    LampRule,
    OfficeHours,
    Pause,
    ReminderKind,
    State,
    Unit,
    reminders,
    state,
)
from bandeng.core.workdays import calendar_for_place

COUNTRY = calendar_for_place(None)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def due(days: int, unit: Unit = Unit.WORKING, start: str = "2026-11-23T12:00", pauses: tuple[Pause, ...] = ()) -> Due:
    return Deadline(days, unit).due(at(start), COUNTRY, pauses=pauses)


# Ten working days from Monday 2026-11-23: due Monday 2026-12-07.
@pytest.mark.parametrize(
    ("now", "lamp", "left", "over", "today"),
    [
        ("2026-11-23T12:00", Lamp.GREEN, 10, 0, False),
        ("2026-12-01T23:59", Lamp.GREEN, 4, 0, False),
        ("2026-12-02T00:00", Lamp.SOON, 3, 0, False),  # exactly 30 %
        ("2026-12-04T09:00", Lamp.SOON, 1, 0, False),
        ("2026-12-05T09:00", Lamp.SOON, 1, 0, False),
        ("2026-12-07T00:00", Lamp.SOON, 0, 0, True),
        ("2026-12-07T23:59", Lamp.SOON, 0, 0, True),
        ("2026-12-08T00:00", Lamp.LATE, 0, 1, False),
        ("2026-12-10T09:00", Lamp.LATE, 0, 3, False),
        ("2026-12-14T23:59", Lamp.LATE, 0, 5, False),
        ("2026-12-15T00:00", Lamp.VERY_LATE, 0, 6, False),
    ],
)
def test_the_lamp_turns(now: str, lamp: Lamp, left: int, over: int, today: bool) -> None:
    assert state(due(10), at(now)) == State(lamp, left, over, due_today=today, paused=False)


def test_one_working_day_left_is_soon_however_short_the_deadline() -> None:
    assert state(due(2), at("2026-11-23T12:00")) == State(Lamp.GREEN, 2, 0, False, False)
    assert state(due(2), at("2026-11-24T12:00")) == State(Lamp.SOON, 1, 0, False, False)


def test_a_weekend_before_the_due_day_is_no_working_day_left() -> None:
    until_monday = due(4, Unit.CALENDAR, start="2026-11-26T12:00")
    assert state(until_monday, at("2026-11-27T12:00")) == State(Lamp.SOON, 3, 0, False, False)


def test_a_calendar_deadline_tells_calendar_days() -> None:
    thirty = due(30, Unit.CALENDAR)
    assert state(thirty, at("2026-12-13T12:00")) == State(Lamp.GREEN, 10, 0, False, False)
    assert state(thirty, at("2026-12-14T12:00")) == State(Lamp.SOON, 9, 0, False, False)
    assert state(thirty, at("2026-12-27T12:00")) == State(Lamp.LATE, 0, 4, False, False)


def test_a_weekend_after_the_due_day_is_already_one_day_over() -> None:
    friday = due(4)
    assert state(friday, at("2026-11-28T09:00")) == State(Lamp.LATE, 0, 1, False, False)
    assert state(friday, at("2026-11-30T09:00")) == State(Lamp.LATE, 0, 1, False, False)


def test_a_moment_before_the_start_has_all_days_left() -> None:
    assert state(due(10), at("2026-11-01T12:00")) == State(Lamp.GREEN, 10, 0, False, False)


def test_a_paused_deadline_keeps_its_days_and_says_that_it_is_paused() -> None:
    stop = Pause(at("2026-11-24T10:00"), at("2026-12-08T10:00"))
    paused = due(5, pauses=(stop,))
    assert [state(paused, at(now)) for now in ("2026-11-24T12:00", "2026-12-07T12:00", "2026-12-08T10:00")] == [
        State(Lamp.GREEN, 5, 0, False, True),
        State(Lamp.GREEN, 5, 0, False, True),
        State(Lamp.GREEN, 4, 0, False, False),
    ]


def test_a_place_may_set_its_own_lamps() -> None:
    assert state(due(10), at("2026-11-30T12:00"), lamps=LampRule(soon_percent=50)).lamp == Lamp.SOON


def told(what: Due, hours: OfficeHours | None = None) -> list[tuple[str, str]]:
    return [
        (warning.kind.value, warning.at.astimezone(SHANGHAI).isoformat(timespec="minutes")[:16])
        for warning in reminders(what, hours=hours)
    ]


def test_warnings_come_at_half_three_quarters_one_working_day_before_and_after_the_end() -> None:
    assert told(due(10)) == [
        ("half", "2026-12-01T09:00"),  # midnight after the fifth day
        ("three_quarters", "2026-12-03T12:00"),
        ("one_workday_left", "2026-12-04T09:00"),
        ("passed", "2026-12-08T09:00"),
    ]


def test_no_warning_comes_at_night_or_on_a_day_of_rest() -> None:
    assert told(due(4, start="2026-09-28T12:00")) == [
        ("half", "2026-10-08T09:00"),  # over the holiday
        ("one_workday_left", "2026-10-08T09:00"),
        ("three_quarters", "2026-10-09T09:00"),
        ("passed", "2026-10-10T09:00"),  # a worked Saturday
    ]


def test_a_warning_that_would_come_too_late_is_left_to_the_last_one() -> None:
    assert told(due(1)) == [("half", "2026-11-24T12:00"), ("passed", "2026-11-25T09:00")]
    assert told(due(1), OfficeHours(closes=time(12))) == [("passed", "2026-11-25T09:00")]


def test_no_warning_comes_on_a_paused_day() -> None:
    stop = Pause(at("2026-12-01T00:00"), at("2026-12-03T10:00"))
    assert told(due(10, pauses=(stop,)))[0] == ("half", "2026-12-03T09:00")


def test_warnings_are_told_as_data_with_kind_and_instant() -> None:
    kinds = [warning.kind for warning in reminders(due(10))]
    assert kinds == [
        ReminderKind.HALF, ReminderKind.THREE_QUARTERS, ReminderKind.ONE_WORKDAY_LEFT, ReminderKind.PASSED,
    ]  # fmt: skip
