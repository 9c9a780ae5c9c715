"""The legal gate: the locker and the shed wait for the owners, tenants have no vote, a duty goes straight on."""

from datetime import timedelta

import pytest

from bandeng.cli.demonstration.stage import Bench
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.models import Decision, Matter
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from tests.makers import MAKER
from tests.scenarios.telling import now, on, refused

NOTED = ("3号楼前长板凳", {"resident": 9}, "都说要有地方。", "consensus", "在共有的空地上建。")


def on_the_bench(bench: Bench, key: str, category: str, *guards: str) -> Matter:
    on(bench, 60)
    matter = bench.raised(key, "01.02.01" if key != "locker" else "01", category, "没有地方放。")
    bench.accepted(matter, "没有地方放", "没有地方放。")
    bench.verified(matter, "有一块空地，是共有部分。")
    bench.sorted(matter, "deliberate", guards=list(guards))
    bench.noted(matter, *NOTED)
    return now(matter)


def assign(bench: Bench, matter: Matter) -> Matter:
    return actions.complete_step(matter=now(matter), choose="assign", actor=bench.who("secretary"), at=bench.at)


def owners_decide(bench: Bench, matter: Matter, agree: int) -> Decision:
    """Three hundred owners with thirty thousand square metres; two hundred take part."""
    today = local_day(bench.at)
    return actions.record_decision(
        matter=now(matter), rule="owners-special", rule_version="2021", decided_on=today,
        notice_on=today - timedelta(days=15), text="同意在空地上建。", document="业主大会决定",
        actor=bench.who("secretary"), at=bench.at,
        figures={"heads": (300, 200, agree), "area": (3_000_000, 2_000_000, 1_600_000)},
    )  # fmt: skip


def test_a2_the_shed_comes_to_the_point_where_the_owners_must_vote_and_goes_no_further(xinhua: Bench) -> None:
    matter = on_the_bench(xinhua, "lobby", "electric_bikes", "common_parts")
    with pytest.raises(Refusal) as no:
        assign(xinhua, matter)
    (barrier,) = queries.closed_barriers(now(matter), local_day(xinhua.at))
    assert (no.value.code, no.value.details["row"], no.value.details["rule"]) == (
        "another_decides", "common_parts", "owners-special",
    )  # fmt: skip
    assert (barrier.state, barrier.verdict.rules[0].short.en, now(matter).step) == (
        "undecided", "two thirds by area and by heads take part, three quarters of those agree", "deliberate",
    )  # fmt: skip


def test_a2_a_vote_that_lacks_two_heads_does_not_open_the_gate_and_the_next_one_does(xinhua: Bench) -> None:
    matter = on_the_bench(xinhua, "lobby", "electric_bikes", "common_parts")
    on(xinhua, 45)
    assert owners_decide(xinhua, matter, 148).passed is False
    assert refused(lambda: assign(xinhua, matter)) == "another_decides"
    on(xinhua, 40)
    assert owners_decide(xinhua, matter, 150).passed is True
    assert refused(lambda: assign(xinhua, matter)) == "decision_unposted"


def test_a3_the_locker_is_assigned_once_the_owners_decided_and_it_hung(yixinyuan: Bench) -> None:
    matter, secretary = on_the_bench(yixinyuan, "locker", "parcel_locker", "common_parts"), yixinyuan.who("secretary")
    on(yixinyuan, 40)
    decided = owners_decide(yixinyuan, matter, 160)
    posted = actions.post_result(
        matter=now(matter), of=decided, posted_on=local_day(yixinyuan.at), days=7, where="大门口",
        text="同意增设快递柜", actor=secretary, at=yixinyuan.at,
    )  # fmt: skip
    assert refused(lambda: assign(yixinyuan, matter)) == "posting_open"
    on(yixinyuan, 30)
    actions.close_posting(posting=posted, actor=secretary, at=yixinyuan.at)
    assert assign(yixinyuan, matter).step == "assign"


def test_tenants_of_public_housing_are_never_offered_a_vote_of_owners(xinhua: Bench) -> None:
    compound = Place.objects.get(pk=f"{xinhua.community}.01")
    change_place(place=compound, tenure="public_rental", reason="公租房", actor=MAKER, at=on(xinhua, 70))
    matter = on_the_bench(xinhua, "shed", "electric_bikes", "common_parts")
    (barrier,) = queries.closed_barriers(now(matter), local_day(xinhua.at))
    assert (barrier.verdict.row.key, [rule.body for rule in barrier.verdict.rules]) == ("rental_change", ["landlord"])
    assert refused(lambda: owners_decide(xinhua, matter, 200)) == "owners_only"
    actions.record_decision(
        matter=now(matter), rule="landlord", rule_version="1", decided_on=local_day(xinhua.at), agreed=True,
        text="同意设置集中停放点。", document="住房保障中心复函", actor=xinhua.who("secretary"), at=xinhua.at,
    )  # fmt: skip
    assert assign(xinhua, matter).step == "assign"


def test_an_existing_duty_goes_straight_to_the_unit(xinhua: Bench) -> None:
    on(xinhua, 10)
    matter = xinhua.raised("lift", "01.02.01", "lift", "电梯按钮失灵。")
    xinhua.accepted(matter, "电梯按钮", "电梯按钮失灵。")
    xinhua.verified(matter, "按钮损坏。")
    xinhua.sorted(matter, "assign", guards=["existing_duty"])
    rows = [each.verdict.row for each in queries.gate_of(now(matter), local_day(xinhua.at))]
    assert (now(matter).step, [row.straight for row in rows]) == ("assign", [True])
