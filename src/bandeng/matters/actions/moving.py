"""Moving on: one completed step, and what follows from it by itself."""

from datetime import datetime

from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import branch_to, complete_to, enter
from bandeng.matters.acts import Move, StepCompleted
from bandeng.matters.models import Matter
from bandeng.matters.queries import Standing
from bandeng.people.acting import Actor, system
from bandeng.records.actions import action

JOURNEY = system("journey")
BY_ITSELF = frozenset({"claim", "check", "reply", "review"})
"""Steps that are completed by what was done in them: the last claim, check, reply or review."""


def step_on(matter: Matter, move: Move, *, actor: Actor, at: datetime, once: str | None = None) -> Matter:
    """Record that a step was completed; at the end the matters merged into it end with it."""
    done: Matter = enter(StepCompleted(matter=matter.pk, move=move), matter, actor=actor, at=at, once=once)
    if move.then is None:
        _end_merged(done, at)
    return done


def _end_merged(target: Matter, at: datetime) -> None:
    """Their raisings have the target's final reply, so they are answered too (I4)."""
    for merged in Matter.objects.filter(merged_into=target, step="merge:joined").order_by("pk"):
        matter = queries.locked(merged)
        now = queries.standing(matter)
        roles = now.process.step("merge:joined").by
        move = complete_to(now, matter, roles=roles, choose="merge:answered", at=at)
        advance(matter=step_on(matter, move, actor=JOURNEY, at=at), at=at)


@action
def advance(*, matter: Matter, at: datetime) -> Matter:
    """Move on by itself as far as what was done carries it: claims, checks, replies and reviews complete their steps.

    Upper rooms call this after their acts. A step is left only when everything it needs stands, one thing follows
    (going back does not count), and nothing holds it up; else the matter stays.
    """
    matter = queries.locked(matter)
    while matter.step is not None:
        now = queries.standing(matter)
        move = _following(now, matter, at)
        if move is None:
            break
        matter = queries.locked(step_on(matter, move, actor=JOURNEY, at=at))
    return matter


def _following(now: Standing, matter: Matter, at: datetime) -> Move | None:
    choose, ready = _choice(now)
    if not ready:
        return None
    try:
        return complete_to(now, matter, roles=now.process.step(now.step or "").by, choose=choose, at=at)
    except Refusal:
        return None


def _choice(now: Standing) -> tuple[str | None, bool]:
    """What follows by itself, and whether anything does."""
    step = now.process.step(now.step or "")
    if step.key == "reopen:again":
        # Taken up again by the same unit, where one had it; sorted anew by a person where none had.
        return "to.claimed", "claimed" in now.reached
    if step.opens not in BY_ITSELF or not now.process.needs(step.key):
        return None, False
    forward = [key for key in step.then if not now.process.goes_back(step.key, key)]
    return (forward[0] if forward else None), len(forward) == 1 or not step.then


def reopen_move(matter: Matter, at: datetime) -> Move | None:
    """The move of a reopening, for the act of a rating; None when the matter may not be reopened again.

    The first time it is taken up again by the same unit, the second time the supervisor reviews it (process.md,
    "Closing rules"). Call `advance` after recording.
    """
    now = queries.standing(matter)
    try:
        return branch_to(now, matter, "reopen", roles={"raiser"}, at=at)
    except Refusal:
        return None
