"""An item's clock stands still for a time, by the rules of every pause (`matters.actions.pausing`). I6."""

from datetime import date, datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import fresh, need_unit, note
from bandeng.commitments.acts import ItemSuspensionAsked, ItemSuspensionDecided, ItemSuspensionEnded
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions import pausing
from bandeng.matters.actions.deciding import enter, need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.matters.models import Pause
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def ask_suspension(
    *, item: WorkItem, review_on: date, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Ask that the item's clock stand still until a review date at the latest, and say why.

    Raises   Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "text_missing", "text_too_long",
             "unmasked", and what `matters.actions.pausing.need_pause` raises.
    Source   domain.md 3.3, I6; deadlines.md 6
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    pausing.need_reason(reason)
    assert item.deadline is not None
    pausing.need_pause(item.deadline, review_on, at)
    act = ItemSuspensionAsked(
        item=item.pk, matter=item.matter_id, deadline=item.deadline.pk, suspension=new_id(at), review_on=review_on,
        **published(item.matter, reason=reason),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def decide_suspension(
    *, item: WorkItem, pause: Pause, granted: bool, reason: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Let it stand still from now, or not; another than who asked, nobody of the unit or of one that supports it.

    reason   needed for a no
    Raises   Refusal: "not_your_turn", "own_work", "suspension_by_requester", "stale", "already_decided",
             "already_gone_on", "already_ended", "suspension_late", "review_not_ahead", "text_missing",
             "text_too_long", "unmasked".
    Source   domain.md I6
    """
    item = fresh(item, version, State.ACTIVE)
    need_role(actor, item.matter, queries.DECIDERS)
    asked = pausing.undecided(_of(item, pause), actor)
    need_other_unit(actor, item)
    if not granted:
        need_text(reason=reason)
    pausing.need_reason(reason, must=False)
    act = ItemSuspensionDecided(
        item=item.pk, matter=item.matter_id, deadline=asked.deadline_id, suspension=asked.pk, granted=granted,
        **pausing.decision(asked, granted, at), **published(item.matter, reason=reason),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def end_suspension(
    *, item: WorkItem, pause: Pause, reason: str, actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Let it run on before the review date: by the unit, or by who may decide on pauses.

    Raises   Refusal: "not_your_turn", "stale", "already_gone_on", "already_ended", "not_paused", "text_missing",
             "text_too_long", "unmasked".
    """
    item = fresh(item, version, State.ACTIVE)
    if not queries.works_for(actor, item.lead):
        need_role(actor, item.matter, queries.DECIDERS)
    running = pausing.still_running(_of(item, pause), at)
    pausing.need_reason(reason)
    return note(_ended(item, running, at, reason), item.matter, actor=actor, at=at, once=once)


def run_on(item: WorkItem, *, actor: Actor, at: datetime) -> None:
    """What was reported done does not wait any more: a pause that still runs ends with it."""
    running = item.deadline and item.deadline.pauses.filter(granted=True, ended_at__isnull=True, expires_at__gt=at)
    for pause in running or ():
        enter(_ended(item, pause, at, ""), item.matter, actor=actor, at=at)


def need_other_unit(actor: Actor, item: WorkItem) -> None:
    """Raises Refusal "own_work" (unit) for somebody who works for a unit of the item (I6)."""
    if queries.works_for(actor, item.lead) or queries.supports(actor, item):
        raise Refusal("own_work", unit=str(item.lead))


def _of(item: WorkItem, pause: Pause) -> Pause:
    """Raises Refusal "unknown" for a pause of another clock."""
    if pause.deadline_id != item.deadline_id:
        raise Refusal("unknown")
    return pause


def _ended(item: WorkItem, pause: Pause, at: datetime, reason: str) -> ItemSuspensionEnded:
    return ItemSuspensionEnded(
        item=item.pk, matter=item.matter_id, deadline=pause.deadline_id, suspension=pause.pk,
        **pausing.ending(pause, at), **published(item.matter, reason=reason),
    )  # fmt: skip
