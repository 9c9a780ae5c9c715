"""Pengyang's liaison room: opened, looked at twice, a duty day, an area given out, and earlier days from paper.

The newspaper page tells of such rooms, areas and yearly numbers in another county; all that happens here is invented.
"""

from datetime import timedelta

from bandeng.cli.demonstration.guests import PENGYANG, ZHONGZHUANG
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.cli.demonstration.stories.research import somebody
from bandeng.core.deadline import local_day
from bandeng.liaison import actions
from bandeng.liaison.actions.rooms import Said, Seen
from bandeng.liaison.models import Heard
from bandeng.liaison.queries.rooms import standard_at
from bandeng.people.acting import Actor, actor_for
from bandeng.people.models import Person
from bandeng.places.models import Place

TOWN = "640425100"
EARLIER: tuple[tuple[str, str, int, str, str, str, str], ...] = (
    ("活动", ZHONGZHUANG, 120, "庭院协商：村道两边怎么绿化", "庭院协商", "23", ""),
    ("活动", ZHONGZHUANG, 100, "村口协商：垃圾箱放在哪里", "村口协商", "31", ""),
    ("活动", TOWN, 80, "镇联络室协商：农忙时的校车", "协商座谈", "18", ""),
    ("问题", ZHONGZHUANG, 90, "垃圾箱离水井太近", "", "", "移到路东，离井八十米"),
    ("问题", TOWN, 70, "农忙时校车晚点", "", "", "加开早班一趟"),
    ("建议", ZHONGZHUANG, 120, "村道两边种本地的树", "居民", "", ""),
)
"""A sheet of days before there was a computer: the third cell is how many days ago."""


def _known(called: str, bench: Bench) -> Actor:
    return actor_for(Person.objects.get(called=called), on=local_day(bench.at))


def room(bench: Bench) -> Story:
    """A village's room, from its opening to what was heard there."""
    yield bench.back(18, "09:00")
    county, village = Place.objects.get(pk=PENGYANG), Place.objects.get(pk=ZHONGZHUANG)
    keeper, convener = _known("中庄村书记 小庄", bench), _known("政协召集人 小山", bench)
    opened = actions.open_room(
        place=village, name="中庄村政协联络室", kind="room", hours="每周二 9:00–11:00", address="村委会一楼东头",
        convener=keeper.person, actor=keeper, at=bench.at,
    )  # fmt: skip
    director = somebody("director@pengyang", bench.at, county)
    assert director.person is not None
    actions.assign_oversight(
        place=county, person=director.person, kind="director", parts=[Place.objects.get(pk=TOWN)], actor=convener,
        at=bench.at,
    )  # fmt: skip
    yield bench.back(17, "10:00")
    seen = [Seen(each.key, each.key != "norm", "看过，属实。") for each in standard_at(village).points]
    actions.inspect_room(
        room=opened, on=bench.today, seen=seen, again_on=bench.stage.days.back(9, "09:00").date(), actor=convener,
        at=bench.at,
    )  # fmt: skip
    yield bench.back(16, "11:10")
    day = actions.keep_duty(
        room=opened, on=bench.today, hours="9:00–11:00", came=[("resident", 4)], actor=keeper, at=bench.at,
        heard=[Said("三组的路口没有反光镜，转弯看不见车", "resident"), Said("村里办一个冬天的剪纸班", "resident")],
    )  # fmt: skip
    mirror, class_ = Heard.objects.filter(day=day).order_by("number")
    actions.raise_heard(
        room=opened, heard=mirror, place=village, category="other", severity=2, actor=keeper, at=bench.at
    )
    actions.suggest_heard(room=opened, heard=class_, text=class_.text, actor=keeper, at=bench.at)
    yield bench.back(9, "10:00")
    seen = [Seen(each.key, met=True, note="看过，属实。") for each in standard_at(village).points]
    actions.inspect_room(room=opened, on=bench.today, seen=seen, actor=convener, at=bench.at)
    yield bench.back(8, "15:00")
    rows = [
        [kind, place, (bench.today - timedelta(days=ago)).isoformat(), *more] for kind, place, ago, *more in EARLIER
    ]
    actions.enter_later(place=county, rows=rows, actor=convener, at=bench.at)


STORIES = (room,)
