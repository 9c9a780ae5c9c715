"""For everybody: the trips and suggestions of a place, one trip, one suggestion and the way back to who said it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.matters.views.speaking import speak_for
from bandeng.people.labels import role_name
from bandeng.places.queries import by_code
from bandeng.records.models import Evidence
from bandeng.research import queries, showing
from bandeng.research.models import Finding, Suggestion, Visit
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def of_place(request: Request, code: str) -> HttpResponse:
    """What was looked into and suggested in a place and below it, with what became of each."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    today, paths = local_day(timezone.now()), [place.path]
    counts = queries.counts(paths, today)
    page = paged(queries.register(paths), request)
    context = {
        "place": place, "trips": list(queries.trips(paths)[:10]), "page": page,
        "rows": [(each, showing.chip(each, today)) for each in page], "counts": counts,
        "ways": showing.by_way(counts), "answers": showing.by_answer(counts),
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
    receipts = queries.receipts_of([each for _, rows in groups for each in rows]) if plans else {}
    context = {
        "trip": found, "sites": sites, "table": showing.crossed(found, sites, visits), "plans": plans,
        "way": [(site, [_visit(each, photos) for each in visits.get(site.pk, [])]) for site in sites],
        "groups": [(group, [(each, _receipt(each, receipts)) for each in rows]) for group, rows in groups],
        "found": sum(len(rows) for _, rows in groups),
        "suggestions": [
            (each, showing.chip(each, today), showing.spoke(each))
            for each in Suggestion.objects.filter(trip=found).order_by("number", "pk")[:100]
        ],
        "papers": tools.shown("of_trip", found, request),
    }  # fmt: skip
    return render(request, "research/trip.html", context)


def _visit(each: Visit, photos: dict[str, Evidence]) -> tuple[Visit, list[tuple[str, str]], list[Evidence]]:
    return each, showing.heard(each), [photos[sha] for sha in each.photos if sha in photos]


def _receipt(finding: Finding, receipts: dict[UUID, str]) -> str:
    return receipts.get(finding.matter_id, "") if finding.matter_id else ""


def suggestion(request: Request, pk: UUID) -> HttpResponse:
    """A suggestion from who said it first to what they were told."""
    found = queries.suggestion(pk)
    speak_for(request, found.place, "know")
    plans = not request.actor.by_card and not request.actor.roles_at(found.place).isdisjoint(queries.PLANNERS)
    matter = found.matter or (found.finding.matter if found.finding else None)
    context = {
        "suggestion": found, "chip": showing.chip(found, local_day(timezone.now())), "spoke": role_name(found.said_by),
        "plans": plans, "answers": queries.answers_for(request.actor, found),
        "matter": matter if matter and matter.is_public else None,
    }  # fmt: skip
    return render(request, "research/suggestion.html", context)
