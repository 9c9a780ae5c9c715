"""A6 in the browser: nine questions, eight answered with their policy, one that becomes a matter and is answered."""

import re

from tests.browser import DESK, PHONE, Visit
from tests.journeys.conftest import Town
from tests.journeys.council import find_meeting, links, options, quick, seat_of, tick_all
from tests.journeys.walking import Walker

GANJINGZI, HESHUN = "210211", "210211599901"
MEETING, HATS = "税企融通、助力发展", "政协委员，兼任区税务局副局长"
BEFORE = ("个人所得税汇算什么时候办？", "研发费用怎么加计扣除？")
PHONES = "停车场的土地等级能不能重新核定？"
ALOUD = (
    "小微企业有什么优惠？", "留抵税额怎么退？", "六税两费包括哪些？", "月销售额多少免增值税？", "享受优惠要不要备案？",
    "电子发票能报销吗？",
)  # fmt: skip
CITE = "财政部 税务总局公告2023年第12号"


def called(convener: Walker) -> str:
    """A chair who works for the bureau is refused until everybody may read it; what was typed stays."""
    convener.open(f"/desk/meetings/call/?place={GANJINGZI}&form=policy")
    told = {
        "title": MEETING, "starts_on": "2026-11-06", "starts_at": "09:30", "where": "区政协会议室",
        "chair": options(convener, "chair", "政协委员 纳百川"),
        "recorder": options(convener, "recorder", "政协召集人 小海"),
        "topics": "政策解读\n现场答疑", "names__merchants": "货运企业代表\n餐饮企业代表",
        seat_of(convener, "税务局 小明"): "departments",
    }  # fmt: skip
    assert "甘井子区税务局" in convener.refused(**told)
    convener.write(roles=HATS)
    assert convener.wrong == []
    return find_meeting(convener, MEETING)


def asked(town: Town, convener: Walker, phone: Walker, meeting: str) -> None:
    """Two on paper beforehand, one from a phone at the door, six aloud."""
    for text in BEFORE:
        convener.send(f"{meeting}question/", text=text, asked="paper")
    town.at("2026-11-06 09:30")
    convener.sign_in("convener@ganjingzi")
    assert tick_all(convener, meeting) == 3
    phone.send(town.door(meeting), name="停车场小老板", press="button")
    phone.send(f"{meeting}live/ask/", text=PHONES, press="button")
    convener.open(f"{meeting}desk/")
    convener.send(links(convener, r"/meetings/question/[0-9a-f-]+/read/")[0], shown="yes", text=PHONES)
    for text in ALOUD:
        convener.send(f"{meeting}question/", text=text, asked="aloud")


def answered(convener: Walker, meeting: str) -> None:
    """Without what it rests on an answer is refused; eight stand, the ninth goes on as a matter."""
    for text in (*BEFORE, *ALOUD):
        convener.open(f"{meeting}desk/")
        row = convener.page.locator("main li", has_text=text)
        convener.open(str(row.locator("a[href$='/answer/']").get_attribute("href")))
        if text == BEFORE[0]:
            convener.refused(answer="可以享受。", answered_by="税务局业务骨干", cite="")
        convener.write(answer="可以享受。", answered_by="税务局业务骨干", cite=CITE)
        assert convener.wrong == []
    convener.open(f"{meeting}desk/")
    row = convener.page.locator("main li", has_text=PHONES)
    convener.send(
        str(row.locator("a[href$='/matter/']").get_attribute("href")), place=HESHUN, category="taxes",
        consent="会上口述",
    )  # fmt: skip


def replied(town: Town, visit: Visit) -> str:
    """The question that went on: accepted, seen, taken on by the bureau, looked at by another, answered."""
    secretary = quick(visit(DESK), town).sign_in("secretary@heshun")
    secretary.open("/desk/matters/")
    matter = links(secretary, r"/m/[0-9a-f-]+/")[0]
    secretary.send(f"{matter}accept/", title="停车场土地等级重新核定", summary="停车场用地的土地使用税等级。")
    secretary.send(
        f"{matter}verify/",
        visited_on="2026-11-06",
        finding="看过土地证。",
        legal="yes",
        technical="yes",
        financial="yes",
    )
    secretary.send(f"{matter}sort/", category="taxes", severity="2", choose="assign")
    secretary.send(f"{matter}items/new/", title="核对地块等级并书面答复")
    officer = quick(visit(PHONE), town).sign_in("tax@ganjingzi")
    item = officer.item_of(matter)
    officer.send(f"{item}claim/", days="5", unit="working")
    officer.send(f"{item}done/", text="已核定为三级土地。", document="核定通知")
    secretary.send(f"{item}check/", solved="yes", text="企业收到了通知。")
    secretary.send(f"{matter}reply/", kind="final", text="停车场核定为三级土地，次月起按三级申报。")
    return matter


def test_nine_questions_are_eight_answers_with_their_policy_and_one_matter_that_is_answered(
    town: Town, visit: Visit
) -> None:
    town.at("2026-11-02 09:30")
    convener, phone = quick(visit(DESK), town).sign_in("convener@ganjingzi"), quick(visit(PHONE), town)
    meeting = called(convener)
    phone.open(meeting)
    assert HATS in phone.text
    asked(town, convener, phone, meeting)
    answered(convener, meeting)
    convener.open(f"{meeting}live/run/")
    convener.page.locator("button[value=end]").click()
    matter = replied(town, visit)
    phone.open(meeting)
    said = re.sub(r"\s+", " ", phone.text)
    assert [words for words in (HATS, "8 / 9", *BEFORE, *ALOUD, PHONES) if words not in said] == []
    assert (said.count(CITE), said.count("可以享受。")) == (8, 8)
    assert links(phone, r"/m/[0-9a-f-]+/") == [matter]
    phone.open(matter)
    assert "停车场核定为三级土地，次月起按三级申报。" in phone.text
