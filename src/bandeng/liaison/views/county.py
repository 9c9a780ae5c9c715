"""A county's year, township by township; each number is a list, each line a record. Only what the reader may see."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.liaison import showing
from bandeng.liaison.models import PastRecord
from bandeng.liaison.queries import county as queries
from bandeng.liaison.queries.rooms import READERS, place_for
from bandeng.liaison.views.choosing import need_anywhere
from bandeng.liaison.views.listing import lines, only
from bandeng.places.models import Place
from bandeng.places.queries import line_of
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def year_asked(request: Request) -> queries.Year:
    """The year of the address, from 2000 to this one; else this one."""
    this = local_day(timezone.now()).year
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    return queries.Year(number if 2000 <= number <= this else this)


def after(year: queries.Year) -> int | None:
    """The year after one, where it has begun."""
    return year.number + 1 if year.number < local_day(timezone.now()).year else None


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """The places the reader may look at, each with its year."""
    need_anywhere(request)
    own = Place.objects.filter(pk__in=request.actor.places_with(*READERS)).order_by("path")
    page, year = paged(own, request), year_asked(request)
    context = {"page": page, "rows": queries.counted(page.rows, year), "year": year.number}
    return render(request, "liaison/county_all.html", context)


@login_required
@never_cache
def county(request: Request, code: str) -> HttpResponse:
    """A place's year: in all, and for each part right under it."""
    place = place_for(request.actor, code)
    year = year_asked(request)
    page = paged(queries.parts_of(place, year), request)
    whole, *parts = queries.counted([place, *page.rows], year)
    kinds = [(kind, showing.KINDS[kind], whole.counts[kind]) for kind in queries.LISTED]
    context = {
        "place": place, "page": page, "year": year.number, "whole": whole, "rows": parts, "kinds": kinds,
        "before": year.number - 1, "after": after(year), "above": _above(request, place),
        "panels": tools.panels("year", (place, year.number), request),
    }  # fmt: skip
    return render(request, "liaison/county.html", context)


def _above(request: Request, place: Place) -> list[Place]:
    return [each for each in line_of(place) if each.pk != place.pk and request.actor.roles_at(each) & READERS]


@login_required
@never_cache
def records(request: Request, code: str, kind: str) -> HttpResponse:
    """The records behind a number."""
    place = place_for(request.actor, code)
    if kind not in queries.LISTED:
        raise Http404
    year = year_asked(request)
    rows, page = lines(request, kind, place, year)
    context = {
        "place": place, "kind": showing.KINDS[kind], "year": year.number, "rows": rows, "page": page,
        "sealed": kind in ("benches", "solved"), "only": only(request, kind),
    }  # fmt: skip
    return render(request, "liaison/county_records.html", context)


@login_required
@never_cache
def past(request: Request, pk: UUID) -> HttpResponse:
    """Something that was entered later: what, when, and that no figure of dates counts it."""
    found = PastRecord.objects.select_related("place", "entered_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    place_for(request.actor, found.place_id)
    return render(request, "liaison/past.html", {"past": found})
