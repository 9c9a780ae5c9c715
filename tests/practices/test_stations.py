"""Yifeng's rooms and Chongyang's norm: four kinds, looked at by another, not up to standard, mended, looked at again.

The page names "one room, one home, one hall, one station" and "four haves, one norm" and not what is in them: kinds and
points are those of the shelf, marked as an assumption, and a place sets its own.
"""

from collections.abc import Callable

from bandeng.core.places import Wish
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, make_unit
from tests.practices.handling import Community
from tests.practices.roads import answer, hand, tell
from tests.practices.somebody import Clock, Somebody, choice

TOWN, VILLAGE = "411702501", "411702501901"
KINDS = {"联络室": "CPPCC liaison room", "委员之家": "members' home", "议事厅": "deliberation hall",
         "联系站": "public-opinion station"}  # fmt: skip
NORM = "Run by the norm"


def opened(keeper: Somebody, place: str, name: str, kind: str) -> str:
    keeper.open("/desk/rooms/")
    keeper.follow(r"/desk/rooms/open/")
    keeper.send(r".", place=place, name=name, kind=choice(keeper.html, "kind", kind), hours="每周二 9:00–11:00")
    return keeper.here


def inspected(looker: Somebody, room: str, on: str, unmet: str = "", again_on: str = "") -> str:
    """Point by point; what everybody reads then."""
    looker.open(room)
    looker.follow(r"/inspect/$")
    told: dict[str, str] = {}
    for name in looker.form(r".").inputs:
        if name.startswith("met-"):
            label = looker.html.split(f'name="{name}"', 1)[0].rsplit("<legend", 1)[-1]
            told[name] = "no" if unmet and unmet in label else "yes"
        elif name.startswith("note-"):
            told[name] = "看过，属实。"
    assert unmet == "" or "no" in told.values()
    looker.send(r".", on=on, again_on=again_on, **told)
    return Somebody(looker.clock).open(room)


def test_four_kinds_of_rooms_are_open_and_brought_up_to_the_norm(clock: Clock, ends_well: Callable[[], None]) -> None:
    add_places(batch=Batch((Wish(code=TOWN, name="蚁蜂镇", level="street"),)), actor=MAKER, at=AT)
    town = Community(clock, VILLAGE, "槐树村", "槐树", firm="槐树村合作社")
    street = Place.objects.get(pk=TOWN)
    keeper, convener = town.secretary, town.somebody("convener", "县政协召集人", Place.objects.get(pk="411702"))
    water = make_unit("镇水利站", kind="government", place=street)
    officer = town.works_for(water, "department_officer")
    rooms = [opened(keeper, VILLAGE, f"槐树村{name}", kind) for name, kind in KINDS.items()]
    assert [kind for kind in KINDS.values() if kind not in Somebody(clock).open(f"/p/{VILLAGE}/rooms/")] == []

    # Whoever answers for a room does not look at it themselves; another does, and says when somebody looks again.
    keeper.open(rooms[0])
    assert keeper.links(r"/inspect/$") == []
    first = inspected(convener, rooms[0], town.today, NORM, "2026-12-03")
    assert ("4 / 5" in first, "Somebody looks again" in first) == (True, True)
    # The norm asks that who spoke hears back: a duty day, a matter to its end, a suggestion to its answer.
    keeper.open(rooms[0])
    keeper.follow(r"/duty/$")
    keeper.send(
        r".", on=town.today, by="resident", heard_lines="路口没有反光镜\n办一个剪纸班", **{"heard-resident": "4"}
    )
    room = keeper.here
    keeper.follow(r"/heard/[^/]+/raise/$")
    keeper.send(r".", place=VILLAGE, category="other", severity="2")
    (receipt,) = keeper.links(r"^/r/")
    keeper.follow(r"/heard/[^/]+/suggest/$")
    keeper.send(r".", text="村里办一个剪纸班。")
    keeper.open(room)
    (suggestion,) = keeper.links(r"^/research/suggestion/")
    matter = town.take_in("路口反光镜", "三组路口转弯看不见车。", "看过，确实看不见。", who=keeper)
    town.sort(matter, "assign", guards=["existing_duty"])
    item = town.set_and_claim(matter, "装反光镜", 5)
    town.later(days=4)
    town.done(item, "装好了。", "安装单")
    town.checked(item, "看得见了。")
    town.replied(matter, "路口装了反光镜。")
    town.rated(receipt)
    hand(keeper, suggestion, "镇水利站")
    answer(officer, suggestion, "C", "冬闲时办。")
    tell(keeper, suggestion, "冬闲时办班，到时来通知。")
    town.later(days=6)
    assert "5 / 5" in inspected(convener, rooms[0], town.today)
    for each in rooms[1:]:
        inspected(convener, each, town.today)

    # A place's own words: kinds and points set anew are those the next room is opened and looked at by.
    convener.open("/desk/rooms/")
    convener.follow(r"/desk/rooms/standard/")
    points = [*(each for each in convener.form(r".").inputs["points"].value.splitlines()), "有一面意见墙"]
    convener.send(r".", points="\n".join(points), why="县政协文件")
    convener.open(rooms[1])
    convener.follow(r"/inspect/$")
    assert "有一面意见墙" in convener.says
    # The figure: how many rooms there are, and how each was found.
    page = Somebody(clock).open(f"/p/{VILLAGE}/rooms/")
    assert page.count("5 / 5") == len(rooms), page
    ends_well()
