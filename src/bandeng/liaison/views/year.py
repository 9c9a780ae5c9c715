"""A place's year for everybody: how much was held, solved and suggested, and the public records behind each number.

The numbers are those of the desk (`views/county.py`). What was entered later from paper was written for the office: it
is counted and stands here with its day and place, without its words.
"""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.liaison import showing
from bandeng.liaison.queries import county as queries
from bandeng.liaison.queries.rooms import open_count
from bandeng.liaison.views.county import after, year_asked
from bandeng.liaison.views.listing import Line, lines, only
from bandeng.matters.views.speaking import speak_for
from bandeng.places.models import OFFICIAL, Place
from bandeng.places.queries import by_code
from bandeng.research.models import Adoption
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

WITHOUT_WORDS = ("past_activities", "past_problems")
"""What an office copied from paper."""


def _place(request: Request, code: str) -> Place:
    """A place that has a year, and the page speaks for it. Raises Http404."""
    place = by_code(code)
    if place is None or place.level not in OFFICIAL:
        raise Http404
    speak_for(request, place, "know")
    return place


@dataclass(frozen=True)
class Answer:
    """How many suggestions had one answer: those written down in time, and those entered later."""

    words: str
    key: str
    n: int
    later: int


def year(request: Request, code: str) -> HttpResponse:
    """How many activities, solved problems, suggestions and open rooms; part by part."""
    place, asked, now = _place(request, code), year_asked(request), timezone.now()
    page = paged(queries.parts_of(place, asked).filter(level__in=OFFICIAL), request)
    whole, *parts = queries.counted([place, *page.rows], asked)
    told = queries.suggested(place, asked)
    context = {
        "place": place, "page": page, "year": asked.number, "whole": whole, "rows": parts,
        "due": queries.due(place, asked, local_day(now)), "rooms": open_count(place), "as_of": now,
        "kinds": [
            (kind, showing.KINDS[kind], whole.counts[kind])
            for kind in (*queries.ACTIVITIES, *queries.SOLVED)
            if whole.counts[kind] or not kind.startswith("past")
        ],
        "answers": [
            Answer(showing.narrowed("adoption", key), key or "none", told["adoption", key, False],
                   told["adoption", key, True])
            for key in (*Adoption.values, "")
        ],
        "before": asked.number - 1, "after": after(asked),
    }  # fmt: skip
    return render(request, "liaison/year.html", context)


def records(request: Request, code: str, kind: str) -> HttpResponse:
    """The public records behind a number."""
    place, asked = _place(request, code), year_asked(request)
    if kind not in queries.LISTED:
        raise Http404
    rows, page = lines(request, kind, place, asked)
    wordless = kind in WITHOUT_WORDS
    context = {
        "place": place, "kind": showing.KINDS[kind], "year": asked.number, "page": page, "wordless": wordless,
        "rows": [_wordless(row) for row in rows] if wordless else rows, "only": only(request, kind),
        "sealed": kind in ("benches", "solved"),
    }  # fmt: skip
    return render(request, "liaison/year_records.html", context)


def _wordless(row: Line) -> Line:
    """A line without what was copied from paper, and without the address of it."""
    _address, _words, where, day, later = row
    return "", "", where, day, later
