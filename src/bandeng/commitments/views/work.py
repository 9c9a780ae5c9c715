"""Support, money, pauses, parts and helpers of an item, each on a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, deeds, forms, queries
from bandeng.commitments.models import WorkItem
from bandeng.commitments.views.acting import acted, item_for, opened
from bandeng.core.deadline import local_day
from bandeng.matters.forms import pausing
from bandeng.matters.models import Pause
from bandeng.matters.views.acting import Page
from bandeng.people.models import Organisation
from bandeng.shell.http import Request

SUPPORT = Page(
    lazy("Help with it"), lazy("Help"), done=lazy("Noted. The unit helps from now on."),
    lead=lazy("One unit leads and answers for the date; others help. Who helps does not check it afterwards."),
)  # fmt: skip
LEAVE = Page(lazy("No longer help"), lazy("Leave"), done=lazy("Noted. The unit no longer helps."))
QUOTE = Page(
    lazy("Say what it costs"), lazy("Send the quote"),
    done=lazy("Noted. Before it is done it has to be said who pays."),
    lead=lazy("Everybody may read the amount and the quote's name."),
)  # fmt: skip
FUND = Page(
    lazy("Say who pays"), lazy("Say so"), done=lazy("Noted, for everybody to read."),
    lead=lazy("Each source says who has to agree before it is spent. That is decided elsewhere, not with this page."),
)  # fmt: skip
PAUSE = Page(
    lazy("Ask that the clock stand still"), lazy("Ask for it"), done=lazy("Asked. Somebody else decides."),
    lead=lazy("For what the unit cannot do anything about. Somebody else decides, and the raisers are told."),
)  # fmt: skip
DECIDE = Page(
    lazy("Decide on the pause"), lazy("Send the decision"), done=lazy("Decided; the raisers are told."),
    lead=lazy("The date moves by the working days that are paused. The first date stays beside it."),
)  # fmt: skip
END = Page(lazy("Let the clock run on"), lazy("It runs on"), done=lazy("The clock runs on."))
PART = Page(
    lazy("Part of it is done"), lazy("Report this part"), done=lazy("Noted. The clock runs on for the rest."),
    lead=lazy("Show what is done, say openly what is missing and why. The date does not change."),
)  # fmt: skip
HELP = Page(lazy("Note who helped"), lazy("Note it"), done=lazy("Noted. Thanks to all who helped."))


@login_required
@never_cache
def support(request: Request, pk: UUID) -> HttpResponse:
    """A unit helps."""
    item = item_for(request, pk, "support")
    units = _may_help(request, item)
    form = opened(request, forms.Support, item.version, organisation=str(units[0].pk) if len(units) == 1 else "")
    form.offer("organisation", forms.unit_choices(units, None if len(units) == 1 else lazy("Please choose one.")))

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        told["organisation"] = next(unit for unit in units if str(unit.pk) == told["organisation"])
        actions.join_support(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, form, SUPPORT, do)


def _may_help(request: Request, item: WorkItem) -> list[Organisation]:
    """The reader's own units; all that can be chosen, for who settles responsibility; without those that work on it."""
    found = list(queries.candidates(item.matter))
    if queries.ASSIGNERS.isdisjoint(request.actor.roles_at(item.matter.place)):
        found = [unit for unit in found if queries.works_for(request.actor, unit)]
    own = Organisation.objects.filter(pk__in=queries.units_of(request.actor)).select_related("place")
    busy = {item.lead_id, *(each.organisation_id for each in item.supports.all() if each.until is None)}
    return [unit for unit in dict.fromkeys([*own, *found]) if unit.pk not in busy]


@login_required
@never_cache
def leave(request: Request, pk: UUID) -> HttpResponse:
    """A unit no longer helps."""
    item = item_for(request, pk, "leave")
    units = deeds.leaving(item, request.actor, request.actor.roles_at(item.matter.place))
    form = opened(request, forms.Leave, item.version, organisation=str(units[0].pk) if len(units) == 1 else "")
    form.offer("organisation", forms.unit_choices(units))

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        told["organisation"] = next(unit for unit in units if str(unit.pk) == told["organisation"])
        actions.leave_support(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, form, LEAVE, do)


@login_required
@never_cache
def quote(request: Request, pk: UUID) -> HttpResponse:
    """What it costs."""
    item = item_for(request, pk, "quote")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.quote(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Quote, item.version), QUOTE, do)


@login_required
@never_cache
def fund(request: Request, pk: UUID) -> HttpResponse:
    """Who pays."""
    item = item_for(request, pk, "fund")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.fund(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Fund, item.version), FUND, do)


@login_required
@never_cache
def pause(request: Request, pk: UUID) -> HttpResponse:
    """Ask that its clock stand still."""
    item = item_for(request, pk, "pause")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.ask_suspension(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, pausing.Pause, item.version), PAUSE, do)


@login_required
@never_cache
def decide_pause(request: Request, pk: UUID, pause: UUID) -> HttpResponse:
    """Let it stand still, or not."""
    item = item_for(request, pk, "decide_pause")
    asked = _pause(item, pause)

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.decide_suspension(item=item, pause=asked, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, pausing.DecidePause, item.version), DECIDE, do, {"paused": asked})


@login_required
@never_cache
def end_pause(request: Request, pk: UUID, pause: UUID) -> HttpResponse:
    """Let it run on."""
    item = item_for(request, pk, "end_pause")
    running = _pause(item, pause)

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.end_suspension(item=item, pause=running, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, pausing.EndPause, item.version), END, do, {"paused": running})


def _pause(item: WorkItem, pk: UUID) -> Pause:
    return get_object_or_404(Pause.objects.select_related("asked_by"), pk=pk, deadline=item.deadline)


@login_required
@never_cache
def part(request: Request, pk: UUID) -> HttpResponse:
    """Part of it is done."""
    item = item_for(request, pk, "part")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.deliver_in_part(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Part, item.version), PART, do)


@login_required
@never_cache
def helped(request: Request, pk: UUID) -> HttpResponse:
    """Who helped."""
    item = item_for(request, pk, "help")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.note_help(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, forms.Help, item.version, on=local_day(timezone.now())), HELP, do)
