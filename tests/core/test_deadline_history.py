"""Pauses, extensions, the two clocks, and a calendar that arrives later."""

from datetime import date, datetime, timedelta

import pytest

from bandeng.core.deadline import (
    Deadline,
    DueChange,
    Elapsed,
    Extension,
    Facts,
    Line,
    OpenDeadline,
    Pause,
    Unit,
    check_extension,
    clocks,
    elapsed,
    explain,
    recompute,
)
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow, Missing, Reason, YearTable, calendar_for_place

COUNTRY = calendar_for_place(None)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def pause(since: str, until: str, reason: str = "") -> Pause:
    return Pause(at(since), expires_at=at(until), reason=reason)


def extension(to: date, granted_at: str = "2026-11-25T10:00") -> Extension:
    return Extension(to, at(granted_at), "rain", requester="unit", approver="secretary")


# Monday 2026-11-23 and five working days: Monday 2026-11-30 without a pause.
@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        ("2026-11-24T10:00", "2026-11-24T18:00", date(2026, 11, 30)),  # within one day: nothing
        ("2026-11-24T10:00", "2026-11-25T09:00", date(2026, 12, 1)),  # the last moment of one working day
        ("2026-11-24T00:00", "2026-11-25T00:00", date(2026, 12, 1)),  # exactly one working day
        ("2026-11-24T00:00", "2026-11-24T23:59", date(2026, 11, 30)),
        ("2026-11-28T00:00", "2026-11-30T00:00", date(2026, 11, 30)),  # a weekend has no working time
        ("2026-11-27T12:00", "2026-11-30T12:00", date(2026, 12, 1)),  # over a weekend: Friday only
        ("2026-11-23T13:00", "2026-11-23T23:00", date(2026, 11, 30)),  # day zero is not counted anyhow
        ("2026-12-01T10:00", "2026-12-20T10:00", date(2026, 11, 30)),  # after the end
        ("2026-11-24T10:00", "2026-12-08T10:00", date(2026, 12, 14)),  # ten working days
    ],
)
def test_only_the_working_days_of_a_pause_move_a_working_day_deadline(since: str, until: str, due: date) -> None:
    answer = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, pauses=[pause(since, until)])
    assert (answer.due, answer.original_due) == (due, date(2026, 11, 30))


def test_a_calendar_deadline_waits_for_every_day_of_a_pause() -> None:
    rest = pause("2026-11-27T12:00", "2026-11-30T12:00", "waiting for the lift firm")
    answer = Deadline(7, Unit.CALENDAR).due(at("2026-11-23T12:00"), COUNTRY, pauses=[rest])
    waiting = Reason("pause", "waiting for the lift firm", "waiting for the lift firm")
    assert (answer.due, answer.original_due) == (date(2026, 12, 3), date(2026, 11, 30))
    assert answer.skipped == tuple((date(2026, 11, day), waiting) for day in (27, 28, 29))


def test_no_deadline_ends_on_a_paused_day() -> None:
    rest = pause("2026-11-29T12:00", "2026-12-02T12:00")
    answer = Deadline(5, Unit.CALENDAR).due(at("2026-11-23T12:00"), COUNTRY, pauses=[rest])
    assert answer.due == date(2026, 12, 2)


def test_a_pause_expires_by_itself_and_may_end_earlier_but_not_later() -> None:
    start, since, expires = at("2026-11-23T12:00"), at("2026-11-24T10:00"), at("2026-11-26T10:00")
    running = Deadline(5).due(start, COUNTRY, pauses=[Pause(since, expires)])
    ended = Deadline(5).due(start, COUNTRY, pauses=[Pause(since, expires, ended_at=at("2026-11-25T10:00"))])
    forgotten = Deadline(5).due(start, COUNTRY, pauses=[Pause(since, expires, ended_at=at("2027-11-25T10:00"))])
    assert [answer.due for answer in (running, ended, forgotten)] == [
        date(2026, 12, 2),
        date(2026, 12, 1),
        date(2026, 12, 2),
    ]


