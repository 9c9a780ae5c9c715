"""The acts of an item to its rows: the only place that writes this room's ledgered tables.

After each the matter is told what stands: `items_claimed`, `evidence`, `items_settled`. Reopened items count for the
round in which they were set anew.
"""

from uuid import UUID

from bandeng.commitments import acts
from bandeng.commitments.applies.ending import end_orders
from bandeng.commitments.models import Check, Extension, Holding, Progress, State, Support, WorkItem
from bandeng.matters import applies as matters
from bandeng.matters.models import Matter
from bandeng.records.models import Entry
from bandeng.records.registry import applies

FACTS = "items"
"""What the facts of this room refer to: all items of the matter together."""


def item_of(act: object) -> WorkItem:
    """The item an act is about; what a repeat with the same `once` returns."""
    pk: UUID = act.item  # type: ignore[attr-defined]
    return WorkItem.objects.select_related("matter__place", "matter__process", "lead").get(pk=pk)


def ref(item: UUID) -> str:
    """How tracks, clocks and tasks of an item are named in its matter."""
    return f"item:{item}"


def person_of(entry: Entry) -> str | None:
    """The person who acted, None for the holder of a receipt."""
    who, _, key = entry.actor.partition(":")
    return key if who == "person" else None


@applies(acts.ItemSet, result=item_of)
def item_set(act: acts.ItemSet, entry: Entry) -> WorkItem:
    """The item, its track, and the clock within which a unit takes it."""
    matter = Matter.objects.get(pk=act.matter)
    matters.open_track(act.track, act.matter, "item", str(act.item), entry.at)
    item = WorkItem.objects.create(
        id=act.item, matter=matter, chain=entry.chain, title=act.title or act.title_sealed or "",
        criteria=act.criteria or act.criteria_sealed or "", track=act.track, round=matter.round, set_at=entry.at,
        waiting=matters.start_deadline(act.matter, act.unit_due, ref(act.item), entry.at),
    )  # fmt: skip
    return _told(item, entry)


@applies(acts.ItemClaimed, result=item_of)
def item_claimed(act: acts.ItemClaimed, entry: Entry) -> WorkItem:
    """One lead from now on, with its promise and sight of the file; whoever leads no longer supports."""
    item = item_of(act)
    if item.waiting_id:
        matters.stop_deadline(item.waiting_id, entry.at)
    end_orders([item.waiting_id], entry.at, "taken")
    item.state, item.lead_id, item.officer_id, item.how = State.ACTIVE, act.organisation, act.officer, act.how
    item.accepted_outside, item.claimed_at = act.accepted_outside, entry.at
    item.deadline = matters.start_deadline(act.matter, act.due, ref(act.item), entry.at)
    Holding.objects.create(item=item, organisation_id=act.organisation, how=act.how, from_at=entry.at)
    Support.objects.filter(item=item, organisation=act.organisation, until__isnull=True).update(until=entry.at)
    matters.concern(act.matter, act.organisation, ref(act.item))
    return saved(item, entry)


@applies(acts.ItemReturned, result=item_of)
def item_returned(act: acts.ItemReturned, entry: Entry) -> WorkItem:
    """It waits for a unit again, its clock running from dispatch; what was asked for and not decided falls away."""
    item = item_of(act)
    holding = Holding.objects.filter(item=item, organisation=act.organisation, returned_at__isnull=True)
    holding.update(returned_at=entry.at, ground=act.ground or act.ground_sealed or "")
    Extension.objects.filter(item=item, granted__isnull=True).update(granted=False, decided_at=entry.at)
    if item.deadline_id:
        matters.stop_deadline(item.deadline_id, entry.at)
    end_orders([item.deadline_id], entry.at, "returned")
    if item.waiting_id:
        matters.run_on(item.waiting_id)
    item.state, item.lead, item.officer, item.how = State.OPEN, None, None, ""
    item.deadline, item.claimed_at, item.accepted_outside = None, None, False
    matters.unconcern(act.matter, act.organisation, ref(act.item), entry.at)
    return saved(item, entry)


@applies(acts.ItemHandedOver, result=item_of)
def item_handed_over(act: acts.ItemHandedOver, entry: Entry) -> WorkItem:
    """A colleague in the unit works on it."""
    item = item_of(act)
    item.officer_id = act.to_person
    return saved(item, entry)


@applies(acts.ItemProgressed, result=item_of)
def item_progressed(act: acts.ItemProgressed, entry: Entry) -> WorkItem:
    """A word and pictures."""
    item = item_of(act)
    Progress.objects.create(
        id=act.progress, item=item, by_id=person_of(entry) or "", text=act.text or act.text_sealed or "",
        photos=act.photos, round=item.round, at=entry.at,
    )  # fmt: skip
    _in_hand(item, entry)
    return saved(item, entry)


@applies(acts.ItemDone, result=item_of)
def item_done(act: acts.ItemDone, entry: Entry) -> WorkItem:
    """The evidence; the unit's clock stops."""
    item = item_of(act)
    Progress.objects.create(
        id=act.evidence, item=item, by_id=person_of(entry) or "", text=act.text or act.text_sealed or "",
        photos=act.photos, document=act.document or act.document_sealed or "", is_evidence=True, round=item.round,
        at=entry.at,
    )  # fmt: skip
    if item.deadline_id:
        matters.stop_deadline(item.deadline_id, entry.at)
    _in_hand(item, entry)
    who = person_of(entry)
    item.state, item.done_at, item.done_by_id = State.DONE, entry.at, UUID(who) if who else None
    return saved(item, entry)


