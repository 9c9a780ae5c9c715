"""The village: one thing decided by four deliberations and two disclosures, through the actions of real use."""

from datetime import datetime, timedelta

from bandeng.cli.demonstration.places import FOUNDER, QUKOU
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.core.deadline import local_day
from bandeng.matters.actions import (
    close_posting,
    complete_step,
    follow_process,
    note_step,
    post_result,
    record_decision,
)
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.places.models import Place

PROCESS = "village-four-plus-two"


def follow(at: datetime) -> None:
    """The village works by four deliberations and two disclosures."""
    process = ProcessVersion.objects.get(key=PROCESS, place=None)
    follow_process(place=Place.objects.get(pk=QUKOU), process=process, actor=FOUNDER, at=at)


def bridge(bench: Bench) -> Story:
    """The bridge to the orchard: proposed, talked over, studied, resolved, posted, repaired, posted, answered."""
    yield bench.back(56, "08:40")
    matter = bench.raised("bridge", "01", "village_building", "村东头的生产桥塌了一角，三轮车过不去，果子拉不出来。",
                          by="staff", channel="visit", consent="本人口述", reach="visit")  # fmt: skip
    yield bench.back(55)
    bench.accepted(matter, "村东头生产桥塌了一角", "通往果园的生产桥桥面塌陷约两米，三轮车无法通过。", by="staff")
    bench.verified(matter, "桥面塌陷约两米，桥墩完好，量了尺寸，估价四万二千元。", by="staff", financial="yes")
    bench.sorted(matter, "discuss", guards=["village_affairs"])
    yield bench.back(53, "15:00")
    bench.noted(
        matter, "村委会", {"secretary": 1, "resident": 6}, "“两委”都赞成用村集体收入修，先修桥面。", "consensus",
        "用村集体收入四万二千元修复桥面。", choose="review",
    )  # fmt: skip
    yield from _resolve(bench, matter)
    yield from _repair(bench, matter)


def _resolve(bench: Bench, matter: Matter) -> Story:
    """The party members study it; the villagers resolve, told fifteen days before; the resolution hangs for seven."""
    secretary = bench.who("secretary")
    yield bench.back(49, "19:30")
    note_step(
        matter=matter, fact="pre_study", on=bench.today, document="党员大会会议记录",
        text="应到党员四十二人，实到三十八人，同意三十六人。", actor=secretary, at=bench.at,
    )  # fmt: skip
    complete_step(matter=matter, choose="resolve", actor=secretary, at=bench.at)
    yield bench.back(37, "20:00")
    today = local_day(bench.at)
    decided = record_decision(
        matter=matter, rule="villagers-meeting", rule_version="2018", decided_on=today,
        notice_on=today - timedelta(days=15), figures={"heads": (968, 541, 463)},
        text="同意用村集体收入四万二千元修复村东头生产桥桥面。", document="村民会议决议第 2 号，附签名册和送达登记",
        actor=secretary, at=bench.at,
    )  # fmt: skip
    complete_step(matter=matter, choose="disclose", actor=secretary, at=bench.at)
    yield bench.back(36)
    posted = post_result(
        matter=matter, of=decided, posted_on=bench.today, days=7, where="村务公开栏、两个组的路口",
        text="村民会议决议第 2 号：修复村东头生产桥桥面，费用四万二千元，出自村集体收入。", actor=secretary,
        at=bench.at,
    )  # fmt: skip
    yield bench.back(28)
    close_posting(
        posting=posted, objections="问过为什么不连护栏一起修。", answer="护栏列入明年计划，今年先恢复通行。",
        actor=secretary, at=bench.at,
    )  # fmt: skip
    complete_step(matter=matter, choose="do", actor=secretary, at=bench.at)


def _repair(bench: Bench, matter: Matter) -> Story:
    """The work, looked at by the oversight committee; what it cost hangs too, and everybody is answered."""
    secretary, committee = bench.who("secretary"), bench.stage.cast.firms["qukou"]
    yield bench.back(27)
    item = items.set_item(
        matter=matter, title="修复生产桥桥面", criteria="三轮车能过，桥面不积水。", actor=secretary, at=bench.at
    )
    items.claim(item=item, organisation=committee, days=20, actor=secretary, at=bench.at)
    yield bench.back(16)
    bench.done(item, "桥面已经浇好，养护七天后通车。", ["path-after"], by="staff")
    yield bench.back(15)
    bench.checked(item, "三轮车拉着果子过了桥，桥面平整。", photos=["path-after"])
    yield bench.back(14)
    matter.refresh_from_db()
    if matter.step == "check":
        complete_step(matter=matter, choose="results", actor=bench.who("oversight"), at=bench.at)
    posted = post_result(
        matter=matter, posted_on=bench.today, days=5, where="村务公开栏",
        text="生产桥桥面修复完成，实际支出四万一千三百元，票据在村委会可查。", actor=secretary, at=bench.at,
    )  # fmt: skip
    yield bench.back(9)
    close_posting(posting=posted, actor=secretary, at=bench.at)
    matter.refresh_from_db()
    if matter.step == "results":
        complete_step(matter=matter, choose="reply", actor=secretary, at=bench.at)
    yield bench.back(8)
    bench.replied(matter, "生产桥桥面修好了，三轮车可以过。花了四万一千三百元，公开栏上有账。护栏列入明年计划。")
