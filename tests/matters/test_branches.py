"""Off the line: not accepted, explained, passed on, escalated, withdrawn, contested, reopened. Each ends in a reply."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.acts import RaisingRated
from bandeng.matters.models import Matter, PassOn
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.models import Organisation
from bandeng.records.actions import action, record
from bandeng.records.models import Entry
from bandeng.records.rebuild import check
from tests.makers import current, explain, give_role, join, make_matter, make_person, make_unit, sort_to
from tests.matters.upper import answer_everybody, give_task, settle_task

pytestmark = pytest.mark.django_db


def refusal_of(call: object) -> Refusal:
    with pytest.raises(Refusal) as no:
        call()  # type: ignore[operator]
    return no.value


def leave(matter: Matter, branch: str, by: Actor, at: datetime, **told: object) -> Matter:
    words = {"reason_code": "other", "reason": "不归社区管", "next_channel": "12345", **told}
    return actions.take_branch(matter=matter, branch=branch, actor=by, at=at, **words)  # type: ignore[arg-type]


def holder_of(raised: actions.Raised) -> Actor:
    return Actor(name=f"receipt:{raised.raising.pk}")


def test_i3_a_matter_that_is_not_accepted_says_why_and_where_to_turn(at: datetime) -> None:
    matter, secretary = make_matter(accepted=False), make_person("secretary")
    told = [{"reason": " "}, {"reason_code": ""}, {"reason_code": "moon"}, {"next_channel": ""}]
    codes = [
        refusal_of(lambda words=words: leave(matter, "not_accepted", secretary, at, **words)).code for words in told
    ]
    assert codes == ["reason_missing", "reason_missing", "unknown_word", "next_channel_missing"]
    done = leave(matter, "not_accepted", secretary, at)
    assert (done.step, queries.status(done).key) == ("not_accepted:answered", "not_accepted")
    entry = Entry.objects.get(verb="matter.branched")
    assert {name: entry.detail[name] for name in ("branch", "reason_code", "reason", "next_channel")} == {
        "branch": "not_accepted", "reason_code": "other", "reason": "不归社区管", "next_channel": "12345",
    }  # fmt: skip
    assert queries.status(answer_everybody(done, at)) == queries.Status("not_accepted", None, is_open=False)


def test_i3_the_reason_of_a_sealed_matter_stands_in_no_entry_in_clear(at: datetime) -> None:
    leave(make_matter(sealed=True), "not_accepted", make_person("secretary"), at, reason="邻居私事")
    assert "邻居私事" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_i15_a_reason_is_masked_before_it_is_published(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    assert refusal_of(lambda: leave(matter, "not_accepted", secretary, at, reason="打 13800001111")).code == "unmasked"


@pytest.mark.parametrize("role", ["", "resident", "building_head", "auditor", "supervisor"])
def test_only_the_community_turns_a_matter_away(at: datetime, role: str) -> None:
    matter, who = make_matter(), make_person(role)
    assert refusal_of(lambda: leave(matter, "not_accepted", who, at)).code == "not_your_turn"


@pytest.mark.parametrize("branch", ["merge", "withdraw", "reopen"])
def test_what_has_an_action_of_its_own_is_no_mere_branch(at: datetime, branch: str) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    assert refusal_of(lambda: leave(matter, branch, secretary, at)).code == "not_offered"


# Contesting


def test_i2_an_explanation_is_contested_once_and_looked_at_and_sorted_again_by_somebody_else(at: datetime) -> None:
    first, second, staff = make_person("secretary"), make_person("supervisor"), make_person("community_staff")
    matter = explain(make_matter("sort", by=first), by=first)
    raiser = Actor(name=f"receipt:{matter.raisings.get().pk}")
    contested = actions.contest(raising=matter.raisings.get(), words="隔壁小区就办成了", actor=raiser, at=at)
    assert (contested.step, contested.contested) == ("explain:contested", True)
    assert (
        refusal_of(lambda: actions.review(matter=matter, text="看过了", actor=first, at=at)).code == "must_be_another"
    )
    again = actions.review(matter=matter, text="确实可以再议", actor=second, at=at)
    assert again.step == "discover"
    assert refusal_of(lambda: sort_to(again, "deliberate", by=first)).code == "must_be_another"
    assert sort_to(again, "deliberate", by=staff).step == "deliberate"


def test_a_second_explanation_is_not_contested_again(at: datetime) -> None:
    first, second, staff = make_person("secretary"), make_person("supervisor"), make_person("community_staff")
    matter = explain(make_matter("sort", by=first), by=first)
    raising = matter.raisings.get()
    raiser = Actor(name=f"receipt:{raising.pk}")
    actions.contest(raising=raising, words="不服", actor=raiser, at=at)
    explain(actions.review(matter=matter, text="看过了", actor=second, at=at), by=staff)
    no = refusal_of(lambda: actions.contest(raising=raising, words="还是不服", actor=raiser, at=at))
    assert no.code == "already_contested"


def test_only_its_raiser_contests(at: datetime) -> None:
    matter = explain(make_matter("sort"), by=make_person("secretary"))
    raising, other = matter.raisings.get(), join(make_matter()).raising
    for who in (PUBLIC, make_person("secretary"), Actor(name=f"receipt:{other.pk}")):
        no = refusal_of(lambda who=who: actions.contest(raising=raising, words="x", actor=who, at=at))
        assert no.code == "not_allowed"


def test_an_explanation_that_nobody_contests_in_its_time_goes_on_to_its_reply_once(at: datetime) -> None:
    matter = explain(make_matter("sort"), by=make_person("secretary"))
    in_time, later = at + timedelta(days=7), at + timedelta(days=8)
    assert [actions.settle_uncontested(moment) for moment in (in_time, later, later)] == [[], [matter], []]
    assert current(matter).step == "explain:answered"


# Passing on


def passed_on(at: datetime, unit: Organisation | None = None) -> tuple[Matter, PassOn, Actor]:
    matter, secretary = make_matter(), make_person("secretary")
    leave(matter, "pass_on", secretary, at, to_organisation=unit, to="" if unit else "水务局")
    return current(matter), PassOn.objects.get(), secretary


def test_a_matter_passed_on_says_to_whom(at: datetime) -> None:
    secretary = make_person("secretary")
    assert refusal_of(lambda: leave(make_matter(), "pass_on", secretary, at)).code == "receiver_missing"
    matter, sent, _ = passed_on(at)
    assert (matter.step, sent.to, sent.reason, sent.kind) == ("pass_on:sent", "水务局", "不归社区管", "pass_on")


def test_acknowledged_it_is_watched_until_its_result_is_told_and_replied(at: datetime) -> None:
    matter, sent, secretary = passed_on(at)
    answer: dict[str, Any] = {"pass_on": sent, "actor": secretary, "at": at}
    actions.answer_pass_on(answer="acknowledged", by_whom="水务局值班", **answer)
    assert current(matter).step == "pass_on:watched"
    assert refusal_of(lambda: actions.answer_pass_on(answer="result", **answer)).code == "text_missing"
    actions.answer_pass_on(answer="result", text="已换水管", **answer)
    assert current(matter).step == "pass_on:answered"
    assert queries.status(answer_everybody(matter, at)).key == "passed_on"


def test_the_body_it_was_passed_to_answers_itself_and_no_other_body(at: datetime) -> None:
    unit = make_unit("水务局", kind="department")
    officer, other = (
        make_person("department_officer", organisation=which) for which in (unit, make_unit("燃气公司", kind="firm"))
    )
    matter, sent, _ = passed_on(at, unit)
    no = refusal_of(lambda: actions.answer_pass_on(pass_on=sent, answer="acknowledged", actor=other, at=at))
    assert no.code == "not_your_turn"
    actions.answer_pass_on(pass_on=sent, answer="acknowledged", actor=officer, at=at)
    assert current(matter).step == "pass_on:watched"


def test_sent_back_it_stands_where_it_stood(at: datetime) -> None:
    matter, sent, secretary = passed_on(at)
    actions.answer_pass_on(pass_on=sent, answer="returned", text="不在辖区", actor=secretary, at=at)
    assert (current(matter).step, current(matter).branch, PassOn.objects.get().returned_at) == ("discover", "", at)
    no = refusal_of(lambda: actions.answer_pass_on(pass_on=sent, answer="acknowledged", actor=secretary, at=at))
    assert no.code == "already_answered"


def test_unacknowledged_for_five_working_days_it_comes_back_once(at: datetime) -> None:
    matter, _, _ = passed_on(at)
    due = matter.deadlines.get(of="step:pass_on:sent")
    assert str(due.due_on) == "2026-11-30"
    in_time, late = at + timedelta(days=7), at + timedelta(days=8)
    back = [actions.return_unacknowledged(moment) for moment in (in_time, late, late)]
    assert back == [[], [matter], []]
    entry = Entry.objects.get(verb="matter.pass_on_answered")
    assert (current(matter).step, entry.actor, entry.detail["answer"]) == ("discover", "system:clock", "returned")


def test_a_matter_is_passed_on_twice_at_most(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    for hour in (1, 2):
        leave(matter, "pass_on", secretary, at + timedelta(hours=hour), to="水务局")
        sent = PassOn.objects.get(returned_at__isnull=True)
        actions.answer_pass_on(
            pass_on=sent, answer="returned", text="不归我们", actor=secretary, at=at + timedelta(hours=hour)
        )
    assert refusal_of(lambda: leave(matter, "pass_on", secretary, at, to="水务局")).code == "too_often"


def test_escalated_it_is_answered_or_handed_down_to_be_sorted(at: datetime) -> None:
    secretary, supervisor = make_person("secretary"), make_person("supervisor")
    matter = make_matter("deliberate")
    leave(matter, "escalate", secretary, at, to="胜利镇")
    sent = PassOn.objects.get()
    actions.answer_pass_on(pass_on=sent, answer="acknowledged", actor=supervisor, at=at)
    assert current(matter).step == "escalate:sent"
    actions.answer_pass_on(
        pass_on=sent, answer="result", text="镇里给钱，社区办", choose="to.sorted", actor=supervisor, at=at
    )
    assert current(matter).step == "discover"
    assert sort_to(current(matter), "assign", by=secretary).step == "assign"


# Withdrawing


def test_the_last_raiser_withdraws_and_still_gets_an_answer(at: datetime) -> None:
    matter = make_matter()
    raising = matter.raisings.get()
    actions.withdraw(raising=raising, words="自己解决了", actor=Actor(name=f"receipt:{raising.pk}"), at=at)
    asked = current(matter)
    assert (asked.step, asked.raisings.get().withdrawn_at, queries.status(asked).key) == (
        "withdraw:asked",
        at,
        "withdraw",
    )
    on = actions.complete_step(matter=asked, choose="withdraw:answered", actor=make_person("secretary"), at=at)
    assert queries.status(answer_everybody(on, at)).key == "withdrawn"


def test_one_of_two_raisers_withdraws_and_the_matter_goes_on(at: datetime) -> None:
    matter = make_matter()
    joined = join(matter)
    actions.withdraw(raising=joined.raising, actor=holder_of(joined), at=at)
    assert (current(matter).step, matter.raisings.filter(withdrawn_at__isnull=True).count()) == ("discover", 1)
    again = refusal_of(lambda: actions.withdraw(raising=joined.raising, actor=holder_of(joined), at=at))
    assert again.code == "already_withdrawn"


def test_whoever_joins_a_matter_that_is_being_withdrawn_stands_by_it(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    raising = matter.raisings.get()
    actions.withdraw(raising=raising, actor=Actor(name=f"receipt:{raising.pk}"), at=at)
    assert join(matter).matter == matter
    complete: dict[str, Any] = {"matter": matter, "actor": secretary, "at": at}
    assert refusal_of(lambda: actions.complete_step(choose="withdraw:answered", **complete)).code == "not_offered"
    assert actions.complete_step(choose="return", **complete).step == "discover"


def test_whoever_comes_after_a_withdrawal_was_taken_up_has_a_matter_of_their_own(at: datetime) -> None:
    matter, secretary = make_matter(), make_person("secretary")
    raising = matter.raisings.get()
    actions.withdraw(raising=raising, actor=Actor(name=f"receipt:{raising.pk}"), at=at)
    actions.complete_step(matter=matter, choose="withdraw:answered", actor=secretary, at=at)
    joined = join(matter)
    assert (joined.matter.step, joined.matter.recurred_from, matter.raisings.count()) == ("discover", matter, 1)


def test_what_endangers_life_goes_on_without_its_raiser(at: datetime) -> None:
    matter = make_matter(severity=0)
    raising = matter.raisings.get()
    actions.withdraw(raising=raising, actor=Actor(name=f"receipt:{raising.pk}"), at=at)
    assert (current(matter).step, matter.raisings.get().withdrawn_at) == ("discover", at)


def test_nobody_withdraws_for_somebody_else(at: datetime) -> None:
    raising, stranger = make_matter().raisings.get(), make_person()
    for who in (PUBLIC, stranger, make_person("building_head")):
        assert refusal_of(lambda who=who: actions.withdraw(raising=raising, actor=who, at=at)).code == "not_allowed"


# Reopening


@action
def not_solved(*, matter: Matter, at: datetime) -> Matter:
    """A raiser says "not solved", as the rating does."""
    raising = matter.raisings.first()
    assert raising
    act = RaisingRated(
        matter=matter.pk, raising=raising.pk, rating=new_id(at), round=matter.round, answered="yes", solved="no",
        satisfied="no", reopens=actions.reopen_move(matter, at), words=None,
    )  # fmt: skip
    record(act, chain=matter.chain, subject=f"matter:{matter.pk}", actor=f"receipt:{raising.pk}", at=at)
    return actions.advance(matter=current(matter), at=at)


def solved(at: datetime) -> Matter:
    matter = make_matter("assign")
    settle_task(matter, give_task(matter, at, make_unit()), at)
    return answer_everybody(matter, at)


def test_not_solved_once_goes_back_to_the_same_unit_with_the_same_whole_clock(at: datetime) -> None:
    ended, later = solved(at), at + timedelta(days=3)
    again = not_solved(matter=ended, at=later)
    whole = again.deadlines.get(kind="matter")
    assert (again.step, again.round, again.closed_at) == ("assign", 2, None)
    assert (str(whole.due_on), whole.started_at, whole.stopped_at) == ("2027-02-22", at, None)
    assert queries.standing(again).facts == {"verification"}


def test_not_solved_twice_goes_to_the_supervisor_who_gives_public_reasons(at: datetime) -> None:
    ended, supervisor = solved(at), make_person("supervisor")
    again = not_solved(matter=ended, at=at)
    settle_task(again, give_task(again, at), at)
    twice = not_solved(matter=answer_everybody(again, at), at=at)
    assert (twice.step, twice.round) == ("reopen:final_review", 3)
    secretary = make_person("secretary")
    no = refusal_of(lambda: actions.review(matter=twice, text="看过了", actor=secretary, at=at))
    assert no.code == "not_your_turn"
    actions.review(matter=twice, text="楼道已清，充电桩年内装", actor=supervisor, at=at)
    final = answer_everybody(current(twice), at)
    assert (final.step, actions.reopen_move(final, at)) == (None, None)


def test_the_database_reopens_no_matter_a_third_time(at: datetime) -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=make_matter().pk).update(round=4)


def test_the_same_trouble_after_the_final_reply_is_a_new_matter_linked_to_the_first(at: datetime) -> None:
    ended = solved(at)
    joined = join(ended, "又堆满了", at=at + timedelta(days=40))
    assert (joined.matter.number, joined.matter.recurred_from, joined.joined) == ("新华-2027-0001", ended, False)
    assert (joined.matter.step, ended.raisings.count()) == ("discover", 1)


def test_branches_rebuild_as_they_stood(at: datetime) -> None:
    not_solved(matter=solved(at), at=at)
    passed_on(at)
    actions.return_unacknowledged(at + timedelta(days=9))
    assert check().different == ()


def test_a_role_of_another_place_gives_nothing_here(at: datetime) -> None:
    from tests.makers import YIXINYUAN, make_place

    matter = make_matter()
    elsewhere = make_person("secretary", at=make_place(YIXINYUAN, name="逸馨苑社区", short="逸馨苑"))
    assert refusal_of(lambda: leave(matter, "not_accepted", elsewhere, at)).code == "not_your_turn"
    assert elsewhere.person
    both = give_role(elsewhere.person, "secretary", at=make_place())
    assert leave(matter, "not_accepted", both, at).branch == "not_accepted"
