"""Zhumadian's four counties: an evening talk and a year's numbers, a register of suggestions, rooms and their norm.

The newspaper page gives the counties' names, 136 activities and 133 problems (Xincai), more than 800 suggestions by
three ways (Xiping), and names the rooms of Yifeng and the norm of Chongyang. Townships, villages, people, the words of
every row and how the 800 share out among the ways are invented. Most of it comes from paper by sheets, as it would.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bandeng.cli.demonstration.guests import (
    CHONGYANG,
    HUAISHU,
    LIUHE,
    XINCAI,
    XIPING,
    ZHUMADIAN_DISTRICTS,
    join,
)
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.liaison import actions as liaison
from bandeng.liaison.actions.rooms import Said, Seen
from bandeng.liaison.models import Heard, LiaisonRoom
from bandeng.liaison.queries import county as counting
from bandeng.liaison.queries.rooms import standard_at
from bandeng.matters.actions import complete_step
from bandeng.matters.models import Matter
from bandeng.meetings import actions as meetings
from bandeng.meetings.models import Meeting
from bandeng.places.models import Place
from bandeng.research import actions as research
from bandeng.research.models import Suggestion, Way

ACTIVITIES, SOLVED, SOLVED_HERE = 136, 133, 1
TALKS, PROPOSALS, BRIEFS = 500, 260, 60
"""How the suggestions of the year went forward: 820 in all."""
TALKED_AT, PROPOSED_IN = 100, 10
"""So many stand in one talk's record, and in one proposal."""
MOST_ROWS = 410
"""Of one sheet."""
FORMS = ("广场协商", "庭院协商", "村口协商", "乡村夜话")
WHERE = ("东头", "西头", "河边", "集上", "学校旁", "卫生室旁", "渠边", "桥头", "站前", "老街", "新村", "坡上", "林场",
         "粮库旁", "菜市旁", "水塔下", "晒场边", "砖厂旁", "渡口", "鱼塘边")  # fmt: skip
ASKED = (
    "补一段路面", "装几盏路灯", "加一趟早班车", "设一个候车亭", "添一个垃圾箱", "清一次水沟", "修一座小桥", "栽一排树",
    "开一个晚间门诊", "备足慢病常用药", "请医生每月来一次", "校门口设减速带", "添一间放学后的教室", "食堂公布菜价",
    "换一段老水管", "丰水期查一次井", "电压不稳查一查", "设一个快递点", "开一个便民菜摊", "公厕夜里开门", "装一道护栏",
    "立一面转弯镜", "停车画一画线", "广场装几条长凳", "老人饭桌开起来", "办一期焊工班", "办一期育婴班",
    "招工消息贴到村",
    "土地流转讲清楚", "合作医疗讲清楚", "养老金怎么领讲清楚", "红白事定个规矩", "图书室周末开门", "添两副球架",
    "排一次文艺戏", "狗要拴好", "秸秆有地方收", "农机有地方停", "冷库合着用", "蔬菜有人收", "大棚保险讲一讲",
)  # fmt: skip
"""Twenty places by forty-one things asked for: 820 rows, none twice."""


def _place(code: str) -> Place:
    return Place.objects.get(pk=code)


def joined(bench: Bench) -> Story:
    """The counties join with their people."""
    yield bench.back(27, "08:20")
    for district in ZHUMADIAN_DISTRICTS:
        join(district, bench.stage.cast, bench.at)


def xincai(bench: Bench) -> Story:
    """A village's evening talk ends in a problem solved; a room keeps its day; the rest of the year is on paper."""
    there = Bench(bench.stage, LIUHE, "liuhe")
    yield there.back(24, "09:00")
    convener, county = there.who("convener@xincai"), _place(XINCAI)
    matter = there.raised("liuhe-canal", "", "other", "三组的水渠淤了，浇不上地。", name="村民")
    there.accepted(matter, "三组水渠清淤", "三组水渠淤塞，影响浇地。", by="secretary")
    there.verified(matter, "走了一遍，淤了半米。", by="secretary")
    there.sorted(matter, "deliberate")
    series = meetings.begin_programme(
        place=_place(LIUHE), name="乡村夜话", form="night_talk", about="晚饭后在村口说事。", actor=convener, at=there.at
    )
    meeting = _talk_called(there, matter, series)
    yield meeting.starts_at
    _talked(there, meeting, matter)
    yield there.back(18, "09:30")
    item = there.claimed(matter, "清淤两公里", "coop@liuhe", 8)
    yield there.back(14, "15:00")
    there.done(item, "清完了。", ["door-after"], by="coop")
    yield there.back(13, "09:00")
    there.checked(item, "水过去了。", by="secretary")
    yield there.back(12, "09:00")
    there.replied(matter, "水渠清好了，已经放水。")
    yield there.back(12, "10:00")
    room = _opened(there, LIUHE, "柳河村政协联络室", "room", "secretary@liuhe")
    liaison.assign_oversight(
        place=county, person=_person(there, "director@xincai"), kind="director", parts=[_place(LIUHE[:9])],
        actor=convener, at=there.at,
    )  # fmt: skip
    yield there.back(11, "11:30")
    liaison.keep_duty(
        room=room, on=there.today, hours="9:00–11:00", came=[("resident", 5)], heard=[], actor=there.who("secretary"),
        at=there.at,
    )  # fmt: skip
    yield there.back(9, "15:00")
    _rest_of_the_year(there, county)


