"""What the actions of this room share when they decide."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bandeng.core import cases
from bandeng.core.refusal import Refusal
from bandeng.core.text import removing
from bandeng.exchange import queries
from bandeng.exchange.models import SolvedCase
from bandeng.matters.actions.texts import need_masked
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


def as_text(told: Mapping[str, Any]) -> str:
    """A private part that holds JSON."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


MOST_REASON = 300


def need_reason(reason: str) -> str:
    """A reason, trimmed. Raises Refusal: "text_missing", "text_too_long"."""
    if not reason.strip():
        raise Refusal("text_missing", field="reason")
    if len(reason) > MOST_REASON:
        raise Refusal("text_too_long", field="reason", most=MOST_REASON)
    return reason.strip()


def need_public(reason: str, row: SolvedCase) -> str:
    """A reason that everybody reads and that stays: it must not say again what has to go.

    Raises   Refusal: "text_missing", "text_too_long", "unmasked", "number_left", "name_left".
    """
    need_reason(reason)
    need_masked(reason=reason)
    if left := removing.numbers_left(reason):
        raise Refusal("number_left", field="reason", found="、".join(left))
    names = [each.word for each in removing.find(reason, queries.names_of(row)) if not each.is_proposed]
    if names:
        raise Refusal("name_left", field="reason", found="、".join(names))
    return reason.strip()
