"""Papers of every kind from made values: short ones, and what strains a layout."""

from dataclasses import replace
from datetime import date

from bandeng.core.papers import BUILDERS, Given, Paper, build, facts, wording
from tests.papers.samples_years import RESEARCH, STRAINED_MORE, YEARS

DAY = date(2026, 3, 9)
PLACE = "利通区胜利镇新华社区居民委员会"
LONG_NAME = "宁夏回族自治区吴忠市利通区胜利镇新华社区天盛隆公共租赁住房小区物业管理委员会筹备工作小组"
LETTERS = "单元门口 e-bikes 充电线（Type-C、USB 3.2 Gen 2x2）私拉乱接"

MATTER = facts.Matter(
    place=PLACE,
    number="XH-2026-0017",
    title="单元门口非机动车乱停乱放堵塞消防通道",
    where="3号楼2单元门口",
    summary="早晚高峰门口停满电动自行车，老人和婴儿车出不去，消防通道也被占了。",
    category="停车与交通",
    severity="一般",
    channel="入户走访",
    raised_on=date(2026, 2, 17),
    raisers=12,
    status="办理中",
)
ITEM = facts.Item(
    "在3号楼西侧空地设电动自行车停车棚",
    "停得下40辆，有灯，有灭火器",
    "鸿运物业服务有限公司",
    "项目经理",
    date(2026, 3, 20),
    date(2026, 3, 15),
    "办理中",
    "现场认领",
    date(2026, 2, 17),
)
LINE = "这一行有二十八个字用来数一数每行是不是正好二十八个字吗。"


def items(count: int) -> tuple[facts.Item, ...]:
    return tuple(
        facts.Item(
            f"第{number}项：修好{number}号楼的感应灯和电梯按钮 Type-{number}",
            "夜里走进楼道灯就亮；按钮按下有反应",
            LONG_NAME if number % 7 == 0 else "鸿运物业服务有限公司",
            due=date(2026, 3, number % 27 + 1),
            state="办理中",
        )
        for number in range(1, count + 1)
    )


TALKED = (
    facts.Talked(
        "非机动车停放",
        (facts.Spoken("楼长", "门口每天停满了车。", "19:05"), facts.Spoken("物业", "西侧空地可以用。")),
        "达成共识",
        "在3号楼西侧空地设停车棚，不占绿地。\n停车棚建好前，每晚由物业和楼长一起劝导。",
        (("同意", 31), ("不同意", 4), ("弃权", 2)),
        (("我家窗户正对着停车棚，怕吵。", "棚子离窗户12米，晚上十点后不充电。"),),
        "",
        items(3),
    ),
    facts.Talked(
        "楼道照明", (), "部分共识", "感应灯由物业维修；公共电费怎么分摊下次再议。", (), (), "4月10日前再议一次"
    ),
)
MEETING = facts.Meeting(
    PLACE,
    "新华社区“我的小区我做主”议事会",
    "2026年2月17日19时",
    "新华社区协商议事室",
    "社区党委书记",
    "社区干事",
    ("居民代表12人", "鸿运物业服务有限公司", "社区居委会", "网格员"),
    ("利通区住建局",),
    ("社区民警", "社工"),
    TALKED,
    (("停车棚的钱谁出？", "物业出60%，社区为民办实事资金出40%。", "社区党委书记"), ("什么时候开工？", "", "")),
    ("鸿运物业服务有限公司承诺：10天内修好全部感应灯。",),
    "胜利镇人民政府，利通区住建局",
    3,
    date(2026, 2, 17),
)

