"""What else happens to an item, to its rows: support, money, standing still, delivered in part, helped, in pairs."""

from bandeng.commitments import acts
from bandeng.commitments.applies.items import item_of, person_of, ref, saved
from bandeng.commitments.models import Help, Money, PartialDelivery, PicturePair, Support, WorkItem
from bandeng.matters import applies as matters
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.SupportJoined, result=item_of)
def support_joined(act: acts.SupportJoined, entry: Entry) -> WorkItem:
    """A unit that helps sees the file for the time of its task."""
    Support.objects.create(
        id=act.support, item_id=act.item, organisation_id=act.organisation, what=act.what or act.what_sealed or "",
        from_at=entry.at,
    )  # fmt: skip
    matters.concern(act.matter, act.organisation, ref(act.item))
    return saved(item_of(act), entry)


@applies(acts.SupportLeft, result=item_of)
def support_left(act: acts.SupportLeft, entry: Entry) -> WorkItem:
    """Its task is over, and with it the sight of the file; that it worked on it stays."""
    left = act.reason or act.reason_sealed or ""
    Support.objects.filter(pk=act.support).update(until=entry.at, left_because=left)
    matters.unconcern(act.matter, act.organisation, ref(act.item), entry.at)
    return saved(item_of(act), entry)


@applies(acts.ItemQuoted, result=item_of)
def item_quoted(act: acts.ItemQuoted, entry: Entry) -> WorkItem:
    """The last quote stands; the source that was settled stays."""
    told = {
        "amount_fen": act.amount_fen, "document": act.document or act.document_sealed or "", "photos": act.photos,
        "outside_contract": act.outside_contract, "clause": act.clause or act.clause_sealed or "",
        "quoted_by_id": person_of(entry), "quoted_at": entry.at,
    }  # fmt: skip
    Money.objects.update_or_create(item_id=act.item, defaults=told)
    return saved(item_of(act), entry)


@applies(acts.ItemFunded, result=item_of)
def item_funded(act: acts.ItemFunded, entry: Entry) -> WorkItem:
    """Where the money comes from."""
    told = {
        "source": act.source, "source_told": act.text or act.text_sealed or "", "funded_by_id": person_of(entry),
        "funded_at": entry.at,
    }  # fmt: skip
    Money.objects.update_or_create(item_id=act.item, defaults=told)
    return saved(item_of(act), entry)


@applies(acts.ItemSuspensionAsked, result=item_of)
def item_suspension_asked(act: acts.ItemSuspensionAsked, entry: Entry) -> WorkItem:
    """What was asked for; the clock runs on until somebody has decided."""
    matters.ask_pause(act, entry)
    return saved(item_of(act), entry)


@applies(acts.ItemSuspensionDecided, result=item_of)
def item_suspension_decided(act: acts.ItemSuspensionDecided, entry: Entry) -> WorkItem:
    """The decision; a granted pause moves the item's date, and the first one stays beside it."""
    matters.decide_pause(act, entry)
    return saved(item_of(act), entry)


@applies(acts.ItemSuspensionEnded, result=item_of)
def item_suspension_ended(act: acts.ItemSuspensionEnded, entry: Entry) -> WorkItem:
    """The clock runs on."""
    matters.end_pause(act, entry)
    return saved(item_of(act), entry)


@applies(acts.ItemDeliveredInPart, result=item_of)
def item_delivered_in_part(act: acts.ItemDeliveredInPart, entry: Entry) -> WorkItem:
    """What is done, what is missing; the item stays under way."""
    item = item_of(act)
    PartialDelivery.objects.create(
        id=act.delivery, item=item, by_id=person_of(entry) or "", text=act.text or act.text_sealed or "",
        missing=act.missing or act.missing_sealed or "", reason=act.reason or act.reason_sealed or "",
        rest_on=act.rest_on, photos=act.photos, document=act.document or act.document_sealed or "", round=item.round,
        at=entry.at,
    )  # fmt: skip
    return saved(item, entry)


@applies(acts.ItemHelped, result=item_of)
def item_helped(act: acts.ItemHelped, entry: Entry) -> WorkItem:
    """Who helped, and how long."""
    item = item_of(act)
    Help.objects.create(
        id=act.help, item=item, by_id=person_of(entry) or "", on=act.on, people=act.people, minutes=act.minutes,
        partner=act.partner or act.partner_sealed or "", text=act.text or act.text_sealed or "", at=entry.at,
    )  # fmt: skip
    return saved(item, entry)


@applies(acts.ItemPaired, result=item_of)
def item_paired(act: acts.ItemPaired, entry: Entry) -> WorkItem:
    """Before and after beside each other."""
    for pair in act.pairs:
        PicturePair.objects.create(
            item_id=act.item, evidence=act.evidence, before=pair.before, after=pair.after, at=entry.at
        )
    return saved(item_of(act), entry)
