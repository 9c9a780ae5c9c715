"""Tables of places and days as offices save them: titles, marks in headings, codes as numbers, other usual words."""

import codecs
from datetime import date

import pytest

from bandeng.core.places import read_days, read_wishes
from bandeng.core.refusal import Refusal

TITLE = "某自治县区划表"
HEAD = ["区划代码（必填）", "名 称*", "级别：", "上级代码"]
LONG = "云岭傣族·彝族自治县沙坪街道办事处"
ROWS = [
    ["６４ ０３ ０２", "云岭傣族·彝族自治县", "自治县", "6403.0"],
    ["640302001.0", LONG, "街道办事处", "640302"],
    ["640302001001", "河湾嘎查", "嘎 查", "640302001.0"],
]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_table_of_places_is_read_as_an_office_saves_it(sign: str, coding: str) -> None:
    text = "\r\n".join([TITLE, "", *(sign.join(row) for row in [HEAD, *ROWS])])
    found = [(row.row, row.code, row.name, row.level, row.parent) for row in read_wishes(text.encode(coding))]
    assert found == [
        (4, "640302", "云岭傣族·彝族自治县", "county", "6403"),
        (5, "640302001", LONG, "street", "640302"),
        (6, "640302001001", "河湾嘎查", "community", "640302001"),
    ]


@pytest.mark.parametrize("typed", ["6.40302E+11", "640302.5", "64030X", "六四"])
def test_a_code_that_is_not_plain_stays_as_typed(typed: str) -> None:
    assert read_wishes(f"代码,名称,级别\n{typed},某县,某级".encode())[0].code == typed


def test_a_level_we_do_not_know_stays_as_typed() -> None:
    assert read_wishes("代码,名称,级别\n640302,某县,某 级".encode())[0].level == "某 级"


def test_a_title_above_and_no_heading_is_told_so() -> None:
    with pytest.raises(Refusal) as no:
        read_wishes(f"{TITLE}\n640302,某县,县".encode())
    assert no.value.code == "unknown_columns"


@pytest.mark.parametrize("typed", ["2027-10-01", "2027年10月1日", "2027.10.1 00:00", "２０２７/10/1", "46661"])
def test_a_day_of_a_table_is_read_as_in_every_other_sheet(typed: str) -> None:
    text = f"2027年放假安排\n日期（必填）,类型,节日\n{typed},放假（全天）,国庆节"
    row = read_days(codecs.BOM_UTF8 + text.encode(), source="通知")[0]
    assert (row.day, row.kind, row.zh) == (date(2027, 10, 1), "rest", "国庆节")
