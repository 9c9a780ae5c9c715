"""What the actions of this room share when they decide."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.people.acting import ROLES, Actor
from bandeng.places.models import Place
from bandeng.records.actions import record
from bandeng.records.acts import Act

MOST_TITLE, MOST_NAME, MOST_TEXT = 80, 80, 4000
MOST_PEOPLE = 9999


def enter(act: Act, chain: str, subject: str, *, actor: Actor, at: datetime, once: str | None = None) -> Any:
    """Record an act in a chain."""
    return record(act, chain=chain, subject=subject, actor=actor.name, at=at, once=once)


def need_roles(actor: Actor, place: Place, roles: Collection[str]) -> UUID:
    """The acting person, who must hold one of these roles there. Raises Refusal "not_your_turn"."""
    if actor.id is None or actor.by_card or actor.roles_at(place).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return actor.id


def need_words(most: Mapping[str, int], **told: str) -> dict[str, str]:
    """The texts, trimmed: each there, short enough, and without anybody's number.

    most     how long each may be; a name that is left out may be empty and MOST_TEXT long
    Raises   Refusal: "text_missing", "text_too_long", "unmasked".
    """
    trimmed = {name: text.strip() for name, text in told.items()}
    for name, text in trimmed.items():
        if name in most and not text:
            raise Refusal("text_missing", field=name)
        if len(text) > most.get(name, MOST_TEXT):
            raise Refusal("text_too_long", field=name, most=most.get(name, MOST_TEXT))
    need_masked(**trimmed)
    return trimmed


def need_past(day: date, at: datetime) -> bool:
    """Whether a day is over already, so that what happened on it is entered later. Raises Refusal "date_in_future"."""
    if day > local_day(at):
        raise Refusal("date_in_future", date=day.isoformat())
    return day < local_day(at)


def need_informants(told: Sequence[tuple[str, int]]) -> list[dict[str, str]]:
    """Whom somebody heard: known roles and numbers of people, never names. Raises Refusal "unknown_word"."""
    for role, count in told:
        if role not in ROLES or not 0 < count <= MOST_PEOPLE:
            raise Refusal("unknown_word", field="informants", word=role)
    return [{"role": role, "count": str(count)} for role, count in told]
