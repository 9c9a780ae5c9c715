"""Call-backs: drawing a sample, asking its raisers, and how far words and claims agree."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions
from bandeng.commitments.forms.supervision import Call, Draw, Reveal
from bandeng.commitments.models import CallBack
from bandeng.commitments.queries import callbacks
from bandeng.core.refusal import Refusal
from bandeng.matters.views.acting import Page, onward, opened, shown
from bandeng.matters.views.speaking import speak_for
from bandeng.people import actions as people
from bandeng.people import limits
from bandeng.places.models import Place
from bandeng.places.queries import by_code
from bandeng.shell.fields import Act
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import into, say, status

CALL = Page(
    lazy("Call back"), lazy("Note it"), done=lazy("Noted. Thank you for asking."),
    lead=lazy("You ask for everybody: is it true what the reply says? Note what the raiser says, not what you think."),
    template="commitments/callback.html",
)  # fmt: skip
CONTACT = Page(lazy("How to reach them"), lazy("Show it to me"), template="matters/reveal.html")


def _places(request: Request) -> list[Place]:
    """The communities for which the reader draws. Raises PermissionDenied for who draws for none."""
    if request.actor.all_roles.isdisjoint(callbacks.CALLERS):
        raise PermissionDenied
    return list(callbacks.drawable(request.actor))


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """My communities' samples, what is still to be called, and a form to draw one."""
    places = _places(request)
    if places:
        speak_for(request, places[0])
    form = opened(request, Draw, None)
    code = 200
    if request.method == "POST":
        answer, code = _drawn(request, form, places)
        if answer is not None:
            return answer
    context = {
        "places": places, "form": form, "samples": paged(callbacks.draws(places), request),
        "open_calls": list(callbacks.open_calls(request.actor)[:50]),
        "honest": [(place, callbacks.honesty(place)) for place in places],
    }  # fmt: skip
    return render(request, "commitments/callbacks.html", context, status=code)


def _drawn(request: Request, form: Draw, places: list[Place]) -> tuple[HttpResponse | None, int]:
    """The sample that was drawn; or None and why not, within the form."""
    place = next((each for each in places if each.pk == request.POST.get("place")), None)
    if place is None or not form.is_valid():
        return None, 422
    told = form.cleaned_data
    try:
        sample = actions.draw_callbacks(
            place=place, from_on=told["from_on"], to_on=told["to_on"], actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return None, status(no.code)
    return redirect("commitments:callback_draw", sample.pk), 302


@login_required
@never_cache
def sample(request: Request, pk: UUID) -> HttpResponse:
    """One sample: how it was drawn, and each of its calls."""
    _places(request)
    found = callbacks.visible_draw(request.actor, pk)
    speak_for(request, found.place)
    return render(request, "commitments/callback_draw.html", {"draw": found, "calls": callbacks.calls_of(found)})


@login_required
@never_cache
def call(request: Request, pk: UUID) -> HttpResponse:
    """One call: how to reach the raiser, what was replied, and what they say."""
    found = _call(request, pk)
    form = opened(request, Call, None)
    contact = callbacks.contact_for(request.actor, found)
    context = {
        "call": found, "masked": [value for value in contact.masked.values() if value],
        "may_call": request.actor.id in contact.handlers,
    }  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return shown(request, found.matter, form, CALL, context, code=422 if form.errors else 200)
    told = {**form.told(), "once": form.cleaned_data["once"]}
    try:
        actions.make_callback(call=found, actor=request.actor, at=timezone.now(), **told)
    except Refusal as no:
        return _refused(request, found, form, no, context)
    messages.success(request, str(CALL.done))
    return redirect(onward(request, form, reverse("commitments:callback_draw", args=[found.draw_id])))


def _call(request: Request, pk: UUID) -> CallBack:
    _places(request)
    found = callbacks.visible_call(request.actor, pk)
    speak_for(request, found.matter.place)
    return found


def _refused(request: Request, found: CallBack, form: Act, no: Refusal, context: dict[str, Any]) -> HttpResponse:
    return shown(request, found.matter, form, CALL, context, code=into(form, no))


@login_required
@never_cache
def contact(request: Request, pk: UUID) -> HttpResponse:
    """How to reach the raiser; why, is asked first and written down."""
    found = _call(request, pk)
    data = callbacks.contact_for(request.actor, found)
    form = opened(request, Reveal, None)
    there = [name for name, value in data.masked.items() if value]
    form.offer("fields_", [each for each in form.fields["fields_"].choices if each[0] in there])  # type: ignore[attr-defined]
    context: dict[str, Any] = {"masked": {name: data.masked[name] for name in there}, "raising": found.raising}
    if request.method == "GET":
        form.initial["next"] = reverse("commitments:callback", args=[found.pk])
    if request.method != "POST" or not form.is_valid():
        return shown(request, found.matter, form, CONTACT, context, code=422 if form.errors else 200)
    told = form.cleaned_data
    try:
        limits.spend("reveal", str(request.actor.id), most=30)
        clear = people.reveal(
            of=data, fields=told["fields_"], reason=told["reason"], actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return shown(request, found.matter, form, CONTACT, context, code=status(no.code))
    return shown(request, found.matter, form, CONTACT, {**context, "clear": clear})


def of_place(request: Request, code: str) -> HttpResponse:
    """For everybody: which samples were drawn and how, what they found n of N, and how to draw again."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "watch")
    page = paged(callbacks.draws_at(place), request)
    context = {"place": place, "page": page, "honest": callbacks.honesty(place), "as_of": timezone.now()}
    return render(request, "commitments/callbacks_public.html", context)
