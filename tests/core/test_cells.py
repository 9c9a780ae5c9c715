"""Days, counts and headings as offices type them: what is plain is read, what is not is said."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core import cells

DAY = date(2026, 3, 5)


def reads(reading: Callable[..., object], *told: str) -> bool:
    """Whether it is read; anything but a ValueError goes on."""
    try:
        reading(*told)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    ["2026-03-05", "2026.3.5", "2026/3/5", "2026年3月5日", "２０２６年３月５日", "2026 年 3 月 5 日",
     "2026-03-05 09:30:00", "2026.3.5 9:30", "2026-03-05T09:30:00", "46086", "46086.0", "46086.4375", " 2026-3-5 "],
)  # fmt: skip
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert cells.day(text) == DAY


@pytest.mark.parametrize("text", ["3月5日", "2026-13-5", "2026-2-30", "", "昨天", "nan", "inf", "-5", "1e9", "9999999"])
def test_what_is_no_plain_day_is_said(text: str) -> None:
    assert not reads(cells.day, text)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y/%m/%d"]),
)
def test_every_day_comes_back(on: date, form: str) -> None:
    assert cells.day(on.strftime(form)) == on


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_a_value_error(text: str) -> None:
    assert reads(cells.day, text) in (True, False)


@given(st.integers(0, 999_999_999), st.sampled_from(["{}", "{:,}", "{}.0", "{}人", "{:,} 人"]))
def test_every_count_comes_back(number: int, form: str) -> None:
    assert cells.count(form.format(number), unit="人") == number


@pytest.mark.parametrize("text", ["约30", "30余人", "30-40", "1,20", "-3", "3.5", "", "三十"])
def test_about_a_number_is_no_count(text: str) -> None:
    assert not reads(cells.count, text, "人")


@pytest.mark.parametrize("text", ["种类", "种 类", "种\n类", "种类（必填）", "*种类", "种类：", "种类 (必填)"])
def test_a_heading_is_its_word(text: str) -> None:
    assert cells.heading(text) == "种类"
