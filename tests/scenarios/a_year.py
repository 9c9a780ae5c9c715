"""A county's year as it stood on paper, for the scenario and for the journey: the newspaper's 136 and 133."""

from collections.abc import Sequence
from datetime import date, timedelta

ACTIVITIES, SOLVED = 136, 133
HEAD = ["种类", "地点", "日期", "内容", "形式", "人数", "结果", "备注"]


def rows(towns: Sequence[str], activities: int, solved: int) -> list[list[str]]:
    """Activities and solved problems of 2026, spread in turn over some townships."""
    first = date(2026, 1, 12)

    def where_and_when(n: int) -> tuple[str, str]:
        return towns[n % len(towns)], (first + timedelta(days=n)).isoformat()

    acts = [["活动", *where_and_when(n), f"第 {n + 1} 次协商", "庭院协商", "15", ""] for n in range(activities)]
    problems = [["问题", *where_and_when(n), f"第 {n + 1} 个问题", "", "", "办好了"] for n in range(solved)]
    return [*acts, *problems]


def spoilt(told: Sequence[Sequence[str]]) -> list[list[str]]:
    """The same sheet as somebody in a hurry types it: a place nobody knows, a day that is none, no outcome."""
    found = [list(row) for row in told]
    found[1][1] = "没有的乡"
    found[2][2] = "2026-02-30"
    found[-1][6] = ""
    return found


BAD = 3
"""How many rows of a spoilt sheet cannot be taken."""
