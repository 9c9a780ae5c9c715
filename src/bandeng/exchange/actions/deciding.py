"""What the actions of this room share when they decide."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bandeng.core import cases
from bandeng.core.refusal import Refusal
from bandeng.exchange import queries
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import record
from bandeng.records.acts import Act


def enter(act: Act, place: Place, subject: object, *, actor: Actor, at: datetime, once: str | None) -> Any:
    """Record an act in the chain of a case's place."""
    return record(act, chain=place.chain, subject=f"case:{subject}", actor=actor.name, at=at, once=once)


def need_roles(actor: Actor, place: Place, roles: Collection[str]) -> None:
    """Raises Refusal "not_your_turn" for somebody without one of these roles there."""
    if not queries.at(actor, place, roles):
        raise Refusal("not_your_turn", needs=sorted(roles))


def need_texts(told: Mapping[str, str]) -> dict[str, str]:
    """The texts of a case, trimmed. Raises Refusal: "text_missing", "text_too_long"."""
    texts = queries.plain(told)
    for name, text in texts.items():
        most = cases.MOST_TITLE if name == cases.TITLE else cases.MOST_TEXT
        if name in cases.NEEDED and not text:
            raise Refusal("text_missing", field=name)
        if len(text) > most:
            raise Refusal("text_too_long", field=name, most=most)
    return texts
