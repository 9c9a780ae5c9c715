"""What `bandeng demo` prints: who to sign in as, in both languages."""

import unicodedata
from datetime import datetime

from bandeng.cli.demonstration import people
from bandeng.cli.demonstration.stage import receipt_code

RECEIPTS = (
    ("lobby", "大厅停车，正在议", "lobby, being talked over"),
    ("board", "公告栏，已答复，等您评价", "notice board, answered, waiting to be rated"),
    ("bins", "垃圾清运，评价“没解决”后重办", "waste, rated not solved and opened again"),
)


def told(now: datetime) -> str:
    """The accounts, the building head's card, and a few receipts; addresses begin after the site's own."""
    lines = ["", "演示数据：人名、电话、事项都是编的。 / Invented people, telephone numbers and matters.", ""]
    lines += ["登录 / Sign in: /account/login/", f"口令 / Password: {people.PASSWORD}", ""]
    lines += [_row(f"{role.key}.example", role.told) for role in people.known()]
    lines += ["", _row(f"/card/{people.card(now)}/", ("楼长的卡：自设六位数字，一次有效", "the building head's card, works once"))]
    lines += [_row(f"/r/{receipt_code(key)}/", (f"回执：{zh}", f"receipt: {en}")) for key, zh, en in RECEIPTS]
    return "\n".join([*lines, ""])


def _row(first: str, words: tuple[str, str]) -> str:
    zh, en = words
    return f"  {first:<34}{zh}{' ' * max(2, 34 - _width(zh))}{en}"


def _width(text: str) -> int:
    """How many columns a terminal gives it: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
