"""The screens of a meeting while it sits: for everybody, for the hall, and the one page of who runs it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, queries
from bandeng.meetings.forms import new_once
from bandeng.meetings.models import AgendaItem, Attendee, How, Meeting, Question
from bandeng.meetings.queries import live
from bandeng.meetings.screens import PHONE, SCREEN
from bandeng.meetings.views.acting import public_meeting, run_meeting
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

MOST_TICKS = 300


@require_safe
def screen(request: Request, pk: UUID) -> HttpResponse:
    """What it is about now, for any screen: nothing here that not everybody may read."""
    meeting = public_meeting(request, pk)
    page = request.build_absolute_uri(reverse("live:screen", args=[pk]))
    return render(request, "meetings/live_screen.html", _shown(meeting, page=page))


def _shown(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"meeting": meeting, "screen": live.screen_of(meeting), "channel": SCREEN, **more}


@login_required
@never_cache
@require_safe
def hall(request: Request, pk: UUID) -> HttpResponse:
    """The same on the wall of the room, with the code by which who is there signs in."""
    meeting = run_meeting(request, pk)
    return render(request, "meetings/live_screen.html", _shown(meeting, door=door_address(request, meeting)))


def door_address(request: Request, meeting: Meeting) -> str:
    """What the code at the door opens."""
    return request.build_absolute_uri(reverse("live:door", args=[meeting.pk, queries.door_code(meeting)]))


@login_required
@never_cache
@require_safe
def door_sheet(request: Request, pk: UUID) -> HttpResponse:
    """The code for the door on paper."""
    meeting = run_meeting(request, pk)
    return render(request, "meetings/live_door.html", {"meeting": meeting, "address": door_address(request, meeting)})


# --- who runs it ---


@login_required
@never_cache
@require_safe
def run(request: Request, pk: UUID) -> HttpResponse:
    """Everything there is to do while it sits, on one page, by keyboard."""
    meeting = run_meeting(request, pk)
    context = {**_shown(meeting), "channel": PHONE, "desk": live.desk_of(meeting), "once": new_once()}
    template = "meetings/live_run.html#inbox" if "part" in request.GET else "meetings/live_run.html"
    return render(request, template, context)


@login_required
@never_cache
@require_POST
def do(request: Request, pk: UUID) -> HttpResponse:
    """One button of that page. What it could not do is said there, and nothing was changed."""
    meeting = run_meeting(request, pk)
    what, _sep, which = request.POST.get("do", "").partition(":")
    act = DOES.get(what)
    if act is None:
        raise Http404
    told = {"actor": request.actor, "at": timezone.now(), "once": request.POST.get("once", "")[:60] or None}
    try:
        act(request, meeting, which, told)
    except Refusal as no:
        messages.error(request, say(no))
    return redirect("live:run", pk)


Told = dict[str, Any]
Does = Callable[[Request, Meeting, str, Told], object]


def _item(meeting: Meeting, which: str) -> AgendaItem:
    item: AgendaItem = _one(meeting.items.select_related("meeting"), which)
    return item


def _one(rows: Any, which: str) -> Any:
    try:
        return rows.get(pk=UUID(which))
    except (ValueError, rows.model.DoesNotExist):
        raise Http404 from None


def _open(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    return actions.open_meeting(meeting=meeting, **told)


def _end(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    return actions.end_meeting(meeting=meeting, **told)


def _begin_item(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    return actions.begin_item(item=_item(meeting, which), **told)


def _end_item(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    return actions.end_item(item=_item(meeting, which), **told)


def _floor(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    """Give the floor by the seat's number, as it is called out."""
    number = _number(request.POST.get("seat", ""))
    seat = meeting.attendees.filter(number=number).first()
    if seat is None:
        raise Refusal("no_such_seat", number=number)
    minutes = _number(request.POST.get("minutes", "") or "3")
    return actions.begin_speech(attendee=seat, minutes=minutes, **told)


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _floor_back(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    return actions.end_speech(meeting=meeting, **told)


def _count(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    """Hands on phones and those seen in the room besides."""
    item = _item(meeting, which)
    seen = {option: _number(request.POST.get(f"hand{n}", "")) for n, option in enumerate(item.options, 1)}
    return actions.count_hands(item=item, seen=seen, **told)


def _let_in(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    """A question as it came. Where it names somebody, it has to be mended on its own page first."""
    question: Question = _one(meeting.questions.select_related("meeting"), which)
    return actions.read_question(question=question, shown=True, text=question.raw or question.text, **told)


def _tick(request: Request, meeting: Meeting, which: str, told: Told) -> object:
    """Everybody ticked on the paper sheet, by numbers or boxes: one entry each, and who is there already is left."""
    wanted = {_number(each) for each in request.POST.get("numbers", "").replace("，", ",").replace(" ", ",").split(",")}
    wanted |= {_number(each) for each in request.POST.getlist("seat")[:MOST_TICKS]}
    seats = list(meeting.attendees.filter(number__in=wanted - {0}, signed_at=None).order_by("number")[:MOST_TICKS])
    for seat in seats:
        _sign(seat, told)
    said = ngettext("%(n)s person is ticked.", "%(n)s people are ticked.", len(seats)) % {"n": len(seats)}
    messages.success(request, said)
    return seats


def _sign(seat: Attendee, told: Told) -> None:
    try:
        actions.sign_in(attendee=seat, how=How.PAPER, **{**told, "once": f"{told['once']}-{seat.number}"[:60]})
    except Refusal as no:
        # They signed in by their phone a moment ago.
        if no.code != "already_signed_in":
            raise


DOES: dict[str, Does] = {
    "open": _open, "end": _end, "begin": _begin_item, "stop": _end_item, "floor": _floor, "floor-back": _floor_back,
    "count": _count, "let-in": _let_in, "tick": _tick,
}  # fmt: skip
