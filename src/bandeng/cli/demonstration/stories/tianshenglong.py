"""Dawukou's Tianshenglong compound: a research trip, a meeting with the departments, ten days, the tenth day.

The newspaper page says: public rental homes; three classes and 17 items, of which it names most, and no class; who
came; that the firm's head promised residents to mend everything within ten days. Assumed are the names of the classes,
the two items that are marked so, all people and dates, and how the ten days went (12 done, 3 in part, 2 later).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bandeng.cli.demonstration.guests import DAWUKOU, JINGYUAN, JINGYUAN_DISTRICT, TIANSHENGLONG, join
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as work
from bandeng.commitments.models import Commitment, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters import actions as matters
from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_actor
from bandeng.meetings import actions as meetings
from bandeng.meetings.models import Meeting
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.research import actions as research
from bandeng.research.actions.trips import Found, Stop
from bandeng.research.models import Finding, Site, Trip

CLASSES = {
    "消防安全": ("fire_safety", (
        ("楼道电瓶车乱停乱放，走路都困难", "清走楼道停放的电瓶车"),
        ("楼道停放电动车无人管理，没有经常巡查提醒", "每天巡查提醒电动车停放"),
        ("电动车能推进电梯", "电梯内安装电动车进入感应设施"),
        ("楼道堆积杂物", "彻底清理楼道堆积杂物"),
        ("部分消防设施无法正常运转", "维修消防中控设施"),
        ("没有专业消防安全人员管理维护", "聘请专业消防安全人员"),
    )),
    "物业服务": ("property_service", (
        ("物业服务人员严重不足", "补足物业服务人员"),
        ("小区无日常巡查人员", "做好全天日常巡查"),
        ("夜间醉酒、流浪人员进入单元门，随地大小便", "对单元进出人员进行管理"),
        ("户外分类垃圾箱垃圾清运不及时", "及时清运居民垃圾、堆积物"),
        ("居民乱丢垃圾、烟头，易引发安全事故", "清扫并劝导乱丢垃圾、烟头"),
        ("疫情防控未安排人员值守、管理", "安排人员值守"),
    )),
    "公共设施": ("repair", (
        ("楼道感应灯不亮", "修好楼道感应灯"),
        ("电梯按钮失灵，居民被困电梯内", "修好电梯按钮和轿厢对讲"),
        ("电梯面板破损", "更换电梯破损面板"),
        ("单元门关不严（演示假定）", "修好单元门闭门器"),
        ("门口台阶没有扶手（演示假定）", "门口台阶加装扶手"),
    )),
}  # fmt: skip
"""Class: its category, and each item as it was found and as it is to be done."""
LIFT = "修好电梯按钮和轿厢对讲"
IN_PART = {
    LIFT: ("按钮已经换新。", "轿厢对讲", "主板停产，厂家没有现货"),
    "电梯内安装电动车进入感应设施": ("1号楼电梯已装好。", "2号楼电梯", "设备只到了一套"),
    "修好单元门闭门器": ("1号楼两个单元已修好。", "2号楼两个单元", "闭门器型号不对，已退换"),
}
LONGER = {"聘请专业消防安全人员": "要走公开招聘程序", "门口台阶加装扶手": "要等残联的无障碍改造一起施工"}
ADVICE = (
    ("成立物业管理委员会，把街道、社区、物业和租户都请进来。", "chaoyang"),
    ("发挥网格员和楼道长的作用，一栋一个群。", ""),
    ("细化物业考核，考核结果和经费挂钩。", "housing@dawukou"),
)
TENANTS = ("tsl-old", "tsl-parent", "tsl-wheelchair")
NAMES = ("钱奶奶", "孔师傅", "冯阿姨")


def compound(bench: Bench) -> Story:
    """From the first visit to the day after the tenth, and what was done later."""
    yield bench.back(42, "08:30")
    join(JINGYUAN_DISTRICT, bench.stage.cast, bench.at)
    there = Bench(bench.stage, JINGYUAN, "jingyuan")
    told = _Told(there)
    yield there.back(40, "09:00")
    told.trip = _planned(there)
    for day, seen in (
        (38, "楼道、电梯、垃圾箱逐处看过。"),
        (35, "晚上又去一趟，单元门开着。"),
        (33, "听了街道、社区和物业的说法。"),
    ):
        yield there.back(day, "20:00")
        research.note_visit(
            trip=told.trip, site=Site.objects.get(trip=told.trip), visited_on=there.today, seen=seen,
            informants=[("resident", 6), ("cppcc_member", 3)], actor=told.convener, at=there.at,
        )  # fmt: skip
    yield there.back(32, "10:00")
    _found(told)
    yield there.back(31, "09:30")
    _accepted(told)
    yield there.back(29, "09:00")
    meeting = _called(told)
    yield meeting.starts_at
    _sat(told, meeting)
    yield from _ten_days(told)


@dataclass
class _Told:
    """What the parts of this story share."""

    bench: Bench
    trip: Trip | None = None

    @property
    def convener(self) -> Actor:
        return self.bench.who("convener@dawukou")

    @property
    def matters(self) -> list[Matter]:
        """One for each class, in the order of the classes."""
        firsts = Finding.objects.filter(trip=self.trip).order_by("number").values_list("group", "matter")
        keys = dict(reversed(list(firsts)))
        return [Matter.objects.select_related("place", "process").get(pk=keys[group]) for group in CLASSES]

    def item(self, title: str) -> WorkItem:
        return WorkItem.objects.select_related("matter", "deadline", "lead").get(
            matter__place__path__startswith=self.bench.place().path, title=title
        )

    def done_titles(self) -> list[str]:
        return [title for _, rows in CLASSES.values() for _, title in rows if title not in (*IN_PART, *LONGER)]


def _planned(bench: Bench) -> Trip:
    return research.plan_trip(
        place=Place.objects.get(pk=DAWUKOU), title="天盛隆小区物业管理调研", host="大武口区政协提案委",
        themes=("小区物业管理",), sites=[Stop("天盛隆小区", Place.objects.get(pk=TIANSHENGLONG))],
        starts_on=bench.today, ends_on=local_day(bench.back(32)), members=["部分政协委员"],
        about="小区是公共租赁住房，住户以老年、残疾、低保户为主。报道说梳理出三大类 17 项，没有写明类名；"
        "类名和标明“演示假定”的两项是编的。",
        actor=bench.who("convener@dawukou"), at=bench.at,
    )  # fmt: skip


def _found(told: _Told) -> None:
    """17 items in three classes; the items of a class become one matter."""
    bench, trip = told.bench, told.trip
    assert trip is not None
    rows = [Found(group, text) for group, (_, items) in CLASSES.items() for text, _ in items]
    research.find(trip=trip, findings=rows, actor=told.convener, at=bench.at)
    for group, (category, _) in CLASSES.items():
        first, *others = Finding.objects.filter(trip=trip, group=group).order_by("number")
        research.raise_finding(
            trip=trip, finding=first, also=others, place=bench.place("01"), category=category, severity=1,
            actor=told.convener, at=bench.at,
        )  # fmt: skip


def _accepted(told: _Told) -> None:
    """The community accepts and goes to see; tenants with the same trouble join, each with their own receipt."""
    for matter, (group, (_, rows)), key in zip(told.matters, CLASSES.items(), TENANTS, strict=True):
        told.bench.accepted(
            matter, f"天盛隆小区{group}{len(rows)}项", "；".join(text for text, _ in rows) + "。", by="secretary"
        )
        told.bench.verified(matter, "逐项看过，属实。", by="staff")
        told.bench.joined(matter, key, "我是租户，也碰到这个事。", by="staff", consent="本人口述", reach="visit",
                          capacity="tenant")  # fmt: skip


def _called(told: _Told) -> Meeting:
    bench, firms = told.bench, told.bench.stage.cast.firms
    guests = [
        meetings.Guest(kind="members", name="委员甲"), meetings.Guest(kind="members", name="委员乙"),
        *(meetings.Guest(kind="tenants", name=name, capacity="tenant") for name in NAMES),
        meetings.Guest(kind="community", person=bench.who("secretary").person),
        meetings.Guest(kind="residents", person=bench.who("head").person, capacity="tenant"),
        meetings.Guest(kind="property", person=bench.who("property").person),
        meetings.Guest(kind="government", organisation=firms["chaoyang"]),
        *(meetings.Guest(kind="departments", organisation=firms[key], title=firms[key].short)
          for key in ("fire@dawukou", "housing@dawukou", "order@dawukou")),
    ]  # fmt: skip
    meeting = meetings.call_meeting(
        place=bench.place(), form="symposium", title="天盛隆小区“有事好商量”协商会", starts_at=bench.back(24, "15:00"),
        chair=_person(told.convener), recorder=_person(bench.who("staff")), where="景苑社区“有事好商量”协商议事室",
        agenda=[meetings.Topic(matter=matter) for matter in told.matters], seats=guests,
        about="请租户、社区、街道、三个部门和物业公司一起商量三大类 17 项问题。", actor=told.convener, at=bench.at,
    )  # fmt: skip
    for seat in meeting.attendees.order_by("number"):
        meetings.tell(attendee=seat, how="door", proof="上门或电话通知", actor=bench.who("staff"), at=bench.at)
    return meeting


def _person(actor: Actor) -> Any:
    return actor.person


def _sat(told: _Told, meeting: Meeting) -> None:
    """Each class is adopted and its items taken on; the firm's head promises ten days for all 17."""
    bench, firm = told.bench, told.bench.stage.cast.firms["nuanyang"]
    by: dict[str, Any] = {"actor": bench.who("secretary"), "at": bench.at}
    officer = bench.who("property")
    meetings.open_meeting(meeting=meeting, **by)
    for seat in meeting.attendees.order_by("number"):
        meetings.sign_in(attendee=seat, how="paper", **by)
    items: list[WorkItem] = []
    for line, (group, (_, rows)) in zip(meeting.items.order_by("number"), CLASSES.items(), strict=True):
        meetings.begin_item(item=line, **by)
        meetings.decide_item(
            item=line, decided="adopt", opinion=f"{group}{len(rows)}项逐项整改，物业公司当场认领。", **by
        )
        matter = Matter.objects.get(pk=line.matter_id or "")
        # Once all there is has been taken on the matter goes on by itself: so first all of it is said.
        said = [work.set_item(matter=matter, title=title, **by) for _, title in rows]
        items += [
            work.claim(
                item=each, organisation=firm, officer=officer.person, days=10, unit="calendar", how="on_the_spot", **by
            )
            for each in said
        ]
    meetings.promise_here(
        meeting=meeting, items=items, organisation=firm, officer=officer.person, text="10天内整改完成所有问题",
        to_whom="到场的小区居民", days=10, witnesses="政协委员，消防、住建、综合执法三个部门，街道和社区", **by,
    )  # fmt: skip
    asked = meetings.ask(meeting=meeting, text="我们是租户，换物业能不能投票？", asked="aloud", **by)
    meetings.answer_question(
        question=asked,
        answer="这里是公共租赁住房，业主是产权单位，租户不开业主大会；物业由产权单位按合同管，"
        "租户可以提意见、可以参加物业管理委员会。",
        answered_by="大武口区住建局", cite="民法典第二百七十八条：由业主共同决定", **by,
    )  # fmt: skip
    for text, unit in ADVICE:
        given = meetings.suggest_here(meeting=meeting, text=text, said_by="cppcc_member", **by)
        if unit:
            research.hand(suggestion=given, unit=bench.stage.cast.firms[unit], actor=told.convener, at=bench.at)
    meetings.end_meeting(meeting=meeting, **by)
    for matter, (group, (_, rows)) in zip(told.matters, CLASSES.items(), strict=True):
        matters.reply(
            matter=matter, kind="interim", **by,
            text=f"协商会上议过：{group}{len(rows)}项由暖阳物业当场认领，10天内整改完成。",
        )  # fmt: skip


