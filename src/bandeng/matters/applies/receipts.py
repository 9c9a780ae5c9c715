"""Found receipts: acts to rows."""

from bandeng.matters import acts
from bandeng.matters.models import Raising
from bandeng.records.models import Entry
from bandeng.records.registry import applies


@applies(acts.ReceiptFound, result=lambda act: Raising.objects.select_related("matter").get(pk=act.raising))
def receipt_found(act: acts.ReceiptFound, entry: Entry) -> Raising:
    """Another code opens the raising from now on; the old one opens nothing any more."""
    raising = Raising.objects.select_related("matter").get(pk=act.raising)
    raising.receipt = act.receipt
    raising.save(update_fields=["receipt"])
    return raising
