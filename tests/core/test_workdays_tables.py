"""Reading a year file, as we ship it and as an administrator may load it."""

from datetime import date

import pytest

from bandeng.core.refusal import Refusal
from bandeng.core.workdays import DayRow, YearTable, read_table

GOOD = """
region = ""
year = 2027
source = "a notice"
origin = "source"

[[holiday]]
name = { zh = "元旦", en = "New Year's Day" }
from = 2026-12-31
to = 2027-01-01
work = [2027-01-03]
"""


def test_a_year_file_becomes_one_row_for_each_day() -> None:
    assert read_table(GOOD) == YearTable(
        "",
        2027,
        (
            DayRow(date(2026, 12, 31), "rest", "元旦", "New Year's Day", "a notice"),
            DayRow(date(2027, 1, 1), "rest", "元旦", "New Year's Day", "a notice"),
            DayRow(date(2027, 1, 3), "work", "元旦", "New Year's Day", "a notice"),
        ),
    )


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        ("year = 2027", 'year = "2027"', "region and source are words, year is a number"),
        ("year = 2027", "year = true", "region and source are words, year is a number"),
        ('source = "a notice"', "", "region and source are words, year is a number"),
        ("year = 2027", "year = 2024", "far from 2024: 2026-12-31, 2027-01-01, 2027-01-03"),
        ("[[holiday]]", "[[holidays]]", "no [[holiday]]"),
        ('{ zh = "元旦", en = "New Year\'s Day" }', '"元旦"', "name = { zh, en } is missing"),
        ("to = 2027-01-01", "to = 2026-12-30", "New Year's Day runs from 2026-12-31 to 2026-12-30"),
        ("to = 2027-01-01", "to = 2027-12-31", "New Year's Day runs from 2026-12-31 to 2027-12-31"),
        ("to = 2027-01-01", 'to = "soon"', "a day of New Year's Day is not a date such as 2026-10-01"),
        ("to = 2027-01-01", "to = 2027-01-01T10:00:00", "a day of New Year's Day is not a date such as 2026-10-01"),
        ("work = [2027-01-03]", "work = 2027-01-03", "work of New Year's Day is not a list of days"),
        ("work = [2027-01-03]", "work = [2027-01-01]", "named twice: 2027-01-01"),
    ],
)
def test_a_year_file_with_a_mistake_is_refused_and_says_which(good: str, bad: str, why: str) -> None:
    with pytest.raises(Refusal) as no:
        read_table(GOOD.replace(good, bad))
    assert (no.value.code, dict(no.value.details)) == ("bad_table", {"why": why})


def test_a_file_that_is_not_toml_is_refused() -> None:
    with pytest.raises(Refusal, match="bad_table"):
        read_table("2027: holidays")


def test_a_row_is_either_rest_or_work() -> None:
    with pytest.raises(Refusal) as no:
        YearTable("", 2027, (DayRow(date(2027, 1, 1), "half", "元旦", "New Year's Day"),))  # type: ignore[arg-type]
    assert dict(no.value.details) == {"why": "neither rest nor work: half"}
