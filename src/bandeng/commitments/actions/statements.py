"""A unit's own word where its date has passed: why it is late, and what happens next."""

from datetime import datetime

from bandeng.commitments.actions.deciding import fresh, need_texts, need_unit
from bandeng.commitments.acts import StatementMade
from bandeng.commitments.models import State, WorkItem
from bandeng.commitments.queries.promises import late_promise
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import enter, need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def make_statement(
    *,
    item: WorkItem,
    why: str,
    what_next: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """The unit says why it is late and what happens next; it stands beside the overdue line for everybody.

    Raises   Refusal: "not_your_unit", "not_late", "stale", "already_gone_on", "already_ended", "text_missing",
             "text_too_long", "unmasked".
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    if not is_late(item, at):
        raise Refusal("not_late")
    need_text(why=why, what_next=what_next)
    need_texts(why=why, what_next=what_next)
    assert item.lead_id is not None
    act = StatementMade(
        item=item.pk, matter=item.matter_id, statement=new_id(at), organisation=item.lead_id,
        **published(item.matter, why=why, what_next=what_next),
    )  # fmt: skip
    done: WorkItem = enter(act, item.matter, actor=actor, at=at, once=once)
    return done


def is_late(item: WorkItem, at: datetime) -> bool:
    """Whether its own date, or a promise over it, has passed."""
    today = local_day(at)
    return (item.deadline is not None and item.deadline.due_on < today) or late_promise(item, today)
