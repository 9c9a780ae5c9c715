"""The mediator's desk: the list, a matter's next form, a case, its acts, the other side's slip."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.mediation import shipped
from bandeng.core.refusal import Refusal
from bandeng.matters.views.speaking import speak_for
from bandeng.mediation import queries, showing
from bandeng.mediation.models import Case, Side, State
from bandeng.mediation.queries.cases import KNOWERS
from bandeng.mediation.views.acting import ACTS, next_form
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

SEES = KNOWERS | {"mediator"}

of_matter = login_required(never_cache(next_form))


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """One's own cases by their clock; of the place's others only that they are there and where they stand."""
    mine = paged(queries.mine(request.actor), request)
    if request.actor.all_roles.isdisjoint(SEES) and not mine.rows:
        raise Refusal("not_your_turn", needs=sorted(SEES))
    others = queries.listed(request.actor).exclude(mediator=request.actor.id)[:100]
    context = {"page": mine, "others": others, "today": local_day(timezone.now())}
    return render(request, "mediation/all.html", context)


def _seen(request: Request, pk: UUID) -> Case:
    """A case whose state this reader may know. Raises Http404 alike for any other and for none."""
    case = Case.objects.select_related("matter__place", "matter__process", "mediator", "raising").filter(pk=pk).first()
    if case is None or not queries.state_at(request.actor, case.matter, case):
        raise Http404
    speak_for(request, case.matter.place)
    return case


@login_required
@never_cache
def case(request: Request, pk: UUID) -> HttpResponse:
    """All of it for whoever mediates; for whoever keeps the matters, that it is there and where it stands."""
    found = _seen(request, pk)
    mediates = request.actor.id == found.mediator_id
    context: dict[str, Any] = {"case": found, "mediates": mediates, "ways": showing.ways(found.ways)}
    agreements = list(found.agreements.order_by("number"))
    today = local_day(timezone.now())
    both = all(queries.consents(found).values())
    due = found.due_on is not None and found.due_on <= today
    last = agreements[-1] if agreements and found.state in (State.AGREED, State.KEPT) else None
    may_confirm = last is not None and last.confirmation_on is None and today <= last.confirm_by
    context["deeds"] = showing.deeds(found, both=both, due=due, mediates=mediates, may_confirm=may_confirm)
    here = found.parties.filter(side=Side.OTHER, erased_at=None).exists()
    context["may_erase"] = here and queries.may_erase(request.actor, found)
    if mediates:
        context |= _inside(found, agreements)
    return render(request, "mediation/case.html", context)


def _inside(case: Case, agreements: list[Any]) -> dict[str, Any]:
    """Everything that only whoever mediates reads."""
    parties = {party.side: party for party in case.parties.all()}
    return {
        "complainant": parties[Side.COMPLAINANT], "other": parties[Side.OTHER], "agreements": agreements,
        "talks": case.talks.order_by("on", "at", "pk"), "risks": case.risks.order_by("on", "pk"),
        "raising": case.raising, "rules": shipped(), "slip": queries.code_of(case.pk),
    }  # fmt: skip


@login_required
@never_cache
def act(request: Request, pk: UUID, what: str) -> HttpResponse:
    """One act of a case."""
    if what not in ACTS:
        raise Http404
    if what in ("hand-over", "erase"):
        found = _seen(request, pk)
        if what == "erase" and not queries.may_erase(request.actor, found):
            raise Refusal("not_your_case")
    else:
        found = queries.mine_or_404(request.actor, pk)
        speak_for(request, found.matter.place)
    return ACTS[what](request, found)


@login_required
@never_cache
def slip(request: Request, pk: UUID) -> HttpResponse:
    """What the other side takes home: the code of its own page, and what it may say. Nothing of the matter."""
    found = queries.mine_or_404(request.actor, pk)
    speak_for(request, found.matter.place)
    code = queries.code_of(found.pk)
    address = request.build_absolute_uri(reverse("mediation:other", args=[code]))
    context: Mapping[str, Any] = {"case": found, "code": code, "address": address, "title": _("Mediation")}
    return render(request, "mediation/slip.html", dict(context))
