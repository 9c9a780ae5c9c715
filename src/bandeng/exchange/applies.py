"""Acts to rows: the only place that writes this room's ledgered tables."""

from typing import Any

from bandeng.exchange import acts
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def _person(entry: Entry) -> str:
    return entry.actor.partition(":")[2]


def _case(act: Any) -> SolvedCase:
    return SolvedCase.objects.select_related("place", "matter").get(pk=act.case)


@applies(acts.CaseWritten, result=_case)
def case_written(act: acts.CaseWritten, entry: Entry) -> SolvedCase:
    """A draft, or the same draft as it is now; everybody who wrote on it is remembered."""
    row = SolvedCase.objects.filter(pk=act.case).first()
    told = {
        "category": act.category, "kind": act.kind, "days": act.days, "origin": act.origin, "digest": act.digest,
        "process": act.process, "wordings": act.wordings, "draft": act.draft or "", "written_by_id": _person(entry),
        "written_at": entry.at,
    }  # fmt: skip
    if row is None:
        SolvedCase.objects.create(
            id=act.case, place_id=act.place, chain=entry.chain, matter_id=act.matter, replaces_id=act.replaces,
            writers=[_person(entry)], **told,
        )  # fmt: skip
        return _case(act)
    for name, value in told.items():
        setattr(row, name, value)
    row.writers = list(dict.fromkeys([*row.writers, _person(entry)]))
    row.version += 1
    row.save()
    return _case(act)


@applies(acts.CaseShared, result=_case)
def case_shared(act: acts.CaseShared, entry: Entry) -> SolvedCase:
    """Everybody reads it; what it replaces gives way, and the draft is used up."""
    row = _case(act)
    if row.replaces_id:
        SolvedCase.objects.filter(pk=row.replaces_id).update(state=State.REPLACED)
    row.state, row.number, row.title, row.texts = State.SHARED, act.number, act.texts["title"], act.texts
    row.removed, row.kept, row.wordings, row.draft = act.removed, act.kept, act.wordings, ""
    row.shared_by_id, row.shared_at = _person(entry), entry.at
    row.version += 1
    row.save()
    return row


@applies(acts.CaseWithdrawn, result=_case)
def case_withdrawn(act: acts.CaseWithdrawn, entry: Entry) -> SolvedCase:
    """Its page says that it was withdrawn, when and why; what it said is gone from the page."""
    row = _case(act)
    row.state, row.withdrawn_because, row.withdrawn_at = State.WITHDRAWN, act.reason, entry.at
    row.title, row.texts, row.wordings, row.process = "", {}, {}, ""
    row.version += 1
    row.save()
    return row


@applies(acts.CaseUsed, result=lambda act: CaseUse.objects.get(case=act.case, place=act.place))
def case_used(act: acts.CaseUsed, entry: Entry) -> CaseUse:
    """Somewhere else it is done that way now."""
    return CaseUse.objects.create(
        case_id=act.case, place_id=act.place, process=act.process, papers=act.papers, by_id=_person(entry), at=entry.at
    )
