"""Acts to rows: the only place that writes this room's ledgered tables."""

import json
from typing import Any
from uuid import UUID

from bandeng.exchange import acts, queries
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.registry import applies

NOTHING_BACK: dict[str, Any] = {"back_because": "", "back_by_id": None, "back_at": None}


def _person(entry: Entry) -> UUID:
    return UUID(entry.actor.partition(":")[2])


def _case(act: Any) -> SolvedCase:
    return SolvedCase.objects.select_related("place", "matter").get(pk=act.case)


def _read(text: str | None) -> dict[str, Any]:
    """A private part that holds JSON; nothing for one that is erased: an act that comes later took it away."""
    told: dict[str, Any] = json.loads(text) if text and text != ERASED else {}
    return told


def _saved(row: SolvedCase, **told: Any) -> SolvedCase:
    for name, value in told.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return row


@applies(acts.CaseWritten, result=_case)
def case_written(act: acts.CaseWritten, entry: Entry) -> SolvedCase:
    """A draft, or the same draft as it is now; everybody who wrote on it is remembered, and it waits again."""
    row = SolvedCase.objects.filter(pk=act.case).first()
    process = act.process if act.process != ERASED else ""
    told = {
        "category": act.category, "kind": act.kind, "days": act.days, "origin": act.origin, "digest": act.digest,
        "process": process or "", "wordings": _read(act.wordings), "draft": act.draft or "",
        "written_by_id": _person(entry), "written_at": entry.at,
    }  # fmt: skip
    if row is None:
        SolvedCase.objects.create(
            id=act.case, place_id=act.place, chain=entry.chain, matter_id=act.matter, replaces_id=act.replaces,
            writers=[str(_person(entry))], **told,
        )  # fmt: skip
        return _case(act)
    writers = list(dict.fromkeys([*row.writers, str(_person(entry))]))
    _saved(row, writers=writers, **NOTHING_BACK, **told)
    return _case(act)


@applies(acts.CaseShared, result=_case)
def case_shared(act: acts.CaseShared, entry: Entry) -> SolvedCase:
    """Everybody reads it; what it replaces gives way, and the draft is used up."""
    row, texts = _case(act), _read(act.texts)
    if row.replaces_id:
        SolvedCase.objects.filter(pk=row.replaces_id).update(state=State.REPLACED)
    return _saved(
        row, state=State.SHARED, number=act.number, title=texts.get("title", ""), texts=texts, removed=act.removed,
        kept=act.kept, wordings=_read(act.wordings), draft="", shared_by_id=_person(entry), shared_at=entry.at,
    )  # fmt: skip


@applies(acts.CaseSentBack, result=_case)
def case_sent_back(act: acts.CaseSentBack, entry: Entry) -> SolvedCase:
    """It is its writer's turn."""
    return _saved(_case(act), back_because=act.reason or "", back_by_id=_person(entry), back_at=entry.at)


def _emptied(row: SolvedCase, state: State, entry: Entry, because: str = "") -> SolvedCase:
    """What a case said is gone from its row."""
    return _saved(
        row, state=state, withdrawn_because=because, withdrawn_at=entry.at, title="", texts={}, wordings={}, process="",
        draft="", **NOTHING_BACK,
    )  # fmt: skip


@applies(acts.CaseGivenUp, result=_case)
def case_given_up(act: acts.CaseGivenUp, entry: Entry) -> SolvedCase:
    """Nobody is asked to look at it any more."""
    return _emptied(_case(act), State.GIVEN_UP, entry)


@applies(acts.CaseWithdrawn, result=_case)
def case_withdrawn(act: acts.CaseWithdrawn, entry: Entry) -> SolvedCase:
    """Its page says that it was withdrawn, when and why; what it said is gone, and what every version before it said,
    and a draft of a newer one."""
    row = _case(act)
    for draft in row.newer.filter(state=State.DRAFT):
        _emptied(draft, State.GIVEN_UP, entry)
    for older in queries.versions(row)[1:]:
        _emptied(older, State.WITHDRAWN, entry, act.reason)
    return _emptied(row, State.WITHDRAWN, entry, act.reason)


@applies(acts.CaseUsed, result=lambda act: CaseUse.objects.get(case=act.case, place=act.place))
def case_used(act: acts.CaseUsed, entry: Entry) -> CaseUse:
    """Somewhere else it is done that way now."""
    return CaseUse.objects.create(
        case_id=act.case, place_id=act.place, process=act.process, before=act.before, papers=act.papers,
        by_id=_person(entry), at=entry.at,
    )  # fmt: skip
