"""Xinhua's five steps: the year's pool gone through on the spot, claimed with dates, done, looked at, answered, rated.

The page names the four troubles, the three parties and the five steps; what each step needs and all days are assumed.
"""

from collections.abc import Callable
from typing import Any

from tests.practices.council import Council
from tests.practices.handling import Community
from tests.practices.somebody import Clock, Somebody

TROUBLES = (
    ("大厅停车", "楼栋大厅停满自行车，走不过去。", "清理大厅并划线"),
    ("绿道破损", "小区绿化道的地面破了。", "修补绿道地面"),
    ("门口硬化", "单元门口是土地，一下雨全是泥。", "硬化单元门口"),
    ("人车分流", "小区大门人和车挤在一起。", "大门人车分道"),
)
TOO_MUCH = ("空中花园", "想在楼顶修一个空中花园。")


def series(secretary: Somebody) -> None:
    secretary.open("/desk/meetings/series/")
    secretary.send(r"/series/|^$", name="我的小区我做主", form="residents_council", about="年初把问题过一遍。")


def gone_through(town: Community, council: Council) -> None:
    """Four are adopted and taken on with a date; the fifth is explained. The order is the pool's own."""
    for _ in range(len(TROUBLES) + 1):
        council.at_desk()
        council.desk.follow(r"/item/[^/]+/decide/")
        page = council.desk.says
        told = next((each for each in TROUBLES if each[0] in page), None)
        typed: dict[str, Any] = {
            "decided": "adopt", "opinion": "三方商量，一起办。", "work_title": told[2], "due_on": "2026-12-11",
            "organisation": str(town.firm.pk),
        } if told else {
            "decided": "explain", "reason_code": "no_money", "reason": "楼顶承重不够，也没有这笔钱。",
            "next_channel": "区住建局",
        }  # fmt: skip
        council.desk.send(r"/decide/", **typed)


def test_the_years_pool_is_gone_through_in_five_steps_and_every_raiser_hears(
    clock: Clock, ends_well: Callable[[], None]
) -> None:
    town = Community(clock)
    # 1 Find the problem: each at a door, without an account; accepted, and somebody went to see.
    receipts = [town.raise_at_the_door(words, ".01.02") for _, words, _ in TROUBLES]
    receipts.append(town.raise_at_the_door(TOO_MUCH[1], ".01.02"))
    titles = [(title, words) for title, words, _ in TROUBLES] + [TOO_MUCH]
    matters = []
    for _ in titles:
        town.staff.open("/desk/")
        town.staff.follow(r"/m/[^/]+/accept/")
        title, words = next(each for each in titles if each[1] in town.staff.says)
        matters.append(town.take_in(title, words, "去看过，属实。"))
    # 2 Talk it over: one meeting of the three parties, called in time from the pool.
    series(town.secretary)
    council = Council(town.secretary)
    council.call(
        "residents_council", "我的小区我做主", chair="社区书记", recorder="社区干事", on="2026-11-27",
        matters=matters, series="我的小区我做主",
        people={"社区书记": "community", "物业经理": "property"}, names={"residents": "王大妈\n李师傅\n赵老师"},
    )  # fmt: skip
    town.later(days=4, hours=5)
    council.begin()
    # 3 Settle who is responsible: claimed on the spot, with a day.
    gone_through(town, council)
    assert "5 / 5" in council.at_desk()
    council.end()
    council.tell_tonight()
    town.secretary.open("/desk/sort/end/")
    sheet = town.secretary.follow(r"/desk/sort/end/print/")
    assert [title for title, _, _ in TROUBLES if title not in sheet] == []
    council.minute()
    # 4 See that it is done: the property company does, the oversight committee looks.
    town.later(days=6)
    for _ in TROUBLES:
        town.officer.open("/desk/items/")
        item = town.officer.links(r"^/items/[^/]+/$")[0]
        town.done(item, "做好了。", "完工单")
        town.checked(item, "去看过，好了。")
    # 5 Reply: everybody gets the last word, and says whether it is true.
    for matter, (title, _, _) in zip(matters, TROUBLES, strict=False):
        town.replied(matter, f"{title}：按会上说的办好了，欢迎来看。")
    said = [town.rated(receipt) for receipt in receipts]
    assert [each for each in said if "Are you satisfied? yes" not in each] == []
    assert "final" in council.sign(town.secretary, town.staff).lower()
    ends_well()
