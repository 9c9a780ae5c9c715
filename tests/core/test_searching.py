"""What is looked for when somebody types words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.text.searching import MOST, enough, parts


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("门禁坏了", {"门禁": 3, "禁坏": 3, "坏了": 3, "坏": 1, "禁": 1, "门": 1}),
        ("灯", {"灯": 3}),
        ("路灯 3号楼", {"路灯": 3, "3号": 3, "号楼": 3, "灯": 1, "路": 1, "号": 1, "楼": 1}),
        ("Lift, lift", {"lift": 3}),
        ("新华-2026-0041", {"新华": 3, "2026": 3, "0041": 3, "华": 1, "新": 1}),
        ("！！ 、", {}),
    ],
)
def test_pairs_and_words_weigh_three_and_signs_one(typed: str, looked_for: dict[str, int]) -> None:
    assert parts(typed) == looked_for


def held(typed: str, told: str) -> bool:
    found = parts(typed)
    return sum(weight for part, weight in found.items() if part in told) >= enough(found)


@pytest.mark.parametrize(
    ("typed", "told", "shown"),
    [
        ("门禁坏了", "2号楼2单元门禁损坏", True),
        ("楼道灯坏", "楼道里的感应灯不亮", True),
        ("楼道灯坏", "4号楼1单元楼梯扶手松动", False),
        ("电动车", "小区大门人车分流", False),
    ],
)
def test_other_words_for_the_same_thing_are_found(typed: str, told: str, shown: bool) -> None:
    assert held(typed, told) is shown


@given(st.text(max_size=200))
def test_every_part_stands_in_what_was_typed(typed: str) -> None:
    found = parts(typed)
    assert all(part in typed.casefold() for part in found)
    assert len(found) <= MOST


@given(st.text(min_size=1, max_size=200))
def test_a_text_that_holds_all_that_was_typed_is_shown(typed: str) -> None:
    assert held(typed, typed.casefold()) or not parts(typed)
