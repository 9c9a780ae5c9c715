"""What actions on items share: who may, the promise that starts, and how the matter moves on after each."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bandeng.commitments import queries
from bandeng.commitments.models import State, WorkItem
from bandeng.core.deadline import Unit, local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions import advance
from bandeng.matters.actions.deciding import enter, need_open
from bandeng.matters.acts import Due
from bandeng.matters.models import Matter
from bandeng.people.acting import Actor
from bandeng.records.acts import Act

MOST_TITLE, MOST_TEXT, MOST_PHOTOS = 120, 2000, 9


def note(act: Act, matter: Matter, *, actor: Actor, at: datetime, once: str | None = None) -> WorkItem:
    """Record an act of an item in its matter's chain and let the matter move on by itself; the item as it stands."""
    item: Any = enter(act, matter, actor=actor, at=at, once=once)
    moved = advance(matter=matter, at=at)
    if moved.merged_into is not None:
        advance(matter=moved.merged_into, at=at)
    return WorkItem.objects.select_related("matter__place", "matter__process", "lead").get(pk=item.pk)


def fresh(item: WorkItem, version: int | None, *states: str) -> WorkItem:
    """The item, locked, in one of these states. Raises Refusal "stale", "already_ended", "already_gone_on" (state)."""
    now = queries.fresh(item, version)
    need_open(now.matter)
    if now.state not in states:
        raise Refusal("already_gone_on", state=str(State(now.state).label))
    return now


def need_unit(actor: Actor, item: WorkItem) -> UUID:
    """The acting person, who must work for the unit that holds the item. Raises Refusal "not_your_unit" (unit)."""
    if actor.id is None or not queries.works_for(actor, item.lead):
        raise Refusal("not_your_unit", unit=str(item.lead or ""))
    return actor.id


def need_hands(actor: Actor, item: WorkItem) -> UUID:
    """The acting person, who must work for the unit that holds the item or one that supports it.

    Raises   Refusal: "not_your_unit" (unit).
    """
    if actor.id is not None and queries.supports(actor, item):
        return actor.id
    return need_unit(actor, item)


def need_texts(most: int = MOST_TEXT, **texts: str) -> None:
    """Raises Refusal "text_too_long" (field, most)."""
    for name, text in texts.items():
        if len(text.strip()) > most:
            raise Refusal("text_too_long", field=name, most=most)


def need_photos(photos: Collection[str]) -> list[str]:
    """The pictures, each once. Raises Refusal "too_many_photos" (most)."""
    once = list(dict.fromkeys(photos))
    if len(once) > MOST_PHOTOS:
        raise Refusal("too_many_photos", most=MOST_PHOTOS)
    return once


def need_evidence(item: WorkItem, photos: Collection[str], document: str) -> list[str]:
    """What shows that it is true: pictures of this matter, or a document by its name (I2).

    Raises   Refusal: "evidence_missing", "too_many_photos", "photo_of_another_matter".
    """
    if not photos and not document.strip():
        raise Refusal("evidence_missing")
    shown = need_photos(photos)
    if queries.of_another_matter(shown, item.matter):
        raise Refusal("photo_of_another_matter")
    return shown


def promise(matter: Matter, *, days: int | None, unit: str, due_on: date | None, latest: date, at: datetime) -> Due:
    """The clock of a promise: so many days of a unit, or up to a day.

    Raises   Refusal: "date_missing", "bad_days", "bad_unit", "date_not_ahead", "date_too_far" (most).
    """
    if due_on is not None:
        days, unit = (due_on - local_day(at)).days, "calendar"
        if days < 1:
            raise Refusal("date_not_ahead", date=due_on.isoformat())
        if due_on > latest:
            raise Refusal("date_too_far", most=latest.isoformat())
    if days is None:
        raise Refusal("date_missing")
    if unit not in tuple(Unit):
        raise Refusal("bad_unit", unit=unit)
    due = matters.due_from("item", days, unit, chain=matter.chain, at=at)
    if due_on is None and due.due_on > latest:
        raise Refusal("date_too_far", most=latest.isoformat())
    return due
