"""Matters of Xinhua that came to an answer: solved, taken up again, explained, contested, not accepted."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.core.deadline import local_day
from bandeng.exchange import actions as exchange
from bandeng.exchange.drafting import first_words
from bandeng.matters import actions, queries
from bandeng.matters.models import Matter
from bandeng.people.actions import reveal


def light(bench: Bench) -> Story:
    yield bench.back(19, "20:10")
    matter = bench.raised(
        "light",
        "01.02.01",
        "sensor_light",
        "二号楼一单元三楼的感应灯不亮，摸黑上楼。",
        photos=["lamp-before"],
        name="老陶",
        phone="0953-000 0088",
    )
    yield bench.back(18, "09:00")
    bench.accepted(matter, "2号楼1单元感应灯不亮", "2号楼1单元三层楼道感应灯损坏。", photos=["lamp-before"])
    contact = queries.contact_of_raising(bench.raising("light"))
    reveal(of=contact, fields=["phone"], reason="约时间上门看灯", actor=bench.who("staff"), at=bench.at)
    bench.verified(matter, "灯头烧坏，线路正常。", financial="yes")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "更换三层感应灯", "huaiyin", 5, criteria="有人走过灯就亮。")
    yield bench.back(15, "15:00")
    bench.done(item, "灯头和感应开关都换了新的。", ["lamp-after"], by="property", before="lamp-before")
    yield bench.back(14, "19:30")
    bench.checked(item, "晚上上楼试过，灯亮。")
    yield bench.back(13, "10:00")
    bench.replied(matter, "三层感应灯已于本周更换，居务监督委员晚上去看过，灯正常亮。")
    yield bench.back(12, "20:00")
    bench.rated("light", "yes", "yes", "yes", "谢谢，三天就修好了。")
    yield bench.back(11)
    _correct(bench, matter)


def told_to_others(bench: Bench) -> Story:
    """The secretary writes a case of the light, the supervisor looks and lets everybody read it."""
    yield bench.back(10, "10:00")
    matter = bench.raising("light").matter
    told = first_words(Matter.objects.select_related("place", "process").get(pk=matter.pk))
    words = {"title": "楼道感应灯不亮", "pitfalls": "灯头和开关一起换；换好后晚上再去看一次。"}
    row = exchange.write_case(matter=matter, texts=told | words, actor=bench.who("secretary"), at=bench.at)
    exchange.share_case(case=row, actor=bench.who("supervisor@litong"), at=bench.at)


def _correct(bench: Bench, matter: Matter) -> None:
    """A date that was told wrongly, corrected openly: the auditor finds it."""
    visit = matter.verifications.get()
    actions.correct(
        matter=matter,
        of=visit.pk,
        field="visited_on",
        now=local_day(bench.back(19)),
        reason="上门其实是前一天傍晚，记晚了一天",
        actor=bench.who("staff"),
        at=bench.at,
    )


def bins(bench: Bench) -> Story:
    yield bench.back(28, "07:40")
    matter = bench.raised("bins", "02", "waste_collection", "垃圾桶三天没清了，味道很大。", photos=["bins-before"])
    bench.joined(matter, "bins-2", "夏天更没法开窗。")
    yield bench.back(28, "10:00")
    bench.accepted(
        matter, "户外分类垃圾桶清运不及时", "渠畔小区户外分类垃圾桶清运不及时，满溢有异味。", photos=["bins-before"]
    )
    bench.verified(matter, "连续两天查看，三组桶均满溢。", by="steward", financial="yes")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "每天早晚各清运一次", "huaiyin", 10, criteria="早八点、晚八点看，桶不满溢。")
    yield bench.back(19)
    bench.done(item, "改为每天早晚各清一次，已经一周。", ["bins-after"], by="property")
    yield bench.back(18)
    bench.checked(item, "连看两天，桶是空的。")
    yield bench.back(17)
    bench.replied(matter, "垃圾清运改为每天早晚各一次，居务监督委员连看两天，桶不再满溢。")
    yield bench.back(15, "08:00")
    bench.rated("bins-2", "yes", "yes", "yes")
    yield bench.back(9, "08:15")
    bench.rated("bins", "yes", "no", "no", "这周又变成一天一次了，周末干脆没来。")


def lawn(bench: Bench) -> Story:
    yield bench.back(22, "18:00")
    matter = bench.raised("lawn", "01", "traffic", "停车位太少，建议把中间那块绿地铺了停车。")
    yield bench.back(21)
    bench.accepted(matter, "建议把绿地改为停车位", "有居民建议把槐荫小区中心绿地铺装后用作停车。")
    bench.verified(matter, "该绿地在规划图上为公共绿地，不能改作他用；小区西墙外有可协调的夜间车位。", legal="no")
    yield bench.back(19)
    bench.sorted(
        matter,
        "explain",
        reason_code="against_rules",
        reason="公共绿地不得改变用途；占用绿地停车也要业主共同决定。",
        next_channel="西墙外夜间车位可向镇政府城管办申请",
    )
    yield bench.back(12, "15:00")
    bench.replied(
        matter,
        "绿地按规划不能改成停车位。我们和镇政府联系了西墙外夜间车位，晚八点到早七点可以停。",
        legal_basis="民法典第二百七十八条；规划图",
        appeal="不同意这个说明，可以到社区或拨打 12345",
    )
    yield bench.back(10)
    bench.rated("lawn", "yes", "partly", "partly", "能理解，夜间车位希望多一点。")


def contested(bench: Bench) -> Story:
    yield bench.back(13, "20:00")
    matter = bench.raised(
        "ramp", "01.04.02", "damage", "四号楼二单元门口台阶高，能不能做个坡道，轮椅上不来。", capacity="tenant"
    )
    yield bench.back(12)
    bench.accepted(matter, "4号楼2单元门口加坡道", "有居民建议在4号楼2单元门口加装无障碍坡道。")
    bench.verified(matter, "门前宽 1.6 米，坡长不够，需占用一部分消防车道。", legal="unknown", technical="no")
    yield bench.back(9)
    bench.sorted(
        matter,
        "explain",
        reason_code="not_feasible",
        reason="门前地方不够，做坡道会占消防车道。",
        next_channel="可向残联申请活动坡板",
    )
    yield bench.back(5, "19:40")
    raising = bench.raising("ramp")
    actions.contest(
        raising=raising,
        words="旁边小区同样的门做了折返坡道，没有占车道，请再看看。",
        actor=queries.receipt_actor(raising),
        at=bench.at,
    )


def house_sale(bench: Bench) -> Story:
    yield bench.back(9, "10:00")
    matter = bench.raised("sale", "02.03", "other", "二手房中介不退定金，请社区帮我要回来。")
    yield bench.back(8, "09:30")
    bench.accepted(matter, "房屋买卖定金纠纷", "居民反映与中介之间的定金纠纷。")
    actions.take_branch(
        matter=matter,
        branch="not_accepted",
        reason_code="other_way",
        reason="属于合同纠纷，社区没有裁决的权力。",
        next_channel="法律服务热线 12348，或到人民法院起诉",
        actor=bench.who("secretary"),
        at=bench.at,
    )
    yield bench.back(8, "16:00")
    bench.replied(
        matter, "定金纠纷要走法律途径，社区不能替您裁决。可拨打 12348 免费咨询，也可以到社区由干事陪您填材料。"
    )


def withdrawn(bench: Bench) -> Story:
    yield bench.back(7, "13:00")
    matter = bench.raised("noise-dog", "01.01.02", "noise_and_neighbours", "楼上的狗晚上叫。")
    yield bench.back(6, "09:00")
    bench.accepted(matter, "楼上犬吠", "居民反映夜间犬吠影响休息。")
    yield bench.back(5, "12:00")
    raising = bench.raising("noise-dog")
    actions.withdraw(
        raising=raising, words="和邻居说开了，不用管了。", actor=queries.receipt_actor(raising), at=bench.at
    )
    yield bench.back(5, "15:00")
    actions.complete_step(matter=matter, choose="withdraw:answered", actor=bench.who("staff"), at=bench.at)
    bench.replied(matter, "您已撤回，祝邻里和睦。以后有事随时再说。", by="staff")


def bulletin(bench: Bench) -> Story:
    """Replied, and open for its rating still."""
    yield bench.back(12, "09:40")
    matter = bench.raised("board", "01.03", "damage", "三号楼的公告栏玻璃碎了，怕扎到孩子。")
    yield bench.back(12, "11:00")
    bench.accepted(matter, "3号楼公告栏玻璃破碎", "3号楼公告栏玻璃破碎，有扎伤风险。")
    bench.verified(matter, "玻璃碎了一角，已贴胶带并围挡。", by="head", financial="yes")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "更换公告栏玻璃", "huaiyin", 5)
    yield bench.back(8)
    bench.done(item, "换成了有机玻璃。", ["gate-after"], by="property")
    yield bench.back(7)
    bench.checked(item, "看过了，牢固。", by="head")
    yield bench.back(3)
    bench.replied(matter, "公告栏已换成不碎的有机玻璃，楼长看过。")


STORIES = (light, told_to_others, bins, lawn, contested, house_sale, withdrawn, bulletin)
