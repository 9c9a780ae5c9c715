"""For the hall of a house: a page for a screen that keeps itself up to date, and a poster for paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bandeng.desk import queries
from bandeng.desk.views.standing import place_or_404, speak
from bandeng.places.models import Place
from bandeng.places.queries import community_code
from bandeng.shell.http import Request

ON_SCREEN, ON_PAPER = 3, 4
"""Rows in each part: what is read from three metres, and what an A3 holds."""

FEW = 6
"""A poster with so few rows in all has them in larger type."""


@require_safe
def wall(request: Request, code: str) -> HttpResponse:
    """One page for a lobby screen: overdue, due this week, promised, solved this month; a QR code to say something."""
    return render(request, "desk/wall.html", _context(request, code, most=ON_SCREEN))


@require_safe
def poster(request: Request, code: str) -> HttpResponse:
    """The same on an A3 sheet, upright, with the head of the ledger on the day it was printed."""
    return render(request, "desk/poster.html", _context(request, code, most=ON_PAPER))


def _context(request: Request, code: str, *, most: int) -> dict[str, object]:
    place = _below_county(place_or_404(code))
    speak(request, place)
    now = timezone.now()
    found = queries.wall(place, now, most=most)
    parts = [
        (_("Overdue"), found.overdue, "late"), (_("Due this week"), found.week, "soon"),
        (_("Promised for later"), found.promised, "ok"), (_("Solved this month"), found.solved, "done"),
    ]  # fmt: skip
    return {
        "place": place, "wall": found, "parts": parts, "as_of": now, 
        "few": sum(len(part.rows) for _name, part, _kind in parts) <= FEW,
        "raise_at": _absolute(request, "matters:raise", place) + "?via=qr",
        "know_at": _absolute(request, "desk:home", place),
    }  # fmt: skip


def _below_county(place: Place) -> Place:
    if community_code(place) is None:
        raise Http404
    return place


def _absolute(request: Request, name: str, place: Place) -> str:
    return request.build_absolute_uri(reverse(name, args=[place.code]))