def _person(bench: Bench, key: str) -> Any:
    return bench.who(key).person


def _talk_called(bench: Bench, matter: Matter, series: Any) -> Meeting:
    """Six seats, and one for this case: whoever lives by the canal."""
    seats = [
        meetings.Guest(kind="members", person=_person(bench, "convener@xincai")),
        meetings.Guest(kind="committees", person=_person(bench, "secretary")),
        *(meetings.Guest(kind=kind, name=name) for kind, name in (
            ("government", "镇干部"), ("departments", "水利站"), ("affected", "渠边住户甲"), ("affected", "渠边住户乙"),
            ("experts", "法律顾问"), ("over_60", "老渠长"),
        )),
    ]  # fmt: skip
    return meetings.call_meeting(
        place=_place(LIUHE), form="night_talk", title="乡村夜话：水渠怎么清", starts_at=bench.back(20, "19:30"),
        chair=_person(bench, "convener@xincai"), recorder=_person(bench, "secretary"), where="柳河村村口",
        agenda=[meetings.Topic(matter=matter)], seats=seats, programme=series, actor=bench.who("convener@xincai"),
        at=bench.at,
    )  # fmt: skip


def _talked(bench: Bench, meeting: Meeting, matter: Matter) -> None:
    by: dict[str, Any] = {"actor": bench.who("convener@xincai"), "at": bench.at}
    meetings.open_meeting(meeting=meeting, **by)
    for seat in meeting.attendees.order_by("number"):
        meetings.sign_in(attendee=seat, how="name", **by)
    meetings.reach_outcome(
        item=meeting.items.get(), outcome="consensus", opinion="开春前清淤，合作社出机器，各家出工。", **by
    )
    meetings.end_meeting(meeting=meeting, **by)
    complete_step(matter=matter, choose="assign", actor=bench.who("secretary"), at=bench.at)


def _rest_of_the_year(bench: Bench, county: Place) -> None:
    """So many rows that the year's page comes to the page's two numbers; what happened here is counted first."""
    here = counting.counted([county], counting.Year(bench.today.year))[0]
    rows = [
        [
            "活动", "", _day(bench, n, ACTIVITIES), f"{WHERE[n % len(WHERE)]}商量：{ASKED[n % len(ASKED)]}",
            FORMS[n % len(FORMS)], str(8 + n % 17), "",
        ]
        for n in range(ACTIVITIES - here.activities)
    ]  # fmt: skip
    rows += [
        ["问题", "", _day(bench, n, SOLVED), f"{WHERE[n % len(WHERE)]}：{ASKED[n % len(ASKED)]}", "", "", "办好了"]
        for n in range(SOLVED - SOLVED_HERE)  # the canal; figures count it when they are next counted
    ]
    towns = (LIUHE[:9], f"{XINCAI}502")
    for number, row in enumerate(rows):
        row[1] = towns[number % 2]
    liaison.enter_later(place=county, rows=rows, actor=bench.who("convener@xincai"), at=bench.at)


