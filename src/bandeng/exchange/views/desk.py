"""The desk: drafting a case, approving it, withdrawing it, taking one over, bringing one from a file."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.exchange import actions, drafting, forms, queries, removal, showing
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.exchange.views.acting import acted, opened
from bandeng.matters import queries as matters
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def _need(request: Request, roles: frozenset[str], place: Place | None = None) -> None:
    """Raises Refusal "not_your_turn" for somebody without one of these roles there, or anywhere."""
    held = request.actor.roles_at(place) if place else request.actor.all_roles
    if request.actor.by_card or held.isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """The cases of the reader's places."""
    _need(request, queries.APPROVERS)
    page = paged(queries.of_desk(request.actor), request)
    rows = [
        (each, each.title or removal.drafted(each)["title"], request.actor.id == each.written_by_id) for each in page
    ]
    writes = not request.actor.all_roles.isdisjoint(queries.WRITERS)
    return render(request, "exchange/mine.html", {"page": page, "rows": rows, "writes": writes})


@login_required
@never_cache
def write(request: Request, pk: UUID) -> HttpResponse:
    """Draft a case of a solved matter, from its own record."""
    matter = matters.visible_matter(request.actor, pk)
    place = Place.objects.get(pk=matter.chain)
    _need(request, queries.WRITERS, place)
    if not queries.may_become(matter):
        raise Refusal("not_solved")
    form = opened(request, forms.Write, None if request.method == "POST" else drafting.first_words(matter))

    def do(told: dict[str, Any]) -> SolvedCase:
        once = form.cleaned_data["once"]
        return actions.write_case(matter=matter, texts=told, actor=request.actor, at=timezone.now(), once=once)

    back = reverse("matters:detail", args=[matter.pk])
    return acted(request, form, _("Write a case of it"), do, _to_draft, back=back, lead=matter.title)


def _to_draft(row: SolvedCase) -> str:
    return reverse("exchange:approve", args=[row.pk])


@login_required
@never_cache
def rewrite(request: Request, pk: UUID) -> HttpResponse:
    """Change a draft, or write a new version of a shared case."""
    row = queries.draft(pk, request.actor)
    _need(request, queries.WRITERS, row.place)
    told = removal.drafted(row) if row.state == State.DRAFT else queries.plain(row.texts)
    form = opened(request, forms.Write, {**told, "version": row.version})

    def do(told: dict[str, Any]) -> SolvedCase:
        return actions.write_case(
            case=row, texts=told, version=form.cleaned_data["version"], once=form.cleaned_data["once"],
            actor=request.actor, at=timezone.now(),
        )  # fmt: skip

    title = _("Change the draft") if row.state == State.DRAFT else _("Write a new version")
    return acted(request, form, title, do, _to_draft, back=reverse("exchange:mine"))


@login_required
@never_cache
def approve(request: Request, pk: UUID) -> HttpResponse:
    """The draft beside what everybody would read; who did not write it may let everybody read it."""
    row = queries.draft(pk, request.actor)
    if row.state != State.DRAFT:
        raise Refusal("case_decided")
    sides = removal.sides(row, request.POST.getlist("keep"))
    form = opened(request, forms.Approve, {"version": row.version})
    proposed = [removal.key(side.name, each) for side in sides for each in side.found if each.is_proposed]
    form.offer("keep", [(key, key) for key in proposed])

    def do(told: dict[str, Any]) -> SolvedCase:
        return actions.share_case(
            case=row, keep=told["keep"], version=form.cleaned_data["version"], once=form.cleaned_data["once"],
            actor=request.actor, at=timezone.now(),
        )  # fmt: skip

    return acted(
        request, form, _("Let everybody read it"), do, _to_case, back=reverse("exchange:mine"),
        template="exchange/approve.html", case=row, sides=showing.beside(sides), about=showing.about(row),
        removed=sum(side.removed for side in sides), wrote=str(request.actor.id) in row.writers,
        writes=queries.at(request.actor, row.place, queries.WRITERS), process=showing.process_steps(row),
        worded=row.wordings,
    )  # fmt: skip


def _to_case(row: SolvedCase) -> str:
    return reverse("exchange:case", args=[row.pk])


@login_required
@never_cache
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Show a case no more, and say why."""
    row = queries.draft(pk, request.actor)
    form = opened(request, forms.Withdraw, {"version": row.version})

    def do(told: dict[str, Any]) -> SolvedCase:
        return actions.withdraw_case(
            case=row, reason=told["reason"], version=form.cleaned_data["version"], once=form.cleaned_data["once"],
            actor=request.actor, at=timezone.now(),
        )  # fmt: skip

    return acted(request, form, _("Withdraw the case"), do, _to_case, back=_to_case(row), lead=row.title)


@login_required
@never_cache
def use(request: Request, pk: UUID) -> HttpResponse:
    """Take a case over: its process and the wording of its papers."""
    _need(request, queries.WRITERS)
    row = queries.case(pk)
    places = queries.places_for(request.actor)
    form = opened(request, forms.Use, places=[(each.pk, each.name) for each in places])

    def do(told: dict[str, Any]) -> CaseUse:
        place = next((each for each in places if each.pk == told["place"]), None)
        if place is None:
            raise Http404
        return actions.use_case(
            place=place, case=row, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"]
        )

    return acted(
        request, form, _("Use this process and these papers"), do, lambda done: _to_case(row), said=_taken,
        back=_to_case(row), lead=row.title,
    )  # fmt: skip


def _taken(done: CaseUse) -> str:
    return {
        "followed": _("New matters follow its process from now on. Its papers were taken over."),
        "draft": _(
            "Its process lies on your desk as a draft: look at it, then publish it. Its papers were taken over."
        ),
        "already": _("New matters follow its process already. Its papers were taken over."),
    }.get(done.process, _("It stands."))  # fmt: skip


@login_required
@never_cache
def bring(request: Request) -> HttpResponse:
    """Read the file of a case from another site."""
    _need(request, queries.WRITERS)
    places = queries.places_for(request.actor)
    form = opened(request, forms.Bring, places=[(each.pk, each.name) for each in places])

    def do(told: dict[str, Any]) -> SolvedCase:
        place = next(each for each in places if each.pk == told["place"])
        return actions.bring_case(
            data=told["file"].read(), place=place, actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"],
        )  # fmt: skip

    return acted(
        request, form, _("Bring a case from a file"), do, _to_draft, back=reverse("exchange:mine"), file=True,
        lead=_("It becomes a draft here. Somebody else looks at it before everybody reads it."),
    )  # fmt: skip
