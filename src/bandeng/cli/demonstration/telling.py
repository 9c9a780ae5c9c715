"""What `bandeng demo` prints: who to sign in as, in both languages."""

import unicodedata
from datetime import datetime

from bandeng.cli.demonstration import guests, people
from bandeng.cli.demonstration.stage import receipt_code

RECEIPTS = (
    ("lobby", "大厅停车，正在议", "lobby, being talked over"),
    ("board", "公告栏，已答复，等您评价", "notice board, answered, waiting to be rated"),
    ("bins", "垃圾清运，评价“没解决”后重办", "waste, rated not solved and opened again"),
)


def told(now: datetime, address: str) -> str:
    """The accounts, the building head's card, and a few receipts."""
    card = ("楼长 王师傅的卡：自设六位数字，一次有效", "the building head's card: choose six digits; works once")
    lines = ["", "人名、电话、事项都是编的。 Names, telephone numbers and matters are invented.", ""]
    lines += [f"登录 Sign in:   {address}/account/login/", f"口令 Password:  {people.PASSWORD}", ""]
    roles = (*people.known(), *guests.PENGYANG_ROLES, *guests.ROLES)
    lines += [f"  {role.key + '.example':<30}{_wide(role.told[0])}{role.told[1]}" for role in roles]
    lines += ["", *_link(f"{address}/card/{people.card(now)}/", card)]
    for key, zh, en in RECEIPTS:
        lines += _link(f"{address}/r/{receipt_code(key)}/", (f"回执：{zh}", f"receipt: {en}"))
    return "\n".join([*lines, ""])


def _link(address: str, words: tuple[str, str]) -> list[str]:
    return [f"  {address}", f"      {words[0]} ({words[1]})"]


def _wide(text: str) -> str:
    return text + " " * max(2, 26 - _width(text))


def _width(text: str) -> int:
    """How many columns a terminal gives it: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
