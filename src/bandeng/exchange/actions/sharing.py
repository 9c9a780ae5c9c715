"""A case is approved by somebody who did not write it, or withdrawn openly."""

from collections.abc import Collection
from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.core.text import removing
from bandeng.exchange import acts, queries, removal
from bandeng.exchange.actions.deciding import enter, need_roles, need_texts
from bandeng.exchange.models import SolvedCase, State
from bandeng.matters.actions.texts import need_masked
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_REASON = 300


@action
def share_case(
    *, case: SolvedCase, keep: Collection[str] = (), actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> SolvedCase:  # fmt: skip
    """Let everybody read a case, without what tells on somebody.

    keep     proposed removals that stay, as `removal.key` names them; names and numbers never stay
    Raises   Refusal: "not_your_turn", "wrote_it", "case_decided", "stale", "not_solved" (the matter is open again or
             kept from the public by now), "number_left" (found, field).
    """
    row = queries.fresh(case, version)
    need_roles(actor, row.place, queries.APPROVERS)
    if row.state != State.DRAFT:
        raise Refusal("case_decided")
    if str(actor.id) in row.writers:
        raise Refusal("wrote_it")
    if row.matter and not queries.may_become(row.matter):
        raise Refusal("not_solved")
    if row.replaces and row.replaces.state != State.SHARED:
        raise Refusal("case_not_shared")
    sides = removal.sides(row, keep)
    texts = need_texts({side.name: side.after for side in sides})
    for name, text in texts.items():
        if left := removing.numbers_left(text):
            raise Refusal("number_left", field=name, found="、".join(left))
    act = acts.CaseShared(
        case=row.pk, number=queries.next_number(row.chain, local_day(at).year), texts=texts,
        removed=sum(side.removed for side in sides), kept=sum(side.kept for side in sides),
        wordings=_sound(row, queries.names_of(row)),
    )  # fmt: skip
    shared: SolvedCase = enter(act, row.place, row.pk, actor=actor, at=at, once=once)
    return shared


def _sound(row: SolvedCase, names: Collection[str]) -> dict[str, dict[str, str]]:
    """The wordings that name nobody; one that does is left out whole."""
    return {
        kind: texts for kind, texts in row.wordings.items()
        if not any(removing.find(text, names) or removing.numbers_left(text) for text in texts.values())
    }  # fmt: skip


@action
def withdraw_case(
    *, case: SolvedCase, reason: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> SolvedCase:  # fmt: skip
    """Show a case no more; its page says why.

    Raises   Refusal: "not_your_turn", "case_not_shared", "stale", "text_missing", "text_too_long", "unmasked".
    """
    row = queries.fresh(case, version)
    need_roles(actor, row.place, queries.APPROVERS)
    if row.state != State.SHARED:
        raise Refusal("case_not_shared")
    if not reason.strip():
        raise Refusal("text_missing", field="reason")
    if len(reason) > MOST_REASON:
        raise Refusal("text_too_long", field="reason", most=MOST_REASON)
    need_masked(reason=reason)
    act = acts.CaseWithdrawn(case=row.pk, reason=reason.strip())
    gone: SolvedCase = enter(act, row.place, row.pk, actor=actor, at=at, once=once)
    return gone
