"""The supervisor's desk: exceptions first, by unit and by place; three clicks from the tree to the record."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from bandeng.commitments import orders
from bandeng.core.categories import categories
from bandeng.core.deadline import local_day
from bandeng.desk.queries import supervising
from bandeng.desk.queries.tree import crumbs
from bandeng.desk.views.staff import speak
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor
from bandeng.places.models import WIDE, Place
from bandeng.shell.dates import english
from bandeng.shell.http import Request
from bandeng.shell.paging import paged
from bandeng.shell.words import listed

KINDS: dict[str, str | Promise] = {
    "very_overdue": _("Very overdue"),
    "overdue": _("Overdue"),
    "unassigned": _("No unit took it in time"),
    "suspended": _("Paused for long"),
    "orders": _("Orders nobody answered"),
    "steps": _("A step of the matter is overdue"),
}


def _place(request: Request) -> Place | None:
    """The place that is looked at, within the reader's part of the tree; None: all of it. Raises Http404."""
    if request.actor.all_roles.isdisjoint(supervising.OVERSEE):
        raise PermissionDenied
    code = request.GET.get("at", "")
    if not code:
        tops = supervising.own_tops(request.actor)
        return tops[0] if len(tops) == 1 else None
    place = supervising.within(request.actor, code)
    if place is None:
        raise Http404
    return place


@login_required
@never_cache
def supervisor(request: Request) -> HttpResponse:
    """What is not as it should be, n of N, each figure with its records; the tree to walk down; hot spots."""
    place = _place(request)
    speak(request)
    actor, on = request.actor, local_day(timezone.now())
    found = supervising.exceptions_at(actor, place, on)
    context = {
        "place": place, "tops": supervising.own_tops(actor), "crumbs": _crumbs(actor, place), "as_of": timezone.now(),
        "lines": [(key, KINDS[key], share) for key, share in found.items.items()], "found": found,
        "units": supervising.by_unit(actor, place, on), "spots": _spots(actor, place), "kinds": KINDS,
        "below": supervising.below(actor, place, on) if place else [],
        "records": _records(actor, place) if place and _is_low(place) else [],
    }  # fmt: skip
    return render(request, "desk/supervisor.html", context)


def _crumbs(actor: Actor, place: Place | None) -> list[Place]:
    """The places above, as far as the reader oversees them."""
    return [each for each in crumbs(place) if supervising.within(actor, each.pk)] if place else []


def _is_low(place: Place) -> bool:
    return place.level not in WIDE


def _records(actor: Actor, place: Place) -> list[tuple[object, object]]:
    """The overdue items of a community and below, with their lamps: the end of the way down."""
    now = timezone.now()
    rows = supervising.items_at(actor, "overdue", place, None, local_day(now))[:20]
    return [
        (item, showing.lamp(item.deadline, now, calendar=matters.calendar_of(item.chain)))
        for item in rows if item.deadline
    ]  # fmt: skip


def _spots(actor: Actor, place: Place | None) -> list[tuple[supervising.Spot, str]]:
    found = supervising.hot_spots(actor, place, local_day(timezone.now()))
    return [(spot, category_name(spot.category)) for spot in found]


def category_name(key: str) -> str:
    """What a category is called; its key, for one that is gone."""
    found = categories().get(key)
    return found.name("en" if english() else "zh") if found else key


@login_required
@never_cache
def records(request: Request, kind: str) -> HttpResponse:
    """The records one figure counts."""
    place = _place(request)
    if kind not in KINDS:
        raise Http404
    speak(request)
    context: dict[str, Any] = {"place": place, "kind": kind, "title": KINDS[kind]}
    rows = {"orders": _order_rows, "steps": _step_rows}.get(kind, _item_rows)(request, kind, place)
    return render(request, "desk/supervisor_records.html", {**context, **rows})


def _order_rows(request: Request, kind: str, place: Place | None) -> dict[str, Any]:
    on = local_day(timezone.now())
    page = paged(supervising.orders_at(request.actor, place, on), request)
    return {"page": page, "orders": orders.rows(page, request.actor, on)}


def _step_rows(request: Request, kind: str, place: Place | None) -> dict[str, Any]:
    page = paged(supervising.steps_at(request.actor, place, local_day(timezone.now())), request)
    return {"page": page, "matters": [(matter, showing.status(matter)) for matter in page]}


def _item_rows(request: Request, kind: str, place: Place | None) -> dict[str, Any]:
    now = timezone.now()
    page = paged(supervising.items_at(request.actor, kind, place, _unit(request), local_day(now)), request)
    rows = []
    for item in page:
        clock = item.deadline or item.waiting
        calendar = matters.calendar_of(item.chain)
        rows.append((item, showing.lamp(clock, now, calendar=calendar) if clock else None))
    return {"page": page, "items": rows}


def _unit(request: Request) -> UUID | None:
    try:
        return UUID(request.GET["unit"]) if request.GET.get("unit") else None
    except ValueError:
        raise Http404 from None


@login_required
@never_cache
def hot_spot(request: Request, code: str, category: str) -> HttpResponse:
    """The matters of one hot spot: the same trouble at the same place again."""
    if request.actor.all_roles.isdisjoint(supervising.OVERSEE):
        raise PermissionDenied
    place = supervising.within(request.actor, code)
    if place is None or category not in categories():
        raise Http404
    speak(request)
    page = paged(supervising.matters_of_spot(request.actor, place, category, local_day(timezone.now())), request)
    rows = [(matter, showing.status(matter)) for matter in page]
    context = {"place": place, "category": category_name(category), "page": page, "matters": rows}
    return render(request, "desk/hot_spot.html", context)


@login_required
@never_cache
def stuck(request: Request) -> HttpResponse:
    """The matters of my places that nobody can move, and what to do about it."""
    actor = request.actor
    if actor.all_roles.isdisjoint(supervising.STUCK):
        raise PermissionDenied
    speak(request)
    on = local_day(timezone.now())
    mine = matters.visible_to(actor).filter(at_places(actor, supervising.STUCK))
    rows = [
        (each.matter, showing.in_words(matters.read_process(each.matter.process).step(each.step).name),
         listed(list(each.needs)))
        for each in matters.stuck(on, among=mine)
    ]  # fmt: skip
    context = {
        "rows": rows, "count": matters.count_stuck(on, among=mine), "may_appoint": "secretary" in actor.all_roles,
        "open_ones": mine.filter(step__isnull=False).count(),
    }  # fmt: skip
    return render(request, "desk/stuck.html", context)
