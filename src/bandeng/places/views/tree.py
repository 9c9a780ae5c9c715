"""The tree of places: look, search, add, change, end; grids."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bandeng.core.places import shelf_places
from bandeng.core.refusal import Refusal
from bandeng.places import actions, forms, queries
from bandeng.places.models import Grid, Level, Place
from bandeng.places.sentences import tell
from bandeng.places.views.staff import refused, staff
from bandeng.places.who import Request, is_admin, may_keep, require
from bandeng.records.queries import story_of

SHOWN = 200
STORY = 20
VERBS: dict[str, str | Promise] = {
    "place.added": _("Added"),
    "place.changed": _("Changed"),
    "place.closed": _("Ended"),
    "place.took_over": _("Took over from a merged community"),
    "place.grid_drawn": _("A grid was drawn"),
}


@dataclass(frozen=True)
class Line:
    """A line of a place's story."""

    text: str | Promise
    at: datetime
    note: str = ""


@require_safe
@staff
def index(request: Request) -> HttpResponse:
    """The top of the tree, or what was searched for."""
    asked = request.GET.get("q", "").strip()[:60]
    found = queries.search(asked, limit=51) if asked else list(queries.children(None))
    context = {"asked": asked, "found": found[:50], "more": len(found) > 50, "counts": queries.tree_counts(found)}
    return render(request, "places/index.html", context | {"admin": is_admin(request.actor)})


@require_safe
@staff
def place(request: Request, code: str) -> HttpResponse:
    """One place: the line above it, what is known of it, what stands below it, its grids."""
    here = _here(code)
    below = list(queries.children(here)[: SHOWN + 1])
    context = {
        "place": here,
        "line": queries.line_of(here)[:-1],
        "below": below[:SHOWN],
        "more": len(below) > SHOWN,
        "counts": queries.tree_counts(below[:SHOWN]),
        "grids": list(queries.grids_of(here)) if here.level == Level.COMMUNITY else [],
        "lines": _story(here),
        "may_keep": may_keep(request.actor, here) and not here.valid_to,
        "may_end": _may_end(request, here),
    }
    return render(request, "places/place.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: Request, code: str = "") -> HttpResponse:
    """Add a place below this one, or at the top of the tree."""
    parent = _here(code) if code else None
    require(may_keep(request.actor, parent) if parent else is_admin(request.actor))
    form = forms.Add(request.POST or None, parent=parent)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                batch = actions.Batch((form.wish(),))
                added = actions.add_places(batch=batch, actor=request.actor, at=timezone.now(), once=form.key)
                return redirect("places:place", code=added.pk)
            except actions.RowsWrong as wrong:
                _show(form, wrong)
            except Refusal as no:
                status = refused(form, no)
    offered = [] if parent else [place for place in shelf_places().values() if place.level == Level.PROVINCE]
    return render(request, "places/add.html", {"form": form, "parent": parent, "offered": offered}, status=status)


def _show(form: django_forms.Form, wrong: actions.RowsWrong) -> None:
    """Each problem at the field it belongs to."""
    for problem in wrong.problems:
        form.add_error(problem.column if problem.column in form.fields else None, tell(problem))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def change(request: Request, code: str) -> HttpResponse:
    """Change a place. When somebody was first, both versions are shown and nothing typed is lost."""
    here = _here(code)
    require(may_keep(request.actor, here))
    form = forms.Change(request.POST or None, place=here)
    status, theirs = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                told = form.told() | {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
                actions.change_place(place=here, actor=request.actor, at=timezone.now(), once=form.key, **told)
                return redirect("places:place", code=here.pk)
            except Refusal as no:
                status = refused(form, no)
                if no.code == "stale":
                    theirs = _differing(form, here)
                    _send_again(form, here)
    return render(request, "places/change.html", {"form": form, "place": here, "theirs": theirs}, status=status)


def _differing(form: forms.Change, here: Place) -> list[tuple[str | Promise, object, object]]:
    """The fields in which what stands now differs from what was typed: label, theirs, yours."""
    typed = form.told()
    return [
        (form.fields[name].label or name, getattr(here, name), typed[name])
        for name in typed
        if (getattr(here, name) or "") != (typed[name] or "")
    ]


def _send_again(form: forms.Change, here: Place) -> None:
    """Sent once more, the form stands over what is there now: its writer has seen it."""
    form.data = {**dict(form.data.items()), "version": str(here.version), "once": str(uuid4())}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def end(request: Request, code: str) -> HttpResponse:
    """End a place, perhaps merged into another."""
    here = _here(code)
    require(_may_end(request, here))
    form = forms.End(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                successor = _successor(form.cleaned_data["successor"])
                actions.close_place(
                    place=here, on=form.cleaned_data["on"], successor=successor, actor=request.actor, at=timezone.now(),
                    once=form.key,
                )  # fmt: skip
                return redirect("places:place", code=here.pk)
            except Refusal as no:
                status = refused(form, no)
    below = queries.subtree(here.pk).filter(valid_to=None).count() - 1
    return render(request, "places/end.html", {"form": form, "place": here, "below": below}, status=status)


def _successor(code: str) -> Place | None:
    if not code:
        return None
    if (found := queries.by_code(code)) is None:
        raise Refusal("bad_successor", place=code)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def grid(request: Request, code: str, pk: UUID | None = None) -> HttpResponse:
    """Draw a grid of a community, or draw it anew."""
    here = _here(code)
    require(may_keep(request.actor, here) and here.level == Level.COMMUNITY)
    drawn = get_object_or_404(Grid.objects.prefetch_related("buildings"), pk=pk, community=here) if pk else None
    shown = {"name": drawn.name, "buildings": [row.building_id for row in drawn.buildings.all()]} if drawn else None
    form = forms.Draw(request.POST or None, initial=shown, buildings=_buildings(here))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.draw_grid(
                    community=here, grid=drawn, name=form.cleaned_data["name"], actor=request.actor,
                    buildings=form.cleaned_data["buildings"], at=timezone.now(), once=form.key,
                )  # fmt: skip
                return redirect("places:place", code=here.pk)
            except Refusal as no:
                status = refused(form, no)
    return render(request, "places/grid.html", {"form": form, "place": here, "grid": drawn}, status=status)


def _buildings(community: Place) -> list[tuple[str, str]]:
    standing = queries.subtree(community.pk).filter(level=Level.BUILDING, valid_to=None)
    return list(standing.values_list("code", "label"))


def _here(code: str) -> Place:
    if (found := queries.by_code(code)) is None:
        raise Http404
    return found


def _may_end(request: Request, here: Place) -> bool:
    own = may_keep(request.actor, here) and "." in here.pk
    return not here.valid_to and (is_admin(request.actor) or own)


def _story(here: Place) -> list[Line]:
    entries = story_of(f"place:{here.pk}", verbs=VERBS)[:STORY]
    return [Line(VERBS[entry.verb], entry.at, str(entry.detail.get("reason", ""))) for entry in entries]
