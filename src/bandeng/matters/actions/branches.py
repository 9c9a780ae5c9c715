"""Leaving the line: explain, not accepted, pass on, escalate, mediate; withdrawing and contesting."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import (
    branch_to,
    complete_to,
    enter,
    need_open,
    need_text,
    somebody,
)  # fmt: skip
from bandeng.matters.actions.moving import step_on
from bandeng.matters.actions.texts import need_masked, texts
from bandeng.matters.acts import Branched, ExplanationContested, Move, PassOnAnswered, RaisingWithdrawn
from bandeng.matters.models import Matter, PassOn, Raising
from bandeng.matters.queries import Standing
from bandeng.people.acting import Actor, system
from bandeng.people.models import Organisation
from bandeng.records.actions import action

R = TypeVar("R")
log = logging.getLogger("bandeng.matters")

SENT = frozenset({"pass_on", "escalate"})
OWN_ACTIONS = frozenset({"merge", "withdraw", "reopen"})
"""Branches that have an action of their own."""

SAYS_NO = frozenset({"explain", "not_accepted"})
"""Where the community says no, it also says where else to turn (I3)."""

ANSWERERS = frozenset({"secretary", "community_staff"})
ANSWERS = ("acknowledged", "returned", "result")
CLOCK = system("clock")


@action
def take_branch(
    *, matter: Matter, branch: str, reason_code: str, reason: str, next_channel: str = "",
    to_organisation: Organisation | None = None, to: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> Matter:  # fmt: skip
    """Leave the line by a branch: "explain", "not_accepted", "pass_on", "escalate", "mediate".

    reason_code    of `queries.reasons(branch)`, with `reason` in words (I3)
    next_channel   where else to turn; asked for where the community says no
    to_organisation, to   who has to answer, for "pass_on" and "escalate": an organisation known here, or its name
    Raises         Refusal: "stale", "already_ended", "unknown_branch", "not_offered", "not_your_turn", "too_often",
                   "missing", "reason_missing" (branch), "next_channel_missing", "receiver_missing", "unmasked".
    """
    matter = queries.fresh(matter, version)
    need_open(matter)
    somebody(actor)
    queries.read_process(matter.process).branch(branch)
    if branch in OWN_ACTIONS:
        raise Refusal("not_offered", step=branch, tool=branch)
    to = to.strip() or (to_organisation.name if to_organisation else "")
    _need_reasons(branch, reason_code, reason, next_channel, to)
    now = queries.standing(matter)
    move = branch_to(now, matter, branch, roles=queries.step_roles(actor, matter), at=at)
    act = Branched(
        matter=matter.pk, branch=branch, move=move, reason_code=reason_code, next_channel=next_channel.strip() or to,
        to_organisation=to_organisation.pk if to_organisation else None, to=to,
        ref=new_id(at) if branch in SENT else None, **texts(matter, reason=reason),
    )  # fmt: skip
    done: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return done


def _need_reasons(branch: str, code: str, reason: str, next_channel: str, to: str) -> None:
    if not code or not reason.strip():
        raise Refusal("reason_missing", branch=branch)
    if code not in {known.key for known in queries.reasons(branch)}:
        raise Refusal("unknown_word", field="reason_code", word=code)
    if branch in SAYS_NO and not next_channel.strip():
        raise Refusal("next_channel_missing", branch=branch)
    if branch in SENT and not to:
        raise Refusal("receiver_missing", branch=branch)
    need_masked(reason=reason, next_channel=next_channel, to=to)


@action
def answer_pass_on(
    *, pass_on: PassOn, answer: str, text: str = "", by_whom: str = "", choose: str | None = None, actor: Actor,
    at: datetime, once: str | None = None,
) -> PassOn:  # fmt: skip
    """Who it was sent to acknowledged it, sent it back, or told the result; told by themselves or noted for them.

    answer   "acknowledged", "returned" (with `text`: why), "result" (with `text`: what came of it)
    choose   after a result: the branch's "…:answered", as when left out, or "to.sorted": handed down to be sorted again
    Raises   Refusal: "not_your_turn", "unknown_word", "text_missing", "unmasked", "not_offered", "already_answered".
    """
    sent = PassOn.objects.select_related("matter").get(pk=pass_on.pk)
    matter = queries.locked(sent.matter)
    need_answerer(sent, matter, actor)
    return _answer(sent, matter, answer, text, by_whom, choose, actor=actor, at=at, once=once)


def need_answerer(sent: PassOn, matter: Matter, actor: Actor) -> None:
    """Raises Refusal "not_your_turn" for whoever may not say what came back."""
    roles = queries.roles_of(actor, matter)
    of_receiver = sent.organisation_id is not None and sent.organisation_id in actor.organisations()
    allowed = ANSWERERS | ({"supervisor", "department_officer"} if sent.kind == "escalate" else set())
    if not of_receiver and roles.isdisjoint(allowed):
        raise Refusal("not_your_turn", step=matter.step, needs=sorted(allowed))


def _answer(
    sent: PassOn, matter: Matter, answer: str, text: str, by_whom: str, choose: str | None, *, actor: Actor,
    at: datetime, once: str | None = None,
) -> PassOn:  # fmt: skip
    if answer not in ANSWERS:
        raise Refusal("unknown_word", field="answer", word=answer)
    if answer != "acknowledged":
        need_text(text=text)
    need_masked(text=text, by_whom=by_whom)
    move = _after_answer(sent, matter, answer, choose, at)
    act = PassOnAnswered(
        matter=matter.pk,
        ref=sent.pk,
        answer=answer,
        move=move,
        by_whom=by_whom.strip()[:80],
        **texts(matter, text=text),
    )
    done: PassOn = enter(act, matter, actor=actor, at=at, once=once)
    return done


def _after_answer(sent: PassOn, matter: Matter, answer: str, choose: str | None, at: datetime) -> Move | None:
    """Where the matter goes on an answer; None where an acknowledged escalation waits for its result."""
    now = queries.standing(matter)
    at_sent = matter.step == f"{sent.kind}:sent"
    if sent.returned_at or sent.result_at or matter.branch != sent.kind:
        raise Refusal("already_answered")
    if answer == "acknowledged":
        if sent.acknowledged_at or not at_sent:
            raise Refusal("already_answered")
        return None if sent.kind == "escalate" else _go(now, matter, f"{sent.kind}:watched", at)
    if answer == "returned":
        back = "to.sorted" if sent.kind == "escalate" else "return"
        if not at_sent:
            raise Refusal("not_offered", step=matter.step, tool="acknowledgement")
        return _go(now, matter, back, at)
    return _go(now, matter, choose or f"{sent.kind}:answered", at)


def _go(now: Standing, matter: Matter, choose: str, at: datetime) -> Move:
    """Complete the step with what this very answer makes stand."""
    guards = now.guards - {"not_acknowledged"} | {"acknowledged"}
    after = replace(now, facts=now.facts | {"result"}, guards=guards)
    roles = now.process.step(now.step or "").by
    return complete_to(after, matter, roles=roles, choose=choose, at=at, why="pass_on_answered")


def return_unacknowledged(at: datetime) -> list[Matter]:
    """Take back each matter passed on that nobody acknowledged in time; run again it does nothing."""
    today = local_day(at)
    late = PassOn.objects.filter(
        kind="pass_on", acknowledged_at__isnull=True, returned_at__isnull=True, matter__step="pass_on:sent",
        matter__visits__left_at__isnull=True, matter__visits__deadline__due_on__lt=today,
    ).select_related("matter")  # fmt: skip
    return _each(late.order_by("pk"), lambda sent: _take_back(matter=sent.matter, sent=sent.pk, at=at))


def _each(rows: Iterable[R], do: Callable[[R], Matter | None]) -> list[Matter]:
    """Do it for each row; one that is refused does not keep the others waiting."""
    done = []
    for row in rows:
        try:
            if (matter := do(row)) is not None:
                done.append(matter)
        except Refusal as no:
            log.warning("the daily work left a row as it was: %s", no)
    return done


@action
def _take_back(*, matter: Matter, sent: UUID, at: datetime) -> Matter | None:
    row = PassOn.objects.get(pk=sent)
    now = queries.locked(matter)
    if row.acknowledged_at or row.returned_at or now.step != "pass_on:sent":
        return None
    act = PassOnAnswered(
        matter=now.pk,
        ref=row.pk,
        answer="returned",
        move=_after_answer(row, now, "returned", None, at),
        text_sealed=None,
    )
    enter(act, now, actor=CLOCK, at=at)
    return queries.locked(now)


@action
def withdraw(*, raising: Raising, words: str = "", actor: Actor, at: datetime, once: str | None = None) -> Raising:
    """A raiser takes their raising back. It is still answered; what endangers life goes on without its raiser.

    Raises   Refusal: "not_allowed" (somebody else's), "already_withdrawn", "already_ended".
    """
    raising = Raising.objects.select_related("matter").get(pk=raising.pk)
    matter = queries.locked(raising.matter)
    _need_own(raising, matter, actor, ANSWERERS)
    need_open(matter)
    if raising.withdrawn_at:
        raise Refusal("already_withdrawn")
    act = RaisingWithdrawn(
        matter=matter.pk, raising=raising.pk, move=_nobody_left(raising, matter, at), words=words.strip() or None
    )
    done: Raising = enter(act, matter, actor=actor, at=at, once=once)
    return done


def _nobody_left(raising: Raising, matter: Matter, at: datetime) -> Move | None:
    """The way to the reply when the last raiser goes; None while others stand by it, or where no way leads there."""
    if matter.raisings.filter(withdrawn_at__isnull=True).exclude(pk=raising.pk).exists():
        return None
    try:
        return branch_to(queries.standing(matter), matter, "withdraw", roles={"raiser"}, at=at)
    except Refusal:
        return None


@action
def contest(*, raising: Raising, words: str, actor: Actor, at: datetime, once: str | None = None) -> Matter:
    """A raiser does not accept the explanation, once: somebody else looks at it anew, and it is sorted again.

    Raises   Refusal: "not_allowed", "text_missing", "already_contested", "not_offered", "too_often".
    """
    raising = Raising.objects.select_related("matter").get(pk=raising.pk)
    matter = queries.locked(raising.matter)
    _need_own(raising, matter, actor, frozenset())
    need_text(words=words)
    if matter.contested:
        raise Refusal("already_contested", matter=matter.number)
    now = queries.standing(matter)
    if now.step != "explain:said":
        raise Refusal("not_offered", step=now.step, tool="contest")
    move = complete_to(now, matter, roles={"raiser"}, choose="explain:contested", at=at, why="contest")
    act = ExplanationContested(matter=matter.pk, raising=raising.pk, move=move, words=words.strip())
    done: Matter = enter(act, matter, actor=actor, at=at, once=once)
    return done


def _need_own(raising: Raising, matter: Matter, actor: Actor, also: frozenset[str]) -> None:
    """The raiser, the holder of the receipt, who entered it for them, or one of these roles noting it for them."""
    own = queries.own_raisings(actor)
    if own is not None and Raising.objects.filter(own, pk=raising.pk).exists():
        return
    if queries.roles_of(actor, matter).isdisjoint(also):
        raise Refusal("not_allowed")


def settle_uncontested(at: datetime) -> list[Matter]:
    """Each explanation that nobody contested in its time goes on to its reply; run again it does nothing."""
    today = local_day(at)
    quiet = Matter.objects.filter(
        step="explain:said", visits__left_at__isnull=True, visits__deadline__due_on__lt=today
    ).order_by("pk")
    return _each(quiet, lambda matter: _settle(matter=matter, at=at))


@action
def _settle(*, matter: Matter, at: datetime) -> Matter | None:
    now = queries.locked(matter)
    if now.step != "explain:said":
        return None
    standing = queries.standing(now)
    roles = standing.process.step("explain:said").by
    move = complete_to(standing, now, roles=roles, choose="explain:answered", at=at)
    return step_on(now, move, actor=CLOCK, at=at)
