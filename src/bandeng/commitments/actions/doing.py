"""How it goes, and that it is done: words and pictures of the unit that holds the item. I2."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import (
    MOST_TITLE,
    fresh,
    need_evidence,
    need_hands,
    need_photos,
    need_texts,
    need_unit,
    note,
)
from bandeng.commitments.actions.money import need_funding
from bandeng.commitments.actions.suspending import run_on
from bandeng.commitments.acts import ItemDone, ItemPaired, ItemProgressed, Pair
from bandeng.commitments.models import State, WorkItem
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def progress(
    *,
    item: WorkItem,
    text: str,
    photos: Sequence[str] = (),
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Say how it goes, with pictures before or during; a unit that supports it may, too.

    Raises   Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "text_missing", "text_too_long",
             "too_many_photos", "unmasked".
    """
    item = fresh(item, version, State.ACTIVE)
    need_hands(actor, item)
    need_text(text=text)
    need_texts(text=text)
    act = ItemProgressed(
        item=item.pk, matter=item.matter_id, progress=new_id(at), photos=need_photos(photos),
        **published(item.matter, text=text),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def done(
    *,
    item: WorkItem,
    text: str,
    photos: Sequence[str] = (),
    document: str = "",
    pairs: Sequence[tuple[str, str]] = (),
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Say that it is done, and show it: words, and a picture or a document by its name. Somebody else looks then (I2).

    pairs    (before, after) of pictures of one spot from the same angle: an earlier one of this matter, one of `photos`
    Raises   Refusal: "evidence_missing", "photo_of_another_matter", "unknown_photo", "funding_missing" (I17), and what
             `progress` raises.
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    need_text(text=text)
    need_texts(text=text)
    need_texts(MOST_TITLE, document=document)
    shown = need_evidence(item, photos, document)
    _need_pairs(item, pairs, shown)
    need_funding(item)
    run_on(item, actor=actor, at=at)
    evidence = new_id(at)
    act = ItemDone(
        item=item.pk, matter=item.matter_id, evidence=evidence, photos=shown,
        **published(item.matter, text=text, document=document),
    )  # fmt: skip
    reported = note(act, item.matter, actor=actor, at=at, once=once)
    if not pairs:
        return reported
    beside = [Pair(before=before, after=after) for before, after in pairs]
    act_too = ItemPaired(item=item.pk, matter=item.matter_id, evidence=evidence, pairs=beside)
    return note(act_too, item.matter, actor=actor, at=at)


def _need_pairs(item: WorkItem, pairs: Sequence[tuple[str, str]], shown: Sequence[str]) -> None:
    """Each earlier picture once, and of this matter. Raises Refusal "unknown_photo"."""
    befores = [before for before, _ in pairs]
    known = set(befores) <= set(queries.before_pictures(item)) and {after for _, after in pairs} <= set(shown)
    if len(set(befores)) != len(befores) or not known:
        raise Refusal("unknown_photo")
