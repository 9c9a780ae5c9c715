"""Blocks, numbers, titles and wording of papers, without a file format."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.papers import (
    BUILDERS,
    Form,
    Given,
    Heading,
    Paper,
    Table,
    Words,
    build,
    day_text,
    document_number,
    layout,
    need_sound,
    shelf,
    title_lines,
    wording,
)
from bandeng.core.papers.breaking import MOST_IN_TITLE, in_chinese, width
from bandeng.core.refusal import Refusal
from tests.papers.samples import DAY, FACTS, STRAINED, all_papers, paper


def test_the_type_area_is_that_of_the_standard() -> None:
    assert (layout.RIGHT, layout.BOTTOM) == (26, 35)
    assert layout.LINES * layout.LINE <= layout.AREA_HEIGHT * layout.POINTS_PER_MM
    assert (layout.LINES + 1) * layout.LINE > layout.AREA_HEIGHT * layout.POINTS_PER_MM
    sign = layout.THREE + layout.TIGHTER
    assert layout.SIGNS * sign <= layout.AREA_WIDTH * layout.POINTS_PER_MM < (layout.SIGNS + 1) * sign


def test_numbers_stand_as_the_standard_wants_them() -> None:
    assert [in_chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一", "九", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
    assert document_number("利胜督", 2026, 3) == "利胜督〔2026〕3号"
    assert (day_text(date(2026, 3, 9)), day_text(None)) == ("2026年3月9日", "")


def test_headings_count_at_each_level_and_begin_anew_below_a_higher_one() -> None:
    levels = (1, 2, 2, 3, 4, 4, 1, 2)
    told = Paper("x", Form.PLAIN, "", DAY, tuple(Heading(level, "甲") for level in levels)).laid_out()
    assert [block.number for block in told.blocks if isinstance(block, Heading)] == [
        "一、", "（一）", "（二）", "1. ", "（1）", "（2）", "二、", "（一）",
    ]  # fmt: skip


def test_a_title_falls_like_a_trapezoid_and_tears_no_word() -> None:
    assert title_lines("关于在天盛隆小区西侧增设一组Smart Parcel Locker快递柜的协商成果报告") == (
        "关于在天盛隆小区西侧增设一组Smart", "Parcel Locker快递柜的协商成果报告",
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="关于停车棚“”，。（）abc -/12", max_size=150))
def test_a_title_loses_nothing_and_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(width(line) <= MOST_IN_TITLE for line in lines)


def test_every_kind_has_its_wording_and_its_builder() -> None:
    assert set(shelf()) == set(BUILDERS) == set(FACTS)
    assert {each.origin for each in shelf().values()} == {"assumption"}


@pytest.mark.parametrize("kind", list(BUILDERS))
def test_the_shelf_names_only_fields_it_knows(kind: str) -> None:
    need_sound(wording(kind), {key: text for key, text in wording(kind).texts.items() if text})


@pytest.mark.parametrize("kind", list(BUILDERS))
def test_a_paper_leaves_no_field_open_and_no_line_empty(kind: str) -> None:
    lines = paper(kind, FACTS[kind]).lines()
    assert [line for line in lines if "{" in line or "None" in line] == []


def test_equal_papers_have_equal_digests_and_others_have_others() -> None:
    one, again = paper("reply", FACTS["reply"]), paper("reply", FACTS["reply"])
    assert one.digest() == again.digest()
    assert one.digest() != replace(one, number="新华复〔2026〕4号").digest()


def test_a_row_is_read_as_one_line_and_every_text_is_read() -> None:
    told = paper("order", FACTS["order"])
    assert "事项编号：XH-2026-0017" in told.reading()
    assert all(any(line in read for read in told.reading()) for line in told.lines())


def test_a_page_reads_a_table_whole_and_everything_else_line_by_line() -> None:
    told = paper("order", FACTS["order"])
    parts = told.parts()
    joined = [line for text, rows in parts for line in ([" | ".join(row) for row in rows] if rows else [text])]
    assert joined == [line for line in told.reading() if line]


def test_signs_that_no_file_takes_are_left_out() -> None:
    told = Paper(
        "x", Form.PLAIN, "甲\x00乙", DAY, (Words("一\x0b二\ud800三"), Table(("\x01列",), (("\x1f格",),), (1,)))
    )
    assert told.laid_out().lines() == ["甲乙", "一\n二三", "列", "格"] or told.laid_out().lines() == [
        "甲乙", "一\n二三", "", "列", "格",
    ]  # fmt: skip


def refusal(kind: str, **texts: str) -> tuple[str, object]:
    with pytest.raises(Refusal) as caught:
        need_sound(wording(kind), texts)
    return caught.value.code, caught.value.details.get("field")


def test_an_office_cannot_word_what_no_record_fills() -> None:
    assert refusal("reply", title="关于{nobody}的答复") == ("wording_unknown_field", "title")
    assert refusal("reply", title="关于{title的答复") == ("wording_unknown_field", "title")
    assert refusal("reply", title=" ") == ("wording_empty", "title")
    assert refusal("reply", series="新华〔2026〕") == ("wording_series", "series")
    assert refusal("reply", colour="红") == ("unknown_text", "colour")
    assert refusal("reply", opening="长" * 601) == ("text_too_long", "opening")


def test_what_an_office_words_is_marked_as_theirs() -> None:
    changed = wording("reply").changed({"closing": "此复。"}, version="2")
    told = build("reply", FACTS["reply"], changed, Given(DAY))
    assert (changed.origin, "此复。" in told.lines()) == ("office", True)


def test_papers_in_the_strain_are_more_than_one_of_each_kind() -> None:
    assert len(all_papers()) == len(BUILDERS) + len(STRAINED)
