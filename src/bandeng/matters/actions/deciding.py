"""What actions share when they decide: who may, the move the engine allows, the clock that starts with it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bandeng.core.deadline import local_day
from bandeng.core.process import Process
from bandeng.core.process.words import FACT_TOOLS
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.acts import Move
from bandeng.matters.models import Matter
from bandeng.matters.queries import Standing
from bandeng.people.acting import Actor
from bandeng.records.actions import record
from bandeng.records.acts import Act

FRESH_EACH_VISIT = frozenset({"outcome", "review", "result"})
"""Facts that a step wants made for this very visit: an outcome of the last meeting does not settle the next."""

FRESH_WHERE_MADE = frozenset(
    {"verification", "notice", "poll", "opinions", "research", "decision", "publicity", "agreement", "acknowledgement"}
)
"""Facts that are made anew by a step that opens their tool: the second vote is not settled by the first."""

FRESH_EACH_ROUND = ("evidence", "items_claimed", "items_settled", "outcome", "replies_final", "result", "review")
"""Facts of a round that a reopening takes away."""

COMPLETE = "complete"


def enter(act: Act, matter: Matter, *, actor: Actor, at: datetime, once: str | None = None) -> Any:
    """Record an act of a matter in its chain."""
    return record(act, chain=matter.chain, subject=f"matter:{matter.pk}", actor=actor.name, at=at, once=once)


def somebody(actor: Actor) -> UUID:
    """The person who acts. Raises Refusal "not_allowed" for the public, a receipt or the system."""
    if actor.id is None:
        raise Refusal("not_allowed")
    return actor.id


def need_role(actor: Actor, matter: Matter, roles: Collection[str]) -> UUID:
    """The acting person, who must hold one of these roles for this matter. Raises Refusal "not_your_turn" (needs)."""
    if queries.step_roles(actor, matter).isdisjoint(roles):
        raise Refusal("not_your_turn", step=matter.step, needs=sorted(roles))
    return somebody(actor)


def need_open(matter: Matter) -> None:
    """Raises Refusal "already_ended" for a matter that stands at no step."""
    if matter.step is None:
        raise Refusal("already_ended", matter=matter.number)


def need_text(**texts: str) -> None:
    """Raises Refusal "text_missing" (field) for the first of these texts that is empty."""
    for name, text in texts.items():
        if not text.strip():
            raise Refusal("text_missing", field=name)


def not_future(day: date, at: datetime) -> None:
    """Raises Refusal "date_in_future" for a day later than the day of `at` in China."""
    if day > local_day(at):
        raise Refusal("date_in_future", date=day.isoformat())


def complete_to(
    now: Standing, matter: Matter, *, roles: Collection[str], choose: str | None, at: datetime, why: str = COMPLETE
) -> Move:
    """The move of completing the step.

    Raises   what `Process.complete` raises, and "dissent_unanswered" before the end.
    """
    if now.step is None:
        raise Refusal("already_ended", matter=matter.number)
    following = now.process.complete(
        now.step, roles=roles, facts=now.facts, choose=choose, visits=now.visits, guards=now.guards,
        came_from=now.position.came_from, open_tracks=now.open_tracks,
    )  # fmt: skip
    if following is None:
        may_end(matter)
    return move_to(now, matter, following, reached=now.process.reached(now.step, choose), at=at, why=why)


def may_end(matter: Matter) -> None:
    """Raises Refusal "dissent_unanswered": a view that differed is answered before the final reply goes out (I9)."""
    if left := queries.unanswered_dissents(matter):
        raise Refusal("dissent_unanswered", count=len(left))


def names(now: Standing, branch: str) -> bool:
    """Does the step where it stands name this branch among what may follow?"""
    return now.step is not None and branch in now.process.step(now.step).then


def takers(now: Standing, branch: str) -> frozenset[str]:
    """Who may take a branch: where a step names it, whoever completes the step; else those the branch itself names."""
    return now.process.step(now.step).by if now.step and names(now, branch) else now.process.branch(branch).by


def branch_to(now: Standing, matter: Matter, branch: str, *, roles: Collection[str], at: datetime) -> Move:
    """The move of entering a branch: as the completion of a step that names it, else from the position it begins at.

    Raises   what `Process.complete` and `Process.enter_branch` raise.
    """
    process, step = now.process, now.step
    if step is not None and branch in process.step(step).then:
        return complete_to(now, matter, roles=roles, choose=branch, at=at, why=branch)
    following = process.enter_branch(
        branch, at=step, roles=roles, facts=now.facts, guards=now.guards, visits=now.visits,
        milestones=now.reached, came_from=now.position.came_from,
    )  # fmt: skip
    return move_to(now, matter, following, at=at, why=branch)


def move_to(
    now: Standing, matter: Matter, following: str | None, *, at: datetime, why: str, reached: Collection[str] = ()
) -> Move:
    """The move from where the matter stands to `following`, with the clock that starts there."""
    queries.need_gate(now.process, following, matter, local_day(at))
    after = now.process.moved(now.position, following)
    due = None
    if following is not None:
        due = queries.step_due(now.process, following, chain=matter.chain, at=at, raised_at=matter.raised_at)
    return Move(
        step=now.step, then=following, why=why, came_from=after.came_from, due=due,
        milestones=[word for word in reached if word not in now.this_round],
        clears=_clears(now.process, following, why, back=following == now.position.came_from),
    )  # fmt: skip


def _clears(process: Process, following: str | None, why: str, *, back: bool) -> list[str]:
    if why == "reopen":
        return list(FRESH_EACH_ROUND)
    if following is None:
        return []
    step, needs = process.step(following), process.needs(following)
    made = {fact for fact in FRESH_WHERE_MADE if step.opens in FACT_TOOLS[fact]}
    return sorted((FRESH_EACH_VISIT & needs) | (set() if back else made))


def step_of(matter: Matter) -> str:
    """The step it stands at. Raises Refusal "already_ended"."""
    need_open(matter)
    return matter.step or ""


def need_tool(now: Standing, tool: str) -> None:
    """Raises Refusal "not_offered" (tool) where neither the step nor what it needs opens this tool."""
    if now.step is None or tool not in now.process.tools(now.step):
        raise Refusal("not_offered", step=now.step, tool=tool)
