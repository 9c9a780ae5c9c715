"""What the actions of this room share when they decide."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.opinions.models import Conversation
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import record
from bandeng.records.acts import Act

MOST_STATEMENT = 140
"""A statement is one idea: it fits on a card."""


def enter(act: Act, conversation: Conversation, *, actor: Actor, at: datetime, once: str | None = None) -> Any:
    """Record an act of a conversation in its chain."""
    return record(
        act, chain=conversation.chain, subject=f"conversation:{conversation.pk}", actor=actor.name, at=at, once=once
    )


def need_roles(actor: Actor, place: Place, roles: Collection[str]) -> UUID:
    """The acting person, who must hold one of these roles there. Raises Refusal "not_your_turn"."""
    if actor.id is None or actor.roles_at(place).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return actor.id


def need_statement(text: str) -> str:
    """One idea, short, without anybody's number. Raises Refusal "text_missing", "text_too_long", "unmasked"."""
    said = " ".join(text.split())
    if not said:
        raise Refusal("text_missing", field="text")
    if len(said) > MOST_STATEMENT:
        raise Refusal("text_too_long", field="text", most=MOST_STATEMENT)
    need_masked(text=said)
    return said
