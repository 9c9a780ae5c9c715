"""What each side reads and says by itself: by its receipt, or by the code on its slip. No account is needed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.core.mediation import shipped
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.views.receipts import raising_or_404
from bandeng.matters.views.speaking import speak_for
from bandeng.mediation import actions, forms, queries, showing
from bandeng.mediation.actions.deciding import SLIP
from bandeng.mediation.models import Because, Case, Side
from bandeng.people import limits
from bandeng.people.acting import Actor
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status


def _other(request: Request, code: str) -> Case:
    try:
        case = queries.other_side_or_404(code)
    except Http404:
        limits.spend("receipt", limits.address_of(request), most=30)
        raise
    speak_for(request, case.matter.place)
    return case


def _own(request: Request, code: str) -> Case:
    case = queries.of_raising(raising_or_404(request, code))
    if case is None:
        raise Http404
    return case


def _page(
    request: Request, case: Case, side: str, address: str, code: str, *, form: forms.Say | None = None,
    answer: int = 200,
) -> HttpResponse:  # fmt: skip
    view = queries.side_view(case, side)
    context = {
        "view": view, "case": case, "address": address, "code": code, "ways": showing.ways(case.ways),
        "form": form or forms.Say(initial={"once": new_once(), "version": case.version}),
        "rules": shipped(), "refused_itself": case.because_of == side,
    }  # fmt: skip
    return render(request, "mediation/side.html", context, status=answer)


@never_cache
def other(request: Request, code: str) -> HttpResponse:
    """The other side's own page: its words, what was agreed, the days. Nothing of whoever raised it."""
    return _page(request, _other(request, code), Side.OTHER, "mediation:other_says", code)


@never_cache
def own(request: Request, code: str) -> HttpResponse:
    """The page of whoever raised it, behind their receipt."""
    return _page(request, _own(request, code), Side.COMPLAINANT, "mediation:own_says", code)


@require_POST
def other_says(request: Request, code: str) -> HttpResponse:
    """The other side agrees to talk, or refuses."""
    return _says(request, _other(request, code), Side.OTHER, "mediation:other", code, SLIP)


@require_POST
def own_says(request: Request, code: str) -> HttpResponse:
    """Whoever raised it agrees to talk, or refuses."""
    case = _own(request, code)
    actor = matters.receipt_actor(case.raising)
    return _says(request, case, Side.COMPLAINANT, "mediation:own", code, actor)


def _says(request: Request, case: Case, side: str, page: str, code: str, actor: Actor) -> HttpResponse:
    form, at, address = forms.Say(request.POST), timezone.now(), f"{page}_says"
    if not form.is_valid():
        return _page(request, case, side, address, code, form=form, answer=422)
    told = form.cleaned_data
    try:
        if request.POST.get("do") == "consent":
            actions.note_consent(
                case=case, side=side, on=local_day(at), way=told["words"], actor=actor, at=at, once=told["once"]
            )
        else:
            # At any moment, whatever else was written meanwhile: a refusal is never too old.
            actions.end_case(
                case=case, because=Because.REFUSED, side=side, words=told["words"], actor=actor, at=at,
                once=told["once"],
            )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        case.refresh_from_db()
        return _page(request, case, side, address, code, form=form, answer=status(no.code))
    messages.success(request, _("It stands."))
    return redirect(page, code)


@never_cache
def other_erase(request: Request, code: str) -> HttpResponse:
    """The other side has its name and words erased: it reads what goes and what stays, then says so."""
    case = _other(request, code)
    form, answer = forms.EraseOwn(request.POST if request.method == "POST" else None, initial={"once": new_once()}), 200
    if request.method == "POST":
        answer = 422
        if form.is_valid():
            try:
                actions.erase_other_side(case=case, actor=SLIP, at=timezone.now(), once=form.cleaned_data["once"])
            except Refusal as no:
                form.add_error(None, say(no))
                answer = status(no.code)
            else:
                messages.success(request, _("It is erased."))
                return redirect("mediation:other", code)
    party = case.parties.get(side=Side.OTHER)
    context = {"form": form, "code": code, "case": case, "gone": party.erased_at is not None}
    return render(request, "mediation/erase.html", context, status=answer)
