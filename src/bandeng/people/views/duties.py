"""Giving and ending duties, leave."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bandeng.people import actions, choices, forms, handover, queries
from bandeng.people.attempt import form_page, succeeds
from bandeng.people.http import Request, posted, signed_in, staff
from bandeng.people.labels import duty_name
from bandeng.people.models import Duty, Leave, Person
from bandeng.people.queries import living
from bandeng.people.rights import AREAS, GIVES


def _back(request: Request, person: Person) -> str:
    mine = person.pk == request.actor.id
    return reverse("people:me") if mine else reverse("people:person", args=[person.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*(role for role in GIVES if GIVES[role] != AREAS))
def give(request: Request, pk: UUID) -> HttpResponse:
    """Give a person a duty."""
    found = queries.visible_person(request.actor, pk)
    wheres = choices.wheres(request.actor)
    first = wheres.first()
    form = forms.GiveDuty(
        posted(request), roles=choices.roles(request.actor, first), wheres=choices.where_choices(wheres, first),
        initial={"from_on": timezone.localdate()},
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        if succeeds(
            form,
            lambda: actions.give_duty(
                person=found, role=given["role"], **choices.where_by(given["where"]), label=given["label"],
                from_on=given["from_on"], to_on=given["to_on"], actor=request.actor, at=timezone.now(),
                once=given["once"] or None,
            ),
        ):  # fmt: skip
            messages.success(request, _("The duty is given."))
            return redirect(_back(request, found))
    lead = _("For %(name)s") % {"name": queries.named(found)}
    return form_page(
        request,
        form,
        {"title": _("Give a duty"), "lead": lead, "button": _("Give a duty"), "back": _back(request, found)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: Request, pk: UUID) -> HttpResponse:
    """End a duty: shows the open work and asks where it goes."""
    duty = Duty.objects.select_related("person", "place", "grid", "organisation").filter(pk=pk).first()
    if duty is None:
        raise Http404
    person = queries.visible_person(request.actor, duty.person_id)
    on = timezone.localdate()
    work = handover.open_work(person)
    form = forms.EndDuty(
        posted(request), people=choices.colleagues(person, on=on), has_work=bool(work), initial={"on": on},
        stays=person.duties.filter(living(on)).exclude(pk=pk).exists(),
    )  # fmt: skip
    if form.is_valid() and succeeds(form, lambda: _end(request, duty, form)):
        messages.success(request, _("The duty has ended."))
        return redirect(_back(request, person))
    context = {"title": _("End a duty"), "lead": f"{queries.named(person)}: {duty_name(duty)}", "work": work}
    return form_page(request, form, context | {"button": _("End it"), "back": _back(request, person)})


def _end(request: Request, duty: Duty, form: forms.EndDuty) -> Duty:
    given = form.cleaned_data
    return actions.end_duty(
        duty=duty, on=given["on"], reason=given["reason"], work=given.get("work") or None,
        successor=choices.person_by(given.get("successor", "")), actor=request.actor, at=timezone.now(),
        once=given["once"] or None,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Somebody is away: from, to, and who stands in."""
    found = queries.visible_person(request.actor, pk)
    on = timezone.localdate()
    form = forms.TakeLeave(
        posted(request),
        people=choices.colleagues(found, on=on),
        initial={"from_on": on, "to_on": on + timedelta(days=6)},
    )
    if form.is_valid():
        given = form.cleaned_data
        deputy = choices.person_by(given["deputy"])
        if deputy and succeeds(
            form,
            lambda: actions.take_leave(
                person=found, deputy=deputy, from_on=given["from_on"], to_on=given["to_on"], actor=request.actor,
                at=timezone.now(), once=given["once"] or None,
            ),
        ):  # fmt: skip
            messages.success(request, _("The leave is noted; the deputy holds the duties meanwhile."))
            return redirect(_back(request, found))
    lead = _("For %(name)s") % {"name": queries.named(found)}
    return form_page(
        request,
        form,
        {"title": _("Leave and deputy"), "lead": lead, "button": _("Note it"), "back": _back(request, found)},
    )


@require_POST
@signed_in
def end_leave(request: Request, pk: UUID) -> HttpResponse:
    """Back today, earlier than said."""
    found = Leave.objects.select_related("person__place").filter(pk=pk).first()
    if found is None:
        raise Http404
    person = queries.visible_person(request.actor, found.person_id)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.end_leave(leave=found, on=yesterday, actor=request.actor, at=timezone.now())
    messages.success(request, _("Welcome back. The deputy no longer holds these duties."))
    return redirect(_back(request, person))
