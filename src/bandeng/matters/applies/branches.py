"""Branches, passing on, merging, withdrawing, contesting: acts to rows."""

from bandeng.matters import acts
from bandeng.matters.applies.replies import settle
from bandeng.matters.applies.writing import move, put_fact, take_fact, touch, write_reply
from bandeng.matters.models import Kind, Matter, Merge, PassOn, Raising
from bandeng.matters.queries.standing import merged_below
from bandeng.records.models import Entry
from bandeng.records.registry import applies

SENT = ("pass_on", "escalate")
"""Branches that send a matter to somebody who has to answer."""


@applies(acts.Branched, result=lambda act: Matter.objects.get(pk=act.matter))
def branched(act: acts.Branched, entry: Entry) -> Matter:
    """The matter left the line; where it was sent to somebody, a row waits for their answer."""
    if act.ref is not None and act.branch in SENT:
        PassOn.objects.create(
            id=act.ref, matter_id=act.matter, kind=act.branch, organisation_id=act.to_organisation, to=act.to,
            reason_code=act.reason_code, reason=act.reason or act.reason_sealed or "", at=entry.at,
        )  # fmt: skip
    return move(Matter.objects.get(pk=act.matter), act.move, entry)


@applies(acts.PassOnAnswered, result=lambda act: PassOn.objects.get(pk=act.ref))
def pass_on_answered(act: acts.PassOnAnswered, entry: Entry) -> PassOn:
    """Acknowledged, sent back, or its result told."""
    sent = PassOn.objects.get(pk=act.ref)
    if act.answer == "acknowledged":
        sent.acknowledged_at, sent.acknowledged_by = entry.at, act.by_whom[:80]
    elif act.answer == "returned":
        sent.returned_at = entry.at
    else:
        sent.result_at = entry.at
        put_fact(act.matter, "result", f"pass_on:{act.ref}", entry.at)
    sent.text = act.text or act.text_sealed or sent.text
    sent.save()
    matter = Matter.objects.get(pk=act.matter)
    if act.move:
        move(matter, act.move, entry)
    else:
        touch(matter)
    return sent


@applies(acts.MatterMerged, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_merged(act: acts.MatterMerged, entry: Entry) -> Matter:
    """Its raisings go on in the target, each with an interim reply; nothing of the matter itself is lost (I4)."""
    for to in act.replies:
        write_reply(act.matter, to, Kind.INTERIM, act.text or act.text_sealed or act.reason, entry)
    Merge.objects.create(matter_id=act.matter, into_id=act.into, reason=act.reason, at=entry.at)
    Raising.objects.filter(matter=act.matter).update(matter=act.into)
    take_fact(act.into, "replies_final")
    touch(Matter.objects.get(pk=act.into))
    matter = Matter.objects.get(pk=act.matter)
    matter.merged_into_id = act.into
    return move(matter, act.move, entry)


@applies(acts.MatterUnmerged, result=lambda act: Matter.objects.get(pk=act.matter))
def matter_unmerged(act: acts.MatterUnmerged, entry: Entry) -> Matter:
    """The raisings it brought come back, those that had come to it by earlier merges with them."""
    Merge.objects.filter(matter=act.matter, undone_at__isnull=True).update(undone_at=entry.at)
    matter = Matter.objects.get(pk=act.matter)
    matter.merged_into = None
    brought = [act.matter, *merged_below(act.matter)]
    Raising.objects.filter(first_matter__in=brought).update(matter=matter)
    # Whoever stays in the target may all have their answer already.
    settle(touch(Matter.objects.get(pk=act.out_of)), entry.at)
    return move(matter, act.move, entry)


@applies(acts.RaisingWithdrawn, result=lambda act: Raising.objects.select_related("matter").get(pk=act.raising))
def raising_withdrawn(act: acts.RaisingWithdrawn, entry: Entry) -> Raising:
    """Taken back; it is still answered."""
    Raising.objects.filter(pk=act.raising).update(withdrawn_at=entry.at)
    matter = Matter.objects.get(pk=act.matter)
    if act.move:
        move(matter, act.move, entry)
    else:
        touch(matter)
    return Raising.objects.select_related("matter").get(pk=act.raising)


@applies(acts.ExplanationContested, result=lambda act: Matter.objects.get(pk=act.matter))
def explanation_contested(act: acts.ExplanationContested, entry: Entry) -> Matter:
    """Contested, once."""
    matter = Matter.objects.get(pk=act.matter)
    matter.contested = True
    return move(matter, act.move, entry)
