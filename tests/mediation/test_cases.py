"""What may be decided in a mediation, what is refused and why, and what makes the matter go on."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions as matters
from bandeng.matters.queries import receipt_actor, standing
from bandeng.mediation import actions
from bandeng.mediation.actions.deciding import SLIP
from bandeng.mediation.models import Case, State, Talk
from bandeng.people.acting import Actor
from bandeng.records import rebuild
from bandeng.shell.refusals import SENTENCES, say
from tests.makers import AT, current, make_matter, make_person, make_unit
from tests.mediation.talking import DAY, OTHER, agreed, at_talks, consented, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(mediator: Actor) -> Case:
    return opened(at_talks(), mediator)


def no(act: Callable[[], object]) -> str:
    """The code of the refusal; each has a sentence of its own."""
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code in SENTENCES
    assert "%(" not in say(refused.value)
    return refused.value.code


def test_an_agreement_needs_the_consent_of_both(case: Case, mediator: Actor) -> None:
    assert no(lambda: agreed(case, mediator)) == "side_consent_missing"
    actions.note_consent(case=case, side="other", on=local_day(AT), way="上门", actor=mediator, at=AT)
    assert no(lambda: agreed(case, mediator)) == "side_consent_missing"
    actions.note_consent(case=case, side="complainant", on=local_day(AT), way="电话", actor=mediator, at=AT)
    assert agreed(case, mediator).state == State.AGREED


def test_with_the_agreement_the_matter_goes_on_and_without_it_it_does_not(case: Case, mediator: Actor) -> None:
    consented(case, mediator)
    assert "not_agreed" in standing(current(case.matter)).guards
    agreed(case, mediator)
    assert "agreed" in standing(current(case.matter)).guards
    done = matters.complete_step(matter=case.matter, choose="mediate:agreed", actor=mediator, at=AT)
    assert done.step == "mediate:agreed"


def test_a_refusal_in_the_middle_of_a_hearing_ends_it_and_keeps_what_was_said(case: Case, mediator: Actor) -> None:
    consented(case, mediator)
    ended = actions.hear(
        case=case, kind="hearing", side="other", on=local_day(AT), words="不想谈了", refuses=True, actor=mediator, at=AT
    )
    assert (ended.state, ended.because, ended.because_of, ended.ways) == (
        State.ENDED, "refused", "other", ["committee", "police", "court"],
    )  # fmt: skip
    assert Talk.objects.get(case=case).words == "不想谈了"
    late = no(lambda: actions.hear(
        case=case, kind="hearing", side="complainant", on=local_day(AT), words="还想谈", actor=mediator, at=AT,
        version=ended.version - 1,
    ))  # fmt: skip
    assert late == "case_ended"
    done = matters.complete_step(matter=case.matter, choose="mediate:failed", actor=mediator, at=AT)
    assert done.step == "mediate:failed"


@pytest.mark.parametrize("side", ["complainant", "other"])
def test_either_side_ends_it_by_itself_at_once(case: Case, side: str) -> None:
    actor = receipt_actor(case.raising) if side == "complainant" else SLIP
    ended = actions.end_case(case=case, because="refused", side=side, actor=actor, at=AT)
    assert (ended.state, ended.because_of) == (State.ENDED, side)


def test_nobody_speaks_for_the_other_side(case: Case) -> None:
    stranger = make_person("mediator")
    for actor, side in ((SLIP, "complainant"), (receipt_actor(case.raising), "other"), (stranger, "other")):
        end = {"case": case, "because": "refused", "side": side, "actor": actor, "at": AT}
        assert no(lambda end=end: actions.end_case(**end)) == "not_your_case"  # type: ignore[misc]


def test_whoever_mediates_is_no_side(mediator: Actor) -> None:
    person = mediator.person
    assert person is not None
    matter = at_talks()
    assert no(lambda: opened(matter, mediator, other=person)) == "mediator_is_side"
    assert no(lambda: opened(matter, mediator, other_name=person.name)) == "mediator_is_side"
    raised = matter.raisings.get()
    raised.person = person
    assert no(lambda: opened(matter, mediator, raising=raised)) == "mediator_is_side"
    assert opened(matter, mediator, other=make_unit()).state == State.OPEN


def test_a_follow_up_is_not_too_early_and_there_is_no_third_round(case: Case, mediator: Actor) -> None:
    consented(case, mediator)
    due = agreed(case, mediator).due_on
    assert due == local_day(AT) + timedelta(days=14)

    def look(result: str, days: int) -> Case:
        return actions.follow_up(case=case, result=result, words="看过了", actor=mediator, at=AT + days * DAY)

    assert no(lambda: look("kept", 13)) == "follow_up_too_early"
    assert look("again", 14).round == 2
    assert no(lambda: look("again", 14)) == "not_agreed_yet"
    agreed(case, mediator, at=AT + 14 * DAY)
    assert no(lambda: look("again", 28)) == "third_round"
    assert (look("end", 28).state, Case.objects.get(pk=case.pk).because) == (State.ENDED, "not_kept")
    assert "not_agreed" in standing(current(case.matter)).guards


def test_the_court_is_asked_within_thirty_days(case: Case, mediator: Actor) -> None:
    consented(case, mediator)

    def ask(days: int) -> Case:
        at = AT + days * DAY
        return actions.ask_confirmation(case=case, on=local_day(at), actor=mediator, at=at)

    assert no(lambda: ask(0)) == "not_agreed_yet"
    agreed(case, mediator)
    assert no(lambda: ask(31)) == "confirmation_late"
    ask(30)
    assert no(lambda: ask(30)) == "already_at_court"


def test_what_both_read_names_nobody_who_raised_it(mediator: Actor) -> None:
    matter = at_talks()
    raised = matter.raisings.get()
    raised.name = "柳三更"
    raised.save()
    case = consented(opened(matter, mediator), mediator)
    assert no(lambda: agreed(case, mediator, text="柳三更家休息时不打牌。")) == "names_the_raiser"
    assert agreed(case, mediator).state == State.AGREED


def test_a_case_seals_its_matter_and_only_one_runs(mediator: Actor) -> None:
    matter = at_talks(sealed=False)
    case = opened(matter, mediator)
    assert current(matter).sealed
    assert no(lambda: opened(matter, mediator)) == "case_open"
    key = {"fact": "agreement", "on": local_day(AT), "text": "谈成了", "good": True, "actor": mediator, "at": AT}
    assert no(lambda: matters.note_step(matter=current(matter), **key)) == "case_open"  # type: ignore[arg-type]
    actions.end_case(case=case, because="no_agreement", actor=mediator, at=AT)
    assert opened(matter, mediator).state == State.OPEN


def test_no_case_where_the_matter_stands_at_no_mediation(mediator: Actor) -> None:
    assert no(lambda: opened(make_matter("sort"), mediator)) == "not_offered"


def test_a_form_shown_before_another_act_is_stale(case: Case, mediator: Actor) -> None:
    consented(case, mediator)
    told = {"case": case, "kind": "visit", "side": "other", "on": local_day(AT), "actor": mediator, "at": AT}
    assert no(lambda: actions.hear(words="说了", version=1, **told)) == "stale"  # type: ignore[arg-type]


def test_every_row_follows_from_the_ledger_also_after_an_erasure(case: Case, mediator: Actor) -> None:
    consented(case, mediator)
    for side in ("complainant", "other"):
        actions.hear(case=case, kind="visit", side=side, on=local_day(AT), words="说了", actor=mediator, at=AT)
    agreed(case, mediator)
    assert rebuild.check().different == ()
    matters.erase_raising(raising=case.raising, actor=receipt_actor(case.raising), at=AT)
    talks = {talk.side: talk.words for talk in Talk.objects.filter(case=case)}
    assert (talks, rebuild.check().different) == ({"complainant": "[erased]", "other": "说了"}, ())
    assert case.parties.get(side="other").name == OTHER
