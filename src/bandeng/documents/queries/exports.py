"""Long exports: whose they are."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from bandeng.documents.models import Export
from bandeng.people.acting import Actor


def own_exports(actor: Actor) -> QuerySet[Export]:
    """The actor's exports, the newest first, without their files."""
    return Export.objects.filter(asked_by=actor.id).select_related("place").defer("file").order_by("-asked_at", "-pk")


def own_export(actor: Actor, pk: UUID) -> Export:
    """One of the actor's own. Raises Http404 for anybody else's."""
    found = own_exports(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
