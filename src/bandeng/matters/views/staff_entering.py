"""At the desk and at the door: entering for a neighbour, a lost receipt, contact data with a reason."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.categories import classes
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.actions.intake import AT_HOME, MOST_PHOTOS, WRITERS
from bandeng.matters.forms import staff as forms
from bandeng.matters.forms.raising import Enter, kept_photos
from bandeng.matters.models import Channel, Raising, Reach, Severity
from bandeng.matters.queries.receipts import FINDERS
from bandeng.matters.queries.seeing import at_places
from bandeng.matters.views.acting import Page, opened, shown, staff_matter
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.matters.views.speaking import speak_for
from bandeng.matters.views.staff_replies import named
from bandeng.people import actions as people
from bandeng.people import limits
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

SHOWN = 300
REVEAL = Page(lazy("Look at contact data"), lazy("Show it to me"), template="matters/reveal.html")
RECEIPT = Page(
    lazy("A new receipt"), lazy("Print a new receipt"),
    lead=lazy("The old receipt opens nothing any more once the new one is printed. This is written down."),
)  # fmt: skip


@login_required
@never_cache
def enter(request: Request) -> HttpResponse:
    """Write down what a neighbour says, on one screen; the receipt to print follows."""
    places = own_places(request)
    if not places and request.actor.places_with(*WRITERS):
        raise Refusal("no_home_yet")
    if not places:
        raise Refusal("not_your_turn", needs=sorted(WRITERS))
    speak_for(request, places[0])
    known: dict[str, Any] = {"places": places, "categories": classes()}
    if request.method != "POST":
        form = Enter(initial={"reach": Reach.VISIT, "capacity": "resident"}, **known)
        return _entering(request, form)
    form, refused = with_photos(request, Enter(request.POST, **known))
    if refused or not form.is_valid():
        return _entering(request, form, refused, code=422)
    try:
        done = actions.raise_matter(
            place=Place.objects.get(pk=form.cleaned_data["place"]), actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"], **_entered(form.cleaned_data),
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _entering(request, form, code=status(no.code))
    return redirect("matters:receipt_print", done.code)


def _entered(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": told["words"], "category": told["category"], "sealed": told["sealed"], "channel": Channel.PROXY,
        "severity": Severity.LIFE_SAFETY if told["danger"] else Severity.NORMAL, "capacity": told["capacity"],
        "reach": told["reach"], "consent": told["consent"], "name": told["name"], "phone": told["phone"],
        "email": told["email"], "photos": kept_photos(told["kept"]), "anonymous": not told["name"],
    }  # fmt: skip


def own_places(request: Request) -> list[Place]:
    """The places somebody may enter a matter for: the buildings and grids they look after."""
    held = at_places(request.actor, WRITERS, "path")
    found = Place.objects.filter(held, level__in=AT_HOME, valid_to=None).exclude(level="household")
    return list(found.order_by("path")[:SHOWN])


def _entering(request: Request, form: Enter, refused: str = "", *, code: int = 200) -> HttpResponse:
    context = {"form": form, "photos": photos_of(form), "refused": refused, "most_photos": MOST_PHOTOS}
    return render(request, "matters/enter.html", context, status=code)


@login_required
@never_cache
def find_receipt(request: Request) -> HttpResponse:
    """Find a lost receipt by name, telephone or number; what is asked for stands in no address and no log."""
    if request.actor.by_card or request.actor.all_roles.isdisjoint(FINDERS):
        raise Refusal("not_your_turn", needs=sorted(FINDERS))
    desks = Place.objects.filter(pk__in=request.actor.places_with(*FINDERS)).order_by("path")
    if desks:
        speak_for(request, desks[0])
    form = forms.FindReceipt(request.POST if request.method == "POST" else None)
    found: list[tuple[Raising, str]] = []
    asked = form.is_bound and form.is_valid()
    if asked:
        limits.spend("find-receipt", str(request.actor.id), most=60)
        rows = queries.find_raisings(request.actor, form.cleaned_data["asked"])[:20]
        found = [(row, named(row)) for row in rows]
    context = {"form": form, "found": found, "asked": asked}
    return render(request, "matters/find_receipt.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def new_receipt(request: Request, pk: UUID) -> HttpResponse:
    """Give somebody whose receipt was lost a new one, and print it."""
    raising = get_object_or_404(Raising.objects.select_related("matter"), pk=pk)
    matter = staff_matter(request, raising.matter_id, FINDERS)
    form = opened(request, forms.NewReceipt, matter)
    if request.method != "POST" or not form.is_valid():
        return shown(request, matter, form, RECEIPT, code=422 if form.errors else 200)
    try:
        code = actions.find_receipt(
            raising=raising, how=form.cleaned_data["how"], actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error("how" if no.details.get("field") == "how" else None, say(no))
        return shown(request, matter, form, RECEIPT, code=status(no.code))
    return redirect("matters:receipt_print", code)


@login_required
@never_cache
def reveal(request: Request, pk: UUID) -> HttpResponse:
    """Look at a raiser's name or number; why, is asked first and written down."""
    raising = get_object_or_404(Raising.objects.select_related("matter__place"), pk=pk)
    if not queries.visible_to(request.actor).filter(pk=raising.matter_id).exists():
        raise Http404
    contact = queries.contact_of_raising(raising)
    matter = staff_matter(request, raising.matter_id, queries.HANDLERS | contact.may)
    form = opened(request, forms.Reveal, matter)
    there = [name for name, value in contact.masked.items() if value]
    form.offer("fields_", [choice for choice in form.fields["fields_"].choices if choice[0] in there])  # type: ignore[attr-defined]
    context: dict[str, Any] = {"masked": {name: contact.masked[name] for name in there}, "raising": raising}
    if request.method != "POST" or not form.is_valid():
        return shown(request, matter, form, REVEAL, context, code=422 if form.errors else 200)
    try:
        limits.spend("reveal", str(request.actor.id), most=30)
        clear = people.reveal(
            of=contact, fields=form.cleaned_data["fields_"], reason=form.cleaned_data["reason"], actor=request.actor,
            at=timezone.now(), once=form.cleaned_data["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return shown(request, matter, form, REVEAL, context, code=status(no.code))
    return shown(request, matter, form, REVEAL, {**context, "clear": clear})
