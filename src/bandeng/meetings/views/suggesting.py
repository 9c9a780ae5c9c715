"""What a member or a resident suggests while a meeting sits, written down by who runs it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.meetings import actions
from bandeng.meetings.forms.carrying import Suggested
from bandeng.meetings.views.acting import acted, run_meeting
from bandeng.shell.http import Request


@login_required
@never_cache
def suggestion(request: Request, pk: UUID) -> HttpResponse:
    """One more in the register, with this meeting as where it came from."""
    meeting = run_meeting(request, pk)
    items = {str(each.pk): each for each in meeting.items.select_related("matter").order_by("number")}
    now = next((key for key, each in items.items() if each.begun_at and each.ended_at is None), "")
    form = Suggested(
        request.POST if request.method == "POST" else None, items=[(key, str(each)) for key, each in items.items()],
        initial={"said_by": "cppcc_member", "item": now},
    )  # fmt: skip

    def do() -> object:
        told = form.cleaned_data
        return actions.suggest_here(
            meeting=meeting, text=told["text"], said_by=told["said_by"], item=items.get(told["item"]),
            actor=request.actor, at=timezone.now(), once=told["once"],
        )  # fmt: skip

    back = reverse("meetings:desk", args=[meeting.pk])
    return acted(request, form, _("Write down a suggestion"), do, back=back, context={"meeting": meeting})
