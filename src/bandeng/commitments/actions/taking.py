"""Taking an item on with a date, giving it back once, and handing it to a colleague. I5, I13."""

from datetime import date, datetime
from uuid import UUID

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import fresh, need_texts, need_unit, note, promise
from bandeng.commitments.acts import ItemClaimed, ItemHandedOver, ItemReturned
from bandeng.commitments.models import State, WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.queries import living
from bandeng.records.actions import action

CLAIMED, DESIGNATED = "claimed", "designated"
HOWS = (CLAIMED, "on_the_spot", "assigned", DESIGNATED)


@action
def claim(
    *,
    item: WorkItem,
    organisation: Organisation,
    actor: Actor,
    at: datetime,
    days: int | None = None,
    unit: str = "working",
    due_on: date | None = None,
    how: str = "",
    officer: Person | None = None,
    accept_outside: bool = False,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """A unit takes the item on and says until when; from now on it has exactly one lead (I5).

    days, unit       so many "working" or "calendar" days; or `due_on`, a day (a rest day becomes the next work day)
    how              "claimed" by an officer of the unit; "on_the_spot" at the meeting; "assigned"; or, after one gave
                     it back, "designated" by who settles responsibility; "" means "claimed" or "assigned"
    officer          who in the unit works on it; None: who claims it
    accept_outside   the community takes something outside its duty list, and knows it (I13)
    Raises   Refusal: "not_your_unit", "not_your_turn", "stale", "already_gone_on", "already_ended", "not_allowed",
             "unknown_how", "not_disputed", "returned_before", "outside_duty", "not_of_unit", "date_missing",
             "bad_days", "bad_unit", "date_not_ahead", "date_too_far".
    Source   domain.md 3.3, I5, I13; the dates: domain.md 6.3
    """
    item = fresh(item, version, State.OPEN)
    how = how or (CLAIMED if queries.works_for(actor, organisation) else "assigned")
    _need_right(item, organisation, how, actor)
    _need_free(item, organisation, how)
    outside = _accepted_outside(item, organisation, accept_outside, actor)
    due = promise(item.matter, days=days, unit=unit, due_on=due_on, latest=queries.latest_day(item), at=at)
    act = ItemClaimed(
        item=item.pk, matter=item.matter_id, organisation=organisation.pk,
        officer=_officer(actor, organisation, officer, at), how=how, due=due, accepted_outside=outside,
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


def _need_right(item: WorkItem, organisation: Organisation, how: str, actor: Actor) -> None:
    if how not in HOWS:
        raise Refusal("unknown_how", how=how)
    if how != CLAIMED:
        need_role(actor, item.matter, queries.ASSIGNERS)
        return
    if actor.id is None or not queries.works_for(actor, organisation):
        raise Refusal("not_your_unit", unit=str(organisation))
    if not matters.visible_to(actor).filter(pk=item.matter_id).exists():
        raise Refusal("not_allowed")


def _need_free(item: WorkItem, organisation: Organisation, how: str) -> None:
    """Designating settles a dispute, so there has to be one; else a unit that gave it back is not asked again."""
    returned = item.holdings.filter(returned_at__isnull=False)
    if how == DESIGNATED and not returned.exists():
        raise Refusal("not_disputed")
    if how not in (DESIGNATED, CLAIMED) and returned.filter(organisation=organisation).exists():
        raise Refusal("returned_before", unit=str(organisation))


def _accepted_outside(item: WorkItem, organisation: Organisation, accept: bool, actor: Actor) -> bool:
    """Only the community itself can take what is outside its list (I13)."""
    if not queries.outside_duty(organisation, item.matter.category):
        return False
    if not accept or not queries.works_for(actor, organisation):
        raise Refusal("outside_duty", unit=str(organisation), category=item.matter.category)
    return True


def _officer(actor: Actor, organisation: Organisation, officer: Person | None, at: datetime) -> UUID | None:
    if officer is None:
        return actor.id if organisation.pk in queries.units_of(actor) else None
    if not Duty.objects.filter(living(at.date()), person=officer, organisation=organisation).exists():
        raise Refusal("not_of_unit", unit=str(organisation))
    return officer.pk


@action
def return_item(
    *,
    item: WorkItem,
    ground: str,
    next_unit: str = "",
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Give it back, once per unit, with the legal ground; it waits for a unit again, its clock running on.

    ground      why the law or its duty list says that this is not the unit's
    next_unit   whose it is, as far as the unit knows (I3)
    Raises      Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "designated_stays",
                "returned_before", "text_missing", "text_too_long", "unmasked".
    Source      domain.md 3.3, I5
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    if item.how == DESIGNATED:
        raise Refusal("designated_stays", unit=str(item.lead))
    if item.holdings.filter(organisation=item.lead, returned_at__isnull=False).exists():
        raise Refusal("returned_before", unit=str(item.lead))
    need_text(ground=ground)
    need_texts(ground=ground)
    need_texts(120, next_unit=next_unit)
    assert item.lead_id is not None
    act = ItemReturned(
        item=item.pk, matter=item.matter_id, organisation=item.lead_id, next_unit=next_unit.strip(),
        **published(item.matter, ground=ground),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def hand_over_item(
    *, item: WorkItem, to: Person, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> WorkItem:
    """Give the work on it to a colleague in the unit; the unit and its date stay.

    Raises   Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "not_of_unit".
    """
    item = fresh(item, version, State.ACTIVE, State.DONE)
    need_unit(actor, item)
    if not Duty.objects.filter(living(at.date()), person=to, organisation=item.lead).exists():
        raise Refusal("not_of_unit", unit=str(item.lead))
    return _hand(item, to, actor=actor, at=at, once=once)


def hand_over_work(*, work: Work, to: Person, actor: Actor, at: datetime) -> WorkItem:
    """Hand over one item when its officer's duty ends; `people.actions.end_duty` has checked who may."""
    item = queries.fresh(WorkItem.objects.select_related("matter").get(pk=UUID(work.key)), None)
    return _hand(item, to, actor=actor, at=at)


def _hand(item: WorkItem, to: Person, *, actor: Actor, at: datetime, once: str | None = None) -> WorkItem:
    act = ItemHandedOver(item=item.pk, matter=item.matter_id, from_person=item.officer_id, to_person=to.pk)
    return note(act, item.matter, actor=actor, at=at, once=once)
