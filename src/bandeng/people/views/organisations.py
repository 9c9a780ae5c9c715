"""Organisations and bodies."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bandeng.people import actions, choices, forms, queries
from bandeng.people.attempt import form_page, succeeds
from bandeng.people.http import Request, posted, staff
from bandeng.people.models import Organisation, Seat
from bandeng.people.paging import page_of
from bandeng.people.rights import ARRANGES


@require_safe
@staff()
def organisations(request: Request) -> HttpResponse:
    """Organisations with their duty lists."""
    found = page_of(queries.organisations_visible_to(request.actor), request)
    may_add = bool(request.actor.all_roles & ARRANGES)
    return render(request, "people/organisations.html", {"rows": found, "may_add": may_add})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def add_organisation(request: Request) -> HttpResponse:
    """Add an organisation."""
    form = forms.AddOrganisation(posted(request), places=choices.places(request.actor, ARRANGES))
    if form.is_valid():
        given = form.cleaned_data
        if succeeds(
            form,
            lambda: actions.add_organisation(
                place=choices.place_by(given["place"]), kind=given["kind"], name=given["name"], short=given["short"],
                phone=given["phone"], accepts=given["accepts"], actor=request.actor, at=timezone.now(),
                once=given["once"] or None,
            ),
        ):  # fmt: skip
            return redirect("people:organisations")
    context = {"title": _("Add an organisation"), "button": _("Add")}
    return form_page(request, form, context | {"back": reverse("people:organisations")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def change_organisation(request: Request, pk: UUID) -> HttpResponse:
    """Change an organisation."""
    found = get_object_or_404(Organisation, pk=pk)
    shown = {name: getattr(found, name) for name in ("name", "short", "phone", "version")}
    form = forms.ChangeOrganisation(posted(request), initial=shown | {"accepts": " ".join(found.accepts)})
    if form.is_valid():
        given = form.cleaned_data
        if succeeds(
            form,
            lambda: actions.change_organisation(
                organisation=found, name=given["name"], short=given["short"], phone=given["phone"],
                accepts=given["accepts"], version=given["version"], actor=request.actor, at=timezone.now(),
                once=given["once"] or None,
            ),
        ):  # fmt: skip
            messages.success(request, _("Changed."))
            return redirect("people:organisations")
    context = {"title": found.name, "button": _("Change"), "organisation": get_object_or_404(Organisation, pk=pk)}
    return form_page(request, form, context | {"back": reverse("people:organisations")})


@require_safe
@staff()
def bodies(request: Request) -> HttpResponse:
    """Bodies, who sits there and how they were chosen."""
    found = page_of(queries.bodies_visible_to(request.actor, on=timezone.localdate()), request)
    may_add = bool(request.actor.all_roles & ARRANGES)
    return render(request, "people/bodies.html", {"rows": found, "may_add": may_add})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def form_body(request: Request) -> HttpResponse:
    """Form a body."""
    form = forms.FormBody(posted(request), places=choices.places(request.actor, ARRANGES))
    if form.is_valid():
        given = form.cleaned_data
        if succeeds(
            form,
            lambda: actions.form_body(
                place=choices.place_by(given["place"]), kind=given["kind"], name=given["name"], actor=request.actor,
                at=timezone.now(), once=given["once"] or None,
            ),
        ):  # fmt: skip
            return redirect("people:bodies")
    return form_page(
        request, form, {"title": _("Form a body"), "button": _("Form it"), "back": reverse("people:bodies")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def give_seat(request: Request, pk: UUID) -> HttpResponse:
    """Give a seat in a body."""
    on = timezone.localdate()
    body = get_object_or_404(queries.bodies_visible_to(request.actor, on=on), pk=pk)
    persons = list(queries.visible_to(request.actor).filter(erased_at__isnull=True)[: choices.MOST])
    form = forms.GiveSeat(posted(request), people=choices.people(persons), initial={"from_on": on})
    if form.is_valid():
        given = form.cleaned_data
        chosen = queries.visible_person(request.actor, UUID(given["person"]))
        if succeeds(
            form,
            lambda: actions.give_seat(
                body=body, person=chosen, title=given["title"], chosen_how=given["chosen_how"],
                from_on=given["from_on"], to_on=given["to_on"], actor=request.actor, at=timezone.now(),
                once=given["once"] or None,
            ),
        ):  # fmt: skip
            return redirect("people:bodies")
    context = {"title": _("Give a seat"), "lead": body.name, "button": _("Give a seat")}
    return form_page(request, form, context | {"back": reverse("people:bodies")})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*ARRANGES)
def leave_seat(request: Request, pk: UUID) -> HttpResponse:
    """A seat is free again."""
    visible = queries.bodies_visible_to(request.actor, on=timezone.localdate())
    seat = Seat.objects.select_related("body__place", "person").filter(pk=pk, body__in=visible.order_by()).first()
    if seat is None:
        raise Http404
    form = forms.Reason(posted(request))
    if form.is_valid() and succeeds(
        form,
        lambda: actions.leave_seat(
            seat=seat, on=timezone.localdate(), reason=form.cleaned_data["reason"], actor=request.actor,
            at=timezone.now(), once=form.cleaned_data["once"] or None,
        ),
    ):  # fmt: skip
        return redirect("people:bodies")
    lead = f"{seat.body.name}: {seat.title}, {queries.named(seat.person)}"
    context = {"title": _("Free a seat"), "lead": lead, "button": _("Free it")}
    return form_page(request, form, context | {"back": reverse("people:bodies")})
