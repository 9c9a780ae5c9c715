"""Codes of places, and a table checked row by row before anything is taken in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.core.places import (
    Known,
    Plan,
    Wish,
    as_lines,
    chain_of,
    check_accent,
    check_words,
    common_chain,
    level_of,
    make_plan,
    official,
    parent_code,
    path_of,
    read_day_lines,
    read_days,
    read_wishes,
    shelf_places,
    tidy,
)
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import shelf_tables

XINHUA = "640302107001"
COMMUNITIES = st.builds(
    "{}{:02d}{:02d}{:03d}{:03d}".format,
    st.sampled_from(["11", "21", "41", "64"]), st.integers(1, 99), st.integers(1, 99), st.integers(1, 599),
    st.integers(1, 399),
)  # fmt: skip
PARTS = st.lists(st.integers(1, 99), max_size=4).map(lambda parts: "".join(f".{part:02d}" for part in parts))


def plan(text: str | bytes, *known: Known) -> Plan:
    data = text.encode() if isinstance(text, str) else text
    return make_plan(read_wishes(data), known={place.code: place for place in known}, shelf=shelf_places())


def problems(text: str | bytes, *known: Known) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in plan(text, *known).problems]


def codes(found: Plan) -> list[str]:
    assert found.problems == ()
    return [row.code for row in found.all_rows]


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("640425", "640425"),
        ("640425000000", "640425"),
        (" 640425\t", "640425"),
        ("６４０４２５", "640425"),
        ('="640302107001"', XINHUA),
        ("640400", "6404"),
        ("640000000000", "64"),
        ("640302107000", "640302107"),
        ("640302107001.a1", "640302107001.A1"),
        ("not a code", "NOT A CODE"),
    ],
)
def test_every_way_of_writing_a_code_is_brought_to_one(written: str, short: str) -> None:
    assert tidy(written) == short


@given(COMMUNITIES, PARTS)
def test_the_path_of_a_place_begins_with_that_of_every_place_above_it(community: str, parts: str) -> None:
    code: str | None = official(community + parts)
    whole = path_of(community + parts)
    above: list[str] = []
    while code:
        assert whole.startswith(path_of(code))
        above.insert(0, code)
        code = parent_code(code)
    assert whole == "/" + "".join(f"{one}/" for one in above)


@given(COMMUNITIES)
def test_official_codes_say_their_level_and_tidying_changes_nothing_more(community: str) -> None:
    found = [level_of(one) for one in path_of(community).strip("/").split("/")]
    assert found == ["province", "city", "county", "street", "community"]
    assert tidy(tidy(community)) == tidy(community) == community


@given(st.lists(COMMUNITIES, min_size=1, max_size=5))
def test_an_act_on_many_places_is_recorded_above_all_of_them(some: list[str]) -> None:
    chain = common_chain(some)
    assert chain == "site" or all(one.startswith(chain) for one in some)
    assert common_chain([f"{some[0]}.01", f"{some[0]}.02.01"]) == chain_of(some[0])


@pytest.mark.parametrize("code", ["", "6", "990101", "64030", "640302107001.", "640302107001.甲", "640302107001/02"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(Refusal, match="bad_place"):
        official(code)


@pytest.mark.parametrize("code", ["640302600", "640302107700", "640302999001"])
def test_a_number_outside_the_standards_ranges_is_refused(code: str) -> None:
    with pytest.raises(Refusal, match="wrong_range"):
        official(code)


def test_a_street_below_a_city_without_counties_belongs_to_the_city() -> None:
    assert (parent_code("441900003"), path_of("441900003")) == ("4419", "/44/4419/441900003/")


def test_the_shelf_has_all_provinces_and_the_whole_of_ningxia_to_the_county() -> None:
    shelf = shelf_places()
    counties = [code for code in shelf if code.startswith("64") and len(code) == 6]
    assert (len([code for code in shelf if len(code) == 2]), len(counties)) == (34, 22)
    assert shelf["640425"] == Known(
        code="640425", name="彭阳县", level="county", path="/64/6404/640425/", parent="6404"
    )
    assert [shelf[code].name for code in ("640302107", "640106005", "640202002", "411702104", "210211")] == [
        "胜利镇", "上海西路街道", "朝阳街道", "蚁蜂镇", "甘井子区",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "代码,名称,上级名称\n640425,彭阳县,原州市\n",
        "代码,名称\n640425,原州市彭阳县\n",
        "code,name,parent\n640425,彭阳县,640700\n",
    ],
    ids=["in its own column", "before the name", "by code"],
)
def test_the_city_that_does_not_exist_is_refused_and_the_right_one_offered(text: str) -> None:
    found = plan(text)
    assert [problem.code for problem in found.problems] == ["wrong_parent"]
    offered = dict(found.problems[0].details)
    assert (offered["place"], offered["name"], offered["parent"], offered["parent_name"]) == (
        "640425", "彭阳县", "640400", "固原市",
    )  # fmt: skip


@pytest.mark.parametrize("above", ["固原市", "宁夏回族自治区固原市", "宁夏回族自治区 固原市", ""])
def test_the_right_parent_is_taken_however_it_is_named(above: str) -> None:
    assert codes(plan(f"代码,名称,上级名称\n640425000000,彭阳县,{above}\n")) == ["64", "6404", "640425"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_as_any_spreadsheet_saves_it(encoding: str, mark: str) -> None:
    text = mark.join(["代码", "名称"]) + "\r\n" + mark.join(["640302", "利通区"]) + "\r\n"
    assert codes(plan(text.encode(encoding))) == ["64", "6403", "640302"]


def test_a_whole_community_in_one_table_with_codes_made_by_us() -> None:
    text = (
        "code,name,level,parent,parent_name\n"
        f"{XINHUA},新华社区,,,胜利镇\n,家和万事小区,小区,{XINHUA},\n,1 号楼,楼,,家和万事小区\n,1 单元,单元,,1 号楼\n"
        f"{XINHUA}.02,碧水蓝天小区,compound,,\n"
    )
    assert codes(plan(text)) == [
        "64", "6403", "640302", "640302107", XINHUA, f"{XINHUA}.03", f"{XINHUA}.02", f"{XINHUA}.03.01",
        f"{XINHUA}.03.01.01",
    ]  # fmt: skip


def test_every_problem_of_every_row_is_told_at_once() -> None:
    stands = Known(code="6405", name="中卫市", level="city", path="/64/6405/", parent="64")
    text = (
        "代码,名称,级别,上级代码,上级名称,户数,产权,启用日期\n"
        "6.40302E+11,甲,,,,,,\n"  # 2
        "640302999,乙,,,,,,\n"  # 3
        "990000,丙,,,,,,\n"  # 4
        "640302,,,,,,,\n"  # 5
        "640303,=cmd,,,,,,\n"  # 6
        "640323,盐池\u200b县,,,,,,\n"  # 7
        "640324,同心县,市,,,,,\n"  # 8
        "640324,同心县,,,,,,\n"  # 9
        "640500,中卫市,,,,,,\n"  # 10
        "640502,沙坡头,,,,,,\n"  # 11
        f"640521,{'长' * 61},,,,,,\n"  # 12
        "640522,海原县,,,,many,castle,soon\n"  # 13
        "530102001,某街道,,,,,,\n"  # 14
        ",小区,小区,,无处,,,\n"  # 15
    )
    assert problems(text, stands) == [
        (2, "code", "mangled"), (3, "code", "wrong_range"), (4, "code", "bad_place"), (5, "name", "no_name"),
        (6, "name", "formula"), (7, "name", "control"), (8, "level", "wrong_level"), (9, "code", "twice"),
        (10, "code", "taken"), (11, "name", "other_name"), (12, "name", "too_long"), (13, "tenure", "unknown_tenure"),
        (13, "households", "not_a_number"), (13, "valid_from", "not_a_date"), (14, "code", "unknown_parent"),
        (15, "parent", "which_parent"),
    ]  # fmt: skip


def test_a_row_below_a_wrong_one_is_not_blamed_for_it() -> None:
    assert problems("代码,名称\n5301,\n530102,五华区\n") == [(2, "name", "no_name")]


def test_a_place_stands_below_a_larger_one() -> None:
    text = f"code,name,level\n{XINHUA},甲,\n{XINHUA}.01,一号楼,building\n{XINHUA}.01.01,小区,compound\n"
    assert problems(text) == [(4, "level", "parent_level")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"code,name\n64\0,x\n", "not_text"),
        (b"PK\x03\x04\x14", "spreadsheet_file"),
        (b"\xd0\xcf\x11\xe0\xa1", "spreadsheet_file"),
        (b"x" * (8 * 1024 * 1024 + 1), "table_too_large"),
        (b"code,name\n64," + b"x" * 3_000, "huge_cell"),
        (b'code,name\n64,"' + b"x" * 200_000, "huge_cell"),
        (b"code,name\n\n,\n", "no_rows"),
        (b"nothing,known\n1,2\n", "unknown_columns"),
        (b"code,name\n" + b"64,x\n" * 50_001, "too_many_rows"),
        (b"\xff\xfe\x00", "not_text"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_wishes(data)


@given(st.binary(max_size=400))
def test_no_file_whatever_breaks_the_reader(data: bytes) -> None:
    try:
        found = plan(data)
    except Refusal:
        return
    assert found.rows or found.problems


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_cell_whatever_breaks_the_plan(code: str, name: str) -> None:
    wish = Wish(row=2, code=code, name=name, level="unit", parent=XINHUA)
    found = make_plan([wish], known={}, shelf=shelf_places())
    assert len(found.rows) + bool(found.problems) == 1


def test_a_years_table_written_as_lines_is_read_back_the_same() -> None:
    for table in shelf_tables():
        rows = tuple(sorted(table.rows, key=lambda row: row.day))
        assert read_day_lines(as_lines(rows), source=rows[0].source) == rows
        head = "date,kind,name,english\n"
        assert read_days((head + as_lines(rows)).encode(), source=rows[0].source) == rows


@pytest.mark.parametrize(
    ("text", "told"),
    [("2027-01-01,rest\nsoon,rest", ("bad_day", 2)), ("日期,类型\n2027-01-01,maybe", ("bad_kind", 2))],
)
def test_a_line_that_is_no_day_is_named_by_its_row(text: str, told: tuple[str, int]) -> None:
    with pytest.raises(Refusal) as no:
        read_day_lines(text, source="")
    assert (no.value.code, no.value.details["row"]) == told


@pytest.mark.parametrize("day", ["2026-10-1", "2026/10/01", "2026年10月1日", "2026.10.01"])
def test_a_day_is_read_as_people_write_it(day: str) -> None:
    assert [row.day.isoformat() for row in read_day_lines(f"{day},休", source="")] == ["2026-10-01"]


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("name", "甲\n乙", "control"),
        ("name", "\u202e甲", "control"),
        ("name", "长" * 61, "too_long"),
        ("short", "+1", "formula"),
    ],
)
def test_a_text_that_could_not_be_shown_honestly_is_refused(field: str, text: str, why: str) -> None:
    with pytest.raises(Refusal) as no:
        check_words(field, text)
    assert no.value.details["why"] == why


def test_an_accent_is_a_colour_on_which_white_can_be_read() -> None:
    check_accent("")
    check_accent("#54341f")
    for colour, code in (("54341f", "bad_accent"), ("#FFF000", "bad_accent"), ("#f0f0f0", "weak_accent")):
        with pytest.raises(Refusal, match=code):
            check_accent(colour)
