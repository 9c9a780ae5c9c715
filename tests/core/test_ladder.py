"""The ladder of supervision: which rung follows, which may be issued by hand, which warning is due."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core import ladder
from bandeng.core.deadline import SHANGHAI, Deadline, Due, Pause, Unit
from bandeng.core.ladder import Issued, check_by_hand, in_office, may_answer_until, next_rung, next_warning, over
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import calendar_for_place

RULES = ladder.shared()
CALENDAR = calendar_for_place("640302107001")
START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)  # Monday, ten o'clock in China


def due(days: int = 5, *, pauses: tuple[Pause, ...] = ()) -> Due:
    return Deadline(days, Unit.WORKING).due(START, CALENDAR, pauses=pauses)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def nov(day: int) -> date:
    return date(2026, 11, day)


def stands(level: str, day: int, *, answer_by: int = 30, answered: bool = False) -> Issued:
    return Issued(level, nov(day), nov(answer_by), answered)


def key(today: date, *issued: Issued, unassigned: bool = False) -> str | None:
    rung = next_rung(RULES, due(), issued, today, unassigned=unassigned)
    return rung.key if rung else None


def no(code: str) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, match=rf"^{code}\(")


# --- by rule ---


def test_the_ladder_is_four_rungs_each_with_its_days_its_people_and_its_origin() -> None:
    rows = [(rung.key, rung.zh, rung.after, rung.answer, rung.listed, rung.origin) for rung in RULES.rungs]
    assert rows == [
        ("reminder", "催办", 1, 2, False, "assumption"),
        ("order", "督办单", 3, 3, False, "assumption"),
        ("listed", "挂牌督办", 6, 3, True, "assumption"),
        ("summons", "约谈", 10, 5, True, "assumption"),
    ]
    assert [rung.name("en") for rung in RULES.rungs[:2]] == ["Reminder", "Supervision order"]


def test_a_clock_that_nobody_answers_for_climbs_rung_by_rung() -> None:
    assert due().due == nov(9)
    # The reminder was answered, the order was not.
    reminder, order = stands("reminder", 10, answered=True), stands("order", 12, answer_by=17)
    days = {day: key(nov(day), reminder) for day in (10, 11, 12)}
    assert (key(nov(9)), key(nov(10)), days) == (None, "reminder", {10: None, 11: None, 12: "order"})
    assert [key(nov(day), reminder, order) for day in (13, 16, 17)] == [None, None, "listed"]
    assert key(nov(20), reminder, order, stands("listed", 17, answered=True)) is None
    assert key(nov(23), reminder, order, stands("listed", 17, answered=True)) == "summons"


def test_an_unanswered_rung_climbs_when_its_own_time_is_over_even_before_the_days_are() -> None:
    assert key(nov(11), stands("reminder", 10, answer_by=10)) == "order"
    assert key(nov(11), stands("reminder", 10, answer_by=11)) is None
    assert key(nov(11), stands("reminder", 10, answer_by=10, answered=True)) is None


def test_a_reminder_by_hand_that_nobody_answers_climbs_before_the_date() -> None:
    assert key(nov(6), stands("reminder", 4, answer_by=5)) == "order"


def test_there_is_no_rung_on_a_day_of_rest_and_none_above_the_last() -> None:
    assert (nov(14).weekday(), key(nov(14))) == (5, None)
    assert key(nov(30), stands("summons", 24, answer_by=25)) is None


def test_a_sweep_that_comes_late_issues_one_rung_a_day_from_below() -> None:
    issued: list[Issued] = []
    for day in range(24, 31):
        rung = next_rung(RULES, due(), issued, nov(day), unassigned=False)
        if rung:
            issued.append(Issued(rung.key, nov(day), may_answer_until(rung, CALENDAR, nov(day)), answered=True))
    assert [(each.level, each.on.day) for each in issued] == [
        ("reminder", 24), ("order", 25), ("listed", 26), ("summons", 27),
    ]  # fmt: skip


def test_paused_days_are_not_days_overdue_and_get_no_rung() -> None:
    pause = Pause(at(nov(11)), at(nov(18)))
    late = due(pauses=(pause,))
    assert (late.due, [over(late, nov(day)) for day in (9, 10, 11, 17, 18, 19)]) == (nov(9), [0, 1, 1, 1, 2, 3])
    assert [next_rung(RULES, late, [stands("reminder", 10)], nov(day), unassigned=False) for day in (12, 17)] == [
        None, None,
    ]  # fmt: skip


def test_the_adjusted_workday_counts_as_a_day_overdue() -> None:
    """2026-02-14 is a Saturday that is worked."""
    february = Deadline(5, Unit.WORKING).due(datetime(2026, 2, 5, 2, 0, tzinfo=UTC), CALENDAR)
    assert (february.due, [over(february, date(2026, 2, day)) for day in (12, 13, 14, 15, 23, 24)]) == (
        date(2026, 2, 12), [0, 1, 2, 2, 2, 3],
    )  # fmt: skip


@given(st.integers(1, 40), st.lists(st.booleans(), min_size=60, max_size=60))
def test_each_rung_stands_once_in_order_and_never_two_on_a_day(days: int, answered: list[bool]) -> None:
    clock, issued = due(days), list[Issued]()
    for count in range(120):
        today = START.date() + timedelta(days=count)
        rung = next_rung(RULES, clock, issued, today, unassigned=False)
        if rung:
            until = may_answer_until(rung, CALENDAR, today)
            issued.append(Issued(rung.key, today, until, answered[len(issued)]))
    assert [each.level for each in issued] == [rung.key for rung in RULES.rungs]
    assert all(one.on < two.on for one, two in pairwise(issued))
    assert all(over(clock, each.on) > 0 and CALENDAR.is_workday(each.on) for each in issued)


# --- by hand ---


def by_hand(level: str, today: date, *issued: Issued, roles: frozenset[str] = frozenset({"supervisor"})) -> str:
    return check_by_hand(RULES, level, due(), issued, today, roles).key


def test_a_rung_may_be_passed_over_upwards_and_never_back_down() -> None:
    assert by_hand("listed", nov(10)) == "listed"
    with no("rung_behind"):
        by_hand("order", nov(11), stands("listed", 10))
    with no("already_issued"):
        by_hand("listed", nov(11), stands("listed", 10))


def test_who_may_issue_a_rung_is_data() -> None:
    assert by_hand("order", nov(10), roles=frozenset({"secretary"})) == "order"
    with no("not_your_turn"):
        by_hand("listed", nov(10), roles=frozenset({"secretary"}))
    with no("not_your_turn"):
        by_hand("reminder", nov(10), roles=frozenset({"unit_officer"}))
    with no("unknown_rung"):
        by_hand("shouting", nov(10))


def test_only_a_reminder_is_sent_before_the_date_and_one_rung_a_day() -> None:
    assert by_hand("reminder", nov(4)) == "reminder"
    with no("not_overdue"):
        by_hand("order", nov(9))
    with no("one_rung_a_day"):
        by_hand("order", nov(10), stands("reminder", 10))


def test_an_answer_is_due_after_so_many_working_days() -> None:
    assert may_answer_until(RULES.rung("order"), CALENDAR, nov(12)) == nov(17)


# --- warnings ---


def told(day: int, hour: int, *before: str) -> str | None:
    warning = next_warning(due(), before, at(nov(day), hour), hours=RULES.office)
    return warning.value if warning else None


def test_a_warning_is_given_in_office_hours_only() -> None:
    assert [in_office(due(), at(nov(day), hour), RULES.office) for day, hour in ((6, 8), (6, 9), (6, 17), (7, 10))] == [
        False, True, False, False,
    ]  # fmt: skip


def test_each_threshold_is_told_once_when_it_comes() -> None:
    """Five working days from the 2nd: 3, 4, 5, 6, 9. Half is noon of the 5th; three quarters falls after hours."""
    given: list[tuple[int, int, str]] = []
    for day in range(2, 12):
        for hour in range(24):
            if warning := told(day, hour, *(each for _, _, each in given)):
                given.append((day, hour, warning))
    assert given == [(5, 12, "half"), (6, 9, "one_workday_left"), (9, 9, "three_quarters"), (10, 9, "passed")]


def test_what_was_told_stays_told_when_the_date_moves() -> None:
    assert told(5, 12) == "half"
    assert next_warning(due(12), ["half"], at(nov(11), 10), hours=RULES.office) is None
    assert next_warning(due(12), ["half"], at(nov(16), 9), hours=RULES.office) == "three_quarters"


def test_a_sweep_that_comes_late_tells_the_last_threshold_and_not_all_at_once() -> None:
    assert told(10, 10) == "passed"
    assert told(10, 10, "passed") is None
    assert told(6, 16, "passed") is None


# --- the data ---


def read(old: str, new: str) -> None:
    from importlib.resources import files

    text = files("bandeng.shelf").joinpath("ladder.toml").read_text(encoding="utf-8")
    assert old in text
    ladder.read_ladder(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("after = 3", "after = 1"),
        ("answer = 2", "answer = 0"),
        ('key = "order"', 'key = "reminder"'),
        ('origin = "assumption"\n\n[[rung]]\nkey = "order"', 'origin = "me"\n\n[[rung]]\nkey = "order"'),
        ('ends = ["solved"', 'ends = ["forgotten"'),
        ("by_rule = true", "by_rule = false"),
        ("by_rule = true", "by_rule = 1"),
        ('opens = "09:00"', 'opens = "18:00"'),
        ("listed = true", "listd = true"),
        ("[office]", "[offic]"),
        ("version = 1", "version ="),
    ],
)
def test_a_ladder_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    with no("bad_ladder"):
        read(old, new)


def test_how_many_are_called_back() -> None:
    rule = RULES.callback
    assert [rule.size(of) for of in (0, 3, 5, 49, 51, 100)] == [0, 3, 5, 5, 6, 10]
