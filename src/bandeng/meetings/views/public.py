"""Meetings for everybody: those of a place, one with its notice and its record, calendar, poster, and "I come"."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.matters.showing import in_words
from bandeng.matters.views.speaking import speak_for
from bandeng.meetings import actions, forms, queries, showing
from bandeng.meetings.models import Meeting, Minutes, MinutesState, State
from bandeng.meetings.views.acting import COOKIE, acted, mark_of, public_meeting, suggestions_of
from bandeng.people import limits
from bandeng.places.queries import by_code
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

A_YEAR = 366 * 24 * 3600


def of_place(request: Request, code: str) -> HttpResponse:
    """What is called at a place, and what came of earlier meetings."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    page = paged(queries.past(place), request, size=20)
    return render(
        request, "meetings/of_place.html", {"place": place, "coming": queries.coming_up(place)[:50], "page": page}
    )


@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """One meeting: before it the notice, after it what came of everything."""
    meeting = public_meeting(request, pk)
    minutes = Minutes.objects.filter(meeting=meeting).exclude(state=MinutesState.DRAFT).first()
    seats = list(
        meeting.attendees.order_by("number").only(
            "meeting", "title", "capacity", "signed_at", "votes", "brought", "kind"
        )
    )
    context = {
        "meeting": meeting, "form": showing.form_line(queries.kind_of(meeting)),
        "lines": showing.agenda(meeting), "there": queries.presence_of(meeting), "minutes": minutes,
        "corrections": minutes.corrections.select_related("attendee").order_by("number") if minutes else [],
        "here": sum(seat.signed_at is not None for seat in seats), "listed": len(seats), "seats": showing.seats(seats),
        "conversations": queries.conversations_of(meeting), "faq": queries.faq_of(meeting),
        "asked": queries.question_counts(meeting),
        "promises": meeting.promises.select_related("commitment__organisation").order_by("at", "pk"),
        "runs": queries.runs(request.actor, meeting), "coming": meeting.state == State.CALLED,
        "mine": queries.seat_of(meeting, request.actor, mark_of(request, meeting)),
        "talks": queries.speaking(meeting, timezone.now()) if meeting.state == State.ENDED else [],
        "panels": tools.panels("meeting", meeting, request), "suggestions": suggestions_of(meeting),
    }  # fmt: skip
    return render(request, "meetings/one.html", context)


@never_cache
def coming(request: Request, pk: UUID) -> HttpResponse:
    """Say that you come, or cannot, and send words ahead; no account is needed."""
    meeting = public_meeting(request, pk)
    token = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(24)
    seat = queries.seat_of(meeting, request.actor, mark_of(request, meeting))
    form = forms.Coming(request.POST if request.method == "POST" else None, initial={"coming": "yes"})
    if seat is not None:
        del form.fields["name"], form.fields["capacity"]

    def do() -> object:
        limits.spend("coming", limits.address_of(request), most=60)
        told = form.cleaned_data
        mark = "" if request.actor.id else queries.mark_of(meeting, token)
        return actions.announce(
            meeting=meeting, coming=told["coming"] == "yes", words=told["words"], name=told.get("name", ""),
            capacity=told.get("capacity") or "resident", mark=mark, actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip

    back = reverse("meetings:one", args=[pk])
    if meeting.state != State.CALLED:
        raise Refusal("meeting_is", state=meeting.get_state_display())
    answer = acted(
        request, form, _title(meeting), do, back=back, context={"meeting": meeting, "seat": seat},
        template="meetings/coming.html",
    )  # fmt: skip
    if answer.status_code == 302 and request.actor.id is None:
        answer.set_cookie(
            COOKIE, token, max_age=A_YEAR, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
        )
    return answer


def _title(meeting: Meeting) -> str:
    return meeting.title


def poster(request: Request, pk: UUID) -> HttpResponse:
    """The sheet for the door, with a code that opens the meeting's page."""
    meeting = public_meeting(request, pk)
    context = {
        "meeting": meeting, "form": in_words(queries.form_of(meeting.form).name),
        "items": meeting.items.order_by("number"),
        "address": request.build_absolute_uri(reverse("meetings:one", args=[pk])),
    }  # fmt: skip
    return render(request, "meetings/poster.html", context)


def calendar(request: Request, pk: UUID) -> HttpResponse:
    """The meeting as a calendar file (RFC 5545), to be put into a phone's calendar."""
    meeting = public_meeting(request, pk)
    page = request.build_absolute_uri(reverse("meetings:one", args=[pk]))
    answer = HttpResponse(_ics(meeting, page), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    return answer


def _ics(meeting: Meeting, page: str) -> str:
    gone = meeting.state == State.CANCELLED
    told = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bandeng//Meetings//EN", "BEGIN:VEVENT", f"UID:{meeting.pk}",
        f"SEQUENCE:{meeting.version}", f"DTSTAMP:{_utc(meeting.called_at)}", f"DTSTART:{_utc(meeting.starts_at)}",
        f"DTEND:{_utc(meeting.ends_at)}", f"SUMMARY:{_escaped(meeting.title)}", f"LOCATION:{_escaped(meeting.where)}",
        f"DESCRIPTION:{_escaped(meeting.about)}", f"URL:{page}", f"STATUS:{'CANCELLED' if gone else 'CONFIRMED'}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(each)}\r\n" for each in told)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends escaped (RFC 5545, 3.3.11)."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """Lines longer than 75 octets go on in the next, after a blank; no sign is cut in two (RFC 5545, 3.1)."""
    parts, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > (75 if len(parts) == 1 else 74):
            parts.append("")
            size = 0
        parts[-1] += sign
        size += octets
    return "\r\n ".join(parts)
