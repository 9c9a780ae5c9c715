"""Lines of the records behind a number of a place's year: where each stands, its words, its place and day."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from bandeng.liaison import showing
from bandeng.liaison.queries import county as queries
from bandeng.matters.models import BenchNote, Matter
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

Line = tuple[str, str, str, Any, bool]
"""(address, words, where, day, entered later)"""


def only(request: Request, kind: str) -> list[str]:
    """What a list of suggestions is narrowed to, in words."""
    if not kind.endswith("suggestions"):
        return []
    asked = queries.narrowed(request.GET.get("way", ""), request.GET.get("adoption", ""))
    return [showing.narrowed(name, key) for name, key in asked.items()]


Read = Callable[[Request, str, Place, queries.Year], tuple[list[Line], Any]]
ON, SAID = ("-on", "-pk"), ("-said_on", "-pk")
ORDER = {
    "meetings": ("-starts_at", "-pk"), "trips": ("-starts_on", "-pk"), "duty_days": ON, "past_duty_days": ON,
    "past_activities": ON, "past_problems": ON, "suggestions": SAID, "past_suggestions": SAID,
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
    if kind.endswith("duty_days"):
        found = found.select_related("place", "room")
    page = paged(found, request)
    return [_line(kind, each) for each in page], page


def _line(kind: str, each: Any) -> Line:
    where = each.place.label or each.place.name
    if kind.endswith("duty_days"):
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
    page = paged(
        queries.listed(kind, place, year).values_list(*one).distinct().order_by("-held_on", "where", "matter__chain"),
        request,
    )
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


def lines(request: Request, kind: str, place: Place, year: queries.Year) -> tuple[list[Line], Any]:
    """A page of the records of a kind, and the page."""
    return READ.get(kind, _plain)(request, kind, place, year)
