"""Zhumadian: an evening talk on six seats and X, six steps, areas given out, the county's year, the register.

The page names the six steps, "6+X", the evening talks, the areas, 136 / 133 and 800 suggestions by three ways, and says
of none what is in it: the six steps are those of the shelf, marked as an assumption; seats and people are ours.
"""

import re
from collections.abc import Callable
from datetime import date

from bandeng.core.places import Wish
from bandeng.figures import keeping
from bandeng.people.acting import Actor
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, make_person, make_unit
from tests.practices.council import Council
from tests.practices.handling import Community
from tests.practices.roads import answer, hand, tell
from tests.practices.sheets import a_sheet, handed_in
from tests.practices.somebody import Clock, Somebody, choice

COUNTY, TOWN, VILLAGE, OTHER = "411729", "411729500", "411729500901", "411729501"
ACTIVITIES, SOLVED = 136, 133
SEATS = {
    "members": "委员甲", "government": "镇干部", "departments": "县水利局", "committees": "村两委",
    "affected": "张大爷\n李婶", "experts": "法律顾问", "over_60": "王奶奶",
}  # fmt: skip


def six_steps(town: Community) -> None:
    """The village's new matters follow the county's six steps, after a look at what they say."""
    desk = town.secretary
    desk.open(f"/settings/places/{VILLAGE}/")
    desk.follow(r"/process/$")
    desk.open(f"{desk.here}?process={choice(desk.html, 'process', 'Six steps of the CPPCC')}")
    assert "assumption" in desk.says
    desk.send(r"/process/|^$", reason="县政协统一用六步")


def the_talk(town: Community, convener: Somebody, matter: str) -> None:
    """An evening talk of the series: six seats and the old people of the case; agreed in the open."""
    convener.open("/desk/meetings/series/")
    convener.send(r"/series/|^$", name="乡村夜话", form="night_talk", about="晚饭后在村口说事。")
    council = Council(convener)
    council.call(
        "night_talk", "水渠怎么清", chair="县政协召集人", recorder="社区干事", on=town.in_days(4), matters=[matter],
        names=SEATS, series="乡村夜话", place=VILLAGE,
    )  # fmt: skip
    town.later(days=4, hours=5)
    council.begin()
    council.at_desk()
    convener.follow(r"/item/[^/]+/outcome/")
    convener.send(r".", outcome="consensus", opinion="开春前清淤，合作社出机器。")
    council.end()


def test_an_evening_talk_goes_its_six_steps_and_the_county_counts_it(
    clock: Clock, ends_well: Callable[[], None]
) -> None:
    wishes = (Wish(code=TOWN, name="柳河镇", level="street"), Wish(code=OTHER, name="黄湾乡", level="street"))
    add_places(batch=Batch(wishes), actor=MAKER, at=AT)
    town = Community(clock, VILLAGE, "柳河村", "柳河", firm="柳河村合作社")
    county = Place.objects.get(pk=COUNTY)
    bureau = make_unit("县水利局", kind="department", place=county)
    officer = town.works_for(bureau, "department_officer")
    convener = town.somebody("convener", "县政协召集人", county)
    six_steps(town)

    receipt = town.raise_at_the_door("水渠淤了，浇不上地。", ".01")
    matter = town.take_in("水渠清淤", "三组水渠淤塞。", "走了一遍，淤了半米。", who=town.secretary)
    town.go_on(matter, choose="settle")
    town.sort(matter, "research")
    convener.open(matter)
    convener.follow(r"/research/$")
    convener.send(r".", on=town.today, text="看了三处，问了六户。", **{"heard-resident": "6"})
    town.go_on(matter, convener, choose="deliberate")
    the_talk(town, convener, matter)
    town.go_on(matter, convener, choose="convert")
    item = town.set_and_claim(matter, "清淤两公里", 10)
    town.later(days=5)
    town.done(item, "清完了。", "验收单")
    town.checked(item, "水过去了。")
    town.replied(matter, "水渠清好了，下周放水。")
    town.rated(receipt)

    # Areas: a director looks after one township, and reads no other.
    director = someone_looks_after(clock, convener, county, "机关科室主任", TOWN)
    # The register, by its three ways, each told.
    for text, kind in (("村口装一面大镜子。", "talk"), ("校车加开早班。", "proposal"), ("药店进胰岛素。", "brief")):
        convener.open("/desk/suggestions/")
        convener.follow(r"/desk/suggestions/new/")
        convener.send(r".", place=COUNTY, text=text, said_by="resident", said_on=town.today, source="meeting")
        one = convener.here
        convener.follow(r"/desk/suggestions/forward/")
        convener.send(r".", kind=kind, title=text, analysis="群众关切。", advice=text, handed_to="县政府办")
        hand(convener, one, "县水利局")
        answer(officer, one, "A", "已经办了。")
        tell(convener, one, "您提的办了。")
    register = convener.open("/desk/suggestions/")
    assert [way for way in ("talk 1", "proposal 1", "brief 1") if way not in register.lower()] == [], register

    # The year: what happened here, and the paper of earlier months by one sheet.
    keeping.recount()
    counted = numbers(convener)
    rows = a_sheet((TOWN, OTHER), ACTIVITIES - counted[0], SOLVED - counted[1], date(2026, 1, 12))
    handed_in(convener, COUNTY, rows)
    assert numbers(convener) == (ACTIVITIES, SOLVED)
    own = director.open("/desk/county/")
    assert ("柳河镇" in own, "黄湾乡" in own) == (True, False)
    ends_well()


def someone_looks_after(clock: Clock, convener: Somebody, county: Place, called: str, town: str) -> Somebody:
    actor: Actor = make_person("", at=county, called=called)
    convener.open("/desk/areas/")
    convener.follow(r"/desk/areas/assign/")
    convener.send(r".", kind="director", person=choice(convener.html, "person", called), parts=[town])
    return Somebody(clock, actor)


def numbers(desk: Somebody) -> tuple[int, int]:
    """Activities and problems solved, as the first line of the county's page says them."""
    desk.open(f"/desk/county/{COUNTY}/")
    line = re.search(r'<p class="big">.*?</p>', desk.html, re.S)
    assert line
    told = [int(number) for number in re.findall(r'<span class="num">(\d+)</span>', line[0])]
    return told[0], told[1]
