"""What waits on somebody's desk in Xinhua today: to be read, seen, sorted, taken on, checked, answered."""

from typing import Any

from bandeng.cli.demonstration.stage import Bench, Story, Telling
from bandeng.commitments import actions as items

POOL = (
    ("01.01.01", "cleanliness", "楼道里堆着旧家具。", "1号楼1单元楼道堆物", "一层半平台堆放旧沙发和纸箱。"),
    ("01.02.03", "lift", "电梯三楼按钮要按好几下。", "2号楼电梯三层按钮失灵", "按钮接触不良，按压三次以上才亮。"),
    ("01.04", "charging", "希望装几个充电桩。", "4号楼附近增设充电桩", "楼东侧有空地，电容量需供电部门确认。"),
    ("02.01.02", "utilities", "暖气不热，屋里才十五度。", "渠畔1号楼2单元暖气不热", "入户测温 15.5 度，立管阀门半开。"),
    ("02.02", "care", "老人想有个吃饭的地方。", "希望办老年饭桌", "小区 70 岁以上独居老人 14 户。"),
    (
        "02.03.01",
        "strangers",
        "晚上有陌生人在楼道里睡觉。",
        "渠畔3号楼楼道夜间有人留宿",
        "单元门闭门器损坏，夜间敞开。",
    ),
    ("01", "littering", "遛狗不捡粪便。", "小区遛狗不清理", "绿地和路边多处。"),
)


def pooled(number: int) -> Telling:
    """Verified, and waiting to be sorted; the later in the list, the fresher."""
    below, category, words, title, finding = POOL[number]
    start = 5 - number // 2

    def story(bench: Bench) -> Story:
        yield bench.back(start, f"{9 + number:02d}:10")
        matter = bench.raised(f"pool-{number}", below, category, words, severity=1 if category == "utilities" else 2)
        for also in range(number % 3):
            bench.joined(matter, f"pool-{number}-{also}", "我家也一样。")
        yield bench.back(start, "16:20")
        bench.accepted(matter, title, f"居民反映：{title}。")
        yield bench.back(start - 1, f"{9 + number:02d}:30")
        bench.verified(matter, finding, by="steward" if below.startswith("02") else "")

    return story


def to_look_at(bench: Bench) -> Story:
    """Accepted; the grid worker has to go and see."""
    yield bench.back(1, "08:10")
    first = bench.raised("leak", "01.01.03", "utilities", "楼顶漏水，顶楼墙皮掉了。")
    second = bench.raised("tree", "01.03", "other", "大树枝快压到晾衣绳了，风一大就怕掉下来。")
    yield bench.back(1, "11:00")
    bench.accepted(first, "1号楼3单元楼顶漏水", "1号楼3单元顶层渗水。")
    bench.accepted(second, "3号楼旁树枝需要修剪", "3号楼旁大树枝条过低。")


def fresh(bench: Bench) -> Story:
    """Came in just now; nobody has read it yet."""
    yield bench.ago(190)
    bench.raised(
        "fresh-1", "01.02", "damage", "小广场的健身器材有一个螺丝松了。", channel="qr", photos=["bench-before"]
    )
    yield bench.ago(70)
    bench.raised(
        "fresh-2",
        "02.01",
        "other",
        "想问问家电以旧换新补贴怎么领。",
        by="steward",
        channel="visit",
        consent="入户时本人同意",
        reach="visit",
        capacity="tenant",
    )


def _assigned(
    bench: Bench,
    key: str,
    below: str,
    category: str,
    words: str,
    title: str,
    task: str,
    *,
    start: int,
    unit: str = "huaiyin",
    **told: Any,
) -> Story:
    yield bench.back(start, "09:30")
    matter = bench.raised(key, below, category, words, **told)
    yield bench.back(start, "14:00")
    bench.accepted(matter, title, f"居民反映：{title}。")
    bench.verified(matter, "情况属实。", by="staff", financial="yes")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    if task:
        bench.claimed(matter, task, unit, 6)


def to_take_on(bench: Bench) -> Story:
    """Set, and waiting for a unit."""
    yield from _assigned(bench, "patrol", "01", "patrol", "晚上没人巡逻。", "夜间巡查不到位", "", start=1)
    items.set_item(
        matter=bench.raising("patrol").matter,
        title="安排夜间巡查并公示班次",
        criteria="公告栏能看到班次；居民晚上能见到人。",
        actor=bench.who("secretary"),
        at=bench.at,
    )


def ours(bench: Bench) -> Story:
    """The community itself took it on: it stands on its own list."""
    yield from _assigned(
        bench,
        "room",
        "",
        "suggestions_and_praise",
        "活动室周末能不能也开门？孩子没处写作业。",
        "活动室周末开放",
        "排好周末值班，周末开放活动室",
        start=3,
        unit="xinhua",
    )


def to_check(bench: Bench) -> Story:
    """Reported done; somebody else has to look."""
    yield from _assigned(
        bench,
        "window",
        "01.01.02",
        "damage",
        "楼道窗户玻璃破了，冬天灌风。",
        "1号楼2单元楼道窗玻璃破损",
        "更换楼道窗玻璃",
        start=6,
    )
    yield bench.back(1, "15:00")
    item = bench.raising("window").matter.items.get()
    bench.done(item, "两块玻璃都换了。", ["lamp-after"], by="property")


def to_answer(bench: Bench) -> Story:
    """Checked; everybody who raised it waits for the answer."""
    yield from _assigned(
        bench, "sign", "01", "other", "楼号牌掉了，外卖总送错。", "楼号牌脱落", "重新安装楼号牌", start=8
    )
    bench.joined(bench.raising("sign").matter, "sign-2", "救护车也找不到楼。")
    yield bench.back(4)
    item = bench.raising("sign").matter.items.get()
    bench.done(item, "四栋楼的号牌都重新装好了。", ["gate-after"], by="property")
    yield bench.back(1, "17:00")
    bench.checked(item, "都装好了，晚上也看得清。")


def to_deliver(bench: Bench) -> Story:
    """Answered on paper; the building head has to bring it to the door."""
    yield bench.back(10, "09:00")
    elder = bench.neighbour("邓爷爷", 82, "01.03.03")
    yield from _assigned(
        bench,
        "step",
        "01.03.03",
        "damage",
        "楼门口台阶缺了一块，眼睛不好看不见。",
        "3号楼3单元台阶缺损",
        "补好门口台阶",
        start=9,
        by="head",
        consent="当面口述并同意",
        reach="print",
        person=elder,
        name="邓爷爷",
    )
    yield bench.back(5)
    item = bench.raising("step").matter.items.get()
    bench.done(item, "台阶补好，贴了黄色防滑条。", ["door-after"], by="property")
    yield bench.back(3)
    bench.checked(item, "踩上去稳，防滑条显眼。")
    yield bench.back(2, "10:00")
    bench.replied(bench.raising("step").matter, "门口台阶已补好，并贴了黄色防滑条，请您放心走。")


STORIES = (
    *(pooled(number) for number in range(len(POOL))),
    to_look_at,
    fresh,
    to_take_on,
    ours,
    to_check,
    to_answer,
    to_deliver,
)
