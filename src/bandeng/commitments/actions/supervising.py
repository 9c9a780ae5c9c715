"""Issuing a rung of the ladder by hand, and answering one."""

from datetime import datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import need_texts
from bandeng.commitments.acts import OrderAnswered, OrderIssued
from bandeng.commitments.models import SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core import ladder
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import enter, need_open, need_text, somebody
from bandeng.matters.actions.texts import published
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def issue_order(
    *,
    matter: Matter,
    level: str,
    reason: str,
    item: WorkItem | None = None,
    actor: Actor,
    at: datetime,
    once: str | None = None,
) -> SupervisionOrder:
    """Issue a rung by hand, with its reason, for an item's clock or for the matter's own step.

    level     key of a rung of shelf/ladder.toml; one may be passed over upwards, never back down
    item      None: the step at which the matter stands
    Raises    Refusal: "unknown" (an item of another matter), "already_ended", "not_allowed", "own_unit" (it would be
              addressed to the actor's own), "no_clock" (nothing runs that could be late), "text_missing",
              "text_too_long", "unmasked", and what `core.ladder.check_by_hand` raises.
    Source    domain.md 3.3 (督办), 6.3
    """
    matter = matters.locked(matter)
    if item is not None:
        item = queries.fresh(item, None)
        if item.matter_id != matter.pk:
            raise Refusal("unknown")
    need_open(matter)
    somebody(actor)
    if supervision.of_the_asked(actor, matter.place, item):
        raise Refusal("own_unit")
    clock = supervision.clock_to_press(matter, item)
    now = supervision.watch(clock) if clock else None
    if now is None:
        raise Refusal("no_clock")
    rung = ladder.check_by_hand(
        ladder.shared(), level, now.due, now.issued, local_day(at), matters.roles_of(actor, matter)
    )
    need_text(reason=reason)
    need_texts(reason=reason)
    return _issue(now, rung, actor=actor, at=at, once=once, reason=reason)


@action
def issue_by_rule(
    *, matter: Matter, watched: supervision.Watched, actor: Actor, at: datetime
) -> SupervisionOrder | None:
    """Issue the rung that is due by rule on a clock of a matter, if it still is; called by the sweep."""
    matters.locked(matter)
    now = supervision.watch(watched.deadline)
    rung = now.rung(at) if now else None
    if now is None or rung is None:
        return None
    return _issue(now, rung, actor=actor, at=at, once=f"{rung.key}:{now.deadline.pk}")


def _issue(
    now: supervision.Watched, rung: ladder.Rung, *, actor: Actor, at: datetime, once: str | None, reason: str = ""
) -> SupervisionOrder:
    today, matter = local_day(at), now.deadline.matter
    unit = now.item.lead_id if now.item is not None else None
    act = OrderIssued(
        order=new_id(at), matter=matter.pk, item=now.item.pk if now.item else None, deadline=now.deadline.pk,
        level=rung.key, rank=ladder.shared().rank(rung.key), organisation=unit,
        due_on=ladder.may_answer_until(rung, now.due.calendar, today), over=ladder.over(now.due, today),
        by_rule=actor.id is None, ends=sorted(rung.ends), **published(matter, reason=reason),
    )  # fmt: skip
    order: SupervisionOrder = enter(act, matter, actor=actor, at=at, once=once)
    return order


@action
def answer_order(
    *, order: SupervisionOrder, text: str, actor: Actor, at: datetime, once: str | None = None
) -> SupervisionOrder:
    """Say what holds it up and what happens now; everybody reads it. Once, and never by who issued it.

    Raises   Refusal: "not_allowed" (not whom it was addressed to), "own_order", "already_answered", "already_over",
             "text_missing", "text_too_long", "unmasked".
    """
    matters.locked(order.matter)
    order = supervision.orders().get(pk=order.pk)
    somebody(actor)
    if order.issued_by_id == actor.id:
        raise Refusal("own_order")
    if not supervision.answers(actor, order, matters.roles_of(actor, order.matter)):
        raise Refusal("not_allowed")
    if order.answered_at is not None:
        raise Refusal("already_answered")
    if order.closed_at is not None:
        raise Refusal("already_over")
    need_text(text=text)
    need_texts(text=text)
    act = OrderAnswered(
        order=order.pk, matter=order.matter_id, item=order.item_id, **published(order.matter, text=text)
    )
    answered: SupervisionOrder = enter(act, order.matter, actor=actor, at=at, once=once)
    return answered
