"""The desk: my turn, all matters of my places, the door list."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.desk import turn as turns
from bandeng.desk.forms import Filter
from bandeng.desk.lists import asked_for, shown_rows
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Matter, Reach
from bandeng.matters.queries.replies import DELIVERERS
from bandeng.matters.queries.seeing import OFFICERS
from bandeng.matters.views.handling import context as handling
from bandeng.matters.views.speaking import speak_for
from bandeng.matters.views.staff_replies import slips_of
from bandeng.people.acting import CARD_ROLES
from bandeng.places.models import Place
from bandeng.shell import nav
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

AT_THE_DOOR = CARD_ROLES - {"resident"}
ALL_MATTERS = matters.HANDLERS | matters.OVERSEERS
OVERSEE = frozenset({"supervisor", "oversight_member"})


def speak(request: Request) -> None:
    """The page speaks for the first place somebody has a duty in."""
    codes = sorted(held.place or min(held.buildings) for held in request.actor.held if held.place or held.buildings)
    home = Place.objects.filter(pk=codes[0]).first() if codes else request.actor.person and request.actor.person.place
    if home:
        speak_for(request, home)


@login_required
@never_cache
def turn(request: Request) -> HttpResponse:
    """Whose turn it is: mine. One list, one act per line; beside it the matter that is being looked at."""
    actor, now = request.actor, timezone.now()
    if other := _elsewhere(request):
        return redirect(other)
    on = local_day(now)
    page = paged(turns.full(turns.turns(actor, on)), request)
    chosen = _chosen(request, page.rows)
    beside = _beside(request, chosen) if chosen else {}
    if request.htmx and "matter" in request.GET:
        return render(request, "desk/turn.html#beside", beside)
    speak(request)
    lines = turns.lines(page.rows, actor, now)
    context: dict[str, Any] = {
        "page": page, "lines": lines, "chosen": chosen, "today": on,
        "doors": matters.waiting_replies(actor).count() if not actor.all_roles.isdisjoint(DELIVERERS) else 0,
        "all_matters": not actor.all_roles.isdisjoint(ALL_MATTERS),
        "at_the_door": not actor.all_roles.isdisjoint(AT_THE_DOOR),
        "exceptions": turns.exceptions(actor, on) if not actor.all_roles.isdisjoint(OVERSEE) else None,
    }  # fmt: skip
    return render(request, "desk/turn.html", {**context, **beside})


def _elsewhere(request: Request) -> str:
    """Whoever only works for a unit, or only audits, begins with their own list."""
    roles = request.actor.all_roles
    if roles and roles <= OFFICERS:
        return nav.address("commitments:mine")
    if roles and roles <= {"auditor"}:
        return nav.address("desk:audit")
    return ""


def _chosen(request: Request, rows: list[Matter]) -> Matter | None:
    """The matter beside the list: the one asked for, else the first."""
    asked = request.GET.get("matter", "")
    if asked:
        try:
            return matters.visible_matter(request.actor, UUID(asked))
        except ValueError:
            pass
    return rows[0] if rows else None


def _beside(request: Request, matter: Matter) -> dict[str, Any]:
    """What stands beside the list; the act that comes first is the list's own."""
    now = timezone.now()
    shown = handling(request, matter)
    line = turns.lines(list(turns.full(Matter.objects.filter(pk=matter.pk))), request.actor, now)[0]
    if line.deed:
        shown["acts_on"] = replace(shown["acts_on"], primary=line.deed)
    return {
        "matter": matter, "line": showing.line(matter), "status": showing.status(matter),
        "clocks": showing.lamps(matter, now), "raisers": matters.raiser_count(matter),
        "replies": [showing.reply(row) for row in matters.official_replies(matter)[:1]],
        "come_back": nav.address("desk:turn"), **shown,
    }  # fmt: skip


@login_required
@never_cache
def all_matters(request: Request) -> HttpResponse:
    """All matters of my places, to be filtered by where they stand, what they are about, how pressing, how late."""
    actor = request.actor
    if actor.all_roles.isdisjoint(ALL_MATTERS):
        raise PermissionDenied
    speak(request)
    form = Filter(request.GET or None)
    now = timezone.now()
    found = asked_for(actor, form.cleaned() if form.is_bound else {}, local_day(now))
    page = paged(turns.full(found), request)
    context = {
        "form": form, "page": page, "lines": shown_rows(page.rows, now), "filtered": form.is_bound,
        "found": found.count(), "all": asked_for(actor, {}, local_day(now)).count(),
    }  # fmt: skip
    return render(request, "desk/matters.html", context)


# --- at the door ---


@login_required
@never_cache
def doors(request: Request) -> HttpResponse:
    """Who must be told at the door today; what to read out; a tick for each."""
    _need_deliverer(request)
    speak(request)
    by = request.GET.get("by", "")
    by = by if by in (Reach.VISIT, Reach.PHONE, Reach.PRINT) else ""
    found = matters.doors(request.actor, on=local_day(timezone.now()), by=by)
    prefetch_related_objects([door.reply for door in found], "by")
    rows = [(door, showing.reply(door.reply, letter=True)) for door in found]
    kinds = [(Reach.VISIT, Reach.VISIT.label), (Reach.PHONE, Reach.PHONE.label), (Reach.PRINT, Reach.PRINT.label)]
    return render(request, "desk/doors.html", {"rows": rows, "by": by, "kinds": kinds})


@login_required
@never_cache
def doors_print(request: Request) -> HttpResponse:
    """The same on paper, in large type, with a line to tick; then a slip for each door."""
    _need_deliverer(request)
    speak(request)
    found = matters.doors(request.actor, on=local_day(timezone.now()))
    prefetch_related_objects([door.reply for door in found], "by")
    context = {"rows": [(door, showing.reply(door.reply, letter=True)) for door in found], "today": timezone.now()}
    if "slips" in request.GET:
        context["slips"] = slips_of(request, [door.reply for door in found])
    return render(request, "desk/doors_print.html", context)


def _need_deliverer(request: Request) -> None:
    if request.actor.all_roles.isdisjoint(DELIVERERS):
        raise PermissionDenied
