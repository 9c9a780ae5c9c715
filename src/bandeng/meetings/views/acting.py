"""What the pages of this room share: a meeting for who runs it; one form, one act, nothing typed lost."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.views.speaking import speak_for
from bandeng.meetings import queries
from bandeng.meetings.models import Meeting
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Place
from bandeng.research import showing as research
from bandeng.research.models import Suggestion
from bandeng.research.showing import Chip
from bandeng.shell import acting
from bandeng.shell.http import Request

M = TypeVar("M", bound=models.Model)
COOKIE = "bandeng_meeting"
MOST_SUGGESTIONS = 100
SORTERS = frozenset({"secretary", "community_staff"})
"""Who tells the raisers what was decided: the desk's own page does it, for a sitting and for a meeting alike."""


def public_meeting(request: Request, pk: UUID) -> Meeting:
    """A meeting for everybody; the page speaks for its place."""
    meeting = queries.visible(pk)
    speak_for(request, meeting.place, "know")
    return meeting


def run_meeting(request: Request, pk: UUID) -> Meeting:
    """A meeting for who runs it. Raises Refusal "not_your_turn"."""
    meeting = public_meeting(request, pk)
    if not queries.runs(request.actor, meeting):
        raise Refusal("not_your_turn", needs=sorted(queries.RUNNERS))
    return meeting


def suggestions_of(meeting: Meeting) -> list[tuple[Suggestion, Chip, str]]:
    """What was suggested there, with what became of each and who said it first, by role."""
    today = local_day(timezone.now())
    rows = queries.suggested_at(meeting)[:MOST_SUGGESTIONS]
    return [(each, research.chip(each, today), research.spoke(each)) for each in rows]


def called_meeting(request: Request, pk: UUID) -> Meeting:
    """A meeting for who may call one there. Raises Refusal "not_your_turn"."""
    meeting = public_meeting(request, pk)
    if not queries.may_call(request.actor, meeting.place):
        raise Refusal("not_your_turn", needs=sorted(queries.CALLERS))
    return meeting


def found(model: type[M], pk: UUID, *along: str) -> M:
    """A row with what goes along. Raises Http404."""
    row: M | None = model._default_manager.select_related(*along).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def own_places(request: Request, roles: Collection[str]) -> "QuerySet[Place]":
    """Where the reader holds one of these roles, and below: down to the compound."""
    here = Place.objects.filter(under(paths_of(request.actor, roles)), valid_to=None)
    return here.exclude(level__in=["building", "unit", "household"]).order_by("path")


def mark_of(request: Request, meeting: Meeting) -> str:
    """How this browser is known in the meeting, "" for one that never said anything."""
    return queries.mark_of(meeting, request.COOKIES.get(COOKIE, "")[:64])


def acted(
    request: Request, form: Form, title: Any, do: Callable[[], object], *, back: str, to: str = "",
    context: Mapping[str, Any] | None = None, template: str = "meetings/act.html",
) -> HttpResponse:  # fmt: skip
    """One form, one act: its page, or what follows. `do` takes what it needs from the form; a Refusal becomes words."""
    shown = {"title": title, "back": back, **(context or {})}
    return acting.acted(request, form, do, lambda _done: to or back, template, shown)