@applies(acts.ItemChecked, result=item_of)
def item_checked(act: acts.ItemChecked, entry: Entry) -> WorkItem:
    """Solved: its track closes. Not: the same unit goes on, its clock too from where it began."""
    item = item_of(act)
    Check.objects.create(
        id=act.check, item=item, by_id=person_of(entry), as_role=act.as_role, solved=act.solved,
        text=act.text or act.text_sealed or "", photos=act.photos, at=entry.at,
    )  # fmt: skip
    if act.solved:
        item.state, item.settled_at = State.SETTLED, entry.at
        end_orders([item.deadline_id], entry.at, "solved")
        _over(item, entry, "solved")
    else:
        item.state, item.done_at = State.ACTIVE, None
        if item.deadline_id:
            matters.run_on(item.deadline_id)
    return saved(item, entry)


@applies(acts.ItemDropped, result=item_of)
def item_dropped(act: acts.ItemDropped, entry: Entry) -> WorkItem:
    """Its track closes with the reason; the unit's task is over."""
    item = item_of(act)
    item.state, item.settled_at = State.DROPPED, entry.at
    item.dropped_because = act.reason or act.reason_sealed or ""
    Extension.objects.filter(item=item, granted__isnull=True).update(granted=False, decided_at=entry.at)
    for clock in (item.waiting_id, item.deadline_id):
        if clock:
            matters.stop_deadline(clock, entry.at)
    end_orders([item.waiting_id, item.deadline_id], entry.at, "dropped")
    _over(item, entry, act.reason or "dropped")
    return saved(item, entry)


@applies(acts.ExtensionAsked, result=item_of)
def extension_asked(act: acts.ExtensionAsked, entry: Entry) -> WorkItem:
    """What was asked for; nothing moves yet."""
    item = item_of(act)
    Extension.objects.create(
        id=act.extension, item=item, asked_by_id=person_of(entry) or "", asked_at=entry.at, to_on=act.to_on,
        reason=act.reason or act.reason_sealed or "",
    )  # fmt: skip
    return saved(item, entry)


@applies(acts.ExtensionDecided, result=item_of)
def extension_decided(act: acts.ExtensionDecided, entry: Entry) -> WorkItem:
    """The decision; a granted date moves the clock, and the first date stays beside it (I6)."""
    item = item_of(act)
    extension = Extension.objects.get(pk=act.extension)
    who = person_of(entry)
    extension.granted, extension.decided_at = act.granted, entry.at
    extension.decided_by_id, extension.answer = UUID(who) if who else None, act.reason or act.reason_sealed or ""
    extension.save()
    if act.granted and item.deadline_id:
        because = "" if item.matter.sealed else extension.reason
        matters.move_deadline(item.deadline_id, act.new, "extension", because, entry)
    return saved(item, entry)


@applies(acts.ItemReopened, result=item_of)
def item_reopened(act: acts.ItemReopened, entry: Entry) -> WorkItem:
    """The same unit, a new track, a new clock; the earlier ones stay as they ended."""
    item = item_of(act)
    item.state, item.round, item.track = State.ACTIVE, item.matter.round, act.track
    item.done_at, item.settled_at = None, None
    item.deadline = matters.start_deadline(act.matter, act.due, ref(act.item), entry.at)
    matters.open_track(act.track, act.matter, "item", str(act.item), entry.at)
    for unit in units_of(item):
        matters.concern(act.matter, unit, ref(act.item))
    return saved(item, entry)


def saved(item: WorkItem, entry: Entry) -> WorkItem:
    """Save an item as a newer version, so that a form shown earlier is found stale; tell the matter what stands."""
    item.version += 1
    item.save()
    return _told(item, entry)


def _in_hand(item: WorkItem, entry: Entry) -> None:
    """Whoever works on it first has it in hand, where the unit named nobody."""
    if item.officer_id is None and (who := person_of(entry)):
        item.officer_id = UUID(who)


def _over(item: WorkItem, entry: Entry, ending: str) -> None:
    matters.close_track(item.track, entry.at, ending)
    for unit in units_of(item):
        matters.unconcern(item.matter_id, unit, ref(item.pk), entry.at)


def units_of(item: WorkItem) -> list[UUID]:
    """The unit that leads, and those that support it now."""
    helping = Support.objects.filter(item=item, until__isnull=True).order_by("from_at", "pk")
    lead = [item.lead_id] if item.lead_id else []
    return [*lead, *helping.values_list("organisation", flat=True)]


def _told(item: WorkItem, entry: Entry) -> WorkItem:
    """What stands for the matter, worked out anew from its items; one settled in an earlier round is only held."""
    rows = list(WorkItem.objects.filter(matter=item.matter_id).values_list("state", "round"))
    kept = [(state, number) for state, number in rows if state != State.DROPPED]
    settled = [state == State.SETTLED and number == item.matter.round for state, number in kept]
    stands = {
        "items_claimed": all(state != State.OPEN for state, _ in kept),
        "evidence": all(state in (State.DONE, State.SETTLED) for state, _ in kept),
        "items_settled": all(settled),
    }
    for fact, holds in stands.items():
        if kept and holds:
            matters.put_fact(item.matter_id, fact, FACTS, entry.at)
        else:
            matters.take_fact(item.matter_id, fact, FACTS)
    return item
