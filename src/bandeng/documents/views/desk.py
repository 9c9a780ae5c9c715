"""The desk's page of papers: what was given out, long exports, how each kind is worded."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bandeng.core.deadline import local_day
from bandeng.core.papers import shelf, wording
from bandeng.core.refusal import Refusal
from bandeng.documents import actions, forms, queries, tasks
from bandeng.documents.models import PaperWording
from bandeng.documents.views.files import sent
from bandeng.documents.writing import can_pdf
from bandeng.documents.writing.pdf import INSTALL
from bandeng.matters.views.speaking import speak_for
from bandeng.people.acting import Actor
from bandeng.places.models import Level, Place
from bandeng.places.queries import by_code
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import into, say


def _places(actor: Actor) -> list[Place]:
    """The communities whose papers the actor looks after, and higher places they oversee."""
    codes = actor.places_with(*queries.STAFF)
    here = Place.objects.filter(pk__in=codes, valid_to=None).exclude(level=Level.BUILDING).order_by("path")
    return list(here)


def _for_staff(request: Request) -> list[Place]:
    if request.actor.by_card or request.actor.all_roles.isdisjoint(queries.STAFF):
        raise Refusal("not_your_turn", needs=sorted(queries.STAFF))
    return _places(request.actor)


@login_required
@never_cache
def desk(request: Request) -> HttpResponse:
    """Papers given out, the newest first; the reader's exports; the form for a new one."""
    places = _for_staff(request)
    form = forms.Ask([(each.pk, each.label or each.name) for each in places], _asked(request), initial=_this_year())
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                return _export(request, form.cleaned_data, places)
            except Refusal as no:
                code = into(form, no)
    return render(request, "documents/desk.html", _context(request, form, places), status=code)


def _asked(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _this_year() -> dict[str, date]:
    today = local_day(timezone.now())
    return {"from_on": today.replace(month=1, day=1), "to_on": today}


def _export(request: Request, told: dict[str, Any], places: list[Place]) -> HttpResponse:
    place = next(each for each in places if each.pk == told["place"])
    with transaction.atomic():
        export = actions.ask_export(
            place=place, kind=told["kind"], from_on=told["from_on"], to_on=told["to_on"], actor=request.actor,
            at=timezone.now(), can_pdf=can_pdf(),
        )  # fmt: skip
        tasks.export.enqueue(key=str(export.pk))
    return redirect("documents:export", export.pk)


def _context(request: Request, form: forms.Ask, places: list[Place]) -> dict[str, Any]:
    language = get_language() or ""
    page = paged(queries.seen_by(request.actor, places), request)
    rows = [(each, shelf()[each.kind].named(language), queries.number_of(each)) for each in page.rows]
    return {
        "form": form, "page": page, "rows": rows, "exports": list(queries.own_exports(request.actor)[:10]),
        "pdf": can_pdf(), "install": INSTALL, "places": places,
    }  # fmt: skip


@require_safe
@login_required
@never_cache
def export(request: Request, pk: UUID) -> HttpResponse:
    """How far an export is; the page may be left, the job goes on."""
    row = queries.own_export(request.actor, pk)
    failed = say(Refusal(row.failed, install=INSTALL)) if row.failed else ""
    page = "documents/parts/progress.html" if request.htmx else "documents/export.html"
    return render(request, page, {"export": row, "failed": failed})


@require_safe
@login_required
@never_cache
def export_file(request: Request, pk: UUID) -> HttpResponse:
    """The file, once it is there."""
    row = queries.own_export(request.actor, pk)
    if row.finished_at is None or row.failed:
        raise Http404
    return sent(bytes(row.file), row.kind.rpartition(".")[2], f"{row.get_kind_display()} {row.from_on} {row.to_on}")


# --- wording ---


@login_required
@never_cache
def wordings(request: Request, code: str) -> HttpResponse:
    """Every kind of paper: as we word it, marked as our assumption, or as the office does."""
    place = _place(request, code, queries.STAFF)
    language = get_language() or ""
    roles = request.actor.roles_at(place)
    rows = [
        (each, each.named(language), row, not roles.isdisjoint(queries.worders_of(each.kind)))
        for each, row in queries.all_worded(place)
    ]
    return render(request, "documents/wordings.html", {"place": place, "rows": rows})


@login_required
@never_cache
def word(request: Request, code: str, kind: str) -> HttpResponse:
    """Change how a kind of paper is worded in a place."""
    place = _place(request, code, queries.worders_of(kind))
    if kind not in shelf():
        raise Http404
    told, row = queries.worded(kind, place), PaperWording.objects.filter(place=place, kind=kind).first()
    form = forms.Word(told, _asked(request), initial={"version": row.version if row else 0})
    code_ = 200
    if request.method == "POST":
        code_ = 422
        if form.is_valid():
            try:
                actions.word_paper(
                    place=place, kind=kind, texts=form.texts(), reason=form.cleaned_data["reason"], actor=request.actor,
                    at=timezone.now(), version=form.cleaned_data["version"], once=form.cleaned_data["once"],
                )  # fmt: skip
            except Refusal as no:
                code_ = into(form, no)
            else:
                messages.success(request, _("From now on papers say it so. Those given out before stay as they are."))
                return redirect("documents:wordings", place.pk)
    context = {
        "form": form, "place": place, "name": told.named(get_language() or ""), "fields": sorted(told.fields),
        "shelf": wording(kind), "back": reverse("documents:wordings", args=[place.pk]),
    }  # fmt: skip
    return render(request, "documents/word.html", context, status=code_)


def _place(request: Request, code: str, roles: frozenset[str]) -> Place:
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place)
    if request.actor.by_card or request.actor.roles_at(place).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))
    return place
