"""A phone in the room: sign in by the code at the door, see what it is about, raise a hand, ask. No account."""

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, queries
from bandeng.meetings.live_forms import Ask, Door
from bandeng.meetings.models import AgendaItem, Attendee, Meeting
from bandeng.meetings.queries import live
from bandeng.meetings.screens import PHONE
from bandeng.meetings.views.acting import COOKIE, mark_of, public_meeting
from bandeng.meetings.views.public import A_YEAR
from bandeng.people import limits
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

MOST_AT_ONE_DOOR, MOST_GUESSES, MOST_HANDS = 3000, 30, 6000


def _seat(request: Request, meeting: Meeting) -> Attendee | None:
    return queries.seat_of(meeting, request.actor, mark_of(request, meeting))


@never_cache
def door(request: Request, pk: UUID, code: str) -> HttpResponse:
    """Sign in with a name; who has the code stands in the room.

    The phone is given its token with the page, so that a press whose answer was lost is known when it comes again.
    """
    meeting = public_meeting(request, pk)
    if not secrets.compare_digest(code.encode(), queries.door_code(meeting).encode()):
        limits.spend("door", limits.address_of(request), most=MOST_GUESSES)
        raise Http404
    seat = _seat(request, meeting)
    if seat and seat.signed_at:
        return redirect("live:phone", pk)
    token = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    return _known(request, _door(request, meeting, seat, token), token)


def _door(request: Request, meeting: Meeting, seat: Attendee | None, token: str) -> HttpResponse:
    form = Door(request.POST if request.method == "POST" else None)
    if seat or request.actor.id:
        form.known()
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                return _come(request, meeting, form.cleaned_data, token)
            except Refusal as no:
                form.add_error("name" if no.details.get("field") == "name" and "name" in form.fields else None, say(no))
                code = status(no.code)
    context = {"meeting": meeting, "form": form, "seat": seat, "on": live.is_on(meeting)}
    return render(request, "meetings/phone_door.html", context, status=code)


def _come(request: Request, meeting: Meeting, told: dict[str, Any], token: str) -> HttpResponse:
    limits.spend("come", limits.address_of(request), most=MOST_AT_ONE_DOOR)
    actions.come_by_door(
        meeting=meeting, name=told.get("name", ""), capacity=told.get("capacity") or "resident",
        mark="" if request.actor.id else queries.mark_of(meeting, token), actor=request.actor, at=timezone.now(),
        once=told["once"],
    )  # fmt: skip
    return redirect("live:phone", meeting.pk)


def _known(request: Request, answer: HttpResponse, token: str) -> HttpResponse:
    if request.actor.id is None:
        answer.set_cookie(
            COOKIE, token, max_age=A_YEAR, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
        )
    return answer


@never_cache
def phone(request: Request, pk: UUID) -> HttpResponse:
    """What it is about now, with the hands to raise; without a seat it can be read all the same."""
    return _phone(request, public_meeting(request, pk))


def _phone(request: Request, meeting: Meeting, refused: str = "", code: int = 200) -> HttpResponse:
    screen, seat = live.screen_of(meeting), _seat(request, meeting)
    context = {
        "meeting": meeting, "screen": screen, "seat": seat, "channel": PHONE, "refused": refused,
        "here": bool(seat and seat.signed_at), "votes": bool(seat and seat.signed_at and seat.votes),
        "mine": live.hand_of(screen.item, seat), "on": live.is_on(meeting),
        "asked": list(seat.questions.order_by("number")) if seat else [],
    }  # fmt: skip
    return render(request, "meetings/phone.html", context, status=code)


@never_cache
@require_POST
def hand(request: Request, pk: UUID) -> HttpResponse:
    """Raise a hand: `hand` is the item and the number of the option, so that a late press is for no other item."""
    meeting = public_meeting(request, pk)
    which, _sep, option = request.POST.get("hand", "").partition(":")
    try:
        limits.spend("hand", limits.address_of(request), most=MOST_HANDS)
        item = _item(meeting, which)
        seat = _seat(request, meeting)
        if seat is None:
            raise Refusal("seat_first")
        actions.raise_hand(
            item=item, attendee=seat, option=int(option) if option.isdecimal() and len(option) < 4 else 0,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as no:
        if request.htmx or "fetch" in request.headers.get("X-Requested-With", ""):
            return HttpResponse(say(no), status=status(no.code), content_type="text/plain; charset=utf-8")
        return _phone(request, meeting, say(no), status(no.code))
    if "fetch" in request.headers.get("X-Requested-With", ""):
        return HttpResponse(status=204)
    return redirect("live:phone", pk)


def _item(meeting: Meeting, which: str) -> AgendaItem:
    try:
        found = meeting.items.filter(pk=UUID(which)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refusal("not_now")
    return found


@never_cache
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Ask something; a named person reads it before everybody does."""
    meeting = public_meeting(request, pk)
    seat = _seat(request, meeting)
    form = Ask(request.POST if request.method == "POST" else None)
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                limits.spend("ask", limits.address_of(request), most=MOST_AT_ONE_DOOR)
                if seat is None:
                    raise Refusal("seat_first")
                actions.ask(
                    meeting=meeting, text=form.cleaned_data["text"], attendee=seat, mark=mark_of(request, meeting),
                    actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"],
                )  # fmt: skip
                return redirect("live:phone", pk)
            except Refusal as no:
                form.add_error("text" if no.details.get("field") == "text" else None, say(no))
                code = status(no.code)
    return render(request, "meetings/phone_ask.html", {"meeting": meeting, "form": form, "seat": seat}, status=code)
