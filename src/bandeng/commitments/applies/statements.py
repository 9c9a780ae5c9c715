"""A unit's own word to its row."""

from bandeng.commitments import acts
from bandeng.commitments.applies.items import item_of, person_of
from bandeng.commitments.models import Statement, WorkItem
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.StatementMade, result=item_of)
def statement_made(act: acts.StatementMade, entry: Entry) -> WorkItem:
    """Why it is late, and what happens next; nothing of the item moves."""
    Statement.objects.create(
        id=act.statement, item_id=act.item, organisation_id=act.organisation, by_id=person_of(entry) or "",
        why=act.why or act.why_sealed or "", what_next=act.what_next or act.what_next_sealed or "", at=entry.at,
    )  # fmt: skip
    return item_of(act)
