"""The desk: the cases of one's places, drafting one, changing it, giving it up."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.exchange import actions, drafting, forms, queries, removal, showing
from bandeng.exchange.models import SolvedCase, State
from bandeng.exchange.views.acting import acted, need, on, to_draft, waiting
from bandeng.matters import queries as matters
from bandeng.places.models import Place
from bandeng.shell.acting import opened
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """The cases of the reader's places."""
    need(request, queries.APPROVERS)
    page = paged(queries.of_desk(request.actor), request)
    rows = [showing.line(each, removal.drafted(each)["title"], request.actor) for each in page]
    writes = not request.actor.all_roles.isdisjoint(queries.WRITERS)
    return render(request, "exchange/mine.html", {"page": page, "rows": rows, "writes": writes})


@login_required
@never_cache
def write(request: Request, pk: UUID) -> HttpResponse:
    """Draft a case of a solved matter, from its own record."""
    matter = matters.visible_matter(request.actor, pk)
    place = Place.objects.get(pk=matter.chain)
    need(request, queries.WRITERS, place)
    if not queries.may_become(matter):
        raise Refusal("not_solved")
    form = opened(request, forms.Write, None if request.method == "POST" else drafting.first_words(matter))

    def do(told: dict[str, Any]) -> SolvedCase:
        once = form.cleaned_data["once"]
        return actions.write_case(matter=matter, texts=told, actor=request.actor, at=timezone.now(), once=once)

    back = reverse("matters:detail", args=[matter.pk])
    return acted(request, form, _("Write a case of it"), do, to_draft, back=back, lead=matter.title)


@login_required
@never_cache
def rewrite(request: Request, pk: UUID) -> HttpResponse:
    """Change a draft, or write a new version of a shared case."""
    row = queries.draft(pk, request.actor)
    need(request, queries.WRITERS, row.place)
    if row.state not in (State.DRAFT, State.SHARED):
        raise Refusal("case_decided")
    told = removal.drafted(row) if row.state == State.DRAFT else queries.plain(row.texts)
    form = opened(request, forms.Write, {**told, "version": row.version})

    def do(told: dict[str, Any]) -> SolvedCase:
        return actions.write_case(
            case=row, texts=told, version=form.cleaned_data["version"], once=form.cleaned_data["once"],
            actor=request.actor, at=timezone.now(),
        )  # fmt: skip

    title = _("Change the draft") if row.state == State.DRAFT else _("Write a new version")
    back = to_draft(row) if row.state == State.DRAFT else reverse("exchange:mine")
    return acted(request, form, title, do, to_draft, back=back, sent_back=row.back_because)


@login_required
@never_cache
def give_up(request: Request, pk: UUID) -> HttpResponse:
    """Let a draft wait no more."""
    row = waiting(request, pk)
    need(request, queries.WRITERS, row.place)
    form = opened(request, forms.GiveUp, {"version": row.version})
    do = on(row, actions.give_up_case, form, request)
    return acted(
        request, form, _("Give the draft up"), do, lambda done: reverse("exchange:mine"), back=to_draft(row),
        lead=removal.drafted(row)["title"], said=lambda done: _("The draft is given up. What it said is erased."),
        note=_("What was written is erased. That there was a draft, and that it was given up, stays in the list."),
    )  # fmt: skip
