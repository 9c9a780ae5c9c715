"""A4: the mahjong room below. Hours are agreed, the follow-up fails, a second mediation holds, the court's days run."""

from datetime import timedelta

from django.test import Client

from bandeng.cli.demonstration.stage import Bench, receipt_code
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions import complete_step
from bandeng.matters.models import Matter
from bandeng.mediation import actions, queries
from bandeng.mediation.models import State
from tests.makers import give_role

WORDS, NAME = "楼下麻将馆每晚搓到半夜，孩子睡不着。", "柳三更"
SAID = "作业写不完，孩子天天迟到。"


def test_the_complainant_stays_unseen_and_the_second_agreement_holds(yixinyuan: Bench) -> None:
    bench = yixinyuan
    bench.stage.at = bench.back(60)
    matter = bench.raised("a4", "02.01", "mahjong_room", WORDS, sealed=True, name=NAME, phone="0951-000 0077")
    bench.accepted(matter, "室内麻将馆夜间噪声", "居民反映楼内麻将馆夜间经营影响休息。")
    bench.verified(matter, "夜里十一点半仍有人。")
    bench.sorted(matter, "mediate", guards=["two_sides"], reason_code="two_sides", reason="两家之间的事")
    person = bench.who("grid").person
    assert person is not None
    mediator = give_role(person, "mediator", at=bench.place(), on=bench.at)

    # Both are asked whether they want to talk, and each is heard alone.
    case = actions.open_case(
        matter=matter, raising=matter.raisings.get(), other_name="棋牌室老板", actor=mediator, at=bench.at
    )
    today = local_day(bench.at)
    for side in ("complainant", "other"):
        case = actions.note_consent(case=case, side=side, on=today, way="上门问的", actor=mediator, at=bench.at)
    for side, words in (("complainant", SAID), ("other", "生意难做，晚上人才多。")):
        actions.hear(case=case, kind="visit", side=side, on=today, words=words, actor=mediator, at=bench.at)
    case = actions.note_agreement(
        case=case, form="written", text="晚上十点以后不营业。", on=today, both=True, actor=mediator, at=bench.at
    )
    now = matters.standing(Matter.objects.get(pk=matter.pk))
    assert (case.state, case.due_on, "agreed" in now.guards) == (State.AGREED, today + timedelta(days=14), True)

    # Fourteen calendar days later it is not kept: once more, and that is the last time.
    bench.stage.at = bench.at + timedelta(days=14)
    case = actions.follow_up(case=case, result="again", words="前天又到十二点。", actor=mediator, at=bench.at)
    assert (case.state, case.round) == (State.OPEN, 2)
    assert "not_agreed" in matters.standing(Matter.objects.get(pk=matter.pk)).guards
    second = local_day(bench.at)
    case = actions.note_agreement(
        case=case,
        form="written",
        text="晚上九点半以后不营业，换静音桌。",
        on=second,
        both=True,
        actor=mediator,
        at=bench.at,
    )
    complete_step(matter=matter, choose="mediate:agreed", actor=mediator, at=bench.at)
    last = case.agreements.get(number=2)
    assert (last.follow_up_on, last.confirm_by) == (second + timedelta(days=14), second + timedelta(days=30))

    # Kept; and both ask the court on the thirtieth day, which is the last.
    bench.stage.at = bench.at + timedelta(days=14)
    case = actions.follow_up(case=case, result="kept", words="安静了。", actor=mediator, at=bench.at)
    bench.stage.at = bench.at + timedelta(days=17)
    late = last.confirm_by + timedelta(days=1)
    assert (
        refused(lambda: actions.ask_confirmation(case=case, on=late, actor=mediator, at=bench.at))
        == "confirmation_late"
    )
    case = actions.ask_confirmation(case=case, on=last.confirm_by, actor=mediator, at=bench.at)
    assert (case.state, case.agreements.get(number=2).confirmation_on) == (State.KEPT, last.confirm_by)

    # The other side's page tells its own words and what both agreed; the raiser's tells the raiser's.
    theirs = Client().get(f"/side/{queries.code_of(case.pk)}/").content.decode()
    own = Client().get(f"/r/{receipt_code('a4')}/mediation/").content.decode()
    assert [words in theirs for words in (WORDS, NAME, SAID, "生意难做", "静音桌")] == [False, False, False, True, True]
    assert [words in own for words in (SAID, "生意难做", "静音桌")] == [True, False, True]
    assert Client().get(f"/m/{matter.pk}/").status_code == 404


def refused(act: object) -> str:
    try:
        act()  # type: ignore[operator]
    except Refusal as no:
        return no.code
    return ""
