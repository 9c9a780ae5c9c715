"""Yixinyuan's lockers: too few, talked over, decided by the owners, built, answered, rated.

The page tells of the trouble, who met, where the new set went and that ground was hardened by volunteers. That owners
decide over common ground (Civil Code, article 278) and all numbers and days are ours.
"""

from collections.abc import Callable

from tests.makers import YIXINYUAN
from tests.practices.handling import Community
from tests.practices.somebody import Clock, Somebody


def test_one_more_set_west_of_the_first(clock: Clock, ends_well: Callable[[], None]) -> None:
    town = Community(clock, YIXINYUAN, "逸馨苑社区", "逸馨苑", firm="安家物业")
    secretary = town.secretary
    receipt = town.raise_at_the_door("快递柜不够用，包裹都堆在门口架子上。", ".01")
    matter = town.take_in("一组快递柜不够用", "包裹堆在门口临时架子上，影响通行。", "晚高峰有六十件无柜可放。")
    town.sort(matter, "deliberate", category="parcel_locker", guards=["common_parts"])
    # Owners and the property company look at the spot together.
    secretary.open(matter)
    secretary.follow(r"/bench/")
    secretary.send(
        r"/bench/", held_on=town.today, where="小区议事亭", outcome="consensus", said="一起看了现场。",
        opinion="在原有柜子西侧增设一组；地面由志愿者硬化。", **{"seat-resident": "7", "seat-unit_officer": "2"},
    )  # fmt: skip
    # Common ground: without the owners' decision the gate stays shut.
    secretary.open(matter)
    shut = secretary.follow(r"/decision/")
    assert "Owners with two thirds of the area" in shut
    no = town.stopped(matter, choose="assign")
    assert "owners" in no.lower(), no
    town.later(days=20)
    secretary.open(f"{matter}decision/")
    secretary.send(
        r"decision/|^$", decided_on=town.today, notice_on="2026-11-24",
        text="同意在西侧增设一组快递柜，收益归全体业主。",
        document="业主共同决定，附表决票", heads_total="312", heads_present="226", heads_agree="198",
        area_total="29640", area_present="21805", area_agree="19023",
    )  # fmt: skip
    secretary.open(matter)
    secretary.follow(r"/publicity/")
    secretary.send(r"/publicity/", posted_on=town.today, days="7", where="小区公告栏", text="增设一组快递柜。")
    town.later(days=8)
    secretary.open(matter)
    secretary.follow(r"/publicity/")
    secretary.send(r"/publicity/")
    town.go_on(matter, choose="assign")
    # Two pieces of work: volunteers harden the ground, the company brings the set; others look at both.
    ground, cabinet = town.set_all(matter, ("硬化柜位地面", "联系快递站，增设一组快递柜"))
    town.claim(ground, days=10)
    town.claim(cabinet, days=20)
    town.later(days=5)
    secretary.open(ground)
    secretary.follow(r"/help/$")
    secretary.send(r"/help/", on=town.today, people="6", hours="27", text="物业和社区志愿者平整地面、支模。")
    for item, text, paper in ((ground, "地面硬化了。", "签到表"), (cabinet, "新柜装在原有柜子西侧。", "交接单")):
        town.done(item, text, paper)
        town.checked(item, "晚高峰去看，地上没有包裹了。")
    town.replied(matter, "在原有柜子西侧增设了一组快递柜，已经投入使用；场地收益归全体业主。")
    assert "Are you satisfied? yes" in town.rated(receipt, "取快递既安全又方便。")
    assert "27" in Somebody(clock).open(matter)
    ends_well()
