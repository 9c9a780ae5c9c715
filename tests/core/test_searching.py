"""What is looked for when somebody types words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.text.searching import MOST, enough, parts


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("门禁坏了", ["门禁", "禁坏", "坏了"]),
        ("灯", ["灯"]),
        ("路灯 3号楼", ["路灯", "3号", "号楼"]),
        ("Lift, lift", ["lift"]),
        ("新华-2026-0041", ["新华", "2026", "0041"]),
        ("！！ 、", []),
    ],
)
def test_chinese_is_looked_for_in_pairs_and_latin_in_words(typed: str, looked_for: list[str]) -> None:
    assert parts(typed) == looked_for


@given(st.text(max_size=200))
def test_every_part_stands_in_what_was_typed_once(typed: str) -> None:
    found = parts(typed)
    assert all(part in typed.casefold() for part in found)
    assert len(found) == len(set(found)) <= MOST


@given(st.integers(min_value=1, max_value=MOST))
def test_half_of_the_parts_are_enough_and_one_is_needed(count: int) -> None:
    assert 1 <= enough(count) <= count <= enough(count) * 2