FACTS: dict[str, object] = {
    "receipt": facts.Receipt(
        MATTER,
        "7K3QF-9XW2A",
        "马**",
        "门口停满了车，轮椅出不去。",
        (("答复期限", date(2026, 3, 3)),),
        "http://bandeng.example/r/7K3QF9XW2A/",
        "9f86d081884c7d65",
    ),
    "reply": facts.Reply(
        MATTER,
        "马先生",
        "停车棚已于3月8日建成，可停40辆，消防通道已清出并划线。\n今后由物业每天早晚巡查。",
        "您提到的轮椅坡道，也在3月5日修好了。",
        "《物业管理条例》第五十条",
        "可以向社区（0953-0000000）或12345提出。",
        "社区",
        "http://bandeng.example/r/7K3QF9XW2A/",
        "7K3QF-9XW2A",
    ),
    "explanation": facts.Explanation(
        MATTER,
        "您建议在绿地上建停车棚。绿地属于全体业主共有，改变用途须经业主共同决定。",
        "《民法典》第二百七十八条",
        "可以向胜利镇人民政府提出。",
    ),
    "approval": facts.Approval(
        MATTER,
        date(2026, 2, 20),
        "现场看了两次，情况属实。",
        (("合法性", "可行"), ("技术上", "可行"), ("资金", "待落实")),
        "协商议事",
        "涉及多户，需要大家商量位置。",
        "业主共同决定（占用共有部分）",
    ),
    "responsibility": facts.Responsibility(PLACE, MATTER.title, (ITEM, *items(2)), MATTER.number),
    "claim": facts.Claim(MATTER, ITEM),
    "order": facts.Order(
        MATTER,
        ITEM.title,
        "督办",
        PLACE,
        "鸿运物业服务有限公司",
        5,
        date(2026, 3, 2),
        date(2026, 3, 12),
        "逾期5个工作日，未说明原因。",
        DAY,
    ),
    "extension": facts.Extension(
        MATTER, ITEM, date(2026, 3, 30), "钢材未到货。", "鸿运物业项目经理", date(2026, 3, 10)
    ),
    "return": facts.Returned(MATTER, ITEM, "利通区市政管理所", "该处不是市政道路。", date(2026, 3, 1)),
    "public_notice": facts.Notice(
        MATTER,
        "在3号楼西侧空地设停车棚一处，长12米、宽2米。",
        "业主大会",
        (("参加户数", "186/240"), ("同意户数", "160")),
        date(2026, 3, 1),
        date(2026, 3, 7),
        "各单元门口公示栏和社区公示栏",
        "社区服务大厅，电话0953-0000000",
    ),
    "outcome": facts.Outcome(
        MATTER,
        date(2026, 2, 17),
        "新华社区协商议事室",
        (("居民", "9人"), ("物业", "2人"), ("社区", "3人")),
        "大家说了停车的难处。",
        "达成共识",
        "在3号楼西侧空地设停车棚。",
        "",
        (("怕吵。", "晚上十点后不充电。"), ("怕起火。", "")),
        items(2),
    ),
    "scorecard": facts.Scorecard(
        PLACE,
        "鸿运物业服务有限公司",
        "项目经理",
        "10天内全部整改到位。",
        "天盛隆小区居民",
        "议事会",
        date(2026, 2, 17),
        date(2026, 2, 27),
        date(2026, 2, 27),
        10,
        (("已办好", 12), ("部分办好", 3), ("已延期", 2)),
        tuple(
            (f"第{n}项整改", "已办好" if n < 13 else "部分办好", "2026年2月27日", "" if n < 13 else "缺配件")
            for n in range(1, 18)
        ),
    ),
    "monthly": facts.Monthly(
        PLACE,
        date(2026, 2, 1),
        date(2026, 2, 28),
        (facts.Figure("响应率", "23", "24", "匿名1"), facts.Figure("解决率", "15", "19", "解释办结5")),
        (("3号楼", "停车与交通", "6"),),
    ),
    "register": facts.Register(
        PLACE,
        date(2026, 1, 1),
        date(2026, 12, 31),
        tuple(
            (
                f"XH-2026-{n:04}",
                "2026年2月17日",
                f"{LETTERS}（第{n}件）" if n % 5 == 0 else f"第{n}件事",
                "3号楼2单元",
                "停车与交通",
                LONG_NAME if n % 11 == 0 else "鸿运物业",
                "2026年3月1日",
                "已答复",
            )
            for n in range(1, 91)
        ),
    ),
    "meeting_notice": facts.Called(
        PLACE,
        "新华社区“我的小区我做主”议事会",
        "议事会",
        "2026年2月17日19时",
        "新华社区协商议事室",
        (facts.Agenda("非机动车停放", "XH-2026-0017", "楼长", 20), facts.Agenda("楼道照明")),
        ("居民代表", "物业", "社区"),
        "各位居民代表",
        "社区干事，电话0953-0000000",
        DAY,
        "http://bandeng.example/meetings/1/",
    ),
    "sign_in": facts.SignIn(
        PLACE,
        "新华社区“我的小区我做主”议事会",
        "2026年2月17日19时",
        "新华社区协商议事室",
        (("马**", "居民代表", "3号楼", "19:02"), ("王**", "物业", "鸿运物业", "")),
        18,
    ),
    "record": MEETING,
    "minutes": MEETING,
    **RESEARCH,
    **YEARS,
    "tasks": facts.Tasks(
        PLACE, MEETING.name, "2026年2月17日19:00", MEETING.where,
        tuple((f"非机动车停放（XH-2026-00{n}）", each) for n, each in enumerate((ITEM, *items(4)), 10)), 5,
    ),
}  # fmt: skip

