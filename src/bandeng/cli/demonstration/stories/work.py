"""Work with more to it: a roof that waits for the owners, a courtyard cleared by many hands, a clock to be stopped."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.commitments.models import WorkItem
from bandeng.matters import actions
from bandeng.matters.models import Matter, Pause


def roof(bench: Bench) -> Story:
    """Two units, a quote outside the contract, money from the maintenance fund; its clock stands still meanwhile."""
    yield bench.back(20, "10:40")
    matter = bench.raised("roof", "01.03.01", "damage", "顶楼漏雨，天花板都泡了，下雨天接了三个盆。")
    yield bench.back(20, "16:10")
    bench.accepted(matter, "3号楼1单元屋面漏雨", "3号楼1单元顶层多处漏雨。")
    bench.verified(matter, "屋面卷材开裂约 40 平方米。", by="staff", financial="no")
    yield bench.back(18, "09:40")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "修补3号楼1单元屋面", "huaiyin", 20, criteria="下一场雨后顶层不再渗水。")
    secretary, officer = bench.who("secretary"), bench.who("property")
    item = items.join_support(
        item=item,
        organisation=bench.stage.cast.firms["shengli"],
        what="协调吊车和占道手续",
        actor=secretary,
        at=bench.at,
    )
    yield bench.back(15, "11:20")
    item = items.quote(
        item=item, amount_fen=1_286_000, document="屋面修补报价单 17 号", outside_contract=True,
        clause="物业服务合同第九条：屋面大修不在服务费内", actor=officer, at=bench.at,
    )  # fmt: skip
    yield bench.back(14, "15:20")
    item = items.fund(item=item, source="maintenance_fund", text="已请受益业主表决", actor=secretary, at=bench.at)
    yield bench.back(6, "10:10")
    items.ask_suspension(
        item=item, review_on=bench.ahead(2), reason="等业主表决结果和维修资金划拨。", actor=officer, at=bench.at
    )
    yield bench.back(5, "09:20")
    items.decide_suspension(
        item=_item(matter),
        pause=_pause(matter),
        granted=True,
        reason="同意，到期即恢复计时。",
        actor=secretary,
        at=bench.at,
    )


def courtyard(bench: Bench) -> Story:
    """Volunteers and a partner helped; part of it is done and shown, the rest has a day."""
    yield bench.back(13, "08:50")
    matter = bench.raised("courtyard", "02", "littering", "楼后堆了好几年的旧家具和花盆，夏天招蚊子。")
    yield bench.back(13, "14:20")
    bench.accepted(
        matter,
        "楼后杂物清理",
        "渠畔小区楼后多年堆放旧家具、花盆。",
    )
    bench.verified(matter, "共七处，约三车。", by="staff", financial="yes")
    yield bench.back(11, "10:30")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "清走楼后七处杂物", "huaiyin", 16, criteria="七处清空，不留垃圾。")
    item = items.join_support(
        item=item, organisation=bench.stage.cast.firms["xinhua"], what="组织志愿者", actor=bench.who("secretary"),
        at=bench.at,
    )  # fmt: skip
    yield bench.back(7, "17:10")
    item = items.note_help(
        item=item,
        on=bench.today,
        people=12,
        minutes=1470,
        text="搬旧家具，分类装车",
        actor=bench.who("staff"),
        at=bench.at,
    )
    item = items.note_help(
        item=item, on=bench.today, partner="顺路快递站", text="出了两辆三轮车", actor=bench.who("staff"), at=bench.at
    )
    yield bench.back(4, "16:20")
    items.deliver_in_part(
        item=item, text="五处已清空。", missing="靠围墙的两处", reason="两处是住户存放的，正在上门联系",
        rest_on=bench.ahead(3), photos=[bench.shown(item, "bins-after")], actor=bench.who("property"), at=bench.at,
    )  # fmt: skip


def waterproof(bench: Bench) -> Story:
    """Somebody asks that the clock of a step stand still; the secretary has to decide."""
    yield bench.back(3, "10:50")
    matter = bench.raised("cellar", "02.03", "damage", "地下室一下雨就积水，自行车都泡了。")
    yield bench.back(3, "15:50")
    bench.accepted(matter, "3号楼地下室积水", "渠畔小区3号楼地下室雨后积水。")
    bench.verified(matter, "地面最深处积水十厘米，疑似市政管倒灌。", by="staff")
    yield bench.back(1, "15:40")
    actions.ask_step_suspension(
        matter=matter, review_on=bench.ahead(4), reason="已致函市政管网公司，等他们的管道检测结果。",
        actor=bench.who("staff"), at=bench.at,
    )  # fmt: skip


def _item(matter: Matter) -> WorkItem:
    return WorkItem.objects.select_related("matter", "lead", "deadline").get(matter=matter)


def _pause(matter: Matter) -> Pause:
    return Pause.objects.get(deadline__matter=matter, granted=None)


STORIES = (roof, courtyard, waterproof)
