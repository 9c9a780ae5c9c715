"""A county's year, township by township; each number is a list, each line a record. Only what the reader may see."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.liaison import showing
from bandeng.liaison.models import PastRecord
from bandeng.liaison.queries import county as queries
from bandeng.liaison.queries.rooms import READERS, place_for
from bandeng.liaison.views.choosing import need_anywhere
from bandeng.matters.models import BenchNote, Matter
from bandeng.places.models import Place
from bandeng.places.queries import line_of
from bandeng.shell import tools
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

Line = tuple[str, str, str, Any, bool]
"""(address, words, where, day, entered later)"""


def _year(request: Request) -> queries.Year:
    this = local_day(timezone.now()).year
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    return queries.Year(number if 2000 <= number <= this else this)


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """The places the reader may look at, each with its year."""
    need_anywhere(request)
    own = Place.objects.filter(pk__in=request.actor.places_with(*READERS)).order_by("path")
    page, year = paged(own, request), _year(request)
    context = {"page": page, "rows": queries.counted(page.rows, year), "year": year.number}
    return render(request, "liaison/county_all.html", context)


@login_required
@never_cache
def county(request: Request, code: str) -> HttpResponse:
    """A place's year: in all, and for each part right under it."""
    place = place_for(request.actor, code)
    year, page = _year(request), paged(queries.parts_of(place), request)
    whole, *parts = queries.counted([place, *page.rows], year)
    kinds = [(kind, showing.KINDS[kind], whole.counts[kind]) for kind in queries.LISTED]
    context = {
        "place": place, "page": page, "year": year.number, "whole": whole, "rows": parts, "kinds": kinds,
        "before": year.number - 1, "above": _above(request, place),
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
    year = _year(request)
    read = READ.get(kind, _plain)
    rows, page = read(request, kind, place, year)
    context = {
        "place": place, "kind": showing.KINDS[kind], "year": year.number, "rows": rows, "page": page,
        "sealed": kind in ("benches", "solved"), "only": _only(request, kind),
    }  # fmt: skip
    return render(request, "liaison/county_records.html", context)


def _only(request: Request, kind: str) -> list[str]:
    """What a list of suggestions is narrowed to, in words."""
    if not kind.endswith("suggestions"):
        return []
    asked = queries.narrowed(request.GET.get("way", ""), request.GET.get("adoption", ""))
    return [showing.narrowed(name, key) for name, key in asked.items()]


Read = Callable[[Request, str, Place, queries.Year], tuple[list[Line], Any]]
ORDER = {
    "meetings": ("-starts_at", "-pk"), "trips": ("-starts_on", "-pk"), "duty_days": ("-on", "-pk"),
    "past_activities": ("-on", "-pk"), "past_problems": ("-on", "-pk"), "suggestions": ("-said_on", "-pk"),
    "past_suggestions": ("-said_on", "-pk"),
}  # fmt: skip
PAGES = {
    "meetings": "meetings:one", "trips": "research:trip", "suggestions": "research:suggestion",
    "past_suggestions": "research:suggestion", "past_activities": "liaison:past", "past_problems": "liaison:past",
}  # fmt: skip


def _plain(request: Request, kind: str, place: Place, year: queries.Year) -> tuple[list[Line], Any]:
    """One row, one record."""
    found = queries.listed(kind, place, year).select_related("place").distinct().order_by(*ORDER[kind])
    if kind.endswith("suggestions"):
        found = found.filter(**queries.narrowed(request.GET.get("way", ""), request.GET.get("adoption", "")))
    if kind == "duty_days":
        found = found.select_related("place", "room")
    page = paged(found, request)
    return [_line(kind, each) for each in page], page


def _line(kind: str, each: Any) -> Line:
    where = each.place.label or each.place.name
    if kind == "duty_days":
        return reverse("liaison:room", args=[each.room_id]), each.room.name, where, each.on, each.later
    day = next(getattr(each, name) for name in ("starts_at", "starts_on", "on", "said_on") if hasattr(each, name))
    words = getattr(each, "title", "") or each.text
    return reverse(PAGES[kind], args=[each.pk]), words, where, day, kind.startswith("past")


def _solved(request: Request, kind: str, place: Place, year: queries.Year) -> tuple[list[Line], Any]:
    """The matters, the latest first."""
    keys = queries.listed(kind, place, year).values("matter")
    found = Matter.objects.filter(pk__in=keys).select_related("place").order_by("-closed_at", "-pk")
    page = paged(found, request)
    return [
        (reverse("matters:detail", args=[each.pk]), f"{each.number} {each.title}", each.place.label or each.place.name,
         each.closed_at, False)
        for each in page
    ], page  # fmt: skip


def _benches(request: Request, kind: str, place: Place, year: queries.Year) -> tuple[list[Line], Any]:
    """A bench meeting is a day and a spot; it leads to the matter that was talked over first."""
    one = ("matter__chain", "held_on", "where")
    page = paged(queries.listed(kind, place, year).values_list(*one).distinct().order_by("-held_on", "where"), request)
    notes: dict[tuple[Any, ...], BenchNote] = {}
    asked = BenchNote.objects.filter(
        held_on__in={row[1] for row in page}, where__in={row[2] for row in page},
        matter__in=queries.listed(kind, place, year).values("matter"),
    )  # fmt: skip
    for note in asked.select_related("matter__place").order_by("at", "pk"):
        notes.setdefault((note.matter.chain, note.held_on, note.where), note)
    shown = [notes[row] for row in page]
    return [
        (reverse("matters:detail", args=[note.matter_id]), f"{note.where} · {note.matter.title}",
         note.matter.place.label or note.matter.place.name, note.held_on, False)
        for note in shown
    ], page  # fmt: skip


READ: dict[str, Read] = {"solved": _solved, "benches": _benches}


@login_required
@never_cache
def past(request: Request, pk: UUID) -> HttpResponse:
    """Something that was entered later: what, when, and that no figure counts it."""
    found = PastRecord.objects.select_related("place", "entered_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    place_for(request.actor, found.place_id)
    return render(request, "liaison/past.html", {"past": found})
