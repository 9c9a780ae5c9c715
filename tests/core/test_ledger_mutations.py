"""Whatever is done to an export, verify.py names the first line that was touched, and never stumbles."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bandeng.core.ledger import Head, line_hash
from tests.core.ledger_files import KEY, OTHER_KEY, acts, check, export, fingerprint, signed_again

Verdict = Callable[..., tuple[int, int, str]]

WHOLE = export()
LINES = WHOLE.splitlines(keepends=True)  # 1 header, 2-6 and 7 two communities, 8-11 the site, 12 the last line
LAST = len(LINES)
ENTRIES = range(2, LAST)

repeated = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verdict:
    """(exit code, the line it names, the word for it) for these bytes."""

    def ask(data: bytes, *options: str) -> tuple[int, int, str]:
        code = check(tmp_path, data, *options)
        said = capsys.readouterr()
        found = re.fullmatch(r"line (\d+): (edited|dropped|inserted|re-ordered|cut off): .+\n", said.out)
        assert (code == 1) == (found is not None), said
        assert (code == 2) == (said.err != ""), said
        return (code, int(found[1]), found[2]) if found else (code, 0, "")

    return ask


def joined(lines: list[bytes]) -> bytes:
    return b"".join(lines)


def with_line(number: int, line: bytes) -> bytes:
    return joined([*LINES[: number - 1], line, *LINES[number:]])


def test_an_export_nobody_touched_is_whole(verdict: Verdict) -> None:
    assert verdict(WHOLE) == (0, 0, "")


def test_an_empty_ledger_is_whole_and_an_act_put_into_it_is_found(verdict: Verdict) -> None:
    header, last = export([]).splitlines(keepends=True)
    assert verdict(header + last) == (0, 0, "")
    assert verdict(header + LINES[1] + last) == (1, 2, "inserted")


@pytest.mark.parametrize("number", ENTRIES)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("matter.raised", "matter.raiseD"),
        ("坏了", "好了"),
        ('"v":1', '"v":2'),
        ("0.25", "0.26"),
        (":00.000000Z", ":01.000000Z"),
    ],
)
def test_an_edited_value_names_its_own_line(verdict: Verdict, number: int, old: str, new: str) -> None:
    edited = LINES[number - 1].replace(old.encode(), new.encode())
    assert edited != LINES[number - 1]
    assert verdict(with_line(number, edited)) == (1, number, "edited")


@pytest.mark.parametrize("number", ENTRIES)
def test_an_edited_link_names_its_own_line(verdict: Verdict, number: int) -> None:
    edited = re.sub(rb'"prev":"\w{4}', b'"prev":"beef', LINES[number - 1])
    assert verdict(with_line(number, edited)) == (1, number, "edited")


@pytest.mark.parametrize("number", ENTRIES)
def test_an_edited_number_or_chain_names_its_own_line(verdict: Verdict, number: int) -> None:
    for n in (b"1", b"2", b"3", b"4", b"5", b"6", b"40"):
        edited = re.sub(rb'"n":\d+', b'"n":' + n, LINES[number - 1])
        if edited != LINES[number - 1]:
            assert verdict(with_line(number, edited)) == (1, number, "edited"), n
    for chain in (b"640302107000", b"640302107001", b"640302107002", b"640302107003", b"site", b"zone"):
        edited = re.sub(rb'"chain":"\w+"', b'"chain":"' + chain + b'"', LINES[number - 1])
        if edited != LINES[number - 1]:
            assert verdict(with_line(number, edited)) == (1, number, "edited"), chain


@pytest.mark.parametrize("number", ENTRIES)
def test_a_dropped_line_names_the_line_where_the_gap_is_seen(verdict: Verdict, number: int) -> None:
    assert verdict(with_line(number, b"")) == (1, number, "dropped")


@pytest.mark.parametrize(("first", "after"), [(2, 7), (7, 8), (8, 12), (4, 7), (10, 12), (2, 12)])
def test_dropped_ends_and_whole_chains_name_the_line_where_the_gap_is_seen(
    verdict: Verdict, first: int, after: int
) -> None:
    assert verdict(joined(LINES[: first - 1] + LINES[after - 1 :])) == (1, first, "dropped")


@pytest.mark.parametrize("number", ENTRIES)
@pytest.mark.parametrize("place", range(3, LAST + 2))
def test_a_line_that_stands_twice_names_the_copy(verdict: Verdict, number: int, place: int) -> None:
    """A copy right before its original is the same file as one right after it: the second of the two is named."""
    copied = joined([*LINES[: place - 1], LINES[number - 1], *LINES[place - 1 :]])
    assert verdict(copied) == (1, place + (place == number), "inserted")


@pytest.mark.parametrize("number", [1, LAST])
@pytest.mark.parametrize("place", range(2, LAST + 2))
def test_a_second_header_or_last_line_is_named(verdict: Verdict, number: int, place: int) -> None:
    copied = joined([*LINES[: place - 1], LINES[number - 1], *LINES[place - 1 :]])
    assert verdict(copied) == (1, place + (place == number == LAST), "inserted")


@pytest.mark.parametrize("number", range(2, LAST))
def test_a_forged_line_with_a_fitting_link_is_named(verdict: Verdict, number: int) -> None:
    """The forger knows the format: same place, same link, other words; the true lines follow it."""
    forged = LINES[number - 1].replace("坏了".encode(), "好了".encode())
    assert verdict(joined([*LINES[: number - 1], forged, *LINES[number - 1 :]])) == (1, number, "inserted")


def test_two_forged_lines_linked_to_each_other_are_named_from_the_first(verdict: Verdict) -> None:
    forged = [line + b"\n" for line in export(acts(detail={"words": "x"})).splitlines()[3:5]]
    assert verdict(joined([*LINES[:3], *forged, *LINES[3:]])) == (1, 4, "inserted")


@pytest.mark.parametrize("one", range(2, LAST + 1))
@pytest.mark.parametrize("other", range(2, LAST + 1))
def test_two_lines_in_each_others_place_name_the_first(verdict: Verdict, one: int, other: int) -> None:
    if one < other:
        swapped = list(LINES)
        swapped[one - 1], swapped[other - 1] = LINES[other - 1], LINES[one - 1]
        code, line, word = verdict(joined(swapped))
        assert (code, line) == (1, one)
        assert word == ("re-ordered" if other < LAST else word)


def test_a_file_cut_off_anywhere_names_the_line_it_ends_in(verdict: Verdict) -> None:
    cuts = range(len(LINES[0]), len(WHOLE))
    assert [verdict(WHOLE[:cut]) for cut in cuts] == [(1, WHOLE[:cut].count(b"\n") + 1, "cut off") for cut in cuts]


def test_a_file_cut_off_in_its_header_has_no_header(verdict: Verdict) -> None:
    assert [verdict(WHOLE[:cut]) for cut in range(len(LINES[0]) - 1)] == [(2, 0, "")] * (len(LINES[0]) - 1)
    assert verdict(LINES[0][:-1]) == (1, 1, "cut off")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("新华", "新花"),
        ("07:00", "08:00"),
        ("sha256", "sm3"),
        ("sha256", "md5"),
        ('"site":', '"size":'),
        ("2026-11", "2026-13"),
        ('"public_key":"03', '"public_key":"04'),
        (',"site"', ', "site"'),
        ("{", "\ufeff{"),
        ("\n", "\r\n"),
        ('"site":', '"site":"x","site":'),
        ("}", ',"zeal":1}'),
    ],
)
def test_an_edited_header_names_line_1(verdict: Verdict, old: str, new: str) -> None:
    edited = LINES[0].replace(old.encode(), new.encode())
    assert edited != LINES[0]
    assert verdict(with_line(1, edited)) == (1, 1, "edited")


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"\n",
        b"{}\n",
        b"hello\n",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        LINES[1],
        LINES[-1],
        LINES[0].replace(b"ledger/1", b"ledger/2"),
    ],
)
def test_a_file_that_does_not_begin_with_a_header_is_none_of_ours(verdict: Verdict, first: bytes) -> None:
    assert verdict(first + joined(LINES[1:]) if first else b"") == (2, 0, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'"signature":"\w\w', b'"signature":"00'),
        (rb'"signature":"\w', b'"signature":"'),
        (rb'"count":5', b'"count":4'),
        (rb'"count":5', b'"count":6'),
        (rb'"count":5', b'"count":5.0'),
        (rb'"head":"\w\w', b'"head":"00'),
        (rb'"header":"\w\w', b'"header":"00'),
        (rb'"site"', b'"sits"'),
        (rb'"heads"', b'"hands"'),
        (rb"\n", b"\r\n"),
        (rb"\}\n", b"}"),
    ],
)
def test_an_edited_last_line_names_itself(verdict: Verdict, old: bytes, new: bytes) -> None:
    code, line, word = verdict(with_line(LAST, re.sub(old, new, LINES[-1], count=1)))
    assert (code, line) == (1, LAST)
    assert word == ("cut off" if old == rb"\}\n" else "edited")


def test_the_last_line_of_an_older_export_names_itself(verdict: Verdict) -> None:
    older = export(acts({"640302107001": 4, "site": 4}), time=acts()[0].at).splitlines(keepends=True)[-1]
    assert verdict(with_line(LAST, older)) == (1, LAST, "edited")


@pytest.mark.parametrize("more", [b"\n", b"x", b"x\n", b"\0", b"\r\n", LINES[1], LINES[-1], LINES[0], b"\xff" * 99])
def test_anything_after_the_last_line_is_named(verdict: Verdict, more: bytes) -> None:
    assert verdict(WHOLE + more) == (1, LAST + 1, "inserted")


@pytest.mark.parametrize("number", ENTRIES)
@pytest.mark.parametrize(
    "garbage",
    [
        b"\n",
        b"\r\n",
        b"\xff\n",
        b"{}\n",
        b"[]\n",
        b"3\n",
        b"null\n",
        b'"heads"\n',
        b"NaN\n",
        b"[" * 50_000 + b"\n",
        b"9" * 5000 + b"\n",
        b'{"heads":1}\n',
        b'"\\ud800"\n',
        b" " * 99 + b"\n",
    ],
)
def test_garbage_between_the_lines_or_in_place_of_one_is_named(verdict: Verdict, number: int, garbage: bytes) -> None:
    assert verdict(with_line(number, garbage + LINES[number - 1])) == (1, number, "inserted")
    assert verdict(with_line(number, garbage)) == (1, number, "edited")


def test_a_line_longer_than_the_limit_is_named_without_reading_on(verdict: Verdict) -> None:
    huge = LINES[3].replace("坏了".encode(), b"x" * (1 << 24))
    assert verdict(with_line(4, huge)) == (1, 4, "cut off")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"actor":"person:3"', b'"actor":3'),
        (b'"at":"2026', b'"at":"2126-'),
        (b'000000Z"', b'000000+00:00"'),
        (b'"chain":"640302107001"', b'"chain":""'),
        (b'"detail":{', b'"detail":{"x":1e400,'),
        (b'"detail":{', b'"detail":{"big":"1",'),
        (b'"n":3', b'"n":3.0'),
        (b'"n":3', b'"n":true'),
        (b'"n":3', b'"n":03'),
        (b'"n":3', b'"n":-3'),
        (b'"once":"form-3"', b'"once":""'),
        (b'"private":{}', b'"private":{"name":"x"}'),
        (b'"private":{}', b'"private":[]'),
        (b'"v":1', b'"v":0'),
        (b'"v":1,"verb":"matter.raised"', b'"verb":"matter.raised","v":1'),
        (b'"v":1', b'"v":1,"w":1'),
        (b'"v":1,', b""),
        (b'"v":1', b'"v": 1'),
        (b"share", b"\\u0073hare"),
        (b"0.25", b"2.5e-1"),
        (b"0.25", b"-0"),
    ],
)
def test_an_entry_that_is_not_as_it_must_be_is_named_even_when_it_was_signed(
    verdict: Verdict, old: bytes, new: bytes
) -> None:
    """Somebody with the key wrote it so: links, heads and signature fit, the form does not."""
    assert old in LINES[3]
    lines = [line.rstrip(b"\n") for line in LINES[:-1]]
    lines[3] = lines[3].replace(old, new)
    heads: dict[str, Head] = {}
    for at, (entry, line) in enumerate(zip(acts(), lines[1:], strict=True), 1):
        if entry.n > 1:
            lines[at] = line = re.sub(rb'"prev":"\w+"', b'"prev":"' + heads[entry.chain].head.encode() + b'"', line)
        heads[entry.chain] = Head(entry.n, line_hash(line))
    assert verdict(signed_again(lines, heads)) == (1, 4, "edited")


def test_the_same_once_twice_in_a_chain_is_named_even_when_it_was_signed(verdict: Verdict) -> None:
    assert verdict(export(acts(once="form-1"))) == (1, 4, "inserted")
    assert verdict(export(acts(once="elsewhere"))) == (0, 0, "")


def test_a_file_signed_again_with_another_key_is_found_by_the_fingerprint(verdict: Verdict) -> None:
    again = export(acts(detail={"words": "好了"}), key=OTHER_KEY)
    assert verdict(again) == (0, 0, "")
    assert verdict(again, "--key", fingerprint(KEY)) == (1, 1, "edited")
    assert verdict(WHOLE, "--key", fingerprint(KEY)) == (0, 0, "")
    assert verdict(WHOLE, "--key", fingerprint(KEY).upper()[:32]) == (0, 0, "")


def test_a_last_line_signed_with_another_key_names_itself(verdict: Verdict) -> None:
    heads = {
        entry.chain: Head(entry.n, line_hash(line.rstrip())) for entry, line in zip(acts(), LINES[1:], strict=False)
    }
    other = signed_again([line.rstrip(b"\n") for line in LINES[:-1]], heads, OTHER_KEY)
    assert other != WHOLE
    assert verdict(other) == (1, LAST, "edited")


def test_a_header_and_a_last_line_of_different_exports_name_the_header(verdict: Verdict) -> None:
    """The acts agree with the last line, so the header is the one that does not belong."""
    assert verdict(with_line(LAST, export(key=OTHER_KEY).splitlines(keepends=True)[-1])) == (1, 1, "edited")
    assert verdict(with_line(1, export(site="逸馨苑社区").splitlines(keepends=True)[0])) == (1, 1, "edited")


def test_a_chain_rewritten_after_printing_is_found_by_the_receipt_though_it_was_signed_again(verdict: Verdict) -> None:
    receipts = [
        f"{entry.chain}:{entry.n}:{line_hash(line.rstrip())}" for entry, line in zip(acts(), LINES[1:], strict=False)
    ]
    options = [option for receipt in receipts for option in ("--receipt", receipt)]
    shortened = [option if option == "--receipt" else option[:-52] for option in options]
    rewritten = export(acts(detail={"words": "好了"}))
    assert verdict(WHOLE, *options) == verdict(WHOLE, *shortened) == verdict(rewritten) == (0, 0, "")
    assert verdict(rewritten, *options) == verdict(rewritten, *shortened) == (1, 4, "edited")
    assert verdict(rewritten, *options[:4]) == (0, 0, "")
    assert verdict(rewritten, *options[8:10]) == (1, 6, "edited")


def test_a_chain_shortened_after_printing_is_found_by_the_receipt(verdict: Verdict) -> None:
    shortened = export(acts({"640302107001": 3, "site": 4}))
    assert verdict(shortened, "--receipt", f"640302107001:5:{'0' * 12}") == (1, 5, "dropped")
    assert verdict(shortened, "--receipt", f"640302107002:1:{'0' * 12}") == (1, 9, "dropped")


def flipped(at: int, mask: int) -> bytes:
    return WHOLE[:at] + bytes([WHOLE[at] ^ mask]) + WHOLE[at + 1 :]


@given(at=st.integers(0, len(WHOLE) - 1), mask=st.integers(1, 255))
@example(at=len(WHOLE) - 1, mask=1)
@repeated
def test_one_changed_byte_anywhere_names_its_line(verdict: Verdict, at: int, mask: int) -> None:
    number = WHOLE[:at].count(b"\n") + 1
    code, line, _ = verdict(flipped(at, mask))
    assert (code, line) == (1, number) or (number == 1 and code == 2)


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=40)), min_size=1, max_size=4)
)
@repeated
def test_whatever_bytes_are_changed_the_answer_is_one_line_and_no_stumble(
    verdict: Verdict, changes: list[tuple[int, int, bytes]]
) -> None:
    data = WHOLE
    for at, gone, new in changes:
        data = data[:at] + new + data[at + gone :]
    assert (verdict(data)[0] == 0) == (data == WHOLE)


@given(st.binary(max_size=300))
@repeated
def test_any_bytes_after_a_header_or_without_one_are_answered(verdict: Verdict, data: bytes) -> None:
    assert verdict(LINES[0] + data)[0] == 1
    assert verdict(data)[0] == 2
