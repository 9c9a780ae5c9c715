"""Ganjingzi's tax briefing: questions answered one by one with what they rest on; what nobody can answer is a matter.

The page tells who invited, the second hat of who chairs, the policies and four of the questions, and the promise. All
answers' words are invented; numbers of policies are those of public texts.
"""

from collections.abc import Callable

from bandeng.core.places import Wish
from bandeng.places.models import Place
from tests.makers import give_role, make_unit
from tests.practices.council import Council
from tests.practices.handling import Community
from tests.practices.somebody import Clock, Somebody

ROLES = "政协委员，兼区税务局副局长"
ASKED = (
    ("个人所得税年度汇算什么时候办？", "次年三月一日至六月三十日办理。", "个人所得税法第十一条"),
    ("研发费用怎么加计扣除？", "未形成无形资产的按实际发生额加计扣除。", "财政部 税务总局公告2023年第7号"),
    ("小微企业所得税有什么优惠？", "按优惠税率缴纳。", "财政部 税务总局公告2023年第12号"),
    ("增值税留抵税额怎么申请退还？", "向主管税务机关提交申请表。", "财政部 税务总局公告2022年第14号"),
)
OPEN = "停车场的土地使用税等级能不能重新核定？"


def test_firms_ask_and_each_question_ends_in_an_answer(clock: Clock, ends_well: Callable[[], None]) -> None:
    town = Community(clock, "210211599901", "和顺社区", "和顺", firm="顺风货运（虚构企业）",
                     street=Wish(code="210211599", name="和顺街道", level="street"))  # fmt: skip
    district = Place.objects.get(pk="210211")
    tax = make_unit("甘井子区税务局", kind="department", place=district)
    officer = town.works_for(tax, "department_officer", "税务局答疑人")
    convener = town.somebody("convener", "政协召集人", district)
    member = town.somebody("chair", "政协委员 纳百川", district)
    assert member.actor is not None
    assert member.actor.person is not None
    give_role(member.actor.person, "department_officer", organisation=tax)

    # Who chairs works for the bureau too: without saying so the call is refused; said, everybody reads it.
    council = Council(convener)
    told = {
        "chair": "政协委员 纳百川", "recorder": "政协召集人", "on": "2026-11-27",
        "topics": "组合式税费支持政策解读\n现场答疑", "names": {"merchants": "顺风货运（虚构企业）"},
    }  # fmt: skip
    assert "works for" in council.refused("policy", "税企融通、助力发展", **told)
    council.call("policy", "税企融通、助力发展", roles=ROLES, **told)
    anybody = Somebody(clock)
    assert ROLES in anybody.open(council.address)
    town.later(days=4, hours=5)
    council.begin()
    for text, answer, cite in ASKED:
        council.ask(text)
        council.answer(-1, answer, "区税务局业务骨干", cite)
    council.ask(OPEN)
    convener.open(f"{council.address}desk/")
    convener.follow(r"/question/[^/]+/matter/")
    convener.send(r"/matter/", place=town.code, category="taxes", consent="会上口述")

    council.end()

    # The open one goes the ordinary way; its unit gives its word, keeps it, and who asked hears.
    matter = town.take_in(
        "停车场土地使用税等级", "货运企业停车场的等级划分。", "看过停车场和土地证。", who=town.secretary
    )
    town.sort(matter, "assign", guards=["existing_duty"])
    item = town.set_and_claim(matter, "核对地块等级并书面答复", 8, unit=tax)
    promise = town.promised(matter, tax, officer, "八日内书面答复", days=8)
    town.later(days=3)
    town.done(item, "属三级土地，次月起按三级申报。", "核定通知", who=officer)
    town.checked(item, "企业收到了核定通知。")
    town.replied(matter, "停车场核定为三级土地，多缴的可以申请退还。")
    assert "done 1 / 1" in anybody.open(promise)

    # What everybody reads in the end: each question with its answer, and where the open one went.
    page = anybody.open(council.address)
    assert [words for each in ASKED for words in each if words not in page] == []
    assert ("4 / 5" in page, anybody.links(rf"^{matter}")) == (True, [matter])
    ends_well()
