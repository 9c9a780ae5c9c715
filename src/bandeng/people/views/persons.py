"""The list of people, one person, registering, changing, revealing, erasing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bandeng.people import actions, choices, forms, queries
from bandeng.people.attempt import attempt, form_page, succeeds
from bandeng.people.http import STAFF, Request, posted, signed_in, staff
from bandeng.people.labels import ROLE_NAMES, role_name
from bandeng.people.limits import spend
from bandeng.people.models import Person
from bandeng.people.paging import page_of
from bandeng.people.rights import ARRANGES, REGISTERS, REVEALS, may, place_of


@require_safe
@staff()
def people(request: Request) -> HttpResponse:
    """Who is known here, with their duties; names and numbers masked."""
    on = timezone.localdate()
    found = queries.with_duties(queries.visible_to(request.actor).filter(erased_at__isnull=True), on=on)
    role = request.GET.get("role", "")
    if role in ROLE_NAMES:
        found = found.filter(queries.living(on, "duties__"), duties__role=role).distinct()
    return _list(request, found=page_of(found, request), role=role)


@require_POST
@staff()
def find(request: Request) -> HttpResponse:
    """The person with a telephone number; sent as a form, so that the number stands in no address and no log."""
    spend("find-person", str(request.actor.id), most=60)
    form = forms.Find(request.POST)
    number = form.cleaned_data["phone"] if form.is_valid() else ""
    found = queries.by_phone(queries.visible_to(request.actor), number)
    persons = queries.with_duties(found, on=timezone.localdate())
    return _list(request, found=page_of(persons, request), form=form, searched=True)


def _list(request: Request, **context: object) -> HttpResponse:
    on = timezone.localdate()
    shown = {
        "form": forms.Find(), "on": on, "unheld": queries.unheld(request.actor, on=on),
        "roles": [(role, role_name(role)) for role in ROLE_NAMES],
        "may_register": bool(request.actor.all_roles & REGISTERS),
    }  # fmt: skip
    return render(request, "people/list.html", {**shown, **context})


@require_safe
@staff()
def person(request: Request, pk: UUID) -> HttpResponse:
    """One person: masked contact data, duties, leave, account, cards, who looked."""
    return _person(request, queries.visible_person(request.actor, pk), forms.Reveal())


def _person(request: Request, found: Person, form: forms.Reveal, clear: dict[str, str] | None = None) -> HttpResponse:
    on, actor = timezone.localdate(), request.actor
    duties = list(queries.duties_of(found, on=on))
    spots = [found.place, *(place_of(queries.duty_where(duty)) for duty in duties)]
    context = {
        "person": found, "contact": queries.contact_of(found).masked, "clear": clear or {}, "form": form,
        "duties": duties,
        "leaves": found.leaves.filter(to_on__gte=on).select_related("deputy").order_by("from_on", "id"),
        "cards": found.cards.filter(revoked_at__isnull=True).order_by("-issued_at"), "on": on,
        "seats": found.seats.filter(queries.living(on)).select_related("body").order_by("from_on", "id"),
        "reveals": queries.reveals_about(found)[:10],
        "account": getattr(found, "user", None),
        "may_reveal": may(actor, REVEALS, found.place), "may_change": may(actor, REGISTERS, found.place),
        "may_arrange": any(may(actor, ARRANGES, place) for place in spots),
    }  # fmt: skip
    code = getattr(form, "refused", 422) if form.is_bound and form.errors else 200
    return render(request, "people/person.html", context, status=code)


@never_cache
@require_POST
@staff(*STAFF)
def reveal(request: Request, pk: UUID) -> HttpResponse:
    """Contact data in clear, after a reason; recorded first."""
    found = queries.visible_person(request.actor, pk)
    form = forms.Reveal(request.POST)
    clear = None
    if form.is_valid():
        clear = attempt(
            form,
            lambda: actions.reveal(
                of=queries.contact_of(found), fields=form.cleaned_data["fields_seen"],
                reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now(),
                once=form.cleaned_data["once"] or None,
            ),
        )  # fmt: skip
    return _person(request, found, forms.Reveal() if clear else form, clear)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*REGISTERS)
def register(request: Request) -> HttpResponse:
    """Register a person."""
    offered = choices.places(request.actor)
    form = forms.Register(posted(request), places=offered, initial={"capacities": ["resident"]})
    if form.is_valid():
        given = dict(form.cleaned_data)
        done = attempt(
            form,
            lambda: actions.register_person(
                place=choices.place_by(given["place"]), name=given["name"], phone=given["phone"], email=given["email"],
                capacities=given["capacities"], called=given["called"], actor=request.actor, at=timezone.now(),
                once=given["once"] or None,
            ),
        )  # fmt: skip
        if done:
            return redirect("people:person", pk=done.pk)
    return form_page(
        request, form, {"title": _("Register a person"), "button": _("Register"), "back": reverse("people:list")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of a person; fields left empty stay as they are."""
    found = queries.visible_person(request.actor, pk)
    shown = {"capacities": found.capacities, "called": found.called, "version": found.version}
    form = forms.ChangePerson(posted(request), initial=shown)
    if found.pk == request.actor.id and not may(request.actor, REGISTERS, found.place):
        del form.fields["called"]
    if form.is_valid():
        given = form.cleaned_data
        done = attempt(
            form,
            lambda: actions.change_person(
                person=found, name=given["name"] or None, phone=given["phone"] or None, email=given["email"] or None,
                capacities=given["capacities"], called=given.get("called"), version=given["version"],
                actor=request.actor, at=timezone.now(), once=given["once"] or None,
            ),
        )  # fmt: skip
        if done:
            messages.success(request, _("Changed."))
            return redirect(_page_of(request, found))
    again = {"title": _("Change what is known"), "button": _("Change"), "back": _page_of(request, found)}
    return form_page(request, form, again | {"now": queries.visible_person(request.actor, pk)})


def _page_of(request: Request, found: Person) -> str:
    mine = found.pk == request.actor.id
    return reverse("people:me") if mine else reverse("people:person", args=[found.pk])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff(*REGISTERS)
def erase(request: Request, pk: UUID) -> HttpResponse:
    """Erase a person's data when they ask for it at the desk."""
    found = queries.visible_person(request.actor, pk)
    form = forms.Erase(posted(request))
    if form.is_valid() and succeeds(
        form,
        lambda: actions.erase_person(
            person=found, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"] or None
        ),
    ):
        messages.success(request, _("Erased. A pseudonym stays in the files."))
        return redirect("people:list")
    lead = _("Name, telephone, e-mail, account and cards are destroyed. Files keep a pseudonym. This cannot be undone.")
    context = {"title": _("Erase a person's data"), "lead": lead, "button": _("Erase")}
    return form_page(request, form, context | {"back": reverse("people:person", args=[pk])})


@require_safe
@staff("auditor")
def reveals(request: Request) -> HttpResponse:
    """Who looked at whose contact data, and why: for the auditor."""
    return render(request, "people/reveals.html", {"rows": page_of(queries.reveal_log(request.actor), request)})
