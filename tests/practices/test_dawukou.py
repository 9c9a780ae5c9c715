"""Dawukou: a trip to Tianshenglong, seventeen items in three classes, a meeting, ten days promised, the tenth day.

The page tells of the visits, the three classes and seventeen items, who came, the advice and the ten days. The names of
the classes, two of the items and how the ten days went are ours.
"""

from collections.abc import Callable

from django.utils import timezone

from bandeng.cli.demonstration.stories.tianshenglong import CLASSES
from bandeng.commitments.actions import count_due_promises
from bandeng.core.places import Wish
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, make_person, make_unit
from tests.practices.council import Council
from tests.practices.handling import Community
from tests.practices.roads import Road
from tests.practices.somebody import Clock, Somebody

JINGYUAN = "640202002901"
LATE = "修好电梯按钮和轿厢对讲"


def test_what_a_trip_found_is_promised_within_ten_days_and_counted_on_the_tenth(
    clock: Clock, ends_well: Callable[[], None]
) -> None:
    town = Community(clock, JINGYUAN, "景苑社区", "景苑", firm="暖阳物业")
    rental = Wish(code=f"{JINGYUAN}.02", parent=JINGYUAN, name="天盛隆小区", level="compound", tenure="public_rental")
    add_places(batch=Batch((rental,)), actor=MAKER, at=AT)
    home, district = Place.objects.get(pk=rental.code), Place.objects.get(pk="640202")
    convener = town.somebody("convener", "政协召集人", district)
    head = Somebody(clock, make_person("building_head", at=home, called="楼道长"))
    housing = make_unit("大武口区住建局", kind="department", place=district)
    bureau = town.works_for(housing, "department_officer")

    # On the road: seen many times, written down in three classes, seventeen items; each class is one matter.
    road = Road(convener)
    road.plan(place="640202", title="天盛隆小区物业管理调研", host="大武口区政协提案委", themes="小区物业管理",
              sites="天盛隆小区 | 天盛隆小区 | 1", starts_on=town.today, ends_on="2026-11-30")  # fmt: skip
    for seen in ("楼道、电梯、垃圾箱逐处看过。", "晚上又去一趟，单元门开着。"):
        road.visit(0, visited_on=town.today, seen=seen, **{"heard-resident": "6"})
        town.later(days=1)
    road.find("\n".join(f"# {name}\n" + "\n".join(text for text, _ in rows) for name, (_, rows) in CLASSES.items()))
    assert "3 classes · 17 items" in convener.says
    receipts, matters = [], []
    for name, (category, rows) in CLASSES.items():
        receipts.append(road.raise_(1, whole_class=name, place=home.pk, category=category, severity="1"))
        told = "；".join(text for text, _ in rows)
        matters.append(town.take_in(f"天盛隆{name}{len(rows)}项", told, "逐项看过，属实。", who=town.secretary))

    # Everybody sits down: departments listen and answer, each class is adopted and taken on.
    council = Council(town.secretary)
    council.call(
        "symposium", "天盛隆小区协商会", chair="社区书记", recorder="社区干事", on="2026-12-02", matters=matters,
        people={"物业经理": "property", "社区书记": "community", "楼道长": "residents"},
        names={"members": "委员甲\n委员乙", "tenants": "钱奶奶\n孔师傅", "departments": "消防\n住建\n综合执法"},
    )  # fmt: skip
    town.later(days=7, hours=5)
    council.begin()
    for _ in matters:
        council.decide(0, "adopt", opinion="逐项整改，物业公司当场认领。")
    council.ask("我们是租户，换物业能不能投票？")
    council.answer(-1, "这里是公共租赁住房，租户不开业主大会，可以提意见。", "区住建局", "民法典第二百七十八条")
    items = {
        title: page for matter, (_, rows) in zip(matters, CLASSES.values(), strict=True)
        for (_, title), page in zip(rows, town.set_all(matter, [title for _, title in rows]), strict=True)
    }  # fmt: skip
    for item in items.values():
        town.claim(item, days=10)
    promise = council.promise("十天内整改完成所有问题", "暖阳物业", days="10", to_whom="到场的小区居民")
    advice = [road.suggest(text, said_by="cppcc_member") for text in ("成立物业管理委员会。", "细化考核细则。")]
    council.end()
    council.tell_tonight()
    town.officer.open(promise)
    town.officer.follow(r"/word/$")
    town.officer.send(r"/word/", word="yes")

    # Ten days: the company reports, the building head ticks; one lift takes longer, and its unit says why.
    town.later(days=5)
    for number, (title, item) in enumerate(items.items()):
        if title != LATE:
            town.done(item, "已整改。", f"整改单第 {number + 1} 号")
            town.checked(item, "去看过了，是好的。", who=head)
    town.later(days=8)
    daily()
    town.officer.open(items[LATE])
    town.officer.follow(r"/late/$")
    town.officer.send(r"/late/", why="对讲主板停产，订了替代型号。", what_next="到货当天换好。")
    anybody = Somebody(clock)
    tenth = anybody.open(promise)
    assert ("done 16 / 17" in tenth, "late 1 / 17" in tenth, "对讲主板停产" in tenth) == (True, True, True)
    town.later(days=3)
    town.done(items[LATE], "按钮和对讲都换好了。", "维保单")
    town.checked(items[LATE], "试过了，通的。", who=head)
    later = anybody.open(promise)
    assert ("done 17 / 17" in later, "done 16 / 17" in later) == (True, True)

    # Everybody who spoke hears: three replies, two suggestions with their answers.
    for matter, receipt, name in zip(matters, receipts, CLASSES, strict=True):
        town.replied(matter, f"{name}的问题都整改了，楼道长逐项看过。")
        town.rated(receipt)
    for one in advice:
        road.hand(one, "大武口区住建局")
        road.answer(one, bureau, "B", "已经办成，文件在街道可查。")
        road.tell(one, "您提的已经办成。")
    assert "2 / 2" in anybody.open("/p/640202/research/")
    ends_well()


def daily() -> None:
    """What the site does by itself every morning."""
    count_due_promises(timezone.now())
