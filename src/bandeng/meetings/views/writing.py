"""Minutes: drafted, corrected by who was there, put right beside."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, forms, queries
from bandeng.meetings.models import Attendee, Correction, Meeting, Minutes
from bandeng.meetings.views.acting import acted, found, mark_of, public_meeting, run_meeting
from bandeng.shell.http import Request


def _minutes(meeting: Meeting) -> Minutes:
    found_ = Minutes.objects.select_related("meeting__place").filter(meeting=meeting).first()
    if found_ is None:
        raise Http404
    return found_


def _desk(meeting: Meeting) -> str:
    return reverse("meetings:desk", args=[meeting.pk])


@login_required
@never_cache
def draft(request: Request, pk: UUID) -> HttpResponse:
    """Write the minutes; they stand there already, from the record."""
    meeting = run_meeting(request, pk)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    initial = {"text": minutes.text if minutes else queries.draft(meeting)}
    form = forms.Written(
        request.POST if request.method == "POST" else None,
        initial={**initial, "version": minutes.version if minutes else None},
    )

    def do() -> object:
        told = form.cleaned_data
        return actions.draft_minutes(
            meeting=meeting, text=told["text"], version=told["version"], actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip

    return acted(request, form, _("Write the minutes"), do, back=_desk(meeting), context={"meeting": meeting})


@never_cache
def correct(request: Request, pk: UUID, attendee: UUID) -> HttpResponse:
    """Somebody who was there says what has to be put right: on the phone they signed in with, or noted at the desk."""
    meeting = public_meeting(request, pk)
    minutes = _minutes(meeting)
    seat = found(Attendee, attendee, "meeting")
    own = queries.seat_of(meeting, request.actor, mark_of(request, meeting))
    if seat.meeting_id != meeting.pk or not (queries.runs(request.actor, meeting) or (own and own.pk == seat.pk)):
        raise Refusal("not_allowed")
    form = forms.Words(request.POST if request.method == "POST" else None)

    def do() -> object:
        told = form.cleaned_data
        return actions.ask_correction(
            minutes=minutes, attendee=seat, words=told["words"], mark=mark_of(request, meeting), actor=request.actor,
            at=timezone.now(), once=told["once"],
        )  # fmt: skip

    back = reverse("meetings:one", args=[meeting.pk])
    context = {"meeting": meeting, "quoted": minutes.text}
    return acted(
        request, form, _("Ask for a correction"), do, back=back, context=context, template="meetings/act_public.html"
    )


@login_required
@never_cache
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Take a correction over, or say why not."""
    row = found(Correction, pk, "minutes__meeting")
    meeting = run_meeting(request, row.minutes.meeting_id)
    form = forms.Corrected(
        request.POST if request.method == "POST" else None, initial={"text": row.minutes.text, "taken": "yes"}
    )

    def do() -> object:
        told = form.told()
        told["taken"] = told["taken"] == "yes"
        return actions.answer_correction(
            correction=row, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **told
        )

    context = {"meeting": meeting, "quoted": row.words}
    return acted(request, form, _("Answer a correction"), do, back=_desk(meeting), context=context)


@login_required
@never_cache
def beside(request: Request, pk: UUID) -> HttpResponse:
    """Put final minutes right beside them."""
    meeting = run_meeting(request, pk)
    minutes = _minutes(meeting)
    form = forms.Beside(request.POST if request.method == "POST" else None)

    def do() -> object:
        return actions.correct_minutes(
            minutes=minutes, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"], **form.told()
        )

    context = {"meeting": meeting, "quoted": minutes.text}
    return acted(request, form, _("Mark a correction"), do, back=_desk(meeting), context=context)