def test_two_pauses_that_overlap_count_a_day_once() -> None:
    pauses = [pause("2026-11-24T10:00", "2026-11-26T10:00"), pause("2026-11-25T10:00", "2026-11-27T10:00")]
    assert Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, pauses=pauses).due == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("since", "expires", "code"),
    [
        ("2026-11-24T10:00", "2026-11-24T10:00", "pause_backwards"),
        ("2026-11-24T10:00", "2026-11-23T10:00", "pause_backwards"),
        ("2026-11-24T10:00", "2036-11-24T10:00", "pause_too_long"),
    ],
)
def test_a_pause_needs_an_end_within_reason(since: str, expires: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        pause(since, expires)
    assert no.value.code == code


def test_a_pause_cannot_end_before_it_began() -> None:
    with pytest.raises(Refusal, match="pause_backwards"):
        Pause(at("2026-11-24T10:00"), at("2026-11-26T10:00"), ended_at=at("2026-11-24T09:59"))


def test_an_extension_sets_a_later_day_and_the_original_stays() -> None:
    answer = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, extensions=[extension(date(2026, 12, 2))])
    assert (answer.due, answer.original_due, answer.counted[-1]) == (
        date(2026, 12, 2), date(2026, 11, 30), date(2026, 11, 30),
    )  # fmt: skip
    assert answer.extended == (date(2026, 12, 1), date(2026, 12, 2))
    assert explain(answer).lines[-2:] == (
        Line(date(2026, 12, 1), "extended"),
        Line(date(2026, 12, 2), "extended"),
    )


def test_an_extension_to_a_rest_day_ends_on_the_next_working_day() -> None:
    answer = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, extensions=[extension(date(2026, 12, 5))])
    assert answer.due == date(2026, 12, 7)


@pytest.mark.parametrize("unit", list(Unit))
def test_a_pause_after_an_extension_moves_the_extended_date_and_one_before_does_not(unit: Unit) -> None:
    start, grant = at("2026-11-23T12:00"), extension(date(2026, 12, 10))
    before = pause("2026-11-24T10:00", "2026-11-27T10:00")
    after = pause("2026-12-01T10:00", "2026-12-02T10:00")
    rule = Deadline(5, unit)
    assert rule.due(start, COUNTRY, pauses=[before], extensions=[grant]).due == date(2026, 12, 10)
    assert rule.due(start, COUNTRY, pauses=[before, after], extensions=[grant]).due == date(2026, 12, 11)


def test_an_extension_into_a_missing_year_is_provisional() -> None:
    answer = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, extensions=[extension(date(2027, 1, 5))])
    assert (answer.due, answer.missing) == (date(2027, 1, 5), (Missing(2027),))


def test_an_extension_never_makes_a_deadline_earlier() -> None:
    answer = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, extensions=[extension(date(2026, 11, 26))])
    assert (answer.due, answer.extended) == (date(2026, 11, 30), ())


def test_an_extension_granted_after_its_own_date_is_refused() -> None:
    with pytest.raises(Refusal, match="extension_backwards"):
        extension(date(2026, 11, 25))


def test_an_extension_may_not_reach_beyond_ten_years() -> None:
    with pytest.raises(Refusal, match="extension_too_long"):
        extension(date(9999, 12, 31))


def test_invariant_i6_an_extension_needs_time_reason_and_another_person() -> None:
    due = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY)
    twice = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY, extensions=[extension(date(2026, 12, 1))] * 2)
    good, in_time = extension(date(2026, 12, 4)), at("2026-11-30T23:59")
    nameless = Extension(good.to, good.granted_at, "  ", "unit", "secretary")
    own = Extension(good.to, good.granted_at, "rain", "unit", "unit")
    check_extension(due, good, asked_at=in_time)
    refused = []
    for what, wanted, asked in [
        (due, good, at("2026-12-01T00:00")),
        (due, extension(date(2026, 11, 30)), in_time),
        (due, nameless, in_time),
        (due, own, in_time),
        (twice, good, in_time),
    ]:
        with pytest.raises(Refusal) as no:
            check_extension(what, wanted, asked_at=asked)
        refused.append(no.value.code)
    assert refused == [
        "extension_late", "extension_not_later", "extension_needs_reason", "extension_by_requester", "extended_enough",
    ]  # fmt: skip