STRAINED: dict[str, tuple[str, object]] = {
    **STRAINED_MORE,
    "reply-lines": ("reply", facts.Reply(MATTER, "马先生", "\n".join([LINE * 70]))),
    "reply-long-names": (
        "reply",
        facts.Reply(
            facts.Matter(LONG_NAME, "XH-2026-0018", f"{LETTERS}，{MATTER.title}，{MATTER.summary}", raised_on=DAY),
            f"{LONG_NAME}的各位同志",
            f"See https://bandeng.example/{'a' * 120} for details. {LETTERS * 5}",
        ),
    ),
    "responsibility-three-pages": ("responsibility", facts.Responsibility(PLACE, MATTER.title, items(40))),
    "claim-forty-lines": (
        "claim",
        facts.Claim(
            MATTER, facts.Item("整改清单", "\n".join(f"第{n}条 {LETTERS}" for n in range(1, 41)), LONG_NAME, due=DAY)
        ),
    ),
    "minutes-final": (
        "minutes",
        replace(
            MEETING,
            topics=(),
            questions=(),
            promises=(),
            digest="9f86d081884c7d65" * 4,
            text=f"{MEETING.name}\n\n1. 非机动车停放\n{LETTERS * 3}\n结果：达成共识\n\n2. 楼道照明\n感应灯由物业维修。",
            corrections=(
                ("感应灯", "感应灯和按钮", "漏记", "2026年3月12日"),
                (LETTERS, LONG_NAME, "写错", "2026年3月13日"),
            ),
        ),
    ),
    "minutes-draft": ("minutes", replace(MEETING, mark="草稿，尚未签字", issue=0)),
    "record-long": (
        "record",
        replace(
            MEETING,
            name=LONG_NAME,
            topics=TALKED * 11,
            roles=LETTERS,
            quorum="有表决权的应到 300 人，实到 280 人，至少需要 150 人。",
            present=tuple(f"居民代表{n}人" for n in range(1, 61)),
            promises=(LETTERS * 4,),
        ),
    ),
    "sign-in-300": (
        "sign_in",
        facts.SignIn(
            PLACE,
            LONG_NAME,
            "2026年2月17日19时",
            LETTERS,
            tuple(
                (
                    "尼格拉木·阿布都热合曼·买买提" if n % 7 == 0 else f"居民{n}",
                    "利益相关群众代表" if n % 5 else "Observer from abroad",
                    LONG_NAME if n % 11 == 0 else "3号楼",
                    "19:02 纸上签到" if n % 3 else "",
                )
                for n in range(1, 301)
            ),
        ),
    ),
    "outcome-long": (
        "outcome",
        facts.Outcome(
            facts.Matter(LONG_NAME, "", f"{LETTERS}，{MATTER.title}", LETTERS * 3),
            DAY,
            LONG_NAME,
            tuple((f"居民代表{n}", "3") for n in range(1, 41)),
            LETTERS * 6,
            "达成共识",
            "按大家说的办。" * 30,
            "",
            tuple((f"第{n}条不同意见：{LETTERS}", "" if n % 2 else "已采纳。") for n in range(1, 12)),
            items(40),
        ),
    ),
    "return-long": (
        "return",
        facts.Returned(MATTER, facts.Item(LETTERS * 2, LETTERS, LONG_NAME), LONG_NAME, f"{LETTERS}。" * 12, DAY),
    ),
    "minutes-long": (
        "minutes",
        facts.Meeting(
            LONG_NAME,
            LONG_NAME,
            "2026年2月17日19时",
            LETTERS,
            "社区党委书记",
            "社区干事",
            tuple(f"居民代表{n}号" for n in range(1, 61)),
            topics=TALKED * 4,
            held_on=DAY,
        ),
    ),
}


def paper(kind: str, told: object) -> Paper:
    """A paper with a number where its kind has a series."""
    worded = wording(kind)
    series = worded.say("series", {"place": "新华社区"})
    return build(kind, told, worded, Given(DAY, f"{series}〔2026〕3号" if series else ""))


def all_papers() -> dict[str, Paper]:
    """Every kind once, and the strained ones, by the name of their file."""
    found = {kind: paper(kind, FACTS[kind]) for kind in BUILDERS}
    return found | {name: paper(kind, told) for name, (kind, told) in STRAINED.items()}
