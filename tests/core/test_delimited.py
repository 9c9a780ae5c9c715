"""A text file with rows: every usual encoding and parting sign, and what is no text."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.delimited import PARTING, cells_of, decoded

ROWS = [["代码", "名称"], ["640302", "利通区"]]
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sign", PARTING)
def test_the_rows_come_back_whatever_the_program_wrote(encoding: str, sign: str) -> None:
    text = "".join(f"{sign.join(row)}\r\n" for row in ROWS)
    assert cells_of(decoded(text.encode(encoding))) == ROWS


@pytest.mark.parametrize("title", ["2026年，登记表", "甲,乙登记表", "", "登记表;"])
def test_a_title_with_a_sign_of_its_own_does_not_tell_how_cells_are_parted(title: str) -> None:
    assert cells_of(f"{title}\n代码\t名称\t级别\n640302\t利通区\t县\n")[-1] == ["640302", "利通区", "县"]


@pytest.mark.parametrize("data", [b"a\x00b", b"\xff\xfea", b"\xff\xff\xff"], ids=["nul", "half", "no-text"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 what it says is for nobody: each reader has its own sentence
        decoded(data)


def test_an_endless_cell_is_told() -> None:
    with pytest.raises(csv.Error):
        cells_of(f'a,b\n"{"x" * (csv.field_size_limit() + 1)}"')


@given(st.text(alphabet=st.characters(exclude_characters="\r")))
def test_any_text_has_rows(text: str) -> None:
    assert all(isinstance(cell, str) for row in cells_of(text) for cell in row)