def _ten_days(told: _Told) -> Iterator[datetime]:
    """Day by day from the promise; tenants and the building head tick, never the firm."""
    bench = told.bench
    start, officer = bench.at, bench.who("property")

    def day(number: int, hours: int = 0) -> datetime:
        return start + timedelta(days=number, hours=hours)

    yield day(1)
    promise = Commitment.objects.get(place=bench.place())
    work.confirm_promise(promise=promise, actor=officer, at=bench.at)
    yield day(5)
    for number, title in enumerate(told.done_titles(), 1):
        work.done(item=told.item(title), text="已整改。", document=f"整改单第 {number} 号", actor=officer, at=bench.at)
    yield day(6)
    for title in told.done_titles():
        work.check(
            item=told.item(title), solved=True, text="去看过了，是好的。", actor=_looker(told, title), at=bench.at
        )
    yield day(7)
    for title, why in LONGER.items():
        work.ask_extension(item=told.item(title), to_on=bench.ahead(12), reason=why, actor=officer, at=bench.at)
        asked = told.item(title).extensions.get()
        work.decide_extension(
            extension=asked, granted=True, reason=f"同意，{why}。", actor=bench.who("secretary"), at=bench.at
        )
    yield day(9)
    for title, (text, missing, why) in IN_PART.items():
        work.deliver_in_part(
            item=told.item(title), text=text, missing=missing, reason=why, document="施工记录",
            rest_on=local_day(day(14)), actor=officer, at=bench.at,
        )  # fmt: skip
    yield from _afterwards(told, promise)


