"""What stands about raisings and their final replies."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bandeng.core import figures as core
from bandeng.matters.models import (
    Matter,
    Raising,
    Rating,
    Reply,
)


def raising_facts(raising: Raising, matter: Matter, finals: Sequence[Reply]) -> core.RaisingFacts:
    first = raising.first_matter
    accepted = first.accepted_at or matter.accepted_at
    return core.RaisingFacts(
        id=raising.pk, channel=raising.channel, raised_at=raising.raised_at,
        accepted_at=max(accepted, raising.raised_at) if accepted else None, contact_at=_contact(raising, first),
        person=str(raising.person_id or ""), capacity=raising.capacity, anonymous=raising.anonymous,
        erased=raising.erased_at is not None,
        final=_final([each for each in finals if each.raising_id == raising.pk and each.round == matter.round]),
    )  # fmt: skip


def _contact(raising: Raising, first: Matter) -> datetime | None:
    """A person's first answer: the acceptance after it was raised, or a reply that is no receipt, when it arrived."""
    moments = [first.accepted_at] if first.accepted_at and first.accepted_by_id else []
    for reply in raising.answers:  # type: ignore[attr-defined]
        tries = [each.at for each in reply.deliveries.all() if each.succeeded]
        moments.append(min(tries) if tries else reply.delivered_at)
    return min((at for at in moments if at >= raising.raised_at), default=None)


def _final(replies: Sequence[Reply]) -> str:
    if any(reply.delivered_at for reply in replies):
        return "delivered"
    if any(reply.attempted_at for reply in replies):
        return "attempted"
    return "waiting" if replies else ""


def final_replies(replies: Sequence[Reply], ratings: Sequence[Rating]) -> tuple[core.FinalReply, ...]:
    """The first final reply of each raising in each round, with what the raiser said of it."""
    said = {(rating.raising_id, rating.round): rating.satisfied for rating in ratings}
    first: dict[tuple[UUID, int], Reply] = {}
    for reply in replies:
        first.setdefault((reply.raising_id, reply.round), reply)
    return tuple(
        core.FinalReply(raising, reply.raising.channel, number, reply.at, said.get((raising, number), ""))
        for (raising, number), reply in first.items()
    )
