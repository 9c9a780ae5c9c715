"""Matters of Xinhua whose clocks show every lamp: late, very late, with more time, sent back for rework."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.commitments.models import WorkItem


def _assigned(
    bench: Bench,
    key: str,
    below: str,
    category: str,
    words: str,
    title: str,
    finding: str,
    task: str,
    *,
    start: int,
    claim: int,
    days: int,
    unit: str = "huaiyin",
) -> Story:
    """Raised `start` working days ago, taken on `claim` working days ago for so many days."""
    yield bench.back(start, "11:00")
    matter = bench.raised(key, below, category, words)
    yield bench.back(start, "16:00")
    bench.accepted(matter, title, f"居民反映：{title}。")
    bench.verified(matter, finding, by="staff", financial="yes")
    yield bench.back(claim, "10:00")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    bench.claimed(matter, task, unit, days)


def _item(bench: Bench, key: str) -> WorkItem:
    return WorkItem.objects.get(matter=bench.raising(key).matter)


def entry_door(bench: Bench) -> Story:
    """Three working days late; the supervisor pressed for it, and the unit answered."""
    yield from _assigned(
        bench,
        "entry",
        "01.02.02",
        "entry_control",
        "单元门禁坏了，谁都能进。",
        "2号楼2单元门禁损坏",
        "门禁主机不通电。",
        "修复单元门禁",
        start=17,
        claim=13,
        days=10,
    )
    yield bench.back(2, "10:00")
    item = _item(bench, "entry")
    order = items.issue_order(
        matter=item.matter,
        item=item,
        level="order",
        reason="门禁坏了两周，居民不放心，请说明进度。",
        actor=bench.who("supervisor@litong"),
        at=bench.at,
    )
    yield bench.back(1, "15:00")
    items.answer_order(
        order=order, text="主机已到货，后天上午更换，更换前由夜班保安值守。", actor=bench.who("property"), at=bench.at
    )


def benches(bench: Bench) -> Story:
    """More than five working days late: it climbs by itself until it is listed, and further."""
    yield from _assigned(
        bench,
        "seats",
        "01",
        "seats",
        "树下的长椅断了一头，老人没处坐。",
        "树下长椅断裂",
        "长椅一侧支腿断裂，已贴警示。",
        "修好或更换长椅",
        start=30,
        claim=27,
        days=15,
    )


def railing(bench: Bench) -> Story:
    """A later date was granted."""
    yield from _assigned(
        bench,
        "railing",
        "01.04.01",
        "damage",
        "楼梯扶手晃得厉害。",
        "4号楼1单元楼梯扶手松动",
        "三层至四层扶手焊点开裂。",
        "加固楼梯扶手",
        start=14,
        claim=12,
        days=9,
    )
    yield bench.back(6, "10:00")
    items.ask_extension(
        item=_item(bench, "railing"),
        to_on=bench.ahead(6),
        reason="焊工下周才能到，已先用卡箍固定，能保证安全。",
        actor=bench.who("property"),
        at=bench.at,
    )
    yield bench.back(5, "10:00")
    asked = _item(bench, "railing").extensions.get()
    items.decide_extension(
        extension=asked, granted=True, reason="已先固定，同意延期一次。", actor=bench.who("oversight"), at=bench.at
    )


def drains(bench: Bench) -> Story:
    """Asks for more time; the secretary has to decide."""
    yield from _assigned(
        bench,
        "drain",
        "02.02",
        "damage",
        "下水井盖响，车一过咣当一声。",
        "渠畔小区井盖松动响声大",
        "两处井盖不平。",
        "垫平两处井盖",
        start=9,
        claim=7,
        days=9,
    )
    yield bench.back(1, "14:00")
    items.ask_extension(
        item=_item(bench, "drain"),
        to_on=bench.ahead(7),
        reason="新井盖缺货，供货商答复五天后到。",
        actor=bench.who("property"),
        at=bench.at,
    )


def doorbell(bench: Bench) -> Story:
    """Reported done, and sent back: not true yet."""
    yield from _assigned(
        bench,
        "bell",
        "01.03.02",
        "damage",
        "三号楼二单元的门铃按了没声音。",
        "3号楼2单元门铃不响",
        "两户门铃不响。",
        "修好两户门铃",
        start=11,
        claim=10,
        days=14,
    )
    yield bench.back(4)
    bench.done(_item(bench, "bell"), "门铃已修。", ["lamp-after"], by="property")
    yield bench.back(3)
    bench.checked(_item(bench, "bell"), "一户响了，另一户还是不响。", solved=False, by="head")


STORIES = (entry_door, benches, railing, drains, doorbell)
