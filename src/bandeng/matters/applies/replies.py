"""Replies and their delivery: acts to rows."""

from datetime import datetime

from bandeng.matters import acts
from bandeng.matters.applies.intake import person_of
from bandeng.matters.applies.writing import put_fact, touch, write_reply
from bandeng.matters.models import Delivery, Kind, Matter, Reply
from bandeng.matters.queries.replies import unsettled
from bandeng.records.models import Entry
from bandeng.records.registry import applies

TRIES, WAYS = 3, 2
"""So many documented tries in so many ways make a reply "attempted" (I1)."""


def _replies(act: acts.MatterReplied) -> list[Reply]:
    """All replies of that moment: each letter of its own stands in an entry of its own."""
    first = Reply.objects.get(pk=act.replies[0].reply)
    return list(Reply.objects.filter(matter=act.matter, kind=act.kind, at=first.at).order_by("pk"))


@applies(acts.MatterReplied, result=_replies)
def matter_replied(act: acts.MatterReplied, entry: Entry) -> list[Reply]:
    """One reply to each raising; those read on the page are delivered with it."""
    text = act.text or act.text_sealed or ""
    written = [
        write_reply(
            act.matter, to, act.kind, text, entry, letter=act.letter or "", legal_basis=act.legal_basis,
            appeal=act.appeal,
        )
        for to in act.replies
    ]  # fmt: skip
    settle(touch(Matter.objects.get(pk=act.matter)), entry.at)
    return written


@applies(acts.ReplyDelivered, result=lambda act: Reply.objects.select_related("matter").get(pk=act.reply))
def reply_delivered(act: acts.ReplyDelivered, entry: Entry) -> Reply:
    """Handed over, or tried; enough tries make it "attempted", which never becomes "delivered" by itself."""
    Delivery.objects.create(
        id=act.delivery, reply_id=act.reply, mode=act.mode, by_id=person_of(entry), succeeded=act.succeeded, on=act.on,
        note=act.note, at=entry.at,
    )  # fmt: skip
    reply = Reply.objects.select_related("matter").get(pk=act.reply)
    if act.succeeded:
        reply.delivered_at = entry.at
    elif reply.attempted_at is None and _tried_enough(reply):
        reply.attempted_at = entry.at
    reply.save(update_fields=["delivered_at", "attempted_at"])
    settle(touch(reply.matter), entry.at)
    return reply


def _tried_enough(reply: Reply) -> bool:
    modes = list(reply.deliveries.filter(succeeded=False).values_list("mode", flat=True))
    return len(modes) >= TRIES and len(set(modes)) >= WAYS


def settle(matter: Matter, at: datetime) -> None:
    """When every raising has its final reply of this round, delivered or attempted, that fact stands (I1)."""
    replied = Reply.objects.filter(matter=matter, kind=Kind.FINAL, round=matter.round).exists()
    if replied and not unsettled(matter).exists():
        put_fact(matter.pk, "replies_final", f"round:{matter.round}", at)
