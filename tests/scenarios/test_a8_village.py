"""A8: four deliberations, two disclosures; nine days' notice is refused with the rule, ten will do; then it hangs."""

from datetime import timedelta
from typing import Any

import pytest

from bandeng.cli.demonstration.stage import Bench
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.models import Decision, Matter, Posting, ProcessVersion
from tests.scenarios.telling import now, on, refused

RULE: dict[str, Any] = {"rule": "villagers-meeting", "rule_version": "2018"}


def to_the_resolution(bench: Bench) -> Matter:
    """Raised, sorted as the village's own affair, talked over by both committees, studied by the party members."""
    on(bench, 50)
    matter = bench.raised("road", "01.02.01", "paving", "村里的路坏了，下雨出不去。")
    secretary = bench.who("secretary")
    bench.accepted(matter, "修村道", "村道破损，雨天难行。")
    village = ProcessVersion.objects.get(key="village-four-plus-two")
    actions.change_process(
        matter=now(matter), process=village, reason="村里的事按四议两公开办", actor=secretary, at=bench.at
    )
    bench.verified(matter, "破损三百米。")
    bench.sorted(matter, "discuss", guards=["village_affairs"])
    actions.note_bench(
        matter=now(matter), held_on=local_day(bench.at), where="村委会", seats=[SeatOnBench(role="secretary", count=7)],
        said="两委都赞成修。", outcome="consensus", opinion="修三百米水泥路。", choose="review", actor=secretary,
        at=bench.at,
    )  # fmt: skip
    actions.note_step(
        matter=now(matter), fact="pre_study", on=local_day(bench.at), text="党员大会审议，到会三十八人，同意三十六人。",
        actor=secretary, at=bench.at,
    )  # fmt: skip
    actions.complete_step(matter=now(matter), choose="resolve", actor=secretary, at=bench.at)
    return now(matter)


def resolve(bench: Bench, matter: Matter, notice_days: int, heads: tuple[int, int, int]) -> Decision:
    today = local_day(bench.at)
    return actions.record_decision(
        matter=now(matter), decided_on=today, notice_on=today - timedelta(days=notice_days), figures={"heads": heads},
        text="同意修建村道三百米。", document="村民会议决议第 3 号，附签名册", actor=bench.who("secretary"),
        at=bench.at, **RULE,
    )  # fmt: skip


def test_nine_days_notice_is_refused_with_the_words_of_the_rule(xinhua: Bench) -> None:
    matter = to_the_resolution(xinhua)
    on(xinhua, 30)
    with pytest.raises(Refusal) as no:
        resolve(xinhua, matter, 9, (900, 460, 300))
    told = no.value.details
    assert (no.value.code, told["given"], told["needed"], Decision.objects.count()) == ("notice_too_short", 9, 10, 0)
    assert "提前十天通知村民" in str(told["text"])


def test_the_corrected_run_passes_and_the_days_of_its_publication_are_set(xinhua: Bench) -> None:
    matter = to_the_resolution(xinhua)
    on(xinhua, 30)
    decided = resolve(xinhua, matter, 10, (900, 460, 300))
    day = local_day(xinhua.at)
    assert (decided.passed, decided.post_by, decided.post_days, decided.rule_version) == (
        True, day + timedelta(days=3), 7, "2018",
    )  # fmt: skip
    actions.complete_step(matter=now(matter), choose="disclose", actor=xinhua.who("secretary"), at=xinhua.at)
    assert now(matter).step == "disclose"


def test_half_of_the_villagers_is_not_more_than_half(xinhua: Bench) -> None:
    matter = to_the_resolution(xinhua)
    on(xinhua, 30)
    assert resolve(xinhua, matter, 10, (900, 450, 450)).passed is False
    secretary = xinhua.who("secretary")
    assert (
        refused(lambda: actions.complete_step(matter=now(matter), choose="disclose", actor=secretary, at=xinhua.at))
        == "not_offered"
    )


def test_the_work_begins_only_when_the_resolution_hung_its_days_and_objections_are_answered(xinhua: Bench) -> None:
    matter, secretary = to_the_resolution(xinhua), xinhua.who("secretary")
    on(xinhua, 30)
    decided = resolve(xinhua, matter, 10, (900, 460, 300))
    actions.complete_step(matter=now(matter), choose="disclose", actor=secretary, at=xinhua.at)
    told: dict[str, Any] = {"matter": now(matter), "of": decided, "where": "村口公告栏", "text": "决议第 3 号"}
    today = local_day(xinhua.at)
    assert (
        refused(lambda: actions.post_result(**told, posted_on=today, days=6, actor=secretary, at=xinhua.at))
        == "posting_too_short"
    )
    posted = actions.post_result(**told, posted_on=today, days=7, actor=secretary, at=xinhua.at)
    assert refused(lambda: actions.close_posting(posting=posted, actor=secretary, at=xinhua.at)) == "posting_open"
    on(xinhua, 20)
    objected: dict[str, Any] = {"posting": posted, "objections": "怕占了菜地。", "actor": secretary, "at": xinhua.at}
    assert refused(lambda: actions.close_posting(**objected)) == "objection_unanswered"
    actions.close_posting(**objected, answer="路在原址，不占菜地。")
    actions.complete_step(matter=now(matter), choose="do", actor=secretary, at=xinhua.at)
    assert (now(matter).step, Posting.objects.get().answer) == ("do", "路在原址，不占菜地。")
