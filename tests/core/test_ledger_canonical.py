"""The two canonical forms, the writer's and the verifier's, agree; and what cannot be written is refused."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, IntEnum, StrEnum
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.ledger import Plain, canonical, plain, verify
from bandeng.core.refusal import Refusal

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
)


@given(values)
def test_the_verifier_writes_every_value_as_the_rfc8785_package_does(value: Plain) -> None:
    assert verify.canonical(value).encode() == rfc8785.dumps(value)


@given(values)
def test_the_verifier_reads_its_canonical_form_back_and_finds_it_canonical(value: Plain) -> None:
    line = rfc8785.dumps(value)
    assert verify.canonical(verify.decode(line.decode())).encode() == line


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_in_any_other_way_is_refused(x: float) -> None:
    form = rfc8785.dumps(x).decode()
    assert float(verify.decode(form)) == x
    for other in {repr(x), f"{x:.17e}", f"{x:.400f}", form.replace("e", "E")} - {form}:
        with pytest.raises(ValueError, match="canonical"):
            verify.decode(other)


def test_the_numbers_of_rfc8785_appendix_b_are_written_as_it_says() -> None:
    bits = {
        0x0000000000000000: "0",
        0x8000000000000000: "0",
        0x0000000000000001: "5e-324",
        0x7FEFFFFFFFFFFFFF: "1.7976931348623157e+308",
        0x4340000000000000: "9007199254740992",
        0x4430000000000000: "295147905179352830000",
        0x44B52D02C7E14AF5: "9.999999999999997e+22",
        0x44B52D02C7E14AF6: "1e+23",
        0x444B1AE4D6E2EF4F: "999999999999999900000",
        0x444B1AE4D6E2EF50: "1e+21",
        0x3EB0C6F7A0B5ED8D: "0.000001",
        0x3EB0C6F7A0B5ED8C: "9.999999999999997e-7",
        0x41B3DE4355555553: "333333333.3333332",
        0xBECBF647612F3696: "-0.0000033333333333333333",
    }
    assert {at: verify.shortest(double(at)) for at in bits} == bits


def double(bits: int) -> float:
    from struct import pack, unpack

    return float(unpack(">d", pack(">Q", bits))[0])


class Colour(StrEnum):
    RED = "red"


class Rank(IntEnum):
    FIRST = 1


def test_what_json_does_not_know_is_written_as_text() -> None:
    at = datetime(2026, 9, 30, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))
    value = {
        "at": at,
        "on": date(2026, 9, 30),
        "id": UUID(int=7),
        "pair": (1, (2.5, None)),
        "big": [2**53 - 1, 2**53, -(2**53) + 1, -(2**53)],
        "kind": [Colour.RED, Rank.FIRST, True],
    }
    assert plain(value) == {
        "at": "2026-09-30T02:00:00.000005Z",
        "on": "2026-09-30",
        "id": "00000000-0000-0000-0000-000000000007",
        "pair": [1, [2.5, None]],
        "big": [9007199254740991, "9007199254740992", -9007199254740991, "-9007199254740992"],
        "kind": ["red", 1, True],
    }
    assert canonical({"b": 1, "a": at}) == b'{"a":"2026-09-30T02:00:00.000005Z","b":1}'


kept = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats(-(2.0**53) + 1, 2.0**53 - 1)
    | texts.filter(lambda text: "\0" not in text),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc中𐐀"), inner, max_size=4),
)


@given(kept)
def test_what_is_plain_stays_as_it_is(value: object) -> None:
    once = plain(value)
    assert plain(once) == once
    assert canonical(value) == canonical(once) == rfc8785.dumps(once)


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "where", "why"),
    [
        (math.nan, "value", "float"),
        ([1, math.inf], "value[1]", "float"),
        ({"a": {"b": [2.0**53]}}, "value.a.b[0]", "float"),
        ("a\ud800", "value", "text"),
        ({"a": "b\0"}, "value.a", "text"),
        ({"\udfff": 1}, "value", "text"),
        ({1: 1}, "value", "key"),
        (datetime(2026, 9, 30), "value", "moment"),
        ({"a": b"x"}, "value.a", "bytes"),
        ({1, 2}, "value", "set"),
        (Enum("Plain", "ONE").ONE, "value", "Plain"),  # type: ignore[attr-defined]
    ],
)
def test_what_cannot_be_written_is_refused_with_its_place(value: object, where: str, why: str) -> None:
    with pytest.raises(Refusal) as no:
        canonical(value)
    assert (no.value.code, dict(no.value.details)) == ("not_canonical", {"where": where, "why": why})


def test_what_is_nested_more_than_64_deep_is_refused() -> None:
    assert canonical(nested(64)) == b"[" * 64 + b"1" + b"]" * 64
    with pytest.raises(Refusal) as no:
        canonical(nested(65))
    assert (no.value.code, no.value.details["why"]) == ("not_canonical", "depth")


def test_utc_is_not_lost_by_the_fastest_path() -> None:
    assert canonical(datetime(2026, 1, 1, tzinfo=UTC)) == b'"2026-01-01T00:00:00.000000Z"'