def _day(bench: Bench, number: int, of: int) -> str:
    """A day of the year up to yesterday, the later the higher the number."""
    first, last = date(bench.today.year, 1, 1), bench.today - timedelta(days=1)
    first = min(first, last)
    return (first + timedelta(days=(last - first).days * number // of)).isoformat()


def xiping(bench: Bench) -> Story:
    """Suggestions of the year by sheets; then forward by three ways; a few were answered and told."""
    there = Bench(bench.stage, XIPING, "xiping")
    yield there.back(8, "09:00")
    convener, county = there.who("convener"), _place(XIPING)
    rows = [
        ["建议", "", _day(there, n, 820), f"{WHERE[n // len(ASKED)]}{ASKED[n % len(ASKED)]}。",
         ("居民", "委员", "村民")[n % 3], "", ""]
        for n in range(TALKS + PROPOSALS + BRIEFS)
    ]  # fmt: skip
    for first in range(0, len(rows), MOST_ROWS):
        liaison.enter_later(place=county, rows=rows[first : first + MOST_ROWS], actor=convener, at=there.at)
    yield there.back(7, "09:00")
    found = list(Suggestion.objects.filter(place=county).order_by("number", "pk"))
    for kind, chosen in _shared_out(found):
        _forward(there, kind, chosen)
    yield from _answered(there, found[:3])


def _shared_out(rows: Sequence[Suggestion]) -> Iterator[tuple[str, Sequence[Suggestion]]]:
    """By talks, by proposals, by briefs of one issue each."""
    first = 0
    for kind, count, each in (
        (Way.TALK, TALKS, TALKED_AT),
        (Way.PROPOSAL, PROPOSALS, PROPOSED_IN),
        (Way.BRIEF, BRIEFS, 1),
    ):
        for start in range(first, first + count, each):
            yield str(kind), rows[start : min(start + each, first + count)]
        first += count


def _forward(bench: Bench, kind: str, rows: Sequence[Suggestion]) -> None:
    title = {Way.TALK: "协商座谈纪要", Way.PROPOSAL: "关于改善民生的提案", Way.BRIEF: "群众关切一事"}[Way(kind)]
    research.write_output(
        place=_place(XIPING), kind=kind, suggestions=rows, title=title, handed_to="县政府办公室",
        analysis="围绕衣食住行、就医就学、安居乐业，群众集中提出。", advice="请有关部门研究办理，并答复提出的人。",
        actor=bench.who("convener"), at=bench.at,
    )  # fmt: skip


def _answered(bench: Bench, rows: Sequence[Suggestion]) -> Iterator[datetime]:
    told = (("A", "路面已经补好。"), ("B", "路灯已经排定，下月装。"), ("C", "列入明年的公交计划。"))
    unit = bench.stage.cast.firms["works@xiping"]
    handed = [research.hand(suggestion=each, unit=unit, actor=bench.who("convener"), at=bench.at) for each in rows]
    yield bench.back(4, "10:00")
    for one, (adoption, reason) in zip(handed, told, strict=True):
        answered = research.answer(
            suggestion=one, adoption=adoption, reason=reason, actor=bench.who("works"), at=bench.at
        )
        research.tell(suggestion=answered, how="visit", text=reason, actor=bench.who("convener"), at=bench.at)


def _opened(bench: Bench, place: str, name: str, kind: str, keeper: str) -> LiaisonRoom:
    return liaison.open_room(
        place=_place(place), name=name, kind=kind, hours="每周二 9:00–11:00", address="村委会一楼",
        convener=_person(bench, keeper), actor=bench.who(keeper), at=bench.at,
    )  # fmt: skip


def yifeng(bench: Bench) -> Story:
    """One of each of the four kinds; what was heard in one is a suggestion."""
    there = Bench(bench.stage, HUAISHU, "huaishu")
    yield there.back(10, "09:10")
    kinds = standard_at(_place(HUAISHU)).kinds
    rooms = [
        _opened(there, HUAISHU, f"槐树村{each.name('zh').removeprefix('政协')}", each.key, "secretary@huaishu")
        for each in kinds
    ]
    yield there.back(9, "11:10")
    day = liaison.keep_duty(
        room=rooms[-1], on=there.today, hours="9:00–11:00", came=[("resident", 3)],
        heard=[Said("渡口要有一个避雨的棚子", "resident")], actor=there.who("secretary"), at=there.at,
    )  # fmt: skip
    heard = Heard.objects.get(day=day)
    liaison.suggest_heard(room=rooms[-1], heard=heard, text=heard.text, actor=there.who("secretary"), at=there.at)
    yield there.back(6, "15:00")
    for room in rooms:
        _looked_at(there, room, "convener@yicheng")


def _looked_at(bench: Bench, room: LiaisonRoom, who: str, unmet: str = "", again_on: date | None = None) -> None:
    seen = [Seen(each.key, each.key != unmet, "看过，属实。") for each in standard_at(room.place).points]
    liaison.inspect_room(room=room, on=bench.today, seen=seen, again_on=again_on, actor=bench.who(who), at=bench.at)


def chongyang(bench: Bench) -> Story:
    """Four haves, one norm: looked at, one point not met, mended, looked at again by another."""
    there = Bench(bench.stage, CHONGYANG, "chongyang")
    yield there.back(16, "09:00")
    room = _opened(there, CHONGYANG, "重阳街道政协联络室", "room", "secretary@chongyang")
    yield there.back(15, "10:00")
    _looked_at(there, room, "convener@shangcai", "norm", there.stage.days.back(7, "09:00").date())
    yield there.back(7, "10:00")
    _looked_at(there, room, "supervisor@shangcai")


STORIES = (joined, xincai, xiping, yifeng, chongyang)
