"""For everybody: the trips and suggestions of a place, one trip, one suggestion and the way back to who said it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.matters.views.speaking import speak_for
from bandeng.people.labels import role_name
from bandeng.places.queries import by_code
from bandeng.records.models import Evidence
from bandeng.research import agendas, queries, showing
from bandeng.research.models import Finding, Suggestion, Visit
from bandeng.research.views.acting import narrowed
from bandeng.shell import tools
from bandeng.shell.http import Request


def of_place(request: Request, code: str) -> HttpResponse:
    """What was looked into and suggested in a place and below it, with what became of each."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    today, paths = local_day(timezone.now()), [place.path]
    form, page, counts = narrowed(request, paths, today)
    context = {
        "place": place, "trips": list(queries.trips(paths)[:10]), "page": page, "form": form,
        "rows": [(each, showing.chip(each, today)) for each in page], "counts": counts,
        "figures": showing.figures(counts, form.asked().year), **form.shown(),
    }  # fmt: skip
    return render(request, "research/of_place.html", context)


def trip(request: Request, pk: UUID) -> HttpResponse:
    """A trip: themes by sites, visits, what was found, what was suggested, and what became of it."""
    found = queries.trip(pk)
    speak_for(request, found.place, "know")
    sites = list(found.sites.select_related("place").order_by("number"))
    visits: dict[object, list[Visit]] = {}
    for each in Visit.objects.filter(site__trip=found).order_by("visited_on", "pk"):
        visits.setdefault(each.site_id, []).append(each)
    photos = Evidence.objects.in_bulk({sha for rows in visits.values() for each in rows for sha in each.photos})
    plans = not request.actor.by_card and not request.actor.roles_at(found.place).isdisjoint(queries.PLANNERS)
    today = local_day(timezone.now())
    groups = queries.findings(found)
    everything = [each for _, rows in groups for each in rows]
    receipts = queries.receipts_of(everything) if plans else {}
    standing = agendas.standing(everything)
    context = {
        "trip": found, "sites": sites, "table": showing.crossed(found, sites, visits), "plans": plans,
        "way": [(site, [_visit(each, photos) for each in visits.get(site.pk, [])]) for site in sites],
        "groups": [
            (
                group, [(each, _receipt(each, receipts), _standing(each, standing)) for each in rows],
                _shared(rows, standing), any(each.pk not in standing for each in rows),
            )
            for group, rows in groups
        ],
        "found": len(everything), "calls": agendas.may_call(request.actor, found.place),
        "suggestions": [
            (each, showing.chip(each, today), showing.spoke(each))
            for each in Suggestion.objects.filter(trip=found).order_by("number", "pk")[:100]
        ],
        "panels": tools.panels("trip", found, request),
    }  # fmt: skip
    return render(request, "research/trip.html", context)


def _visit(each: Visit, photos: dict[str, Evidence]) -> tuple[Visit, list[tuple[str, str]], list[Evidence]]:
    return each, showing.heard(each), [photos[sha] for sha in each.photos if sha in photos]


def _shared(rows: Sequence[Finding], standing: Mapping[UUID, list[agendas.OnAgenda]]) -> list[agendas.OnAgenda]:
    """The lines of agendas that all of a class share: what was said there is shown once."""
    first = standing.get(rows[0].pk, [])
    return first if all(standing.get(each.pk, []) == first for each in rows) else []


def _standing(finding: Finding, standing: Mapping[UUID, list[agendas.OnAgenda]]) -> tuple[list[agendas.OnAgenda], bool]:
    """The agendas of a finding, and whether those who spoke of it may be told: it is no matter, and something came."""
    lines = standing.get(finding.pk, [])
    return lines, finding.matter_id is None and any(each.outcome for each in lines)


def _receipt(finding: Finding, receipts: dict[UUID, str]) -> str:
    return receipts.get(finding.matter_id, "") if finding.matter_id else ""


def suggestion(request: Request, pk: UUID) -> HttpResponse:
    """A suggestion from who said it first to what they were told."""
    found = queries.suggestion(pk)
    speak_for(request, found.place, "know")
    plans = not request.actor.by_card and not request.actor.roles_at(found.place).isdisjoint(queries.PLANNERS)
    matter = found.matter or (found.finding.matter if found.finding else None)
    came = queries.stations(found)
    context = {
        "stations": [showing.line(each) for each in came], "unheard": queries.unheard(came),
        "suggestion": found, "chip": showing.chip(found, local_day(timezone.now())), "spoke": role_name(found.said_by),
        "plans": plans, "answers": queries.answers_for(request.actor, found),
        "matter": matter if matter and matter.is_public else None,
    }  # fmt: skip
    return render(request, "research/suggestion.html", context)
