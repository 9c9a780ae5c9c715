"""Figures for everybody: public ones, of whole months and years, of a community or above; small parts are guarded."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bandeng.core import figures as core
from bandeng.core.deadline import local_day
from bandeng.figures import queries, showing
from bandeng.figures.queries import Asked
from bandeng.figures.views.listing import DEFAULT, heading, lines
from bandeng.figures.views.periods import PERIODS, inside, period
from bandeng.figures.views.tables import KINDS, table
from bandeng.matters.views.speaking import speak_for
from bandeng.people.acting import PUBLIC
from bandeng.places.models import Place
from bandeng.places.queries import by_code, community_of
from bandeng.shell import sheets
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def _asked(request: Request, code: str) -> tuple[str, Asked]:
    """The period and the place: nothing below a community, where a count would be about a door."""
    found = by_code(code)
    if found is None:
        raise Http404
    place: Place = community_of(found) or found
    today = local_day(timezone.now())
    key, first, last = period(request.GET.get("period", ""), today)
    speak_for(request, place, "watch")
    return key, Asked(place, first, last, today)


@require_safe
def place(request: Request, code: str) -> HttpResponse:
    """What was counted, n of N, each a click away from what everybody may read of it."""
    key, asked = _asked(request, code)
    context = {
        "place": asked.place, "asked": asked, "period": key, "periods": PERIODS.items(), "rows": _rows(key, asked),
        "as_of": queries.as_of(asked.place), "small": core.rule("small_cell"),
    }  # fmt: skip
    return render(request, "figures/place.html", context)


def _rows(key: str, asked: Asked) -> list[showing.Line]:
    """The table as everybody may read it, whatever other periods they look at."""
    months = [replace(asked, from_on=first, to_on=last) for first, last in inside(key, asked.today)]
    within = [queries.figures(each) for each in months]
    return showing.lines(queries.figures(asked), for_all=True, within=within)


@require_safe
def sheet(request: Request, code: str) -> HttpResponse:
    """The table as csv, as everybody may read it; what is too few to be shown stands there as such."""
    key, asked = _asked(request, code)
    _title, head, rows = table(asked, _rows(key, asked), hidden=_("too few to be shown"))
    answer = HttpResponse(sheets.as_csv(head, rows), content_type=KINDS["csv"])
    answer["Content-Disposition"] = f'attachment; filename="figures-{asked.place.pk}-{asked.from_on}.csv"'
    return answer


@require_safe
def records(request: Request, code: str) -> HttpResponse:
    """The public records that a figure counts; how many others there are is told when they are not few."""
    key, asked = _asked(request, code)
    about = heading(request.GET.get("figure", DEFAULT), request.GET.get("which", "n"), for_all=True)
    key_of, _, part = about.figure.partition(".")
    answer, small = queries.figures(asked).get(key_of), core.rule("small_cell")
    told = answer.parts.get(part) if answer and part else answer
    too_few = told is not None and 0 < told.share.N < small
    found = queries.records(asked, about.figure, about.which, PUBLIC)
    page = paged(found.shown.none() if too_few else found.shown, request)
    context = {
        "place": asked.place, "asked": asked, "period": key, "about": about, "page": page, "records": lines(page.rows),
        "hidden": found.hidden, "few": 0 < found.hidden < small, "too_few": too_few,
    }  # fmt: skip
    return render(request, "figures/place_records.html", context)
