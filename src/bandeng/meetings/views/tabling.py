"""Two clicks from what neighbours think to a meeting's agenda: this page is the second."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, queries
from bandeng.meetings.forms.tabling import OnAgenda
from bandeng.meetings.models import Meeting
from bandeng.meetings.views.acting import acted
from bandeng.opinions import queries as opinions
from bandeng.opinions import showing
from bandeng.opinions.models import Moderation
from bandeng.opinions.views.desk import for_staff, named
from bandeng.shell.dates import say_moment
from bandeng.shell.http import Request

MOST = 20


@login_required
@never_cache
def table(request: Request, pk: UUID) -> HttpResponse:
    """What all share and where they differ is chosen already, and the next meeting; one button puts it there."""
    conversation, now = for_staff(request, pk, opinions.ANSWERERS), timezone.now()
    if not queries.may_call(request.actor, conversation.place):
        raise Refusal("not_your_turn", needs=sorted(queries.CALLERS))
    meetings = list(queries.coming_up_at(conversation.chain)[:MOST])
    if not meetings:
        return render(request, "meetings/no_meeting.html", {"conversation": conversation})
    there = {each.number: each for each in conversation.statements.filter(state=Moderation.IN).order_by("number")}
    offered, chosen = showing.offered(opinions.shown(conversation, now), there)
    asked = request.GET.get("meeting", "")
    initial = {
        "meeting": asked if asked in {str(each.pk) for each in meetings} else str(meetings[0].pk), "statements": chosen,
        "text": _("It goes onto the table of the meeting. What follows stands here."),
        "number": conversation.matter.number if conversation.matter and conversation.matter.is_public else "",
    }  # fmt: skip
    form = OnAgenda(
        request.POST if request.method == "POST" else None, offered=offered, initial=initial,
        meetings=[(str(each.pk), _line(each, now)) for each in meetings],
    )  # fmt: skip

    def do() -> object:
        told = form.cleaned_data
        return actions.put_on_agenda(
            meeting=next(each for each in meetings if str(each.pk) == told["meeting"]), conversation=conversation,
            statements=[there[int(number)] for number in told["statements"]], text=told["text"],
            matter=named(told["number"], conversation), actor=request.actor, at=now, once=told["once"],
        )  # fmt: skip

    back = reverse("opinions:desk", args=[conversation.pk])
    context = {"quoted": conversation.question}
    return acted(request, form, _("Put it on the agenda"), do, back=back, context=context)


def _line(meeting: Meeting, now: datetime) -> str:
    return f"{meeting.title} · {say_moment(meeting.starts_at, now=now)}"
