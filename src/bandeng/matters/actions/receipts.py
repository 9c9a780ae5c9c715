"""A lost receipt is found again at the desk, by person; that is recorded, and the old one opens nothing any more."""

from datetime import datetime

from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter, need_role, need_text
from bandeng.matters.actions.intake import receipt_for
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.acts import ReceiptFound
from bandeng.matters.models import Raising
from bandeng.matters.queries.receipts import FINDERS
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_HOW = 200


def find_receipt(*, raising: Raising, how: str, actor: Actor, at: datetime, once: str | None = None) -> str:
    """Give a raiser who stands at the desk a new receipt; returns its code.

    how      by what the person was known, e.g. "came in person, gave the telephone number"; open in the ledger
    Raises   Refusal: "not_your_turn", "not_allowed", "text_missing", "text_too_long", "unmasked", "erased".
    """
    once, code = receipt_for(once)
    _find(raising=raising, how=how, receipt=queries.receipt_mark(code), actor=actor, at=at, once=once)
    return code


@action
def _find(*, raising: Raising, how: str, receipt: str, actor: Actor, at: datetime, once: str) -> Raising:
    raising = Raising.objects.select_related("matter__place").get(pk=raising.pk)
    matter = queries.locked(raising.matter)
    need_role(actor, matter, FINDERS)
    if matter.sealed and not queries.handles(actor, matter):
        raise Refusal("not_allowed")
    if raising.erased_at:
        raise Refusal("erased")
    need_text(how=how)
    if len(how) > MOST_HOW:
        raise Refusal("text_too_long", field="how", most=MOST_HOW)
    need_masked(how=how)
    act = ReceiptFound(matter=matter.pk, raising=raising.pk, receipt=receipt, how=how.strip())
    found: Raising = enter(act, matter, actor=actor, at=at, once=once)
    return found
