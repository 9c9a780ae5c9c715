"""Figures for those who handle or oversee: any place of theirs, any period, by unit, category and channel."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bandeng.core.categories import categories
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.figures import queries, showing
from bandeng.figures.forms import Ask
from bandeng.figures.models import CountedRecord
from bandeng.figures.queries import Asked
from bandeng.figures.views.listing import DEFAULT, heading, lines
from bandeng.figures.views.tables import KINDS, Sheet, table
from bandeng.matters.queries import HANDLERS, OVERSEERS
from bandeng.matters.views.speaking import speak_for
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import OFFICIAL, Level, Place
from bandeng.places.queries import by_code, children, line_of, under
from bandeng.shell import sheets
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

READERS = HANDLERS | OVERSEERS
MOST_ROWS = 20_000
DOWN_TO = (*OFFICIAL, Level.COMPOUND)


@dataclass(frozen=True)
class Question:
    """What is asked, its form, and the address that asks it again."""

    asked: Asked
    form: Ask
    query: str


def _codes(actor: Actor) -> list[str]:
    """The places in which the actor reads figures."""
    held = [one for one in actor.held if one.role in READERS]
    return sorted({code for one in held for code in (one.buildings or {one.place}) if code})


def _question(request: Request) -> Question:
    """What was asked for, within the actor's own places. Raises Refusal "not_allowed" outside them; Http404."""
    codes = _codes(request.actor)
    if not codes:
        raise Refusal("not_allowed")
    code = request.GET.get("place", "")
    place = by_code(code.replace("\x00", "")) if code else Place.objects.get(pk=codes[0])
    if place is None:
        raise Http404
    if set(place.ancestry).isdisjoint(codes):
        raise Refusal("not_allowed")
    speak_for(request, place)
    today = local_day(timezone.now())
    told = Ask(request.GET, units=(units := _units(place)), today=today).cleaned()
    form = Ask(told, units=units, today=today)
    asked = Asked(
        place, told["since"], told["until"], today, told.get("unit") and Organisation(pk=told["unit"]).pk,
        told.get("category", ""), told.get("channel", ""),
    )  # fmt: skip
    return Question(asked, form, _query(asked))


def _units(place: Place) -> list[Organisation]:
    """The units that something is counted for at a place."""
    held = CountedRecord.objects.filter(under(place.pk, "place__"), unit__isnull=False).order_by()
    return list(Organisation.objects.filter(pk__in=held.values("unit").distinct()).order_by("name", "pk"))


def _query(asked: Asked) -> str:
    told = {
        "place": asked.place.pk, "since": asked.from_on.isoformat(), "until": asked.to_on.isoformat(),
        "unit": str(asked.unit or ""), "category": asked.category, "channel": asked.channel,
    }  # fmt: skip
    return urlencode({name: value for name, value in told.items() if value})


@login_required
@never_cache
@require_safe
def desk(request: Request) -> HttpResponse:
    """Every figure, n of N, with what was left out; the tree to walk; hot spots; units side by side."""
    found = _question(request)
    asked = found.asked
    units, few = queries.by_unit(asked)
    context: dict[str, Any] = {
        "asked": asked, "form": found.form, "query": found.query,
        "rows": showing.lines(queries.figures(asked), for_all=False), "as_of": queries.as_of(asked.place),
        "spots": _spots(asked), "units": _side_by_side(units), "few": few, **_tree(request.actor, asked.place),
    }  # fmt: skip
    return render(request, "figures/desk.html", context)


def _tree(actor: Actor, place: Place) -> dict[str, Any]:
    """The places above, as far as the actor reads figures there, and those directly below."""
    codes = set(_codes(actor))
    above = [each for each in line_of(place)[:-1] if not codes.isdisjoint(each.ancestry)]
    below = [each for each in children(place) if each.level in DOWN_TO and each.valid_to is None]
    return {"above": above, "below": below}


def _spots(asked: Asked) -> list[dict[str, Any]]:
    language = showing.language()
    return [
        {"spot": spot, "category": categories()[spot.category].name(language) if spot.category in categories() else ""}
        for spot in queries.spots(asked)
    ]


def _side_by_side(units: list[queries.UnitLine]) -> list[dict[str, Any]]:
    """Units with the kinds of work they had, in the order of their number of items: no ranking."""
    names, language = Organisation.objects.in_bulk([line.unit for line in units]), showing.language()
    return [
        {
            "name": names[line.unit].name if line.unit in names else "", "n": line.share.n, "N": line.share.N,
            "mix": [(categories()[key].name(language) if key in categories() else key, n) for key, n in line.mix],
        }
        for line in units
    ]  # fmt: skip


@login_required
@never_cache
@require_safe
def records(request: Request) -> HttpResponse:
    """The records that a figure counts, as far as the reader may see them; the others are told as a number."""
    found = _question(request)
    about = heading(request.GET.get("figure", DEFAULT), request.GET.get("which", "n"), for_all=False)
    behind = queries.records(found.asked, about.figure, about.which, request.actor)
    page = paged(behind.shown, request)
    context = {
        "asked": found.asked, "query": found.query, "about": about, "page": page, "records": lines(page.rows),
        "hidden": behind.hidden,
    }  # fmt: skip
    return render(request, "figures/records.html", context)


@login_required
@never_cache
@require_safe
def sheet(request: Request, kind: str) -> HttpResponse:
    """The table of figures, or the list behind one of them, as csv or xlsx."""
    if kind not in KINDS:
        raise Http404
    found = _question(request)
    title, head, rows = (
        _list(request, found) if request.GET.get("figure") else table(found.asked, _all_lines(found.asked))
    )
    body = sheets.as_csv(head, rows) if kind == "csv" else sheets.as_xlsx(title, head, rows)
    answer = HttpResponse(body, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="figures-{found.asked.place.pk}.{kind}"'
    return answer


def _all_lines(asked: Asked) -> list[showing.Line]:
    return showing.lines(queries.figures(asked), for_all=False)


def _list(request: Request, found: Question) -> Sheet:
    about = heading(request.GET["figure"], request.GET.get("which", "n"), for_all=False)
    behind = queries.records(found.asked, about.figure, about.which, request.actor)
    head = [_("Matter"), _("Number"), _("Place"), _("Day")]
    rows: list[list[sheets.Cell]] = [
        [each.title, each.number, each.place, each.day.isoformat()] for each in lines(behind.shown[:MOST_ROWS])
    ]
    return about.name, head, rows
