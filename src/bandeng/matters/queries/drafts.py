"""Drafts of processes, for whoever may publish for their place."""

from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.core.process import Process, parse, shared
from bandeng.core.refusal import Refusal
from bandeng.matters.models import ProcessDraft
from bandeng.matters.queries.published import PUBLISHERS, arranged_by
from bandeng.people.acting import Actor
from bandeng.people.rights import may


def drafts_of(actor: Actor) -> QuerySet[ProcessDraft]:
    """The drafts an actor may work on, the last changed first."""
    mine = Q(place__in=arranged_by(actor))
    if "system_admin" in actor.all_roles and not actor.by_card:
        mine |= Q(place=None)
    return ProcessDraft.objects.filter(mine).select_related("place", "changed_by", "of").order_by("-changed_at", "pk")


def draft_for(actor: Actor, pk: UUID) -> ProcessDraft:
    """One of them. Raises Refusal: "draft_gone", "not_allowed"."""
    draft = ProcessDraft.objects.select_related("place", "changed_by", "of").filter(pk=pk).first()
    if draft is None:
        raise Refusal("draft_gone")
    if not may(actor, PUBLISHERS if draft.place else frozenset({"system_admin"}), draft.place):
        raise Refusal("not_allowed", needs=sorted(PUBLISHERS))
    return draft


def drafted(draft: ProcessDraft) -> Process:
    """The process as far as it is made."""
    return parse(draft.text, shared()).process
