"""A sheet of earlier days as an office hands it in."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from bandeng.shell import sheets
from tests.practices.somebody import Somebody

HEAD = ["种类", "地点", "日期", "内容", "形式", "人数", "结果", "备注"]


def a_sheet(places: Sequence[str], activities: int, problems: int, first: date) -> list[list[str]]:
    """So many activities and problems solved, a day each, spread over these places."""
    return [
        *(["活动", places[n % len(places)], (first + timedelta(days=n)).isoformat(), f"第 {n + 1} 次协商", "村口协商",
           "15", ""] for n in range(activities)),
        *(["问题", places[n % len(places)], (first + timedelta(days=n)).isoformat(), f"第 {n + 1} 个问题", "", "",
           "办好了"] for n in range(problems)),
    ]  # fmt: skip


def handed_in(desk: Somebody, place: str, rows: Sequence[Sequence[str]]) -> None:
    """Given as a workbook on the page of earlier days."""
    desk.open("/desk/later/")
    body = sheets.as_xlsx("补录", HEAD, [list(each) for each in rows])
    desk.send(r"/desk/later/|^$", place=place, sheet=SimpleUploadedFile("补录.xlsx", body))
