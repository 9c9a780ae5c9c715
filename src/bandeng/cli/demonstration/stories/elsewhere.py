"""Matters of Xinhua that took another way: passed on, taken upwards, merged and parted again."""

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.matters import actions


def street_light(bench: Bench) -> Story:
    """Passed on, and taken over by who it was passed on to."""
    yield bench.back(12, "21:00")
    matter = bench.raised("street", "", "damage", "小区外面那条巷子的路灯灭了一排。")
    yield bench.back(11)
    bench.accepted(matter, "小区外巷道路灯不亮", "社区外巷道约五盏路灯不亮。")
    bench.verified(matter, "五盏不亮，属市政路灯。", by="staff")
    yield bench.back(10)
    bench.sorted(
        matter,
        "pass_on",
        guards=["outside_duty"],
        reason_code="not_our_duty",
        reason="市政路灯由镇政府报修。",
        to_organisation=bench.stage.cast.firms["shengli"],
    )
    yield bench.back(8, "11:00")
    actions.answer_pass_on(
        pass_on=bench.passed_on(matter),
        answer="acknowledged",
        by_whom="胜利镇 经办人小田",
        actor=bench.who("town@shengli"),
        at=bench.at,
    )


def hydrant(bench: Bench) -> Story:
    """Passed on, and nobody has taken it over yet."""
    yield bench.back(4, "10:00")
    matter = bench.raised("hydrant", "01", "fire_equipment", "小区里的消火栓没有水。")
    yield bench.back(3)
    bench.accepted(matter, "室外消火栓无水", "槐荫小区东侧室外消火栓打开无水。")
    bench.verified(matter, "打开无水，疑似市政管网阀门关闭。")
    yield bench.back(2)
    bench.sorted(
        matter,
        "pass_on",
        guards=["outside_duty"],
        reason_code="not_our_duty",
        reason="市政消火栓由消防部门检查维护。",
        to_organisation=bench.stage.cast.firms["fire"],
    )


def canal(bench: Bench) -> Story:
    """Beyond the community: with the district."""
    yield bench.back(8, "15:00")
    matter = bench.raised("canal", "02", "security", "小区后面的水渠没有护栏，孩子在那儿玩。", severity=1)
    yield bench.back(8, "17:00")
    bench.accepted(matter, "渠畔小区后水渠缺护栏", "水渠沿小区一段约 80 米没有护栏。")
    yield bench.back(7)
    bench.verified(matter, "渠深约 1.5 米，常年有水；社区已拉警示带。", by="steward", financial="no")
    yield bench.back(4)
    bench.sorted(matter, "escalate", reason_code="beyond_us", reason="水渠归水务部门管，护栏要区里立项。", to="利通区")


def same_lobby(bench: Bench) -> Story:
    """The same trouble as the lobby: it goes on there."""
    yield bench.back(4, "18:00")
    matter = bench.raised("lobby-too", "01.03.02", "electric_bikes", "3号楼门厅又停满了电动车。")
    yield bench.back(3, "09:00")
    bench.accepted(matter, "3号楼门厅停满电动车", "3号楼门厅停放电动车。")
    actions.merge(
        matter=matter,
        into=bench.raising("lobby").matter,
        reason="同一个大厅的同一件事。",
        text="您反映的和“楼栋大厅非机动车堵塞行人通道”是同一件事，已并在一起办，办完会一并答复您。",
        actor=bench.who("secretary"),
        at=bench.at,
    )


def other_path(bench: Bench) -> Story:
    """Merged by mistake, and parted again."""
    yield bench.back(13, "08:30")
    matter = bench.raised("path-back", "01.02", "paving", "二号楼后面的砖路也坏了。", photos=["path-before"])
    yield bench.back(12)
    bench.accepted(matter, "2号楼后砖路破损", "2号楼北侧砖路破损。", photos=["path-before"])
    actions.merge(
        matter=matter,
        into=bench.raising("path").matter,
        reason="都是小区砖路破损。",
        actor=bench.who("staff"),
        at=bench.at,
    )
    yield bench.back(10)
    actions.unmerge(
        matter=matter,
        reason="楼后这条路是另外一段，不在这次换砖的范围里，单独办。",
        actor=bench.who("secretary"),
        at=bench.at,
    )
    yield bench.back(2, "10:00")
    bench.verified(matter, "2号楼北侧砖路约 12 平方米破损。", financial="yes")


STORIES = (street_light, hydrant, canal, same_lobby, other_path)
