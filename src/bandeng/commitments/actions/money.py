"""What an item costs and who pays (I17). Who may spend what is another decision: its gate is shown, not passed here."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import MOST_TITLE, fresh, need_photos, need_texts, note
from bandeng.commitments.acts import ItemFunded, ItemQuoted
from bandeng.commitments.models import Money, Source, State, WorkItem
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_role, need_text, somebody
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_FEN = 10**13
"""A hundred thousand million yuan: what is larger is a slip of the finger."""

MOST_CLAUSE = 300
OWN_MONEY = frozenset({Source.COMPANY})
"""What a unit may say for itself; all other money is somebody else's."""


@action
def quote(
    *, item: WorkItem, amount_fen: int, document: str, outside_contract: bool = False, clause: str = "",
    photos: Sequence[str] = (), actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Say what it costs, by which quote; nothing at all is said with 0.

    amount_fen         whole fen, 0 to 10**13
    document           name or number of the quote; wanted for any amount but nothing
    outside_contract   the unit's contract does not cover it, by this `clause`
    Raises             Refusal: "not_your_turn", "stale", "already_gone_on", "already_ended", "bad_amount",
                       "text_missing", "text_too_long", "too_many_photos", "unmasked".
    Source             domain.md I17, 4 (物业: quote cost and funding route)
    """
    item = fresh(item, version, State.OPEN, State.ACTIVE)
    _need_right(item, actor)
    if type(amount_fen) is not int or not 0 <= amount_fen <= MOST_FEN:
        raise Refusal("bad_amount", amount=str(amount_fen))
    if amount_fen:
        need_text(document=document)
    if outside_contract:
        need_text(clause=clause)
    need_texts(MOST_TITLE, document=document)
    need_texts(MOST_CLAUSE, clause=clause)
    act = ItemQuoted(
        item=item.pk, matter=item.matter_id, amount_fen=amount_fen, outside_contract=outside_contract,
        photos=need_photos(photos), **published(item.matter, document=document, clause=clause),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def fund(
    *, item: WorkItem, source: str, text: str = "", actor: Actor, at: datetime, version: int | None = None,
    once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Say where the money comes from: one of `Source`. A unit says so of its own; who settles responsibility, of any.

    Raises   Refusal: "unknown_source", "not_your_turn", "stale", "already_gone_on", "already_ended", "text_too_long",
             "unmasked".
    Source   domain.md I17
    """
    item = fresh(item, version, State.OPEN, State.ACTIVE)
    if source not in Source.values:
        raise Refusal("unknown_source", source=source)
    if source in OWN_MONEY:
        _need_right(item, actor)
    else:
        need_role(actor, item.matter, queries.ASSIGNERS)
    need_texts(text=text)
    act = ItemFunded(item=item.pk, matter=item.matter_id, source=source, **published(item.matter, text=text))
    return note(act, item.matter, actor=actor, at=at, once=once)


def need_funding(item: WorkItem) -> None:
    """Raises Refusal "funding_missing": what costs money is not done before it is said who pays (I17)."""
    money = Money.objects.filter(item=item).first()
    if money is not None and money.is_needed:
        raise Refusal("funding_missing")


def _need_right(item: WorkItem, actor: Actor) -> None:
    """The unit that holds it or supports it, or who settles responsibility."""
    if queries.works_for(actor, item.lead) or queries.supports(actor, item):
        somebody(actor)
    elif matters.roles_of(actor, item.matter).isdisjoint(queries.ASSIGNERS):
        raise Refusal("not_your_turn", step=item.matter.step, needs=sorted(queries.ASSIGNERS | queries.OFFICERS))
