"""Forms of meetings from the shelf, and the few rules that hold in each."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core import meetings
from bandeng.core.meetings import GROUPS, RECORDS, Form, Template
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import calendar_for_place

CALENDAR = calendar_for_place("640302107001")
THURSDAY = date(2026, 11, 26)
COUNCIL, BENCH = (meetings.shipped().forms[key] for key in ("residents_council", "bench"))


def refused(code: str, do: object) -> Refusal:
    with pytest.raises(Refusal) as no:
        do()  # type: ignore[operator]
    assert no.value.code == code
    return no.value


def test_every_form_of_the_page_is_on_the_shelf() -> None:
    assert list(meetings.shipped().forms) == [
        "residents_council", "representatives", "owners_committee", "bench", "symposium", "policy", "square",
        "courtyard", "village_entrance", "night_talk",
    ]  # fmt: skip


def test_what_no_source_says_is_marked_as_an_assumption_and_everything_cites_something() -> None:
    shelf = meetings.shipped()
    told: list[Form | Template] = [*shelf.forms.values(), *shelf.templates.values()]
    assert {each.origin for each in told} == {"source", "assumption"}
    assert [each.key for each in told if not (each.cite.zh and each.cite.en)] == []
    assert [each.key for each in shelf.forms.values() if each.quorum and each.origin != "assumption"] == []


def test_seats_are_three_parties_and_six_fixed_ones_with_those_of_the_case() -> None:
    three, six = (meetings.shipped().templates[key] for key in ("three_parties", "six_plus_x"))
    assert [seat.name.zh for seat in three.seats if seat.fixed] == ["社区代表", "物业代表", "居民代表"]
    assert (sum(seat.fixed for seat in six.seats), {group for seat in six.seats for group in seat.groups}) == (
        6, set(GROUPS),
    )  # fmt: skip


def test_records_are_known_and_a_bench_meeting_needs_neither_notice_nor_minutes() -> None:
    assert {form.record for form in meetings.shipped().forms.values()} == set(RECORDS)
    assert (BENCH.notice.days, BENCH.quorum, BENCH.record, COUNCIL.record) == (0, None, "note", "minutes")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[minutes]\ndays = 2\nunit = "weeks"\n', "minutes: write the days"),
        ('[[form]]\nkey = "x"\n', "x: there are no seats None"),
        ('[[seats]]\nkey = "s"\n', "s: give it seats, each with a key of its own"),
        (
            '[[seats]]\nkey = "s"\nseat = [{ key = "a", groups = ["moon"], zh = "甲", en = "a" }]\n',
            "groups of a are of",
        ),
    ],
)
def test_a_fault_of_the_file_is_named(text: str, problem: str) -> None:
    told = refused("bad_forms", lambda: meetings.read_forms(text))
    assert any(problem in line for line in told.details["problems"])  # type: ignore[union-attr]


# --- notice ---


def test_a_council_is_called_three_days_ahead_at_the_latest() -> None:
    assert meetings.notice_by(COUNCIL, THURSDAY, CALENDAR) == date(2026, 11, 23)
    meetings.need_notice(COUNCIL, date(2026, 11, 23), THURSDAY, CALENDAR)
    late = refused("notice_late", lambda: meetings.need_notice(COUNCIL, date(2026, 11, 24), THURSDAY, CALENDAR))
    assert {name: late.details[name] for name in ("days", "unit", "latest")} == {
        "days": 3, "unit": "calendar", "latest": "2026-11-23",
    }  # fmt: skip


def test_a_bench_meeting_is_called_as_people_sit_down() -> None:
    meetings.need_notice(BENCH, THURSDAY, THURSDAY, CALENDAR)


# --- who is there ---


@pytest.mark.parametrize(("present", "holds", "missing"), [(4, False, 1), (5, True, 0), (9, True, 0)])
def test_half_of_nine_is_five(present: int, *, holds: bool, missing: int) -> None:
    there = meetings.presence(Fraction(1, 2), present=present, invited=9)
    assert (there.needed, there.holds, there.missing) == (5, holds, missing)


def test_nothing_hangs_on_who_comes_where_there_is_no_quorum_and_nobody_invited_is_none() -> None:
    assert meetings.presence(None, present=0, invited=0).holds
    assert not meetings.presence(Fraction(1, 2), present=0, invited=0).holds


@given(st.integers(1, 500), st.data(), st.fractions(Fraction(1, 10), 1))
def test_a_quorum_holds_just_when_the_share_is_there(invited: int, data: st.DataObject, share: Fraction) -> None:
    present = data.draw(st.integers(0, invited))
    there = meetings.presence(share, present=present, invited=invited)
    assert there.holds == (Fraction(present, invited) >= share)


def test_without_a_quorum_nothing_binds_but_advice_and_no_agreement_are_written_down() -> None:
    few = meetings.presence(Fraction(1, 2), present=1, invited=9)
    told = refused("no_quorum", lambda: meetings.need_outcome("consensus", "", few))
    assert (told.details["present"], told.details["needed"]) == (1, 5)
    refused("no_quorum", lambda: meetings.need_outcome("partial", "", few))
    meetings.need_outcome("advisory", "", few)
    meetings.need_outcome("none", "下周再议", few)


def test_without_agreement_the_next_step_is_named() -> None:
    enough = meetings.presence(None, present=3, invited=3)
    refused("next_step_missing", lambda: meetings.need_outcome("none", " ", enough))
    refused("unknown_word", lambda: meetings.need_outcome("unanimous", "", enough))


def test_a_fixed_seat_nobody_sits_on_is_named() -> None:
    missing = meetings.unfilled(COUNCIL.seats.seats, ["community", "tenants"])
    assert [(seat.key, left) for seat, left in missing.items()] == [("property", 1), ("residents", 1)]


def test_those_who_are_talked_about_without_being_there_come_first() -> None:
    rows = meetings.gaps({"tenants": 12, "merchants": 3}, {"merchants": 1})
    assert [(row.group, row.affected, row.invited, row.missing, row.unknown) for row in rows] == [
        ("tenants", 12, 0, True, False), ("ground_floor", None, 0, False, True), ("over_60", None, 0, False, True),
        ("merchants", 3, 1, False, False),
    ]  # fmt: skip
