"""A case is taken over: its process, and how its papers are worded."""

from datetime import datetime

from bandeng.core.process import parse, shared
from bandeng.core.refusal import Refusal
from bandeng.documents import actions as documents
from bandeng.documents.models import PaperWording
from bandeng.exchange import acts, queries
from bandeng.exchange.actions.deciding import enter, need_roles
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.matters import actions as matters
from bandeng.matters import queries as of_matters
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import action

REASON = "采用案例 {number}：{title}"
"""Stands in the ledger beside each thing that was taken over, in the language of the papers."""


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
    how = _process(row, place, actor=actor, at=at)
    act = acts.CaseUsed(case=row.pk, place=place.pk, process=how, papers=_papers(row, place, actor=actor, at=at))
    used: CaseUse = enter(act, place, row.pk, actor=actor, at=at, once=once)
    return used


def _process(row: SolvedCase, place: Place, *, actor: Actor, at: datetime) -> str:
    text = queries.process_text(row)
    if not text:
        return "none"
    here = next((each for each in of_matters.processes_for(place) if each.text == text), None)
    if here is None:
        matters.bring_draft(place=place, process=parse(text, shared()).process, actor=actor, at=at)
        return "draft"
    if of_matters.key_for(place) == here.key:
        return "already"
    matters.follow_process(place=place, process=here, actor=actor, at=at)
    return "followed"


def _papers(row: SolvedCase, place: Place, *, actor: Actor, at: datetime) -> list[str]:
    own = set(PaperWording.objects.filter(place=place).values_list("kind", flat=True))
    taken = [kind for kind in sorted(row.wordings) if kind not in own and row.wordings[kind]]
    reason = REASON.format(number=row.number, title=row.title)
    for kind in taken:
        documents.word_paper(place=place, kind=kind, texts=row.wordings[kind], reason=reason, actor=actor, at=at)
    return taken
