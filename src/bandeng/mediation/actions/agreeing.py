"""What both sides agree, whether it is kept, and asking the court to confirm it."""

from datetime import date, datetime

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.mediation import due_after, need_both, need_follow_up, need_in_time, shipped
from bandeng.core.refusal import Refusal
from bandeng.matters.actions import advance
from bandeng.matters.actions.deciding import not_future
from bandeng.mediation import queries
from bandeng.mediation.actions.deciding import (
    enter,
    need_mediator,
    need_talks,
    need_unnamed,
    need_words,
    running,
    short,
)
from bandeng.mediation.actions.hearing import end
from bandeng.mediation.acts import ConfirmationAsked, FollowedUp, SidesAgreed
from bandeng.mediation.models import Agreement, Because, Case, Form, State
from bandeng.people.acting import Actor
from bandeng.records.actions import action

RESULTS = ("kept", "again", "end")


@action
def note_agreement(
    *, case: Case, form: str, text: str, on: date, both: bool, actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Case:  # fmt: skip
    """Both sides said yes to the same words. The process may go on; somebody looks again when the days are over.

    both     that each side said yes
    Raises   Refusal: "stale", "case_ended", "agreed_already", "not_your_case", "side_consent_missing" (side),
             "before_consent", "unknown_word", "text_missing", "text_too_long", "names_the_raiser", "date_in_future",
             "both_missing".
    """
    case = running(case, version)
    need_mediator(case, actor)
    need_talks(case)
    if form not in Form.values:
        raise Refusal("unknown_word", field="form", word=form)
    not_future(on, at)
    need_both(queries.consents(case), on)
    said = need_words(text, "text")
    need_unnamed(case, "text", said)
    if not both:
        raise Refusal("both_missing", field="both")
    follow_up_on, confirm_by = due_after(on, shipped())
    act = SidesAgreed(
        case=case.pk, agreement=new_id(at), number=case.round, form=form, on=on, follow_up_on=follow_up_on,
        confirm_by=confirm_by, text=said,
    )  # fmt: skip
    agreed: Case = enter(act, case, actor=actor, at=at, once=once)
    advance(matter=agreed.matter, at=at)
    return agreed


@action
def follow_up(
    *, case: Case, result: str, words: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Case:  # fmt: skip
    """Look whether an agreement is kept. That it is broken may be said on any day; that it was kept, after its days.

    result   "kept", "again" (not kept; a second round begins) or "end" (not kept, and they go other ways)
    Raises   Refusal: "stale", "case_ended", "not_your_case", "not_agreed_yet", "follow_up_too_early", "third_round",
             "unknown_word", "text_missing", "text_too_long".
    """
    case = running(case, version)
    need_mediator(case, actor)
    agreement = need_agreement(case)
    if result not in RESULTS:
        raise Refusal("unknown_word", field="result", word=result)
    today = local_day(at)
    need_follow_up(today, agreement.follow_up_on, result, case.round, shipped())
    act = FollowedUp(case=case.pk, agreement=agreement.pk, on=today, result=result, words=need_words(words))
    looked: Case = enter(act, case, actor=actor, at=at, once=once)
    if result == "end":
        return end(looked, Because.NOT_KEPT, "", today, "", "mediator", actor=actor, at=at)
    return looked


def need_agreement(case: Case) -> Agreement:
    """The agreement that is followed up. Raises Refusal "not_agreed_yet"."""
    if case.state != State.AGREED:
        raise Refusal("not_agreed_yet")
    return case.agreements.get(number=case.round)


@action
def ask_confirmation(
    *, case: Case, on: date, document: str = "", actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> Case:  # fmt: skip
    """Both sides together asked the court to confirm their agreement, within its days.

    Raises   Refusal: "stale", "not_your_case", "case_ended" (without peace), "not_agreed_yet", "date_in_future",
             "before_agreement", "confirmation_late" (until), "already_at_court", "text_too_long".
    """
    case = queries.locked(case, version)
    need_mediator(case, actor)
    if case.state == State.ENDED:
        raise Refusal("case_ended")
    agreement = case.agreements.filter(number=case.round).first()
    if agreement is None or case.state == State.OPEN:
        raise Refusal("not_agreed_yet")
    not_future(on, at)
    if on < agreement.on:
        raise Refusal("before_agreement", field="on", date=agreement.on.isoformat())
    if agreement.confirmation_on:
        raise Refusal("already_at_court")
    need_in_time(on, agreement.confirm_by)
    act = ConfirmationAsked(case=case.pk, agreement=agreement.pk, on=on, document=short(document, "document") or None)
    asked: Case = enter(act, case, actor=actor, at=at, once=once)
    return asked
