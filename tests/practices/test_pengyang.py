"""Pengyang's research: three themes by three sites, what was seen, what was suggested, who spoke hears.

The page names themes and sites and how they went about it; findings, suggestions and answers are invented.
"""

from collections.abc import Callable

from bandeng.core.places import Wish
from bandeng.places.actions import Batch, add_places
from bandeng.places.models import Place
from tests.makers import AT, MAKER, make_unit
from tests.practices.handling import Community
from tests.practices.roads import Road
from tests.practices.somebody import Clock, Somebody

SITES = ("白阳镇中庄村", "栖凤劳务移民就业帮扶车间", "宁南数字经济产业园")


def test_three_themes_on_three_sites_and_who_spoke_hears(clock: Clock, ends_well: Callable[[], None]) -> None:
    add_places(batch=Batch((Wish(code="640425100201", name="中庄村", short="中庄"),)), actor=MAKER, at=AT)
    town = Community(clock, "640425100201", "中庄村", "中庄", firm="中庄村合作社")
    county = Place.objects.get(pk="640425")
    bureau = make_unit("县农业农村局", kind="department", place=county)
    officer = town.works_for(bureau, "department_officer")
    road = Road(town.somebody("convener", "政协召集人", county))

    road.plan(
        place="640425", title="全县重点工作专题调研", host="彭阳县政协",
        themes="美丽乡村建设\n就业帮扶车间运营\n数字经济产业园建设",
        sites=f"{SITES[0]} | 中庄村 | 1\n{SITES[1]} | | 2\n{SITES[2]} | | 3", members="部分政协委员",
        starts_on=town.today, ends_on=town.today,
    )  # fmt: skip
    for number, seen in enumerate(("巷道硬化了，晚上没有灯。", "订单够，缺冷库。", "机房好，缺人。")):
        road.visit(number, visited_on=town.today, seen=seen, **{"heard-resident": "4"})
    road.find("# 乡村\n入村路没有路灯\n# 产业\n车间缺冷库\n园区缺技工")
    # One finding becomes a matter of the village and ends in a reply; two become suggestions.
    receipt = road.raise_(1, place=town.code, category="other", severity="2")
    matter = town.take_in("入村路没有路灯", "入村路晚上没有灯。", "走了一趟，没有灯。", who=town.secretary)
    town.sort(matter, "assign", guards=["existing_duty"])
    item = town.set_and_claim(matter, "装六盏路灯", 10)
    town.later(days=3)
    for text, adoption, answer in (
        ("给车间建一座小冷库。", "A", "冷库已经开工。"), ("请职校来园区办班。", "C", "列入明年计划。"),
    ):  # fmt: skip
        one = road.suggest(text, said_by="cppcc_member")
        road.hand(one, "县农业农村局")
        road.answer(one, officer, adoption, answer)
        road.tell(one, answer)
    town.done(item, "六盏灯都亮了。", "安装单")
    town.checked(item, "晚上去看，亮的。")
    town.replied(matter, "入村路装了六盏路灯。")
    town.rated(receipt)
    # The last output: a proposal with its number, and the register's shares.
    paper = road.forward(place="640425", kind="proposal", title="补齐乡村产业短板", analysis="缺冷库，缺技工。",
                          advice="建冷库，办技工班。", handed_to="县人民政府")  # fmt: skip
    assert "〔2026〕" in paper
    seen = Somebody(clock).open("/p/640425/research/")
    assert [words for words in ("2 / 2", "给车间建一座小冷库", "请职校来园区办班") if words not in seen] == []
    ends_well()
