"""How it goes, and that it is done: words and pictures of the unit that holds the item. I2."""

from collections.abc import Sequence
from datetime import datetime

from bandeng.commitments.actions.deciding import MOST_TITLE, fresh, need_photos, need_texts, need_unit, note
from bandeng.commitments.acts import ItemDone, ItemProgressed
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
    """Say how it goes, with pictures before or during.

    Raises   Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "text_missing", "text_too_long",
             "too_many_photos", "unmasked".
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
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
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Say that it is done, and show it: words, and a picture or a document by its name. Somebody else looks then (I2).

    Raises   Refusal: "evidence_missing", and what `progress` raises.
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    need_text(text=text)
    need_texts(text=text)
    need_texts(MOST_TITLE, document=document)
    if not photos and not document.strip():
        raise Refusal("evidence_missing")
    act = ItemDone(
        item=item.pk, matter=item.matter_id, evidence=new_id(at), photos=need_photos(photos),
        **published(item.matter, text=text, document=document),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)
