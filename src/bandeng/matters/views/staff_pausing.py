"""The clock of a step stands still for a time: asked for, decided by another, ended early; and a reference reply."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters import actions, queries
from bandeng.matters.actions.pausing import PAUSE_DECIDERS
from bandeng.matters.forms import pausing as forms
from bandeng.matters.models import Matter, Pause
from bandeng.matters.queries.referring import MOST_OFFERED, referable
from bandeng.matters.views.acting import Page, acted, opened, staff_matter
from bandeng.matters.views.staff_replies import appeal_of
from bandeng.shell.dates import say_day
from bandeng.shell.http import Request

PAUSE = Page(
    lazy("Ask that the clock stand still"), lazy("Ask for it"), done=lazy("Asked. Somebody else decides."),
    lead=lazy("For an answer from outside that is awaited. Somebody else decides, and the raisers are told."),
)  # fmt: skip
DECIDE = Page(
    lazy("Decide on the pause"), lazy("Send the decision"), template="matters/pause.html",
    done=lazy("Decided; the raisers are told."),
    lead=lazy("The date of this step moves by the days that are paused. The whole matter's clock runs on."),
)  # fmt: skip
END = Page(
    lazy("Let the clock run on"), lazy("It runs on"), template="matters/pause.html", done=lazy("The clock runs on.")
)
REFER = Page(
    lazy("The same was answered before"), lazy("Give that answer"), template="matters/refer.html",
    done=lazy("The reply was given. Below stands who has it, and whom somebody has to tell."),
    lead=lazy("Only where nothing new was brought. Everybody who raised it gets that answer, with its day and number."),
)  # fmt: skip


@login_required
@never_cache
def pause(request: Request, pk: UUID) -> HttpResponse:
    """Ask that the step's clock stand still."""
    matter = staff_matter(request, pk, queries.HANDLERS)

    def do(told: dict[str, Any]) -> None:
        actions.ask_step_suspension(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.Pause, matter), PAUSE, do)


@login_required
@never_cache
def decide_pause(request: Request, pk: UUID, pause: UUID) -> HttpResponse:
    """Let it stand still, or not."""
    matter = staff_matter(request, pk, PAUSE_DECIDERS)
    asked = _pause(matter, pause)

    def do(told: dict[str, Any]) -> None:
        actions.decide_step_suspension(matter=matter, pause=asked, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.DecidePause, matter), DECIDE, do, context={"paused": asked})


@login_required
@never_cache
def end_pause(request: Request, pk: UUID, pause: UUID) -> HttpResponse:
    """Let it run on."""
    matter = staff_matter(request, pk, queries.HANDLERS | PAUSE_DECIDERS)
    running = _pause(matter, pause)

    def do(told: dict[str, Any]) -> None:
        actions.end_step_suspension(matter=matter, pause=running, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.EndPause, matter), END, do, context={"paused": running})


def _pause(matter: Matter, pk: UUID) -> Pause:
    found = Pause.objects.select_related("asked_by").filter(deadline__matter=matter, deadline__kind="step")
    return get_object_or_404(found, pk=pk)


@login_required
@never_cache
def refer(request: Request, pk: UUID) -> HttpResponse:
    """Repeat an earlier answer, by its number and day."""
    known = queries.visible_matter(request.actor, pk)
    now = queries.standing(known)
    by = now.process.step(now.step).by if now.step else queries.HANDLERS
    matter = staff_matter(request, pk, by - {"raiser"})
    found = {str(each.pk): each for each in referable(matter)[:MOST_OFFERED]}
    form = opened(request, forms.Refer, matter, appeal=appeal_of(matter))
    today = local_day(timezone.now())
    form.offer("earlier", [(key, _named(each.matter, say_day(each.at, today=today))) for key, each in found.items()])

    def do(told: dict[str, Any]) -> None:
        told["earlier"] = found[told["earlier"]]
        actions.refer(matter=matter, actor=request.actor, at=timezone.now(), **told)

    after = reverse("matters:replies", args=[matter.pk])
    return acted(request, matter, form, REFER, do, context={"found": bool(found)}, after=after)


def _named(matter: Matter, day: str) -> str:
    return _("%(number)s %(title)s, answered %(day)s") % {"number": matter.number, "title": matter.title, "day": day}
