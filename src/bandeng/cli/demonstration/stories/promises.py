"""A promise in front of people: five things within ten working days; its scorecard, and what the unit says itself."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.commitments.models import Commitment, Extension, WorkItem
from bandeng.matters.models import Matter

DONE = ("清走楼道杂物", "补齐灭火器", "修好单元门")
LONGER, IN_PART = "补装应急灯", "电动车进电梯报警"


def corridor(bench: Bench) -> Story:
    """Three done and ticked by others, one with a later date, one in part: its day is over. Then one that waits."""
    yield bench.back(26, "10:00")
    matter = bench.raised("corridor", "02.02", "fire_safety", "楼道堆东西，灭火器空了，电动车还推进电梯。")
    yield bench.back(25, "10:00")
    bench.accepted(matter, "2号楼消防隐患五项", "楼道杂物、灭火器、应急灯、单元门、电动车进电梯，共五项。")
    bench.verified(matter, "五项都属实。", by="staff", financial="yes")
    yield bench.back(23, "15:00")
    _promised(bench, matter)
    yield bench.back(22, "09:00")
    items.confirm_promise(promise=_promise(matter), actor=bench.who("property"), at=bench.at)
    yield from _kept_in_part(bench, matter)
    yield bench.back(2, "16:00")
    _noted(bench, matter, [_item(matter, LONGER), _item(matter, IN_PART)], "剩下两项八个工作日内办成", days=8)


def _promised(bench: Bench, matter: Matter) -> None:
    bench.sorted(matter, "assign", guards=["existing_duty"])
    secretary, officer = bench.who("secretary"), bench.who("property")
    titles = (*DONE, LONGER, IN_PART)
    found = [items.set_item(matter=matter, title=title, actor=secretary, at=bench.at) for title in titles]
    firm = bench.stage.cast.firms["huaiyin"]
    for item in found:
        items.claim(item=item, organisation=firm, days=10, actor=officer, at=bench.at)
    _noted(bench, matter, found, "五项消防隐患十个工作日内全部整改", days=10)


def _noted(bench: Bench, matter: Matter, found: list[WorkItem], text: str, *, days: int) -> None:
    items.make_promise(
        place=matter.place, items=found, organisation=bench.stage.cast.firms["huaiyin"],
        officer=bench.who("property").person, text=text, to_whom="到场的居民", days=days, unit="working", spoken=True,
        occasion="2号楼楼下的板凳会", witnesses="十二位居民、睦邻红管家、利通区消防", actor=bench.who("secretary"),
        at=bench.at,
    )  # fmt: skip


def _kept_in_part(bench: Bench, matter: Matter) -> Story:
    officer = bench.who("property")
    yield bench.back(18, "11:00")
    for title in DONE:
        items.done(item=_item(matter, title), text="已整改。", document=f"整改单：{title}", actor=officer, at=bench.at)
    yield bench.back(17, "17:30")
    for title in DONE:
        bench.checked(_item(matter, title), "去看过了，是好的。")
    yield bench.back(15, "10:00")
    items.ask_extension(
        item=_item(matter, LONGER), to_on=bench.ahead(6), reason="应急灯要统一订货", actor=officer, at=bench.at
    )
    yield bench.back(14, "09:30")
    asked = Extension.objects.get(item__matter=matter)
    items.decide_extension(
        extension=asked, granted=True, reason="同意，先装楼梯转角两盏", actor=bench.who("secretary"), at=bench.at
    )
    items.deliver_in_part(
        item=_item(matter, IN_PART), text="一单元电梯已装报警。", missing="二单元电梯", reason="设备只到了一套",
        rest_on=bench.ahead(2), document="安装记录", actor=officer, at=bench.at,
    )  # fmt: skip
    yield bench.back(9, "10:00")
    items.make_statement(
        item=_item(matter, IN_PART), why="第二套设备厂家发错了型号。", what_next="已退换，下周装好二单元。",
        actor=officer, at=bench.at,
    )  # fmt: skip


def _promise(matter: Matter) -> Commitment:
    return Commitment.objects.get(lines__item__matter=matter, lines__item__title=IN_PART)


def _item(matter: Matter, title: str) -> WorkItem:
    return WorkItem.objects.select_related("matter", "lead", "deadline").get(matter=matter, title=title)


STORIES = (corridor,)
