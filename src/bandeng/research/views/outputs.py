"""Suggestions that go forward: writing them, the paper, what came back."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters.views.speaking import speak_for
from bandeng.people.queries import paths_of
from bandeng.places.models import Place
from bandeng.research import actions, forms, queries, showing
from bandeng.research.models import Suggestion
from bandeng.research.views.acting import acted, need_at, need_reader, own_places
from bandeng.shell import tools
from bandeng.shell.acting import opened
from bandeng.shell.http import Request

MOST_OFFERED = 100


@login_required
@never_cache
def write(request: Request) -> HttpResponse:
    """Choose suggestions, say what is advised; the number is given by itself."""
    need_reader(request, queries.PLANNERS)
    offered = {str(each.pk): each for each in _offered(request)}
    first = [key for key in request.GET.getlist("of") if key in offered]
    told_first = {"suggestions": first, "kind": "proposal" if len(first) > 1 else "brief"}
    if first:
        told_first |= {"advice": "\n".join(offered[key].text for key in first), "place": offered[first[0]].place_id}
    form = opened(request, forms.Write, told_first, places=own_places(request))
    form.offer("suggestions", [(key, f"{each.number} {each.text[:60]}") for key, each in offered.items()])

    def do(told: dict[str, Any]) -> object:
        chosen = [offered[key] for key in told["suggestions"]]
        return actions.write_output(
            **told | {"place": Place.objects.get(pk=told["place"]), "suggestions": chosen}, actor=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    back = reverse("research:register")
    return acted(request, form, _("Let suggestions go forward"), do, _to_one, back=back)


def _offered(request: Request) -> list[Suggestion]:
    """What may go forward: those that are named, however old, then the latest; of some words where asked."""
    paths, words = paths_of(request.actor, queries.PLANNERS), request.GET.get("q", "")[:60]
    free = queries.register(paths).filter(output=None)
    keys = [*request.GET.getlist("of"), *request.POST.getlist("suggestions")]
    named = free.filter(pk__in=list(_uuids(keys[:MOST_OFFERED])))
    found = queries.register(paths, queries.Asked(words=words)).filter(output=None)
    return [*named, *found[:MOST_OFFERED]]


def _uuids(keys: Iterable[str]) -> Iterator[UUID]:
    for key in keys:
        with suppress(ValueError):
            yield UUID(key)


def _to_one(done: Any) -> str:
    return reverse("research:output", args=[done.pk])


@login_required
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """The paper: what it is about, how it stands, what is advised, who said it first, and what came back."""
    found = queries.output(pk)
    need_at(request, found.place, queries.READERS)
    speak_for(request, found.place)
    rows = Suggestion.objects.filter(output=found).order_by("number", "pk")
    context = {
        "output": found, "rows": [(each, showing.spoke(each)) for each in rows],
        "plans": not request.actor.roles_at(found.place).isdisjoint(queries.PLANNERS),
        "back": [showing.line(each) for each in queries.came_back(found)],
        "panels": tools.panels("output", found, request),
    }  # fmt: skip
    return render(request, "research/output.html", context)


@login_required
@never_cache
def instruct(request: Request, pk: UUID) -> HttpResponse:
    """Note what came back on it."""
    found = queries.output(pk)
    need_at(request, found.place)
    form = opened(request, forms.Instruct, {"on": local_day(timezone.now()), "adopted": True})

    def do(told: dict[str, Any]) -> object:
        return actions.instruct(output=found, **told, actor=request.actor, at=timezone.now())

    return acted(request, form, _("Note what came back"), do, _to_one, back=_to_one(found), lead=found.title)
