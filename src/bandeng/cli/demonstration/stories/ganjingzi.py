"""Ganjingzi's tax briefing: nine questions, eight answered with what they rest on, one that became a matter.

The newspaper page says: conference and tax bureau invite together; who chairs it is a member and works for the bureau;
which policies were told and which four the members asked about. The other questions, the wording of all answers and all
people are invented; each answer names a policy by its number, and whoever relies on one reads that policy.
"""

from datetime import timedelta
from typing import Any

from bandeng.cli.demonstration.guests import GANJINGZI, GANJINGZI_DISTRICT, HESHUN, also_of, join
from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as work
from bandeng.matters.models import Matter
from bandeng.meetings import actions
from bandeng.meetings.models import Meeting, Question
from bandeng.people.acting import Actor
from bandeng.places.models import Place

ROLES = "政协委员，兼任区税务局副局长"
ASKED = (
    ("个人所得税年度汇算什么时候办？", "取得所得的次年三月一日至六月三十日办理。", "个人所得税法第十一条"),
    (
        "企业研发费用怎么加计扣除？", "未形成无形资产的按实际发生额加计扣除，形成的按成本的 200% 摊销。",
        "财政部 税务总局公告2023年第7号",
    ),
    (
        "小微企业所得税有什么优惠？", "小型微利企业减按 25% 计入应纳税所得额，按 20% 的税率缴纳。",
        "财政部 税务总局公告2023年第12号",
    ),
    (
        "增值税留抵税额怎么申请退还？", "符合条件的向主管税务机关提交退（抵）税申请表。",
        "财政部 税务总局公告2022年第14号",
    ),
    (
        "“六税两费”减免包括哪些？", "资源税、城建税、房产税、土地使用税、印花税、耕地占用税和两项附加，减半征收。",
        "财政部 税务总局公告2023年第12号",
    ),
    ("小规模纳税人月销售额多少免增值税？", "月销售额 10 万元以下免征。", "财政部 税务总局公告2023年第19号"),
    ("享受优惠要不要先备案？", "自行判别、申报享受、相关资料留存备查。", "国家税务总局公告2018年第23号"),
    ("电子发票能不能作报销凭证？", "符合规定的电子会计凭证与纸质的同样有效。", "财会〔2020〕6号"),
)  # fmt: skip
"""Question, answer, and the policy it rests on."""
OPEN = "我们停车场的土地使用税，等级划分能不能重新核定？"


def briefing(bench: Bench) -> Story:
    """Called, held, answered one by one; the open question gets its own reply."""
    yield bench.back(25, "08:40")
    join(GANJINGZI_DISTRICT, bench.stage.cast, bench.at)
    also_of("chair@ganjingzi", "tax@ganjingzi", bench.stage.cast, bench.at)
    there = Bench(bench.stage, HESHUN, "heshun")
    yield there.back(24, "09:00")
    meeting = _called(there)
    yield meeting.starts_at
    matter = _answered(there, meeting)
    yield meeting.starts_at + timedelta(hours=3)
    there.accepted(matter, "停车场土地使用税等级重新核定", "货运企业停车场用地的土地使用税等级划分。", by="secretary")
    there.verified(matter, "看过停车场和土地证，地块位于两个等级的交界。", by="secretary")
    yield from _replied(there, matter)


def _called(bench: Bench) -> Meeting:
    firms, convener = bench.stage.cast.firms, bench.who("convener@ganjingzi")
    chair = bench.who("chair@ganjingzi").person
    recorder = bench.who("secretary").person
    assert chair is not None
    assert recorder is not None
    return actions.call_meeting(
        place=Place.objects.get(pk=GANJINGZI), form="policy", title="“税企融通、助力发展”协商座谈会",
        starts_at=bench.back(19, "09:30"), chair=chair, recorder=recorder, roles=ROLES, where="甘井子区政协会议室",
        agenda=[actions.Topic("组合式税费支持政策解读"), actions.Topic("现场答疑", minutes=60)],
        seats=[
            actions.Guest(kind="departments", person=bench.who("tax@ganjingzi").person),
            actions.Guest(kind="members", person=convener.person),
            actions.Guest(kind="merchants", organisation=firms["shop@ganjingzi"], capacity="merchant"),
        ],
        about="区政协和区税务局联合召开，有问题可以提前写来。", actor=convener, at=bench.at,
    )  # fmt: skip


def _answered(bench: Bench, meeting: Meeting) -> Matter:
    """Eight answers; the ninth nobody can give there."""
    by: dict[str, Any] = {"actor": bench.who("convener@ganjingzi"), "at": bench.at}
    actions.open_meeting(meeting=meeting, **by)
    for seat in meeting.attendees.order_by("number"):
        actions.sign_in(attendee=seat, how="paper", **by)
    tax = bench.stage.cast.firms["tax@ganjingzi"]
    first, second = meeting.items.order_by("number")
    actions.begin_item(item=first, **by)
    actions.end_item(item=first, **by)
    actions.begin_item(item=second, **by)
    for text, answer, cite in ASKED:
        asked = actions.ask(meeting=meeting, text=text, asked="aloud", **by)
        actions.answer_question(
            question=asked, answer=answer, answered_by="区税务局业务骨干", cite=cite, organisation=tax, **by
        )
    last = actions.ask(meeting=meeting, text=OPEN, asked="aloud", **by)
    made = actions.make_matter(
        question=last, place=Place.objects.get(pk=HESHUN), category="taxes", consent="会上口述", **by
    )
    actions.end_meeting(meeting=meeting, **by)
    matter = Question.objects.get(pk=made.pk).matter
    assert matter is not None
    return matter


def _replied(bench: Bench, matter: Matter) -> Story:
    """The bureau takes it on, looks into it, and the answer goes to who asked."""
    officer: Actor = bench.who("tax@ganjingzi")
    yield bench.back(18, "10:00")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    item = bench.claimed(matter, "核对地块等级并书面答复", "tax@ganjingzi", 8)
    yield bench.back(13, "15:00")
    work.done(
        item=item, text="已实地核对，属三级土地，次月起按三级申报，多缴的可申请退还。", document="土地等级核定通知",
        actor=officer, at=bench.at,
    )  # fmt: skip
    yield bench.back(12, "10:00")
    bench.checked(item, "企业已经收到核定通知。", by="secretary")
    yield bench.back(11, "09:30")
    bench.replied(matter, "停车场已核定为三级土地，次月起按三级申报，多缴的税款可以申请退还。", by="secretary")


STORIES = (briefing,)
