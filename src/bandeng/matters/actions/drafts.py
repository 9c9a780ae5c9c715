"""Processes that are being made: begun, changed, thrown away, published. Only the last is an act of the ledger."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from bandeng.core.ids import new_id
from bandeng.core.process import Process, Words, parse, shaping, shared, write
from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.processes import publish_process
from bandeng.matters.models import ProcessDraft, ProcessVersion
from bandeng.matters.queries.published import PUBLISHERS
from bandeng.people.acting import Actor
from bandeng.people.rights import may
from bandeng.places.models import Place
from bandeng.records.actions import action

LONGEST = 64 * 1024
"""Characters of a draft, as of a file that is sent."""
MOST_DRAFTS = 200
"""Of one place: a desk that is fuller than this wants tidying, not another sheet."""


def _need_publisher(actor: Actor, place: Place | None) -> None:
    if not may(actor, PUBLISHERS if place else frozenset({"system_admin"}), place):
        raise Refusal("not_allowed", needs=sorted(PUBLISHERS))


@transaction.atomic
def begin_draft(
    *, place: Place | None, base: ProcessVersion | None, own: bool, name: Words, actor: Actor, at: datetime
) -> ProcessDraft:
    """A new sheet: empty, or a copy of a published version.

    own      a process beside the one it was copied from, not a new version of that one
    Raises   Refusal: "not_allowed", "too_many_drafts" (most).
    """
    _need_publisher(actor, place)
    if ProcessDraft.objects.filter(place=place).count() >= MOST_DRAFTS:
        raise Refusal("too_many_drafts", most=MOST_DRAFTS)
    pk = new_id(at)
    process = shaping.begin(f"own-{pk.hex[-12:]}", name)
    if base is not None:
        copied = queries.read_process(base)
        # What a source says ends where somebody changes it; whoever knows of a source for the copy names it.
        process = (
            replace(copied, name=name, key=process.key, origin="assumption") if own else replace(copied, name=name)
        )
    return ProcessDraft.objects.create(
        id=pk, place=place, of=base, text=write(process), changed_at=at, changed_by=actor.person
    )


@transaction.atomic
def bring_draft(*, place: Place, process: Process, actor: Actor, at: datetime) -> ProcessDraft:
    """A sheet that holds a process from elsewhere, as a process of one's own; nobody follows it until it is published.

    Raises   Refusal: "not_allowed", "too_many_drafts" (most).
    """
    draft = begin_draft(place=place, base=None, own=True, name=process.name, actor=actor, at=at)
    draft.text = write(replace(process, key=f"own-{draft.pk.hex[-12:]}", origin="assumption"))
    draft.save(update_fields=["text"])
    return draft


@transaction.atomic
def change_draft(*, draft: ProcessDraft, process: Process, version: int, actor: Actor, at: datetime) -> ProcessDraft:
    """Keep the draft as it is now, if nobody changed it since `version`.

    Raises   Refusal: "not_allowed", "stale", "draft_gone", "text_too_long" (most).
    """
    _need_publisher(actor, draft.place)
    text = write(process)
    if len(text) > LONGEST:
        raise Refusal("text_too_long", most=LONGEST)
    found = ProcessDraft.objects.filter(pk=draft.pk)
    told = {"text": text, "version": F("version") + 1, "changed_at": at, "changed_by": actor.person}
    if not found.filter(version=version).update(**told):
        raise Refusal("stale" if found.exists() else "draft_gone")
    return found.select_related("place").get()


@transaction.atomic
def discard_draft(*, draft: ProcessDraft, actor: Actor) -> None:
    """Throw a draft away; nothing was published from it, so nothing else changes. Raises Refusal: "not_allowed"."""
    _need_publisher(actor, draft.place)
    ProcessDraft.objects.filter(pk=draft.pk).delete()


@action
def publish_draft(
    *, draft: ProcessDraft, version: int, follow: bool, actor: Actor, at: datetime, once: str | None = None
) -> ProcessVersion:  # fmt: skip
    """Publish what stands in a draft as a new version for its place; the draft is used up.

    version   the one that was looked at
    Raises    Refusal: "stale", "draft_gone", and what `publish_process` raises.
    """
    held = ProcessDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise Refusal("draft_gone")
    if held.version != version:
        raise Refusal("stale")
    process = parse(held.text, shared()).process
    last = ProcessVersion.objects.filter(key=process.key, place=held.place).order_by("-number").first()
    text = write(replace(process, version=last.number + 1 if last else 1))
    published: ProcessVersion = publish_process(
        text=text, place=held.place, follow=follow, actor=actor, at=at, once=once
    )  # fmt: skip
    held.delete()
    return published
