"""Part of it is done and shown: what is missing, why, and until when the rest. The clock runs on."""

from collections.abc import Sequence
from datetime import date, datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import MOST_TITLE, fresh, need_evidence, need_texts, need_unit, note
from bandeng.commitments.acts import ItemDeliveredInPart
from bandeng.commitments.models import State, WorkItem
from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action


@action
def deliver_in_part(
    *, item: WorkItem, text: str, missing: str, reason: str, rest_on: date, photos: Sequence[str] = (),
    document: str = "", actor: Actor, at: datetime, version: int | None = None, once: str | None = None,
) -> WorkItem:  # fmt: skip
    """Say that part of it is done and show it, what is missing, why, and until when the rest. The due date stays.

    rest_on   a day ahead, at most as far as a unit may promise
    Raises    Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "text_missing", "text_too_long",
              "evidence_missing", "too_many_photos", "photo_of_another_matter", "date_not_ahead", "date_too_far",
              "unmasked".
    Source    domain.md 1.5, 9 (A5: partial delivery allowed, each late item needs a reason)
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    need_text(text=text)
    need_text(missing=missing)
    need_text(reason=reason)
    need_texts(text=text, missing=missing, reason=reason)
    need_texts(MOST_TITLE, document=document)
    if rest_on <= local_day(at):
        raise Refusal("date_not_ahead", date=rest_on.isoformat())
    if rest_on > (latest := queries.latest_day(item)):
        raise Refusal("date_too_far", most=latest.isoformat())
    act = ItemDeliveredInPart(
        item=item.pk, matter=item.matter_id, delivery=new_id(at), rest_on=rest_on,
        photos=need_evidence(item, photos, document),
        **published(item.matter, text=text, missing=missing, reason=reason, document=document),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)
