"""Every field that must stand on a kind of paper is found in the printed PDF; what the record lacks stands as 待补."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bandeng.core.papers import (
    BUILDERS,
    MISSING,
    Given,
    Signature,
    To,
    build,
    day_text,
    facts,
    fields,
    missing,
    wording,
)
from bandeng.core.papers.breaking import in_chinese
from bandeng.documents.writing import pdf
from tests.papers.conftest import Made
from tests.papers.samples import DAY, FACTS, ITEM, MATTER, PLACE, paper
from tests.papers.test_rendering import plain, told


def printed(path: Path) -> str:
    return plain(told("pdftotext", "-raw", path, "-"))


def test_every_kind_has_its_fields_and_each_has_its_source() -> None:
    table = fields()
    assert set(table) == set(BUILDERS)
    for kind, each in table.items():
        assert each.parts, kind
        assert all("9704" in source for source in each.parts.values()), kind
        assert each.source.strip(), kind
        for key in (*each.labels, *each.columns, *each.heads):
            assert wording(kind).words[key].strip(), (kind, key)


@pytest.mark.parametrize("kind", list(BUILDERS))
def test_each_mandatory_field_is_found_in_the_printed_paper(made: dict[str, Made], kind: str) -> None:
    one, asked = made[kind], fields()[kind]
    text = printed(one.pdf)
    signature = next((each for each in one.paper.blocks if isinstance(each, Signature)), None)
    to = next((each for each in one.paper.blocks if isinstance(each, To)), None)
    parts = {
        "head": one.paper.head, "title": one.paper.title, "number": one.paper.number,
        "to": to.text if to else "", "signed": "".join(signature.names) if signature else "",
        "date": day_text(DAY) if signature else "", "body": text,
    }  # fmt: skip
    for part in asked.parts:
        assert parts[part].strip(), part
        assert plain(parts[part]) in text, part
    if "number" in asked.parts:
        assert re.search(r"〔2026〕3号", text)
    for key in (*asked.labels, *asked.columns, *asked.heads):
        assert plain(wording(kind).word(key)) in text, key
    assert (MISSING in text, missing(one.paper)) == (False, False)


@pytest.mark.parametrize(
    ("kind", "told_", "label"),
    [
        ("claim", facts.Claim(MATTER, replace(ITEM, due=None, first_due=None)), "办结时限"),
        ("explanation", facts.Explanation(MATTER, "没有地方。", "", ""), "如有不同意见"),
        ("public_notice", replace(FACTS["public_notice"], contact=""), "意见反馈"),  # type: ignore[type-var]
        ("meeting_notice", replace(FACTS["meeting_notice"], contact=""), "联系人"),  # type: ignore[type-var]
        ("record", replace(FACTS["record"], present=()), "出席"),  # type: ignore[type-var]
        ("minutes", replace(FACTS["minutes"], present=()), "出席"),  # type: ignore[type-var]
        ("outcome", replace(FACTS["outcome"], where=""), "地点"),  # type: ignore[type-var]
    ],
)
def test_what_the_record_has_nothing_for_is_printed_as_to_be_filled_in(
    kind: str, told_: object, label: str, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    made = paper(kind, told_)
    file.write_bytes(pdf([made]))
    assert (missing(made), re.search(f"{label}：?{MISSING}", printed(file)) is not None) == (True, True)


def test_a_list_names_no_item_without_its_unit_and_day(tmp_path: Path) -> None:
    made = paper("responsibility", facts.Responsibility(PLACE, "停车", (ITEM, facts.Item("再装一盏灯"))))
    rows = [row for row in made.reading() if "再装一盏灯" in row]
    assert rows == ["2 | 再装一盏灯 |  | 待补 | 待补 | "]


def test_an_office_that_leaves_out_its_name_sees_it_on_the_paper() -> None:
    worded = wording("reply").changed({"signature": ""}, version="1")
    made = build("reply", FACTS["reply"], worded, Given(DAY, "新华社区复〔2026〕3号"))
    assert [each.names for each in made.blocks if isinstance(each, Signature)] == [(MISSING,)]


def test_a_line_left_free_for_a_hand_stays_free() -> None:
    made = paper("extension", FACTS["extension"])
    rows = [row for row in made.reading() if row.startswith(("审批意见", "审批人"))]
    assert rows == ["审批意见：", "审批人："]


@pytest.mark.parametrize(
    ("number", "text"), [(9, "九"), (10, "十"), (21, "二十一"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
    (115, "一百一十五"), (220, "二百二十")]
)  # fmt: skip
def test_topics_are_numbered_as_far_as_an_agenda_goes(number: int, text: str) -> None:
    assert in_chinese(number) == text


def test_a_day_of_a_made_paper_is_its_own() -> None:
    made = build("return", FACTS["return"], wording("return"), Given(date(2026, 3, 9)))
    assert day_text(date(2026, 3, 9)) in made.lines()
