"""Masking: what others see, and what a public text may hold (I15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.people.masking import mask_email, mask_name, mask_phone, mask_text, plain_phone
from bandeng.people.pins import is_pin, is_trivial


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800000000", "138****0000"),
        ("+86 138-0000-0000", "138****0000"),
        ("12345", "***45"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_number_shows_its_ends(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


def test_names_and_addresses_show_their_first_sign() -> None:
    assert [mask_name("张桂芳"), mask_name(" 欧阳 "), mask_name("")] == ["张*", "欧*", ""]
    assert [mask_email("wang@example.org"), mask_email(""), mask_email("odd")] == ["w***@example.org", "", "***"]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("请打13800000000找我", "请打138****0000找我"),
        ("电话 138 0000 0000。", "电话 138****0000。"),
        ("电话１３８００００００００", "电话138****0000"),
        ("身份证110101199001011234号", "身份证110*************34号"),
        ("证件 11010119900101123X", "证件 110*************3X"),
        ("写信到 lao.wang@example.com 吧", "写信到 l***@example.com 吧"),
        ("座机0953-2000000", "座机**********00"),
        ("3号楼2单元电梯坏了3天,花了20000元", "3号楼2单元电梯坏了3天,花了20000元"),
        ("2026年11月23日，编号 XH-2026-0001", "2026年11月23日，编号 XH-2026-0001"),
    ],
)
def test_i15_public_text_holds_no_number_that_leads_to_a_person(text: str, public: str) -> None:
    assert mask_text(text) == public


@given(st.text(max_size=40), st.integers(13_000_000_000, 19_999_999_999), st.text(max_size=40))
def test_no_mobile_number_survives_masking_whatever_stands_around_it(before: str, number: int, after: str) -> None:
    text = f"{before} {number} {after}"
    assert str(number) not in mask_text(text)


@given(st.text(max_size=80))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)


def test_a_number_is_indexed_by_its_digits() -> None:
    assert {
        plain_phone(one) for one in ("13800000000", "+86 138 0000 0000", "0086-13800000000", "１３８００００００００")
    } == {"13800000000"}


@pytest.mark.parametrize(
    "pin",
    ["111111", "123456", "654321", "121212", "123123", "112233", "123321", "199001", "202611", "520131", "112112"],
)
def test_a_pin_half_the_street_would_guess_is_refused(pin: str) -> None:
    assert is_pin(pin)
    assert is_trivial(pin)


@pytest.mark.parametrize("pin", ["483920", "705164", "918273"])
def test_any_other_pin_will_do(pin: str) -> None:
    assert not is_trivial(pin)


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "１２３４５６", ""])
def test_a_pin_is_six_digits(pin: str) -> None:
    assert not is_pin(pin)
