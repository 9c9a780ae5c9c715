"""What the actions of this room share when they decide."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from bandeng.core.refusal import Refusal
from bandeng.matters.actions.texts import need_masked
from bandeng.meetings import queries
from bandeng.meetings.models import Meeting, State
from bandeng.people.acting import Actor
from bandeng.places.models import Place
from bandeng.records.actions import record
from bandeng.records.acts import Act

MOST_LINE, MOST_TITLE, MOST_TEXT = 120, 80, 4000


def enter(act: Act, meeting: Meeting, *, actor: Actor, at: datetime, once: str | None = None, of: str = "") -> Any:
    """Record an act of a meeting in its chain; `of` where it is about something smaller, e.g. "attendee:…"."""
    subject = of or f"meeting:{meeting.pk}"
    return record(act, chain=meeting.chain, subject=subject, actor=actor.name, at=at, once=once)


def need_roles(actor: Actor, place: Place, roles: Collection[str]) -> UUID:
    """The acting person, who must hold one of these roles there. Raises Refusal "not_your_turn"."""
    if actor.id is None or actor.roles_at(place).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return actor.id


def need_runner(actor: Actor, meeting: Meeting) -> UUID:
    """The acting person, who chairs or records it, or may run meetings there. Raises Refusal "not_your_turn"."""
    if actor.id is None or not queries.runs(actor, meeting):
        raise Refusal("not_your_turn", needs=sorted(queries.RUNNERS))
    return actor.id


def need_state(meeting: Meeting, *states: str) -> None:
    """Raises Refusal "meeting_is" (state) for a meeting that stands otherwise."""
    if meeting.state not in states:
        raise Refusal("meeting_is", state=str(State(meeting.state).label))


def need_words(most: int = MOST_LINE, *, masked: bool = True, **texts: str) -> None:
    """Raises Refusal "text_missing", "text_too_long" (field, most), "unmasked"."""
    for name, text in texts.items():
        if not text.strip():
            raise Refusal("text_missing", field=name)
    need_short(most, **texts)
    if masked:
        need_masked(**texts)


def need_short(most: int = MOST_LINE, **texts: str) -> None:
    """Raises Refusal "text_too_long" (field, most)."""
    for name, text in texts.items():
        if len(text.strip()) > most:
            raise Refusal("text_too_long", field=name, most=most)


def spoken(no: Refusal) -> Refusal:
    """A refusal of the core's with the rule's text in the reader's language."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    told = {name: value for name, value in no.details.items() if name not in ("zh", "en")}
    return Refusal(no.code, **told, rule=no.details.get(language)) if "zh" in no.details else no
