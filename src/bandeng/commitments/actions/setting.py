"""Setting a work item, and saying that one will not be done."""

from datetime import date, datetime

from django.db import transaction

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import MOST_TITLE, fresh, need_texts, note
from bandeng.commitments.actions.taking import claim
from bandeng.commitments.acts import ItemDropped, ItemSet
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_open, need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, Person
from bandeng.records.actions import action


@action
def set_item(
    *,
    matter: Matter,
    title: str,
    criteria: str = "",
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Say what must be done, and when it counts as done; it waits for a unit, with the clock running from now.

    version  the matter's
    Raises   Refusal: "not_offered" (the matter does not stand where responsibility is settled), "not_your_turn",
             "stale", "already_ended", "text_missing", "text_too_long", "unmasked".
    """
    matter = matters.fresh(matter, version)
    need_open(matter)
    now = matters.standing(matter)
    if not (may := matters.setters(now)):
        raise Refusal("not_offered", step=now.step, tool="claim")
    need_role(actor, matter, may)
    need_text(title=title)
    need_texts(MOST_TITLE, title=title)
    need_texts(criteria=criteria)
    waiting = matters.rule("item_waiting")
    item = new_id(at)
    act = ItemSet(
        item=item, matter=matter.pk, track=new_id(at),
        unit_due=matters.due_from("claim", waiting.days, waiting.unit, chain=matter.chain, at=at),
        **published(matter, title=title, criteria=criteria),
    )  # fmt: skip
    return note(act, matter, actor=actor, at=at, once=once)


@transaction.atomic
def set_and_claim(
    *,
    matter: Matter,
    title: str,
    organisation: Organisation,
    actor: Actor,
    at: datetime,
    criteria: str = "",
    days: int | None = None,
    unit: str = "working",
    due_on: date | None = None,
    how: str = "",
    officer: Person | None = None,
    accept_outside: bool = False,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Both in one sitting: what must be done, who does it and until when; how is "on_the_spot" unless told otherwise.

    Raises   Refusal: what `set_item` and `claim` raise; nothing is written then.
    """
    item = set_item(matter=matter, title=title, criteria=criteria, actor=actor, at=at, version=version, once=once)
    if item.state != State.OPEN:
        return item
    return claim(
        item=item, organisation=organisation, days=days, unit=unit, due_on=due_on, how=how or "on_the_spot",
        officer=officer, accept_outside=accept_outside, actor=actor, at=at, once=f"{once}+" if once else None,
    )  # fmt: skip


@action
def drop(
    *, item: WorkItem, reason: str, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> WorkItem:
    """Say openly that it will not be done, and why. With nothing else left to do the matter waits for another way.

    Raises   Refusal: "not_your_turn", "stale", "already_gone_on", "already_ended", "text_missing", "unmasked".
    """
    item = fresh(item, version, State.OPEN, State.ACTIVE, State.DONE)
    matter = item.matter
    need_role(actor, matter, queries.ASSIGNERS)
    need_text(reason=reason)
    need_texts(reason=reason)
    act = ItemDropped(item=item.pk, matter=matter.pk, **published(matter, reason=reason))
    return note(act, matter, actor=actor, at=at, once=once)
