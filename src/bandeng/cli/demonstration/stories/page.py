"""The matters of Xinhua that the newspaper page names: the lobby, the path, the ground at the doors, the gate."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.matters import actions
from bandeng.matters.models import Track

LOBBY = (
    "我家孩子放学进门总被车把刮到。",
    "推婴儿车过不去，每天都要先挪车。",
    "晚上还有人在大厅里拉线充电，太吓人了。",
    "我是租户，也希望能有个地方停车。",
    "我骑电动车，不是不想停外面，是没地方停。",
    "老人拄拐，绊过一次。",
    "消防栓的门都打不开。",
    "送快递的也进不来。",
    "一楼住户，半夜总有报警声。",
    "下雨天大厅里全是泥水。",
    "担架真的抬不出去，上个月救护车来过。",
    "楼上着火怎么跑？",
    "支持建车棚。",
    "希望车棚能充电。",
    "车棚别离楼太近就行。",
)


def lobby(bench: Bench) -> Story:
    yield bench.back(6, "08:20")
    elder = bench.neighbour("周奶奶", 81, "01.03.01")
    matter = bench.raised(
        "lobby",
        "01.03.01",
        "blocked_passage",
        "我八十岁了，腿脚不好。一楼大厅停满了电动车，出门要侧着身子走，前天差点绊倒。真着了火可怎么办。",
        severity=0,
        by="head",
        person=elder,
        name="周奶奶",
        consent="本人在家门口口述，同意代录",
        reach="visit",
        photos=["lobby-before"],
    )
    yield bench.back(6, "08:50")
    bench.accepted(
        matter,
        "楼栋大厅非机动车堵塞行人通道",
        "3号楼一层大厅停满电动自行车和自行车，行人通道被堵，老人出行困难，存在消防安全隐患。",
        photos=["lobby-before"],
    )
    yield bench.back(6, "10:30")
    actions.make_safe(
        matter=matter,
        track=Track.objects.get(matter=matter, kind="safety"),
        actor=bench.who("grid"),
        at=bench.at,
        text="物业和楼长当天上午把堵门的车辆移到楼前空地，疏散通道已清出，大厅插座断电。",
    )
    for number, words in enumerate(LOBBY):
        yield bench.back(6 - number // 4, f"{11 + number % 4}:{10 + number}")
        bench.joined(matter, f"lobby-{number}", words, capacity="tenant" if "租户" in words else "resident")
    yield bench.back(2, "15:00")
    bench.verified(
        matter,
        "大厅净宽 2.4 米，停车 14 辆，剩余通道不足 0.8 米；楼北侧有一块约 40 平方米的空地可以利用。",
        photos=["lobby-after"],
    )
    yield bench.back(2, "15:30")
    bench.sorted(matter, "deliberate", guards=["common_parts"])
    yield bench.back(1, "16:30")
    bench.noted(
        matter,
        "3号楼前长板凳",
        {"resident": 9, "building_head": 1, "property": 1, "secretary": 1},
        "大家都同意车不能再停大厅。骑车的邻居要求先有地方停；一楼邻居担心车棚挡光；物业愿意出地面和照明。",
        "consensus",
        "在3号楼北侧空地建一个非机动车棚，离楼六米以上，带集中充电；建好前车辆停在楼前划线区。占用共有部分，须由业主共同决定。",
        dissents=["担心车棚挡住一楼采光，也怕夜里吵。"],
        next_step="由业主共同决定是否建车棚（改变共有部分用途）",
    )


def path(bench: Bench) -> Story:
    yield bench.back(24, "19:00")
    matter = bench.raised(
        "path", "01", "paving", "小区绿化道的砖都碎了，晚上散步崴了脚。", photos=["path-before"], name="小区居民"
    )
    yield bench.back(23, "09:20")
    bench.accepted(
        matter, "小区绿化道地面破损", "槐荫小区绿化道多处地砖破损、松动，行走容易崴脚。", photos=["path-before"]
    )
    yield bench.back(22, "15:00")
    bench.verified(
        matter, "破损地砖 26 处，约 30 平方米，集中在 2 号楼与 3 号楼之间。", financial="yes", photos=["path-before"]
    )
    bench.joined(matter, "path-2", "轮椅推过去一颠一颠的。")
    yield bench.back(21)
    bench.sorted(matter, "deliberate")
    yield bench.back(17, "16:00")
    bench.noted(
        matter,
        "社区议事室",
        {"resident": 6, "property": 1, "secretary": 1, "grid_worker": 1},
        "居民希望天冷之前修好；物业说砖有库存，人手两周能排开。",
        "consensus",
        "由物业更换破损地砖，施工期间留出一侧行人通道。",
        choose="assign",
    )
    item = bench.claimed(matter, "更换绿化道破损地砖", "huaiyin", 18, criteria="没有松动、缺角的地砖；轮椅能平稳通过。")
    yield bench.back(3, "17:00")
    items.progress(
        item=item,
        text="2号楼一侧已换完，3号楼一侧明天开始。",
        photos=[bench.photo("path-after")],
        actor=bench.who("property"),
        at=bench.at,
    )


def doors(bench: Bench) -> Story:
    yield bench.back(16, "12:10")
    matter = bench.raised(
        "doors", "02.01", "paving", "单元门口是土地，一下雨全是泥，老人不敢出门。", photos=["door-before"]
    )
    yield bench.back(16, "15:00")
    bench.accepted(
        matter, "单元门口地面未硬化处理", "渠畔小区三栋楼的单元门口仍是土地面，雨雪天泥泞难行。", photos=["door-before"]
    )
    yield bench.back(15, "10:00")
    bench.verified(matter, "6 个单元门口共约 120 平方米未硬化，属于老旧小区改造遗留。", by="steward", financial="no")
    yield bench.back(14)
    bench.sorted(matter, "deliberate")
    yield bench.back(9, "15:00")
    bench.noted(
        matter,
        "渠畔小区凉亭",
        {"resident": 8, "town": 1, "secretary": 1},
        "镇政府把它列入今年老旧小区零星改造，先做有老人的单元。",
        "consensus",
        "由胜利镇政府组织硬化六个单元门口地面。",
        choose="assign",
    )
    bench.claimed(
        matter, "硬化渠畔小区六个单元门口地面", "shengli", 25, criteria="六个单元门口全部硬化，坡度能过轮椅。"
    )


def gate(bench: Bench) -> Story:
    yield bench.back(20, "18:30")
    matter = bench.raised(
        "gate", "01", "people_and_cars_apart", "大门口人和车挤在一起走，早上送孩子特别危险。", photos=["gate-before"]
    )
    yield bench.back(19)
    bench.accepted(
        matter, "小区大门人车分流", "槐荫小区大门行人与车辆混行，早晚高峰存在安全隐患。", photos=["gate-before"]
    )
    for number, words in enumerate(
        ("推着车出不去。", "快递车开得快。", "我开车也紧张，看不见孩子。", "建议开侧门走人。")
    ):
        yield bench.back(18, f"{10 + number}:05")
        bench.joined(matter, f"gate-{number}", words)
    yield bench.back(17, "08:00")
    bench.verified(matter, "早高峰半小时进出行人 210 人次、车辆 96 辆；大门净宽 6 米，东侧有一扇常年锁着的小门。")
    bench.sorted(matter, "deliberate", guards=["common_parts"])
    yield bench.back(8, "19:00")
    first, _ = bench.noted(
        matter,
        "小区大门内长板凳",
        {"resident": 12, "merchant": 2, "property": 1, "secretary": 1},
        "多数人赞成开东侧小门走人、大门走车；门口商户担心客人不从店前过；几位车主担心绕行。",
        "none",
        "开东侧小门的方案没有谈拢。",
        dissents=["东侧小门一开，店门口就没人走了。", "下班绕一圈要多五分钟。"],
        next_step="下周再开一次板凳会，先试开东侧小门一周看看",
        choose="deliberate",
    )
    yield bench.back(5, "11:00")
    actions.answer_dissent(
        dissent=first,
        answer="试开期间在店门口放指路牌，一周后数一数人再定。",
        actor=bench.who("secretary"),
        at=bench.at,
    )


STORIES = (lobby, path, doors, gate)
