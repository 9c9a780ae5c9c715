"""A unit helps the lead unit: it joins by itself or is asked in, and leaves with a word why. One lead stays (I5)."""

from datetime import datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import fresh, need_texts, note
from bandeng.commitments.acts import SupportJoined, SupportLeft
from bandeng.commitments.models import State, Support, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.records.actions import action

MOST_SUPPORTS = 9


@action
def join_support(
    *, item: WorkItem, organisation: Organisation, what: str = "", actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """A unit helps from now on: said by its own officer, or by who settles responsibility.

    what     with what it helps
    Raises   Refusal: "not_your_unit", "not_allowed", "not_your_turn", "stale", "already_gone_on", "already_ended",
             "leads_already", "supports_already", "supports_enough" (most), "text_too_long", "unmasked".
    Source   domain.md 3.3 (first receiver leads, others cooperate), I5
    """
    item = fresh(item, version, State.OPEN, State.ACTIVE)
    _need_right(item, organisation, actor)
    if item.lead_id == organisation.pk:
        raise Refusal("leads_already", unit=str(organisation))
    now = [each.organisation_id for each in item.supports.all() if each.until is None]
    if organisation.pk in now:
        raise Refusal("supports_already", unit=str(organisation))
    if len(now) >= MOST_SUPPORTS:
        raise Refusal("supports_enough", most=MOST_SUPPORTS)
    need_texts(what=what)
    act = SupportJoined(
        item=item.pk, matter=item.matter_id, support=new_id(at), organisation=organisation.pk,
        **published(item.matter, what=what),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def leave_support(
    *, item: WorkItem, organisation: Organisation, reason: str, actor: Actor, at: datetime,
    version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """The unit no longer helps, and why. It still does not check what it helped with (I2).

    Raises   Refusal: "not_your_unit", "not_allowed", "not_your_turn", "stale", "already_gone_on", "already_ended",
             "not_supporting", "text_missing", "text_too_long", "unmasked".
    """
    item = fresh(item, version, State.OPEN, State.ACTIVE)
    _need_right(item, organisation, actor)
    support = Support.objects.filter(item=item, organisation=organisation, until__isnull=True).first()
    if support is None:
        raise Refusal("not_supporting", unit=str(organisation))
    need_text(reason=reason)
    need_texts(reason=reason)
    act = SupportLeft(
        item=item.pk, matter=item.matter_id, support=support.pk, organisation=organisation.pk,
        **published(item.matter, reason=reason),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


def _need_right(item: WorkItem, organisation: Organisation, actor: Actor) -> None:
    if not queries.works_for(actor, organisation):
        need_role(actor, item.matter, queries.ASSIGNERS)
    elif not matters.visible_to(actor).filter(pk=item.matter_id).exists():
        raise Refusal("not_allowed")
