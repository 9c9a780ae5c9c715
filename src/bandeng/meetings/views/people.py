"""Who is asked, told, and there: the list at the door."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters.showing import in_words
from bandeng.meetings import actions, forms, queries
from bandeng.meetings.models import Attendee, Meeting
from bandeng.meetings.views.acting import acted, called_meeting, found, run_meeting
from bandeng.shell.http import Request

MOST_SHOWN = 500
BLANK = 10


@login_required
@never_cache
def all_(request: Request, pk: UUID) -> HttpResponse:
    """The list: who was told and how, who comes, who is there; and one more to ask."""
    meeting = run_meeting(request, pk)
    form = forms.Invite(request.POST if request.method == "POST" else None)
    people = queries.guests(meeting.place, local_day(timezone.now()))[:60]
    form.offer("person", [("", _("nobody of the list")), *((str(each.pk), each.called) for each in people)])
    seats = queries.kind_of(meeting).seats.seats
    form.offer("kind", [(seat.key, in_words(seat.name)) for seat in seats])

    def do() -> object:
        told = form.cleaned_data
        person = next((each for each in people if str(each.pk) == told["person"]), None)
        guest = actions.Guest(
            kind=told["kind"], name="" if person else told["name"], person=person, capacity=told["capacity"]
        )
        called_meeting(request, pk)
        return actions.invite(meeting=meeting, guest=guest, actor=request.actor, at=timezone.now(), once=told["once"])

    context = {
        "meeting": meeting, "there": queries.presence_of(meeting), "once": forms.new_once(),
        "seats": _list(meeting), "may_call": queries.may_call(request.actor, meeting.place),
    }  # fmt: skip
    here = reverse("meetings:people", args=[pk])
    return acted(request, form, _("Ask one more"), do, back=here, context=context, template="meetings/people.html")


def _list(meeting: Meeting) -> list[Attendee]:
    return list(meeting.attendees.select_related("person", "organisation").order_by("number")[:MOST_SHOWN])


@login_required
@never_cache
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The sheet of paper on the table, with a few empty lines."""
    meeting = run_meeting(request, pk)
    return render(request, "meetings/sheet.html", {"meeting": meeting, "seats": _list(meeting), "blank": range(BLANK)})


@login_required
@never_cache
def came(request: Request, pk: UUID) -> HttpResponse:
    """Somebody came who was not asked."""
    meeting = run_meeting(request, pk)
    form = forms.Came(request.POST if request.method == "POST" else None, initial={"how": "name"})

    def do() -> object:
        return actions.add_attendee(
            meeting=meeting, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **form.told()
        )

    title = _("Write down somebody who came")
    return acted(request, form, title, do, back=_people(meeting), context={"meeting": meeting})


def _people(meeting: Meeting) -> str:
    return reverse("meetings:people", args=[meeting.pk])


def _seat(request: Request, pk: UUID) -> Attendee:
    seat = found(Attendee, pk, "meeting__place", "person")
    run_meeting(request, seat.meeting_id)
    return seat


@login_required
@never_cache
def tell(request: Request, pk: UUID) -> HttpResponse:
    """Note how somebody was told."""
    seat = _seat(request, pk)
    form = forms.Tell(request.POST if request.method == "POST" else None, initial={"how": seat.told or "door"})

    def do() -> object:
        told = {"actor": request.actor, "at": timezone.now(), "once": form.cleaned_data["once"]}
        return actions.tell(attendee=seat, **form.told(), **told)

    context = {"meeting": seat.meeting, "seat": seat}
    return acted(request, form, _("Note that they were told"), do, back=_people(seat.meeting), context=context)


@login_required
@never_cache
def here(request: Request, pk: UUID) -> HttpResponse:
    """Tick somebody who is there."""
    seat = _seat(request, pk)
    form = forms.Here(request.POST if request.method == "POST" else None, initial={"how": "paper"})

    def do() -> object:
        told = {"actor": request.actor, "at": timezone.now(), "once": form.cleaned_data["once"]}
        return actions.sign_in(attendee=seat, how=form.cleaned_data["how"], **told)

    return acted(
        request, form, _("Tick: is there"), do, back=_people(seat.meeting),
        context={"meeting": seat.meeting, "seat": seat},
    )  # fmt: skip


@login_required
@never_cache
def said(request: Request, pk: UUID) -> HttpResponse:
    """Note for somebody whether they come."""
    seat = _seat(request, pk)
    form = forms.Coming(
        request.POST if request.method == "POST" else None, initial={"coming": "yes", "capacity": seat.capacity}
    )
    del form.fields["name"], form.fields["capacity"]

    def do() -> object:
        told = form.cleaned_data
        return actions.announce(
            meeting=seat.meeting, attendee=seat, coming=told["coming"] == "yes", words=told["words"],
            capacity=seat.capacity, actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    return acted(
        request, form, _("Note whether they come"), do, back=_people(seat.meeting),
        context={"meeting": seat.meeting, "seat": seat},
    )  # fmt: skip


@login_required
@never_cache
def erase(request: Request, pk: UUID) -> HttpResponse:
    """Take a name off the list at somebody's wish."""
    seat = _seat(request, pk)
    called_meeting(request, seat.meeting_id)
    form = forms.Once(request.POST if request.method == "POST" else None)

    def do() -> object:
        return actions.erase_attendee(
            attendee=seat, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"]
        )

    return acted(
        request, form, _("Take the name off"), do, back=_people(seat.meeting),
        context={"meeting": seat.meeting, "seat": seat},
    )  # fmt: skip
