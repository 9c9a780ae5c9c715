"""Orders, their answers and warnings to their rows."""

from uuid import UUID

from bandeng.commitments import acts
from bandeng.commitments.applies.items import person_of
from bandeng.commitments.models import ClockWarning, StuckDay, SupervisionOrder
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def order_of(act: acts.OrderIssued | acts.OrderAnswered) -> SupervisionOrder:
    """The order an act is about; what a repeat with the same `once` returns."""
    return SupervisionOrder.objects.select_related("matter__place", "item", "organisation").get(pk=act.order)


@applies(acts.OrderIssued, result=order_of)
def order_issued(act: acts.OrderIssued, entry: Entry) -> SupervisionOrder:
    """One more rung on a clock."""
    return SupervisionOrder.objects.create(
        id=act.order, matter_id=act.matter, item_id=act.item, deadline_id=act.deadline, chain=entry.chain,
        level=act.level, rank=act.rank, organisation_id=act.organisation, by_rule=act.by_rule,
        issued_by_id=None if act.by_rule else person_of(entry), issued_at=entry.at, over=act.over, due_on=act.due_on,
        reason=act.reason or act.reason_sealed or "", ends=act.ends,
    )  # fmt: skip


@applies(acts.OrderAnswered, result=order_of)
def order_answered(act: acts.OrderAnswered, entry: Entry) -> SupervisionOrder:
    """What whom it was addressed to says."""
    order = order_of(act)
    who = person_of(entry)
    order.answered_at, order.answered_by_id = entry.at, UUID(who) if who else None
    order.answer = act.text or act.text_sealed or ""
    order.save()
    return order


@applies(acts.ClockWarned)
def clock_warned(act: acts.ClockWarned, entry: Entry) -> ClockWarning:
    """Told, with the date that held then."""
    return ClockWarning.objects.create(
        deadline_id=act.deadline, threshold=act.threshold, due_on=act.due_on, at=entry.at
    )


@applies(acts.StuckListed)
def stuck_listed(act: acts.StuckListed, entry: Entry) -> StuckDay:
    """So many on this day."""
    return StuckDay.objects.create(place_id=act.place, on=act.on, count=len(act.matters), at=entry.at)
