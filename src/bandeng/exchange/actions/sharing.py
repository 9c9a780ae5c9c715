"""A case is approved by somebody who did not write it, or sent back; given up, or withdrawn openly."""

from collections.abc import Collection
from datetime import datetime

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.core.text import removing
from bandeng.exchange import acts, queries, removal
from bandeng.exchange.actions.deciding import as_text, enter, need_public, need_reason, need_roles, need_texts
from bandeng.exchange.models import SolvedCase, State
from bandeng.people.acting import Actor
from bandeng.records.actions import action, erase


@action
def share_case(
    *, case: SolvedCase, keep: Collection[str] = (), actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> SolvedCase:  # fmt: skip
    """Let everybody read a case, without what tells on somebody. What was drafted is erased: nobody needs it any more.

    keep     proposed removals that stay, as `removal.key` names them; names and numbers never stay
    Raises   Refusal: "not_your_turn", "wrote_it", "case_decided", "case_sent_back", "stale", "not_solved" (the matter
             is open again or kept from the public by now), "number_left" (found, field).
    """
    row = _to_look_at(case, actor, version)
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
        case=row.pk, number=queries.next_number(row.chain, local_day(at).year), texts=as_text(texts),
        removed=sum(side.removed for side in sides), kept=sum(side.kept for side in sides),
        wordings=as_text(_sound(row, queries.names_of(row))),
    )  # fmt: skip
    shared: SolvedCase = enter(act, row.place, row.pk, actor=actor, at=at, once=once)
    erase(f"case:{row.pk}", fields=acts.FOR_APPROVAL)
    return shared


def _to_look_at(case: SolvedCase, actor: Actor, version: int | None) -> SolvedCase:
    """A draft that waits for somebody who did not write it.

    Raises   Refusal: "not_your_turn", "wrote_it", "case_decided", "case_sent_back", "stale".
    """
    row = queries.fresh(case, version)
    need_roles(actor, row.place, queries.APPROVERS)
    if row.state != State.DRAFT:
        raise Refusal("case_decided")
    if str(actor.id) in row.writers:
        raise Refusal("wrote_it")
    if row.back_at:
        raise Refusal("case_sent_back")
    return row


def _sound(row: SolvedCase, names: Collection[str]) -> dict[str, dict[str, str]]:
    """The wordings that name nobody; one that does is left out whole."""
    return {
        kind: texts for kind, texts in row.wordings.items()
        if not any(removing.find(text, names) or removing.numbers_left(text) for text in texts.values())
    }  # fmt: skip


@action
def send_back(
    *, case: SolvedCase, reason: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> SolvedCase:
    """Let the writer mend a draft; it waits again once that is done.

    reason   read by those who write and approve; it may name what has to go, and is erased with the draft
    Raises   Refusal: "not_your_turn", "wrote_it", "case_decided", "case_sent_back", "stale", "text_missing",
             "text_too_long".
    """
    row = _to_look_at(case, actor, version)
    act = acts.CaseSentBack(case=row.pk, reason=need_reason(reason))
    back: SolvedCase = enter(act, row.place, row.pk, actor=actor, at=at, once=once)
    return back


@action
def give_up_case(
    *, case: SolvedCase, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> SolvedCase:
    """Let a draft wait no more: what it said is erased, that there was one stays.

    Raises   Refusal: "not_your_turn", "case_decided", "stale".
    """
    row = queries.fresh(case, version)
    need_roles(actor, row.place, queries.WRITERS)
    if row.state != State.DRAFT:
        raise Refusal("case_decided")
    gone: SolvedCase = enter(acts.CaseGivenUp(case=row.pk), row.place, row.pk, actor=actor, at=at, once=once)
    erase(f"case:{row.pk}")
    return gone


@action
def withdraw_case(
    *, case: SolvedCase, reason: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> SolvedCase:
    """Take a case away, with every version before it and the draft of a newer one; its page says why.

    Rows and private parts are erased: the chain still stands, and a rebuild gives the same empty rows.

    Raises   Refusal: "not_your_turn", "case_not_shared", "stale", "text_missing", "text_too_long", "unmasked",
             "number_left", "name_left" (the reason stays for everybody).
    """
    row = queries.fresh(case, version)
    need_roles(actor, row.place, queries.APPROVERS)
    if row.state != State.SHARED:
        raise Refusal("case_not_shared")
    act = acts.CaseWithdrawn(case=row.pk, reason=need_public(reason, row))
    drafts = list(row.newer.filter(state=State.DRAFT))
    gone: SolvedCase = enter(act, row.place, row.pk, actor=actor, at=at, once=once)
    for each in [*drafts, *queries.versions(row)]:
        erase(f"case:{each.pk}")
    return gone
