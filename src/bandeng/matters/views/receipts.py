"""The receipt: what became of it, replies, rating, withdrawing, one's own data. Its holder needs no account."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries, showing, telling
from bandeng.matters.forms.raising import Raise
from bandeng.matters.forms.receipts import Find, Known, Rate, Say
from bandeng.matters.models import Raising
from bandeng.matters.views.speaking import speak_for
from bandeng.people import limits
from bandeng.places.queries import by_code
from bandeng.records.models import Evidence
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

"""Tools whose names begin so are for the page of a receipt; the panel is made for a raising."""


def raising_or_404(request: Request, code: str) -> Raising:
    """The raising of a receipt; guessing is slowed down."""
    try:
        raising = queries.raising_by_code(code)
    except Refusal as unknown:
        limits.spend("receipt", limits.address_of(request), most=30)
        raise Http404 from unknown
    speak_for(request, raising.matter.place, "watch")
    return raising


@never_cache
def receipt(request: Request, code: str) -> HttpResponse:
    """What became of it, on one screen. Looking at it spends nothing."""
    return _page(request, raising_or_404(request, code), code)


def _page(
    request: Request, raising: Raising, code: str, *, rate: Rate | None = None, say_form: Say | None = None,
    opened: str = "", answer: int = 200,
) -> HttpResponse:  # fmt: skip
    matter, now = raising.matter, timezone.now()
    actor = queries.receipt_actor(raising, request.actor)
    context: dict[str, Any] = {
        "raising": raising, "matter": matter, "code": code, "opened": opened, "paper": queries.receipt(raising),
        "address": request.build_absolute_uri(reverse("matters:receipt", args=[code])),
        "danger": matter.tracks.filter(kind="safety", closed_at__isnull=True).exists(),
        "line": showing.line(matter), "status": showing.status(matter), "clocks": showing.lamps(matter, now),
        "replies": [showing.reply(row, letter=True) for row in queries.replies_to(raising)],
        "story": telling.story(matter, actor), "door": queries.rating_door(raising, on=local_day(now)),
        "rating": raising.ratings.filter(round=matter.round).first(), "may_contest": queries.may_contest(raising),
        "photos": Evidence.objects.filter(pk__in=raising.photos), "panels": tools.panels("receipt", raising, request),
        "rate": rate or Rate(initial={"once": Raise.new_once()}),
        "say_form": say_form or Say(initial={"once": Raise.new_once()}),
    }  # fmt: skip
    return render(request, "matters/receipt.html", context, status=answer)


@never_cache
def receipt_print(request: Request, code: str) -> HttpResponse:
    """The receipt on paper, in large type."""
    raising = raising_or_404(request, code)
    matter = raising.matter
    context = {
        "raising": raising, "matter": matter, "paper": queries.receipt(raising), "code": code,
        "replies": [showing.reply(row, letter=True) for row in queries.replies_to(raising)],
        "address": request.build_absolute_uri(reverse("matters:receipt", args=[code])),
        "status": showing.status(matter), "clocks": showing.lamps(matter, timezone.now()),
    }  # fmt: skip
    return render(request, "matters/receipt_print.html", context)


@never_cache
def find(request: Request) -> HttpResponse:
    """Find one's matter again by the code on the receipt; `?at=` is the place whose page led here."""
    if place := by_code(request.kiosk.place if request.kiosk else request.GET.get("at", "")):
        speak_for(request, place)
    form = Find(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.spend("receipt", limits.address_of(request), most=30)
        except Refusal as no:
            form.add_error(None, say(no))
            return render(request, "matters/find.html", {"form": form}, status=status(no.code))
        try:
            raising = queries.raising_by_code(form.cleaned_data["code"])
            return redirect("matters:receipt", queries.receipt_code(raising))
        except Refusal:
            form.add_error("code", _("No receipt has this code. Look once more: it has ten letters and digits."))
    return render(request, "matters/find.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
def rate(request: Request, code: str) -> HttpResponse:
    """Say whether it is true. Only a POST spends it, once a round."""
    raising = raising_or_404(request, code)
    form = Rate(request.POST)
    if not form.is_valid():
        return _page(request, raising, code, rate=form, opened="rate", answer=422)
    told = form.cleaned_data
    try:
        actions.rate(
            raising=raising, answered=told["answered"], solved=told["solved"], satisfied=told["satisfied"],
            words=told["words"], actor=queries.receipt_actor(raising, request.actor), at=timezone.now(),
            once=told["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _page(request, raising, code, rate=form, opened="rate", answer=status(no.code))
    return redirect("matters:receipt", code)


@never_cache
@require_POST
def withdraw(request: Request, code: str) -> HttpResponse:
    """Take one's raising back; it is still answered."""
    return _with_words(request, code, "withdraw", actions.withdraw)


@never_cache
@require_POST
def contest(request: Request, code: str) -> HttpResponse:
    """Contest an explanation, once: somebody else sorts it again."""
    return _with_words(request, code, "contest", actions.contest)


def _with_words(request: Request, code: str, opened: str, act: Any) -> HttpResponse:
    raising = raising_or_404(request, code)
    form = Say(request.POST)
    if not form.is_valid():
        return _page(request, raising, code, say_form=form, opened=opened, answer=422)
    try:
        act(
            raising=raising, words=form.cleaned_data["words"], at=timezone.now(), once=form.cleaned_data["once"],
            actor=queries.receipt_actor(raising, request.actor),
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _page(request, raising, code, say_form=form, opened=opened, answer=status(no.code))
    return redirect("matters:receipt", code)


@never_cache
def export(request: Request, code: str) -> HttpResponse:
    """All that is kept about this raising, as a file of one's own, for whoever shows that it is theirs."""
    raising = raising_or_404(request, code)
    form = _known(request, raising)
    if not form.is_valid():
        return _asked(request, "matters/mine.html", raising, code, form)
    kept = json.dumps(queries.raising_data(raising), ensure_ascii=False, indent=2)
    name = f"{raising.matter.number}.json".encode("ascii", "ignore").decode() or "mine.json"
    return HttpResponse(
        kept,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
def erase(request: Request, code: str) -> HttpResponse:
    """Have one's words, name, number and pictures erased: asked once more, then done."""
    raising = raising_or_404(request, code)
    form = _known(request, raising)
    if not form.is_valid():
        return _asked(request, "matters/erase.html", raising, code, form)
    actions.erase_raising(
        raising=raising, actor=queries.receipt_actor(raising, request.actor), at=timezone.now(),
        once=form.cleaned_data["once"] or None,
    )  # fmt: skip
    return redirect("matters:receipt", code)


def _known(request: Request, raising: Raising) -> Known:
    """What was said to show whose raising it is; guessing is slowed down for each receipt."""
    if request.method == "POST" and queries.asked_of(raising):
        limits.spend("known", str(raising.pk), most=10)
    return Known(raising, request.POST if request.method == "POST" else None)


def _asked(request: Request, page: str, raising: Raising, code: str, form: Known) -> HttpResponse:
    context = {"raising": raising, "code": code, "form": form}
    return render(request, page, context, status=422 if form.errors else 200)