def _afterwards(told: _Told, promise: Commitment) -> Iterator[datetime]:
    """The day is counted; two of three are completed and ticked; the lift stays, and climbs the ladder."""
    bench, officer = told.bench, told.bench.who("property")
    yield bench.back(12, "06:00")
    work.count_due_promises(bench.at)
    yield bench.back(11, "10:00")
    for title in IN_PART:
        if title != LIFT:
            work.done(item=told.item(title), text="余下的也装好了。", document="验收单", actor=officer, at=bench.at)
    yield bench.back(11, "18:00")
    for title in IN_PART:
        if title != LIFT:
            work.check(item=told.item(title), solved=True, text="两栋都看过。", actor=_looker(told, title), at=bench.at)
    yield bench.back(10, "09:00")
    bench.replied(
        told.matters[1], "物业服务六项都办了，楼道长和租户逐项看过：增了人、全天巡查、单元进出有人管、垃圾按时清。",
        by="secretary",
    )  # fmt: skip
    yield bench.back(2, "10:00")
    work.make_statement(
        item=told.item(LIFT), why="对讲主板停产，订了替代型号。", what_next="到货当天换好，请楼道长来试。",
        actor=officer, at=bench.at,
    )  # fmt: skip


def _looker(told: _Told, title: str) -> Actor:
    """Who ticks it: by turns the tenant who joined that matter and the building head."""
    number = told.done_titles().index(title) if title in told.done_titles() else 0
    if number % 2:
        return told.bench.who("head")
    return receipt_actor(told.bench.raising(TENANTS[[m.pk for m in told.matters].index(told.item(title).matter_id)]))


STORIES = (compound,)
