"""Invite cards: the secretary prints and takes back; the holder opens one with a PIN of their own."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bandeng.core.refusal import Refusal
from bandeng.people import actions, forms, queries, tokens
from bandeng.people.actions.cards import PHONE_DAYS, Opened
from bandeng.people.attempt import attempt, form_page, succeeds
from bandeng.people.backends import CARD_BACKEND
from bandeng.people.http import Request, posted, signed_in, staff
from bandeng.people.limits import address_of, spend
from bandeng.people.middleware import CARD_KEY, SEEN_KEY
from bandeng.people.models import InviteCard
from bandeng.people.paging import page_of
from bandeng.people.rights import ARRANGES
from bandeng.people.sentences import say, status

COOKIE, COOKIE_PATH = "bench_card", "/card/"


@require_safe
@staff(*ARRANGES)
def cards(request: Request) -> HttpResponse:
    """All cards of my people: waiting, in use, locked, taken back."""
    rows = page_of(queries.cards_visible_to(request.actor), request)
    return render(request, "people/cards.html", {"rows": rows, "on": timezone.localdate()})


@never_cache
@require_POST
@staff(*ARRANGES)
def issue(request: Request, pk: UUID) -> HttpResponse:
    """Issue a card and show it, once, ready to print: its secret is kept nowhere."""
    found = queries.visible_person(request.actor, pk)
    once = request.POST.get("once", "")[:60] or None
    card, secret = actions.issue_card(person=found, actor=request.actor, at=timezone.now(), once=once)
    address = settings.ADDRESS + reverse("people:card", args=[secret])
    request.place = found.place  # type: ignore[attr-defined]
    return render(request, "people/card_print.html", {"card": card, "person": found, "address": address})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """Take a card back."""
    card = queries.cards_visible_to(request.actor).filter(pk=pk).first()
    if card is None:
        raise Http404
    form = forms.Reason(posted(request))
    back = (
        reverse("people:me") if card.person_id == request.actor.id else reverse("people:person", args=[card.person_id])
    )
    if form.is_valid() and succeeds(
        form,
        lambda: actions.revoke_card(
            card=card, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"] or None,
        ),
    ):  # fmt: skip
        messages.success(request, _("The card is taken back; its phone is signed out."))
        return redirect(back)
    context = {
        "title": _("Take a card back"),
        "lead": _("Its phone is signed out at once."),
        "button": _("Take it back"),
    }
    return form_page(request, form, context | {"back": back})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, secret: str) -> HttpResponse:
    """What the QR opens: choose a PIN. Looking spends nothing; sending it takes the card into use here."""
    spend("card", address_of(request), most=40)
    form = forms.ChoosePin(posted(request))
    try:
        waiting = actions.open_card(secret=secret, at=timezone.now())
        if form.is_valid():
            opened = actions.use_card(secret=secret, pin=form.cleaned_data["pin"], at=timezone.now())
            return _signed_in(request, opened)
    except Refusal as no:
        if no.code == "spent" and _own_card(request):
            return redirect("people:unlock")
        return render(request, "people/card.html", {"sentence": say(no)}, status=status(no))
    request.place = waiting.person.place  # type: ignore[attr-defined]
    return form_page(request, form, {"choosing": True}, "people/card.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: Request) -> HttpResponse:
    """The PIN again, on the phone the card belongs to."""
    found = _own_card(request)
    if found is None:
        return render(request, "people/card.html", {"no_card": True})
    form = forms.EnterPin(posted(request))
    if form.is_valid():
        spend("pin", address_of(request), most=20)
        opened = attempt(form, lambda: actions.unlock_card(card=found, pin=form.cleaned_data["pin"], at=timezone.now()))
        if opened:
            return _signed_in(request, opened)
    return form_page(request, form, {}, "people/card.html")


def _own_card(request: Request) -> InviteCard | None:
    cookie = request.COOKIES.get(COOKIE, "")
    return queries.card_of_phone(tokens.fingerprint(cookie, tokens.PHONE)) if cookie else None


def _signed_in(request: Request, opened: Opened) -> HttpResponse:
    login(request, opened.user, backend=CARD_BACKEND)
    request.session[CARD_KEY] = str(opened.card.pk)
    request.session[SEEN_KEY] = timezone.now().timestamp()
    response = redirect(settings.LOGIN_REDIRECT_URL)
    if opened.phone:
        response.set_cookie(
            COOKIE, opened.phone, max_age=PHONE_DAYS * 24 * 3600, path=COOKIE_PATH, httponly=True, samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )  # fmt: skip
    return response
