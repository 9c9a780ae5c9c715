"""What a unit says itself where its date has passed. Texts come in pairs, as in `matters.acts`."""

from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("item.statement_made")
class StatementMade(Act):
    """The unit says why it is late, and what happens next. It stands beside the overdue line for everybody."""

    item: UUID
    matter: UUID
    statement: UUID
    organisation: UUID
    why: str = ""
    what_next: str = ""
    why_sealed: str | None = private(default=None)
    what_next_sealed: str | None = private(default=None)