def test_a_place_may_cap_all_extensions_together() -> None:
    due = Deadline(5).due(at("2026-11-23T12:00"), COUNTRY)
    wanted, asked_at = extension(date(2026, 12, 4)), at("2026-11-24T10:00")
    check_extension(due, wanted, asked_at=asked_at, never_after=date(2026, 12, 4))
    with pytest.raises(Refusal) as no:
        check_extension(due, wanted, asked_at=asked_at, never_after=date(2026, 12, 3))
    assert (no.value.code, dict(no.value.details)) == ("extension_too_far", {"most": "2026-12-03"})


def test_time_passed_is_told_gross_and_net() -> None:
    stops = [pause("2026-11-26T10:00", "2026-11-30T10:00")]
    assert elapsed(COUNTRY, at("2026-11-23T12:00"), at("2026-12-03T12:00"), stops) == Elapsed(
        gross_days=10, net_days=6, gross_workdays=8, net_workdays=6
    )
    assert elapsed(COUNTRY, at("2026-11-23T12:00"), at("2026-11-23T18:00")) == Elapsed(0, 0, 0, 0)


def test_a_step_entered_again_starts_its_clock_anew_and_nothing_resets_the_matters() -> None:
    stops = [pause("2026-11-26T10:00", "2026-11-30T10:00")]

    def seen(entered: str) -> tuple[date, date, int, int]:
        both = clocks(
            raised_at=at("2026-11-23T12:00"), entered_at=at(entered), now=at("2026-12-03T12:00"),
            step=Deadline(5), matter=Deadline(90, Unit.CALENDAR), calendar=COUNTRY, pauses=stops,
        )  # fmt: skip
        return both.step.due, both.matter.due, both.elapsed.gross_days, both.elapsed.net_days

    assert seen("2026-11-23T12:00") == (date(2026, 12, 2), date(2027, 2, 22), 10, 6)
    assert seen("2026-12-01T09:00") == (date(2026, 12, 8), date(2027, 2, 22), 10, 6)


def opened(key: str, start: str, days: int, place: str | None = None) -> OpenDeadline:
    facts = Facts(at(start), days, Unit.WORKING, place)
    due = facts.derive(calendar_for_place(place))
    return OpenDeadline(key, facts, due.due, due.provisional)


def test_a_published_year_moves_confirms_or_leaves_each_open_deadline() -> None:
    new_year = [DayRow(date(2027, 1, 1) + timedelta(days=day), "rest", "元旦", "New Year's Day") for day in range(3)]
    table = YearTable("", 2027, tuple(new_year))
    running = [
        opened("untouched", "2026-11-23T12:00", 5),
        opened("moved", "2026-12-30T12:00", 2),
        opened("confirmed", "2027-02-01T12:00", 2),
        opened("still provisional", "2027-02-01T12:00", 2, "640302"),
    ]
    assert recompute(running, lambda place: calendar_for_place(place, loaded=[table])) == (
        DueChange("moved", date(2027, 1, 1), date(2027, 1, 4), provisional=False),
        DueChange("confirmed", date(2027, 2, 3), date(2027, 2, 3), provisional=False),
    )
    assert [change.moved for change in recompute(running, lambda _: COUNTRY.with_year(table))] == [True, False, False]


def test_recomputing_twice_is_recomputing_once() -> None:
    table = YearTable("", 2027, (DayRow(date(2027, 1, 1), "rest", "元旦", "New Year's Day"),))
    before = opened("moved", "2026-12-30T12:00", 2)
    (change,) = recompute([before], lambda _: COUNTRY.with_year(table))
    stored = OpenDeadline(before.key, before.facts, change.new, change.provisional)
    assert recompute([stored], lambda _: COUNTRY.with_year(table)) == ()
