"""The desk: all meetings, one with everything that may be done, and the way to one from a matter."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.bench import NOTERS
from bandeng.matters.views.acting import staff_matter
from bandeng.meetings import actions, queries, showing
from bandeng.meetings.forms import new_once
from bandeng.meetings.models import Meeting, Minutes, State
from bandeng.meetings.views.acting import SORTERS, run_meeting, suggestions_of
from bandeng.people.queries import paths_of
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.refusals import say


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """Every meeting of the reader's places."""
    if request.actor.all_roles.isdisjoint(queries.RUNNERS):
        raise Refusal("not_your_turn", needs=sorted(queries.RUNNERS))
    page = paged(queries.all_at(paths_of(request.actor, queries.RUNNERS)), request)
    may_call = not request.actor.all_roles.isdisjoint(queries.CALLERS)
    may_seat = not request.actor.all_roles.isdisjoint(queries.SEATERS)
    return render(request, "meetings/all.html", {"page": page, "may_call": may_call, "may_seat": may_seat})


@login_required
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """A meeting at the desk: what waits to be done, item by item."""
    meeting = run_meeting(request, pk)
    seats = list(meeting.attendees.order_by("number"))
    kind = queries.kind_of(meeting)
    found = list(meeting.items.select_related("matter__place").order_by("number"))
    minutes = Minutes.objects.filter(meeting=meeting).first()
    context: dict[str, Any] = {
        "meeting": meeting, "form": kind, "lines": showing.agenda(meeting), "there": queries.presence_of(meeting),
        "seats": seats, "here": sum(seat.signed_at is not None for seat in seats),
        "told": sum(seat.told_at is not None for seat in seats),
        "unfilled": showing.unfilled(kind, seats),
        "gaps": showing.gaps(meeting, [each.matter for each in found if each.matter], seats),
        "questions": meeting.questions.select_related("matter").order_by("number"),
        "conversations": queries.conversations_of(meeting),
        "asked": queries.question_counts(meeting), "triage": queries.triage_of(meeting),
        "promises": meeting.promises.select_related("commitment__organisation").order_by("at", "pk"),
        "minutes": minutes, "may_call": queries.may_call(request.actor, meeting.place),
        "corrections": minutes.corrections.order_by("number") if minutes else [],
        "decided": len(queries.settled(meeting)), "tells": bool(SORTERS & request.actor.roles_at(meeting.place)),
        "panels": tools.panels("meeting", meeting, request), "once": new_once(),
        "suggestions": suggestions_of(meeting), "signs": request.actor.id in (meeting.chair_id, meeting.recorder_id),
    }  # fmt: skip
    return render(request, "meetings/desk.html", context)


@login_required
@never_cache
@require_POST
def press(request: Request, pk: UUID, what: str) -> HttpResponse:
    """One button: open, end, show the minutes, sign them."""
    meeting = run_meeting(request, pk)
    told = {"actor": request.actor, "at": timezone.now(), "once": request.POST.get("once")}
    try:
        _press(meeting, what, told)
    except Refusal as no:
        messages.error(request, say(no))
    else:
        messages.success(request, _("It stands."))
    return redirect("meetings:desk", pk)


def _press(meeting: Meeting, what: str, told: dict[str, Any]) -> object:
    if what == "open":
        return actions.open_meeting(meeting=meeting, **told)
    if what == "end":
        return actions.end_meeting(meeting=meeting, **told)
    minutes = Minutes.objects.select_related("meeting").filter(meeting=meeting).first()
    if minutes is None or what not in ("show", "sign"):
        raise Http404
    do = actions.show_minutes if what == "show" else actions.sign_minutes
    return do(minutes=minutes, **told)


@login_required
@never_cache
def for_matter(request: Request, pk: UUID) -> HttpResponse:
    """Where a step asks for a meeting: put it on an agenda, call one, or note one that has been."""
    matter = matters.visible_matter(request.actor, pk)
    step = matters.read_process(matter.process).step(matter.step) if matter.step else None
    by = step.by - matters.GIVEN if step and step.opens in ("meeting", "notice") else frozenset()
    matter = staff_matter(request, pk, NOTERS | by)
    here = queries.coming_up(matter.place) if not matter.sealed else Meeting.objects.none()
    above = Meeting.objects.filter(place__in=matter.place.ancestry, state=State.CALLED).select_related("place")
    context = {
        "matter": matter, "standing": queries.of_matter(matter)[:10],
        "called": list({each.pk: each for each in [*here, *above]}.values())[:10],
        "may_call": queries.may_call(request.actor, matter.place) and matter.is_public,
        "call": f"{reverse('meetings:call')}?place={matter.place.chain}&matter={matter.number}",
    }  # fmt: skip
    return render(request, "meetings/for_matter.html", context)
