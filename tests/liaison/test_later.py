"""Earlier days from one sheet: whole or not at all, never twice, and in no figure."""

import json
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bandeng.figures import keeping
from bandeng.figures.models import CountedRecord
from bandeng.liaison import actions
from bandeng.liaison.actions.later import Entered
from bandeng.liaison.models import PastRecord
from bandeng.records import rebuild
from bandeng.records.models import Entry
from bandeng.research import queries as research
from bandeng.research.models import Suggestion
from bandeng.shell import sheets, workbooks
from tests.liaison.town import County
from tests.makers import AT, day
from tests.matters.faces import browser_of, text_of
from tests.research.travelling import refused

pytestmark = pytest.mark.django_db
HEAD = ["种类", "地点", "日期", "内容", "形式", "人数", "结果", "备注"]
GOOD = [
    ["活动", "中庄村", "2026-03-05", "商量停车", "板凳会", "12", ""],
    ["活动", "640425200201", "2026/3/6", "商量修路", "", "", ""],
    ["问题", "中庄村", "2026年3月20日", "村口灯不亮", "", "", "换了新灯"],
    ["建议", "中庄村", "46086", "建一个停车棚", "居民", "", ""],
]
BAD = [
    (["歌会", "中庄村", "2026-03-05", "唱歌"], "row_kind"), (["活动", "无此村", "2026-03-05", "开会"], "row_place"),
    (["活动", "中庄村", "三月五日", "开会"], "row_day"), (["活动", "中庄村", "2026-11-23", "开会"], "row_not_past"),
    (["活动", "中庄村", "2027-01-05", "开会"], "row_not_past"), (["活动", "中庄村", "2026-03-05", ""], "row_text"),
    (["问题", "中庄村", "2026-03-05", "灯坏了"], "row_outcome"),
    (["活动", "中庄村", "2026-03-05", "开会", "", "许多"], "row_number"),
    (["建议", "中庄村", "2026-03-05", "建棚", "国王"], "row_speaker"),
    (["活动", "中庄村", "2026-03-05", "长" * 501], "row_too_long"),
    (["活动", "中庄村", "2026-03-05", "请打 13800138000"], "unmasked"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The day of the other tests; the second factor has tests of its own."""
    settings.DEMONSTRATION = True
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def enter(county: County, rows: list[list[str]], **more: Any) -> Entered:
    told: dict[str, Any] = {"place": county.county, "rows": rows, "actor": county.convener, "at": AT}
    return actions.enter_later(**told | more)


def test_a_sheet_is_one_entry_and_one_for_each_suggestion_and_the_same_sheet_adds_nothing() -> None:
    county = County()
    before = Entry.objects.count()
    assert (enter(county, [HEAD, *GOOD]), Entry.objects.count()) == (Entered(4, 0), before + 2)
    assert (enter(county, [HEAD, *GOOD]), Entry.objects.count()) == (Entered(0, 4), before + 2)
    assert list(PastRecord.objects.order_by("number").values_list("kind", "place", "on", "text", "people")) == [
        ("activity", "640425100201", day("2026-03-05"), "商量停车", 12),
        ("activity", "640425200201", day("2026-03-06"), "商量修路", None),
        ("problem", "640425100201", day("2026-03-20"), "村口灯不亮", None),
    ]
    suggestion = Suggestion.objects.get()
    assert (suggestion.later, suggestion.said_on, suggestion.said_by) == (True, day("2026-03-05"), "resident")
    found = rebuild.check()
    assert (found.different, found.entries) == ((), Entry.objects.count())


def test_a_sheet_made_in_an_office_has_a_title_marks_in_its_heading_and_a_sum_and_is_taken() -> None:
    county = County()
    head = ["种 类（必填）", *HEAD[1:]]
    rows = [
        ["2026年协商活动补录表"], [], head,
        ["活动", "中庄村", "2026.3.5 09:30", "商量停车", "板凳会", "１，２00人", ""],
        ["合计", "", "", "", "", "1200", ""],
    ]  # fmt: skip
    assert enter(county, rows) == Entered(1, 0)
    assert list(PastRecord.objects.values_list("on", "text", "people")) == [(day("2026-03-05"), "商量停车", 1200)]


def test_a_sum_that_tells_a_day_or_words_and_a_number_that_is_about_come_back() -> None:
    county = County()
    refused("sheet_not_whole", lambda: enter(county, [HEAD, ["合计", "中庄村", "2026-03-05", "开会"]]))
    refused("sheet_not_whole", lambda: enter(county, [HEAD, ["活动", "中庄村", "2026-03-05", "开会", "", "约30"]]))
    assert not PastRecord.objects.exists()


def test_more_rows_in_the_same_sheet_add_only_those() -> None:
    county = County()
    enter(county, GOOD[:2])
    assert (enter(county, GOOD), PastRecord.objects.count(), Suggestion.objects.count()) == (Entered(2, 2), 3, 1)


@pytest.mark.parametrize(("row", "code"), BAD, ids=[f"{n}-{code}" for n, (_, code) in enumerate(BAD)])
def test_one_bad_row_and_nothing_is_entered(row: list[str], code: str) -> None:
    from bandeng.liaison.queries.later import read_rows

    county = County()
    before = Entry.objects.count()
    refused("sheet_not_whole", lambda: enter(county, [HEAD, *GOOD, row]))
    read = read_rows([HEAD, *GOOD, row], county.county, day("2026-11-23"))
    assert [each.wrong.code if each.wrong else "" for each in read] == ["", "", "", "", code]
    assert (PastRecord.objects.count(), Suggestion.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_the_same_row_twice_in_a_sheet_has_to_say_how_they_differ() -> None:
    no = refused("sheet_not_whole", lambda: enter(County(), [GOOD[0], GOOD[0]]))
    assert no.details["count"] == 1


def test_who_may_not_and_what_is_too_much_or_nothing() -> None:
    county = County()
    refused("not_your_turn", lambda: enter(county, GOOD, actor=county.supervisor))
    refused("sheet_empty", lambda: enter(county, [HEAD, ["", " "]]))
    rows = [["活动", "", "2026-03-05", f"第 {n} 场"] for n in range(501)]
    refused("too_many_rows", lambda: enter(county, rows))


def test_no_figure_and_no_share_of_dates_counts_what_was_entered_later() -> None:
    county = County()
    keeping.recount()
    kept = list(CountedRecord.objects.values_list("figure", "verdict", "day"))
    enter(county, GOOD)
    keeping.recount()
    assert list(CountedRecord.objects.values_list("figure", "verdict", "day")) == kept
    counts = research.counts([county.county.path], day("2026-11-23"))
    assert (counts.total, counts.due, counts.in_time) == (1, 0, 0)


def test_the_database_keeps_a_record_once_and_a_problem_with_its_end() -> None:
    county = County()
    enter(county, GOOD)
    problem = PastRecord.objects.get(kind="problem")
    for change in ({"outcome": ""}, {"kind": "feast"}, {"digest": PastRecord.objects.exclude(pk=problem.pk)[0].digest}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PastRecord.objects.filter(pk=problem.pk).update(**change)


def sent(client: Any, rows: list[list[str]], kind: str, head: list[str] = HEAD) -> Any:
    body = sheets.as_csv(head, rows) if kind == "csv" else sheets.as_xlsx("早些时候", head, rows)
    file = SimpleUploadedFile(f"sheet.{kind}", body)
    return client.post("/desk/later/", {"once": "1", "place": "640425", "sheet": file})


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_sheet_with_bad_rows_comes_back_with_remarks_and_mended_it_is_taken(kind: str) -> None:
    county = County()
    client = browser_of(county.convener)
    bad = BAD[6][0]
    answer = sent(client, [*GOOD, bad], kind)
    page = text_of(answer)
    carried = re.search(r'name="carried" value="([^"]*)"', page)
    assert (answer.status_code, PastRecord.objects.count(), bool(carried)) == (422, 0, True)
    assert "灯坏了" in page
    told = answer.context["carried"]
    back = client.post("/desk/later/remarks/", {"carried": told, "place": "640425", "as": kind})
    rows = [[*row, *[""] * 8][:8] for row in workbooks.rows_of(back.content)]
    assert [row[:7] for row in rows[1:5]] == GOOD
    remarks = [row[7] for row in rows[1:]]
    assert (remarks[:4], remarks[4] != "") == (["", "", "", ""], True)
    rows[5][6] = "换了新灯"
    done = sent(client, [row[:7] for row in rows[1:]], kind)
    assert (done.status_code, PastRecord.objects.count(), Suggestion.objects.count()) == (302, 4, 1)


OWN = [
    ["2026年活动登记表"],
    ["序号", "活动时间", "所属乡镇", "村", "类别（必填）", "活动内容", "参加人数", "经办人电话"],
    ["1", "2026.3.5", "白阳镇", "中庄村", "活动", "商量停车", "12人", "见台账"],
    ["2", "2026.3.6", "白阳镇", "中庄村", "活动", "商量修路", "=SUM(G3:G3)", ""],
    ["合计", "", "", "", "", "", "24", ""],
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_sheet_with_columns_of_its_own_is_read_by_its_heading_and_comes_back_as_it_was(kind: str) -> None:
    county = County()
    client = browser_of(county.convener)
    answer = sent(client, OWN[1:], kind, head=OWN[0])
    assert (answer.status_code, PastRecord.objects.count()) == (422, 0)
    assert [(row.number, row.wrong.code) for row, _why in answer.context["wrong"]] == [(4, "row_formula")]
    told = {"carried": answer.context["carried"], "place": "640425", "as": kind}
    back = [[*row, *[""] * 9][:9] for row in workbooks.rows_of(client.post("/desk/later/remarks/", told).content)]
    assert [row[:8] for row in back] == [[*row, *[""] * 8][:8] for row in OWN]
    assert [row[8] != "" for row in back] == [False, True, False, True, False]
    back[3][6] = "12"
    done = sent(client, back[1:], kind, head=back[0])
    assert (done.status_code, sorted(PastRecord.objects.values_list("people", "place__name"))) == (
        302, [(12, "中庄村")] * 2,
    )  # fmt: skip


def test_a_formula_without_its_result_is_no_empty_cell() -> None:
    cell = '<c r="A1" t="n"><f>B1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c>'
    assert workbooks.rows_of(zipped(f'<worksheet {SPACE}><row r="1">{cell}</row></worksheet>'.encode())) == [
        ["=B1+1", "2"]
    ]


def test_what_stands_beyond_the_columns_is_kept_on_the_way_back() -> None:
    county = County()
    client = browser_of(county.convener)
    row = ["歌会", "中庄村", "2026-03-05", "唱歌", "", "", ""]
    for head in (HEAD, [*GOOD[0]]):
        answer = sent(client, [[*row, "", "自己的话"]], "csv", head=head)
        told = {"carried": answer.context["carried"], "place": "640425", "as": "csv"}
        back = workbooks.rows_of(client.post("/desk/later/remarks/", told).content)
        assert "自己的话" in back[-1]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_can_be_sent_as_it_is_in_either_language(kind: str) -> None:
    county = County()
    for language in ("zh-hans", "en"):
        client = browser_of(county.convener, language)
        body = client.get(f"/desk/later/template.{kind}").content
        file = SimpleUploadedFile(f"t.{kind}", body)
        answer = client.post("/desk/later/", {"once": "1", "place": "640425", "sheet": file})
        assert answer.status_code == 302, text_of(answer)


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04 no book", b"\xff\xfe\x00\x01", b"", b"a,b\x00c", json.dumps({}).encode() * 1_500_000],
    ids=["broken", "bytes", "empty", "nul", "large"],
)
def test_a_file_that_is_no_sheet_is_told_so(body: bytes) -> None:
    county = County()
    file = SimpleUploadedFile("sheet.xlsx", body)
    answer = browser_of(county.convener).post("/desk/later/", {"once": "1", "place": "640425", "sheet": file})
    assert (answer.status_code, PastRecord.objects.count()) == (422, 0)


def zipped(sheet: bytes) -> bytes:
    """A workbook with this first sheet."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
PLAIN = zipped(f"<worksheet {SPACE}>{'<row/>' * 50}</worksheet>".encode())


@pytest.mark.parametrize(
    "body",
    [
        zipped(f'<?xml version="1.0"?>{DOCTYPE}'.encode()),
        zipped(f'<?xml version="1.0" encoding="utf-16"?>{DOCTYPE}'.encode("utf-16")),
        zipped(f'<worksheet {SPACE}><row r="1048576"><c r="XFD1048576"/></row></worksheet>'.encode()),
        zipped(f'<worksheet {SPACE}><row r="1"><c t="s"><v>7</v></c></row></worksheet>'.encode()),
        PLAIN[:70] + bytes(20) + PLAIN[90:],
        PLAIN[:-40],
    ],
    ids=["document-type", "hidden-document-type", "far-away-cell", "word-that-is-not-there", "damaged", "cut-off"],
)
def test_a_hostile_or_broken_workbook_is_told_so_and_stops_nothing(body: bytes) -> None:
    county = County()
    with pytest.raises(workbooks.Unreadable):
        workbooks.rows_of(body)
    file = SimpleUploadedFile("sheet.xlsx", body)
    answer = browser_of(county.convener).post("/desk/later/", {"once": "1", "place": "640425", "sheet": file})
    assert (answer.status_code, PastRecord.objects.count()) == (422, 0)
