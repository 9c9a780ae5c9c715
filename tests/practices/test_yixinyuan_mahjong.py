"""Yixinyuan's mahjong room: sealed, talked over with each side at home; the first agreement fails, the second holds.

The page tells of the complaint, the visits, the change of hours and the handshake. That it failed once, and the days
between, are ours; who complained is in no page but their own and the mediator's.
"""

from collections.abc import Callable

from django.test import Client

from tests.makers import YIXINYUAN
from tests.practices.handling import Community
from tests.practices.somebody import Clock, Somebody

WORDS, NAME = "楼下麻将馆每晚搓到半夜，孩子睡不着。", "柳三更"
SAID, THEIRS = "作业写不完，孩子天天迟到。", "生意难做，晚上人才多。"


def agreed(mediator: Somebody, case: str, text: str, on: str) -> None:
    mediator.open(case)
    mediator.follow(r"/agree/$")
    mediator.send(r"/agree/", form="written", text=text, on=on, both="on")


def looked(mediator: Somebody, case: str, result: str, words: str) -> None:
    mediator.open(case)
    mediator.follow(r"/follow-up/$")
    mediator.send(r"/follow-up/", result=result, words=words)


def test_the_first_agreement_fails_and_the_second_holds(clock: Clock, ends_well: Callable[[], None]) -> None:
    town = Community(clock, YIXINYUAN, "逸馨苑社区", "逸馨苑", firm="安家物业")
    mediator = town.somebody("mediator", "人民调解员")
    receipt = town.raise_at_the_door(WORDS, ".01.02", sealed="on", name=NAME)
    matter = town.take_in("夜间噪声", "楼内麻将馆夜间经营影响休息。", "夜里十一点半仍有人。")
    town.sort(matter, "mediate", category="mahjong_room", guards=["two_sides"], reason_code="two_sides",
              reason="两家之间的事，先上门调解。")  # fmt: skip
    mediator.open(matter)
    mediator.follow(r"/mediation/")
    mediator.send(r"/mediation/", other_name="棋牌室老板", on=town.today, complainant_way="电话里同意",
                  other_way="上门时同意")  # fmt: skip
    mediator.open("/desk/mediation/")
    case = mediator.links(r"^/mediation/[^/]+/$")[0]
    for side, words in (("complainant", SAID), ("other", THEIRS)):
        mediator.open(case)
        mediator.follow(r"/hear/$")
        mediator.send(r"/hear/", kind="visit", side=side, on=town.today, words=words)
    agreed(mediator, case, "晚上十点以后不营业。", town.today)
    town.later(days=14)
    looked(mediator, case, "again", "前天又到十二点。")
    agreed(mediator, case, "晚上九点半以后不营业，换静音桌。", town.today)
    # What was agreed is work with a date like any other, and who raised it says whether it is so.
    town.go_on(matter, mediator, choose="mediate:agreed")
    town.go_on(matter)
    item = town.set_and_claim(matter, "按协议调整营业时间、换静音桌", 15)
    town.later(days=14)
    looked(mediator, case, "kept", "连着三个晚上去听，九点半都关了门。")
    town.done(item, "九点半关门，桌子换了。", "登记单")
    raiser = Somebody(clock)
    raiser.open(receipt)
    raiser.follow(r"/r/[^/]+/items/")
    raiser.send(r"/items/", solved="yes", text="睡得着了。")
    town.replied(matter, "双方谈成了：九点半以后不营业，换静音桌；两周后去看，都做到了。")
    town.rated(receipt)

    # Each side reads its own words and what both agreed; everybody else reads how many cases there were.
    mediator.open(case)
    mediator.follow(r"/slip/$")
    theirs, own = Somebody(clock), Somebody(clock)
    theirs.open(mediator.printed(r"/side/[0-9A-Z-]+/"))
    own.open(receipt)
    own.follow(r"/r/[^/]+/mediation/")
    found = {
        who: [words in page.says for words in (WORDS, NAME, SAID, THEIRS, "静音桌")]
        for who, page in (("theirs", theirs), ("own", own))
    }
    assert found == {"theirs": [False, False, False, True, True], "own": [False, False, True, False, True]}
    assert Client().get(matter).status_code == 404
    ends_well()
