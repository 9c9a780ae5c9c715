"""Papers of research and of a place's year from made values: short ones, empty ones, and what strains a layout."""

from dataclasses import replace
from datetime import date

from bandeng.core.papers import facts

DAY = date(2026, 11, 23)
COUNTY = "彭阳县"
SITE = "http://bandeng.example"
LONG = "建议由主管部门牵头，逐项查清老旧小区消防通道、充电设施 Type-C 和楼道照明的问题，分批整改并公开进度。"
SUGGESTED = (
    facts.Suggested("2026-0001", "建一个停车棚。", "居民", "农业农村局", "B 正在办", "已列入明年计划。"),
    facts.Suggested("2026-0002", LONG, "政协委员", later=True),
)
TRIP = facts.Trip(
    COUNTY,
    "全县重点工作",
    "彭阳县政协",
    date(2026, 11, 20),
    DAY,
    ("美丽乡村建设", "就业帮扶车间运营", "数字经济产业园建设"),
    ("部分政协委员", "有关部门负责人"),
    "看看三项工作做到了哪里，听听群众怎么说。",
    (
        facts.Site(
            "中庄村", "中庄村", ("美丽乡村建设",), (facts.Visit(DAY, "路修好了，灯不亮。", "居民12人、社区书记1人"),)
        ),
        facts.Site("栖凤就业帮扶车间", COUNTY, ("就业帮扶车间运营",), (facts.Visit(DAY, "订单不足。", later=True),)),
        facts.Site("宁南数字经济产业园", COUNTY, ("数字经济产业园建设",)),
    ),
    (
        facts.Found(1, "消防安全", "通道被占", "中庄村", "事项ZZ-2026-0001（办理中）\n建议2026-0001"),
        facts.Found(2, "消防安全", "没有灭火器"),
        facts.Found(3, "物业服务", "楼道灯不亮", "中庄村"),
    ),
    3,
    1,
    SUGGESTED,
    2,
    1,
    f"{SITE}/research/1/",
)
OUTPUT = facts.Output(
    COUNTY,
    "提案〔2026〕3号",
    "加强老旧小区消防设施改造",
    "三次调研发现，通道被占、设施老化。",
    "一、逐楼排查。\n二、列入年度计划。",
    DAY,
    "县应急管理局",
    SUGGESTED,
    2,
    True,
    "请应急管理局牵头研究办理。",
    "县委办公室",
    date(2026, 12, 1),
)

RESEARCH: dict[str, object] = {
    "trip": TRIP,
    "proposal": OUTPUT,
    "brief": replace(
        OUTPUT, number="社情民意信息〔2026〕1号", suggestions=SUGGESTED[:1], suggested_in_all=1, adopted=None
    ),
}


def count(name: str, n: int, of: int | None = None, more: str = "") -> facts.Count:
    return facts.Count(name, n, of, f"{SITE}/desk/county/640425/{abs(hash_of(name))}/?year=2026{more}")


def hash_of(name: str) -> int:
    """The same number for a name in every run."""
    return sum(ord(sign) * place for place, sign in enumerate(name, 1))


def part(number: int) -> facts.Part:
    at = f"{SITE}/desk/county/640425{number:03}/?year=2026"
    return facts.Part(f"第{number}乡", number, number * 2, number % 5, (number % 3, number % 2), at)


WAYS, ANSWERS = (
    ("协商座谈", "提案", "社情民意信息", "尚未提交"),
    ("A 已解决", "B 正在办", "C 列入计划", "D 无法办理", "尚未答复"),
)
YEAR = facts.Year(
    COUNTY,
    2026,
    facts.Part(COUNTY, 120, 340, 800, (12, 20), f"{SITE}/desk/county/640425/?year=2026"),
    (count("召开的会议", 60), count("板凳会", 40), count("调研", 8), count("解决的事项", 320), count("建议", 780)),
    (count("补录的活动", 12), count("补录的问题", 20), count("补录的建议", 20)),
    tuple(part(n) for n in range(1, 13)),
    12,
    tuple((count(name, 10, 780), count(f"补{name}", 2, 20)) for name in WAYS),
    tuple((count(name, 10, 780), count(f"补{name}", 2, 20)) for name in ANSWERS),
    (count("达标的联络室", 9, 12), count("检查过的联络室", 11, 12)),
    (facts.Area("领导分片", "东片", ("白阳镇", "古城镇")), facts.Area("主任包乡镇", "", ("王洼镇",))),
    f"{SITE}/desk/areas/",
)
CASE = facts.Case(
    "2026-0001",
    "楼道灯不亮怎么办",
    "中庄村",
    (
        ("problem", "楼道灯不亮。"),
        ("steps", "看现场\n认领\n换灯"),
        ("outcome", "换好了。"),
        ("cost", "120 元"),
        ("pitfalls", ""),
    ),
    12,
    DAY,
    f"{SITE}/cases/1/",
)
ROOM = facts.Room(
    "中庄联络室", "委员联络室", "中庄村", "每周二 9:00–11:00", "达标 5 / 5", 12, 20, 18, f"{SITE}/room/1/"
)
PACK = facts.Exchange(YEAR, (CASE,), 1, f"{SITE}/p/640425/cases/", (ROOM,), 1, f"{SITE}/p/640425/rooms/")

YEARS: dict[str, object] = {"annual": YEAR, "exchange": PACK}

EMPTY = replace(
    YEAR,
    counts=(count("召开的会议", 0),),
    later=(count("补录的活动", 0),),
    parts=(),
    parts_in_all=0,
    rooms=(),
    areas=(),
    ways=tuple((count(name, 0, 0), count(f"补{name}", 0, 0)) for name in WAYS),
    answers=(),
)
STRAINED_MORE: dict[str, tuple[str, object]] = {
    "trip-planned": (
        "trip",
        replace(TRIP, sites=(), found=(), found_in_all=0, raised=0, suggestions=(), suggested_in_all=0),
    ),
    "trip-long": (
        "trip",
        replace(
            TRIP,
            title=f"{TRIP.title}和 Type-C 充电设施、老旧小区物业服务、消防安全情况",
            about=LONG * 5,
            sites=tuple(
                replace(TRIP.sites[0], name=f"第{n}处点位", visits=TRIP.sites[0].visits * 2) for n in range(12)
            ),
            found=tuple(facts.Found(n, f"第{n // 20 + 1}类", LONG, "中庄村", "尚未转化") for n in range(1, 201)),
            found_in_all=240,
            suggestions=tuple(replace(SUGGESTED[1], number=f"2026-{n:04}") for n in range(1, 201)),
            suggested_in_all=10000,
        ),
    ),
    "proposal-long": (
        "proposal",
        replace(OUTPUT, analysis=f"{LONG}\n" * 20, advice=LONG * 12, suggestions=SUGGESTED * 40),
    ),
    "annual-empty": ("annual", EMPTY),
    "annual-many": ("annual", replace(YEAR, parts=tuple(part(n) for n in range(1, 61)), parts_in_all=75)),
    "exchange-empty": ("exchange", replace(PACK, year=EMPTY, cases=(), cases_in_all=0, rooms=(), rooms_in_all=0)),
    "exchange-many": (
        "exchange",
        replace(
            PACK,
            cases=tuple(replace(CASE, title=f"{LONG[:30]}{n}", at=f"{CASE.at}{n}/") for n in range(20)),
            cases_in_all=31,
            rooms=tuple(replace(ROOM, name=f"第{n}联络室", at=f"{ROOM.at}{n}/") for n in range(60)),
            rooms_in_all=61,
        ),
    ),
}
