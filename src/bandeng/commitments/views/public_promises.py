"""Promises for everybody: those of a place, one with its scorecard on any day, and what a unit holds here."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from bandeng.commitments import scorecards, showing
from bandeng.commitments.models import Commitment, PromiseState, State, WorkItem
from bandeng.commitments.queries import items as items_of
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import scorecard
from bandeng.core.deadline import local_day
from bandeng.matters.views.speaking import speak_for
from bandeng.people.models import Organisation
from bandeng.places.models import Place
from bandeng.places.queries import by_code, community_of
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

MOST_LATE, MOST_PROMISES = 50, 20


def of_place(request: Request, code: str) -> HttpResponse:
    """The promises of a place: those that run, those whose day is over, those that were none."""
    place = _community(code)
    speak_for(request, place, "watch")
    found, now = queries.of_place(place), timezone.now()
    which = request.GET.get("show", "")
    which = which if which in ("over", "none") else "open"
    page = paged(queries.full(_which(found, which, local_day(now))), request)
    context = {
        "place": place, "page": page, "rows": scorecards.rows(page, local_day(now)), "which": which, "as_of": now,
        "kept": queries.kept(found),
    }  # fmt: skip
    return render(request, "commitments/promises.html", context)


def _which(found: QuerySet[Commitment], which: str, today: date) -> QuerySet[Commitment]:
    declined = Q(state__in=[PromiseState.DECLINED, PromiseState.WITHDRAWN])
    unsaid = Q(state=PromiseState.ASKED, due_on__lt=today)
    if which == "none":
        return found.filter(declined | unsaid).order_by("-due_on", "-made_at", "pk")
    over = Q(state=PromiseState.CONFIRMED, due_on__lt=today)
    if which == "over":
        return found.filter(over).order_by("-due_on", "-made_at", "pk")
    return found.exclude(declined | unsaid | over)


def promise(request: Request, pk: UUID) -> HttpResponse:
    """One promise: who, to whom, by when, and how each item stands today or on a day that was asked for."""
    found, now = queries.promise(pk), timezone.now()
    speak_for(request, found.place, "watch")
    context = _card(request, found) | {
        "may_answer": found.state == PromiseState.ASKED and queries.may_answer(request.actor, found),
        "may_withdraw": found.state == PromiseState.ASKED and queries.may_make(request.actor, found.place),
        "may_grow": _may_grow(request, found, local_day(now)), "as_of": now,
    }  # fmt: skip
    return render(request, "commitments/promise.html", context)


def promise_print(request: Request, pk: UUID) -> HttpResponse:
    """The scorecard on paper, with the way back to the page."""
    found = queries.promise(pk)
    speak_for(request, found.place, "watch")
    address = request.build_absolute_uri(reverse("commitments:promise", args=[found.pk]))
    context = {**_card(request, found), "address": address, "as_of": timezone.now()}
    return render(request, "commitments/promise_print.html", context)


def _card(request: Request, found: Commitment) -> dict[str, Any]:
    today = local_day(timezone.now())
    on = _day_asked(request, found, today)
    card = scorecard(found, on, over=on < today)
    community = community_of(found.place) or found.place
    return {
        "promise": found, "card": card, "lines": scorecards.shown(card), "counts": scorecards.counted(card.counts),
        "then": scorecards.counted(card.frozen) if card.frozen else [], "state": scorecards.state_of(found),
        "within": scorecards.within(found), "on": on, "today": today, "is_today": on == today, "community": community,
    }  # fmt: skip


def _day_asked(request: Request, promise: Commitment, today: date) -> date:
    """The day the reader asks for, between the promise and today; today else."""
    try:
        asked = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return min(max(asked, promise.promised_on), today)


def _may_grow(request: Request, found: Commitment, today: date) -> bool:
    none = found.state in (PromiseState.DECLINED, PromiseState.WITHDRAWN)
    if none or today > found.due_on or found.reached_at is not None:
        return False
    noting = found.state == PromiseState.ASKED and queries.may_make(request.actor, found.place)
    return noting or queries.may_answer(request.actor, found)


def unit(request: Request, code: str, pk: UUID) -> HttpResponse:
    """What a unit holds in a place: what is late with its own word, what runs, and which promises it kept."""
    place = _community(code)
    found = get_object_or_404(Organisation.objects.select_related("place"), pk=pk)
    held = items_of.full(
        WorkItem.objects.filter(
            lead=found, matter__place__path__startswith=place.path, matter__sealed=False,
            matter__accepted_at__isnull=False,
        )
    )  # fmt: skip
    promises = queries.of_place(place).filter(organisation=found)
    if found.chain != place.chain and not held.exists() and not promises.exists():
        raise Http404
    speak_for(request, place, "watch")
    return render(request, "commitments/unit.html", _unit(request, place, found, held, promises))


def _unit(
    request: Request, place: Place, found: Organisation, held: QuerySet[WorkItem], promises: QuerySet[Commitment]
) -> dict[str, Any]:
    now = timezone.now()
    today = local_day(now)
    overdue = held.filter(state=State.ACTIVE, deadline__due_on__lt=today)
    running = held.filter(state__in=[State.ACTIVE, State.DONE]).exclude(pk__in=overdue.values("pk"))
    page = paged(running.order_by("deadline__due_on", "set_at", "pk"), request)
    late = list(overdue.order_by("deadline__due_on", "set_at", "pk")[:MOST_LATE])
    return {
        "place": place, "unit": found, "late": showing.rows(late, request.actor, now), "late_n": overdue.count(),
        "page": page, "rows": showing.rows(page, request.actor, now), "as_of": now,
        "settled": held.filter(state=State.SETTLED).count(), "running_n": running.count(),
        "promises": scorecards.rows(queries.full(promises)[:MOST_PROMISES], today), "kept": queries.kept(promises),
    }  # fmt: skip


def _community(code: str) -> Place:
    found = by_code(code)
    place = community_of(found) if found else None
    if place is None:
        raise Http404
    return place
