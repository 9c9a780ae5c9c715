"""A residents' council that was held, with hands, another view, a question and its minutes; and one that is called."""

from datetime import datetime, timedelta
from typing import Any

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.meetings import actions, queries
from bandeng.meetings.models import Meeting, Programme
from bandeng.people.acting import PUBLIC
from bandeng.places.models import Place

NAMES = ("王大妈", "李师傅", "赵老师", "孙阿姨")
OPTIONS = ("凉亭边", "北门口", "活动室")


def council(bench: Bench) -> Story:
    """Where the long bench stands, and what the house rules say; a year's series under one name."""
    yield bench.back(30, "09:00")
    place, secretary = Place.objects.get(pk=bench.community), bench.who("secretary")
    series = actions.begin_programme(
        place=place, name="我的小区我做主", form="residents_council", about="居民、物业、社区坐下来商量小区的事。",
        actor=secretary, at=bench.at,
    )  # fmt: skip
    held = _called(
        bench, series, "板凳摆在哪里、公约怎么写", bench.back(22, "14:30"), ("长板凳摆在哪里", "居民公约写哪几条")
    )
    for seat in held.attendees.order_by("number"):
        actions.tell(attendee=seat, how="door", proof="上门通知，本人知道", actor=secretary, at=bench.at)
    yield bench.back(27, "19:10")
    actions.announce(
        meeting=held, coming=False, words="我上夜班来不了，北门风大，老人坐不住。", name="周师傅", capacity="tenant",
        mark=queries.mark_of(held, "demonstration"), actor=PUBLIC, at=bench.at,
    )  # fmt: skip
    yield held.starts_at
    _sat(bench, held)
    yield bench.back(21, "09:30")
    _drafted(bench, held)
    yield bench.back(16, "10:00")
    for who in ("secretary", "staff"):
        actions.sign_minutes(minutes=held.written, actor=bench.who(who), at=bench.at)
    yield bench.back(1, "09:00")
    _called(bench, series, "楼道公共区域怎么用", bench.at + timedelta(days=6), ("楼道里能不能放鞋柜",))


def _called(bench: Bench, series: Programme, title: str, starts_at: datetime, topics: tuple[str, ...]) -> Meeting:
    secretary = bench.who("secretary")
    guests = [
        actions.Guest(kind="community", person=secretary.person),
        actions.Guest(kind="property", person=bench.who("property").person),
        *(actions.Guest(kind="residents", name=name, capacity="owner") for name in NAMES),
    ]
    agenda = [actions.Topic(topic, options=OPTIONS if number == 0 else ()) for number, topic in enumerate(topics)]
    return actions.call_meeting(
        place=Place.objects.get(pk=bench.community), form="residents_council", title=title, starts_at=starts_at,
        chair=_person(bench, "secretary"), recorder=_person(bench, "staff"), agenda=agenda, seats=guests,
        where="社区协商议事室", programme=series, actor=secretary, at=bench.at,
    )  # fmt: skip


def _person(bench: Bench, who: str) -> Any:
    return bench.who(who).person


def _sat(bench: Bench, held: Meeting) -> None:
    told: dict[str, Any] = {"actor": bench.who("staff"), "at": bench.at}
    actions.open_meeting(meeting=held, **told)
    for seat in held.attendees.filter(votes=True).order_by("number"):
        actions.sign_in(attendee=seat, how="paper", **told)
    first, second = held.items.order_by("number")
    actions.begin_item(item=first, **told)
    actions.count_hands(item=first, seen={OPTIONS[0]: 5, OPTIONS[1]: 1}, **told)
    actions.reach_outcome(
        item=first, outcome="consensus", opinion="摆在凉亭边，物业本周固定好。", said="凉亭边有树荫，离楼门近。",
        dissents=["北门口等孩子放学方便"], **told,
    )  # fmt: skip
    actions.begin_item(item=second, **told)
    actions.reach_outcome(
        item=second, outcome="none", opinion="养狗一条没谈拢。", next_step="各楼再听一轮意见，下次会再议。", **told
    )
    asked = actions.ask(meeting=held, text="公约写好了，不遵守怎么办？", asked="aloud", **told)
    answer = "公约靠大家自觉和互相提醒；违法的事由有关部门管。"
    actions.answer_question(question=asked, answer=answer, answered_by="社区书记", cite="居民公约草案第九条", **told)
    actions.end_meeting(meeting=held, actor=bench.who("staff"), at=bench.at)


def _drafted(bench: Bench, held: Meeting) -> None:
    told: dict[str, Any] = {"actor": bench.who("staff"), "at": bench.at}
    now = queries.visible(held.pk)
    minutes = actions.draft_minutes(meeting=now, text=queries.draft(now), **told)
    actions.show_minutes(minutes=minutes, **told)


STORIES = (council,)
