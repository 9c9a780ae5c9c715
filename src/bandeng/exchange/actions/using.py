"""A case is taken over: its process, and how its papers are worded."""

from datetime import datetime

from bandeng.core.process import parse, shared
from bandeng.core.refusal import Refusal
from bandeng.documents import actions as documents
from bandeng.exchange import acts, queries
from bandeng.exchange.actions.deciding import enter, need_roles
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.matters import actions as matters
from bandeng.matters import queries as of_matters
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action

REASON = "采用{place}的案例 {number}"
"""Stands in the ledger beside each thing that was taken over, in the language of the papers. It does not quote the
case, which may be withdrawn."""


@action
def use_case(
    *, place: Place, case: SolvedCase, actor: Actor, at: datetime, once: str | None = None
) -> CaseUse:  # fmt: skip
    """Let a place work as a case did: new matters follow its process, and papers take over its wordings.

    `place` comes first: its chain is the one that is locked.

    A process that holds here already is followed at once; one from elsewhere becomes a draft on the desk, since
    nobody follows what nobody here has looked at. A wording of one's own is never overwritten.
    Raises   Refusal: "not_your_turn", "case_not_shared", "case_used".
    """
    row = queries.fresh(case, None)
    need_roles(actor, place, queries.WRITERS)
    if row.state != State.SHARED:
        raise Refusal("case_not_shared")
    if CaseUse.objects.filter(case=row, place=place).exists():
        raise Refusal("case_used")
    before, how = of_matters.key_for(place), _process(row, place, actor=actor, at=at)
    papers = _papers(row, place, actor=actor, at=at)
    act = acts.CaseUsed(case=row.pk, place=place.pk, process=how, before=before, papers=papers)
    used: CaseUse = enter(act, place, row.pk, actor=actor, at=at, once=once)
    return used


def _process(row: SolvedCase, place: Place, *, actor: Actor, at: datetime) -> str:
    how, here = queries.process_use(row, place)
    if how == "draft":
        process = parse(queries.process_text(row), shared()).process
        matters.bring_draft(place=place, process=process, actor=actor, at=at)
    elif how == "followed":
        assert here is not None
        matters.follow_process(place=place, process=here, actor=actor, at=at)
    return how


def _papers(row: SolvedCase, place: Place, *, actor: Actor, at: datetime) -> list[str]:
    taken = queries.papers_for(row, place)
    reason = REASON.format(number=row.number, place=row.place.name)
    for kind in taken:
        documents.word_paper(place=place, kind=kind, texts=row.wordings[kind], reason=reason, actor=actor, at=at)
    return taken
