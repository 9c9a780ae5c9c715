"""Two clicks from what a trip found to a meeting's agenda: this page is the second."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.meetings import actions, queries
from bandeng.meetings.forms.carrying import CLASS, EACH, Carry
from bandeng.meetings.views.acting import acted
from bandeng.research import queries as research
from bandeng.research.models import Finding, Trip
from bandeng.shell.dates import say_moment
from bandeng.shell.http import Request

MOST, MOST_FINDINGS, MOST_LOOKED_AT = 20, 200, 200


def asked_findings(request: Request) -> list[Finding]:
    """The findings an address names, in their order; words that are no key name nothing."""
    keys = [key for each in request.GET.getlist("finding")[:MOST_FINDINGS] if (key := _key(each))]
    if not keys:
        return []
    found = Finding.objects.select_related("trip__place", "matter__place").filter(pk__in=keys)
    return [each for each in found.order_by("trip", "number") if each.matter is None or _open(each)]


def by_class(request: Request) -> bool:
    """Whether an address asks for one topic for each class."""
    return request.GET.get("how") != EACH


def carried_on(request: Request) -> list[tuple[str, str]]:
    """What an address names of findings, to be named again in the next one."""
    rows = [("finding", str(each.pk)) for each in asked_findings(request)]
    return [*rows, ("how", request.GET.get("how", CLASS))] if rows else []


def _key(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def _open(finding: Finding) -> bool:
    """Whether the matter a finding became may be talked over: public, accepted, still going on."""
    matter = finding.matter
    return bool(matter and matter.is_public and matter.accepted_at and matter.step)


@login_required
@never_cache
def carry(request: Request, pk: UUID) -> HttpResponse:
    """What was chosen on the trip's page is ticked, and the next meeting; one button puts it there."""
    trip, now = research.trip(pk), timezone.now()
    meetings = [
        each
        for each in queries.meetings_near(trip.place)[:MOST_LOOKED_AT]
        if queries.may_call(request.actor, each.place)
    ]
    if request.actor.by_card or not (meetings or queries.may_call(request.actor, trip.place)):
        raise Refusal("not_your_turn", needs=sorted(queries.CALLERS))
    there = _offered(trip)
    chosen = _chosen(request, there)
    call = _call(trip, chosen or there)
    if not meetings or not there:
        return render(request, "meetings/no_meeting_for_trip.html", {"trip": trip, "call": call, "there": there})
    form = Carry(
        request.POST if request.method == "POST" else None,
        meetings=[(str(each.pk), f"{each.title} · {say_moment(each.starts_at, now=now)}") for each in meetings[:MOST]],
        findings=[(key, _line(each)) for key, each in there.items()],
        initial={"meeting": str(meetings[0].pk), "findings": list(chosen), "how": CLASS},
    )  # fmt: skip

    def do() -> object:
        told = form.cleaned_data
        return actions.carry_findings(
            meeting=next(each for each in meetings if str(each.pk) == told["meeting"]),
            findings=[there[key] for key in told["findings"]], by_class=told["how"] == CLASS, actor=request.actor,
            at=now, once=told["once"],
        )  # fmt: skip

    back = reverse("research:trip", args=[trip.pk])
    context = {"quoted": trip.title, "other": call}
    return acted(request, form, _("Put it on the agenda"), do, back=back, context=context)


def _offered(trip: Trip) -> dict[str, Finding]:
    """What may go onto an agenda: all but what is a matter that nobody may talk over in public."""
    rows = trip.findings.select_related("trip__place", "matter__place").order_by("number")
    return {str(each.pk): each for each in rows if each.matter is None or _open(each)}


def _chosen(request: Request, there: dict[str, Finding]) -> dict[str, Finding]:
    """A class at once, or single ones."""
    group, keys = request.GET.get("class", ""), request.GET.getlist("finding")
    return {key: each for key, each in there.items() if key in keys or (group and each.group == group)}


def _line(finding: Finding) -> str:
    number = f" ({finding.matter.number})" if finding.matter else ""
    return f"{finding.group} · {finding}{number}"


def _call(trip: Trip, findings: dict[str, Finding]) -> str:
    """Where a meeting is called with these topics on its agenda already."""
    place = next((each.matter.place.chain for each in findings.values() if each.matter), trip.place_id)
    asked = [("place", place), *(("finding", key) for key in findings), ("how", CLASS)]
    return f"{reverse('meetings:call')}?{urlencode(asked)}"
