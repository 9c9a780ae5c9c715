"""A later date: asked for before the present one has passed, decided by somebody else, at most twice (I6)."""

from dataclasses import replace
from datetime import date, datetime

from bandeng.commitments import queries
from bandeng.commitments.actions.deciding import fresh, need_texts, need_unit, note
from bandeng.commitments.actions.suspending import need_other_unit
from bandeng.commitments.acts import ExtensionAsked, ExtensionDecided
from bandeng.commitments.models import Extension, State, WorkItem
from bandeng.core import deadline as core
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import need_role, need_text
from bandeng.matters.actions.texts import published
from bandeng.people.acting import Actor
from bandeng.records.actions import action

MOST_GRANTED = 2


@action
def ask_extension(
    *,
    item: WorkItem,
    to_on: date,
    reason: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Ask for a later date, before the present one has passed, and say why: everybody who raised it reads it.

    Raises   Refusal: "not_your_unit", "stale", "already_gone_on", "already_ended", "already_asked", "extension_late",
             "extension_not_later", "extension_needs_reason", "extended_enough", "text_too_long", "unmasked".
    Source   domain.md I6; deadlines.md 11
    """
    item = fresh(item, version, State.ACTIVE)
    need_unit(actor, item)
    if item.extensions.filter(granted__isnull=True).exists():
        raise Refusal("already_asked")
    wanted = core.Extension(to=to_on, granted_at=at, reason=reason, requester=actor.name, approver="")
    _check(item, wanted, asked_at=at)
    need_texts(reason=reason)
    act = ExtensionAsked(
        item=item.pk, matter=item.matter_id, extension=new_id(at), to_on=to_on, **published(item.matter, reason=reason)
    )
    return note(act, item.matter, actor=actor, at=at, once=once)


@action
def decide_extension(
    *,
    extension: Extension,
    granted: bool,
    reason: str = "",
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> WorkItem:
    """Grant a later date or not; another than who asked, and nobody of the unit. The first date stays visible.

    reason   needed for a no
    Raises   Refusal: "not_your_turn", "own_work", "extension_by_requester", "stale", "already_decided",
             "already_gone_on", "already_ended", "extended_enough", "extension_not_later", "text_missing", "unmasked".
    Source   domain.md I6
    """
    item = fresh(extension.item, version, State.ACTIVE, State.DONE)
    need_role(actor, item.matter, queries.DECIDERS)
    asked = Extension.objects.select_related("asked_by").get(pk=extension.pk)
    if asked.granted is not None:
        raise Refusal("already_decided")
    if asked.asked_by_id == actor.id:
        raise Refusal("extension_by_requester")
    need_other_unit(actor, item)
    if granted:
        _check(item, _wanted(asked, actor.name, at), asked_at=asked.asked_at)
    else:
        need_text(reason=reason)
    need_texts(reason=reason)
    assert item.deadline is not None
    old = item.deadline.due_on
    act = ExtensionDecided(
        item=item.pk, matter=item.matter_id, extension=asked.pk, granted=granted, old=old,
        new=_moved(item, asked, actor.name, at) if granted else old, **published(item.matter, reason=reason),
    )  # fmt: skip
    return note(act, item.matter, actor=actor, at=at, once=once)


def _wanted(asked: Extension, approver: str, at: datetime) -> core.Extension:
    requester = f"person:{asked.asked_by_id}"
    return core.Extension(to=asked.to_on, granted_at=at, reason=asked.reason, requester=requester, approver=approver)


def _check(item: WorkItem, wanted: core.Extension, *, asked_at: datetime) -> None:
    """Ask the core. Two for the item's whole life, whichever unit held it: changing hands makes no promise longer."""
    assert item.deadline is not None
    if item.extensions.filter(granted=True).count() >= MOST_GRANTED:
        raise Refusal("extended_enough", most=MOST_GRANTED)
    core.check_extension(matters.derive(item.deadline), wanted, asked_at=asked_at, at_most=MOST_GRANTED)


def _moved(item: WorkItem, asked: Extension, approver: str, at: datetime) -> date:
    """The day it moves to: the day asked for, or the working day after it, as the calendar works it out."""
    assert item.deadline is not None
    facts = matters.facts_of(item.deadline)
    longer = replace(facts, extensions=(*facts.extensions, _wanted(asked, approver, at)))
    return longer.derive(matters.calendar_of(item.matter.chain)).due
