"""Holiday tables: a year as twelve months, what holds, what is missing; loading a year."""

import calendar as months_of
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bandeng.core.places import MOST_BYTES, as_lines, read_day_lines, read_days
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar, DayRow, Region, shelf_tables
from bandeng.core.workdays.tables import Kind
from bandeng.places import actions, calendars, forms, recompute
from bandeng.places.actions.calendars import FIRST_YEAR, LAST_YEAR, check_year
from bandeng.places.models import HolidayTable
from bandeng.places.views.staff import at_most, refused, staff
from bandeng.places.who import Request, is_admin, require

WEEKDAYS = [
    pgettext_lazy("weekday", "Mo"),
    pgettext_lazy("weekday", "Tu"),
    pgettext_lazy("weekday", "We"),
    pgettext_lazy("weekday", "Th"),
    pgettext_lazy("weekday", "Fr"),
    pgettext_lazy("weekday", "Sa"),
    pgettext_lazy("weekday", "Su"),
]
LIMIT = MOST_BYTES + 64 * 1024
SATURDAY = 5


@dataclass(frozen=True)
class Cell:
    """A day of the year page. `kind` is "", "off" (weekend), "holiday" or "worked" (a make-up day)."""

    day: date
    kind: str
    words: str
    ticked: bool = False


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday; None where another month's day would stand."""

    first: date
    weeks: list[list[Cell | None]]


@dataclass(frozen=True)
class YearLine:
    """A year of a layer on the list: whose table holds; "" when none does."""

    year: int
    whose: str
    source: str
    days: int


@require_safe
@staff
def index(request: Request) -> HttpResponse:
    """Every layer with its years; those without a table are provisional."""
    last = timezone.localdate().year + 1
    rows = {(row.layer, row.year): row for row in HolidayTable.objects.all()}
    layers = [(layer, _layer_name(region), _lines(layer, last, rows)) for layer, region in calendars.layers().items()]
    return render(request, "places/calendars.html", {"layers": layers, "admin": is_admin(request.actor)})


def _lines(layer: str, last: int, rows: dict[tuple[str, int], HolidayTable]) -> list[YearLine]:
    return [_line(layer, year, rows.get((layer, year))) for year in _years(layer, last, rows)]


def _years(layer: str, last: int, rows: dict[tuple[str, int], HolidayTable]) -> list[int]:
    told = {table.year for table in shelf_tables() if table.region == calendars.region_of(layer)}
    told |= {year for known, year in rows if known == layer} | {last}
    return list(range(max(told), min(told) - 1, -1))


def _line(layer: str, year: int, row: HolidayTable | None) -> YearLine:
    if row:
        return YearLine(year, "loaded", row.source, len(row.days))
    ours = calendars.shipped(layer, year)
    return YearLine(year, "ours" if ours else "", ours.rows[0].source if ours else "", len(ours.rows) if ours else 0)


def _layer_name(region: Region | None) -> str:
    if region is None:
        return ""
    return region.en if (get_language() or "").startswith("en") else region.zh


@require_safe
@staff
def year(request: Request, layer: str, year: int) -> HttpResponse:
    """A year as people see it on a wall, and what its loading moved."""
    _known(layer, year)
    row = calendars.loaded(layer, year)
    context = {
        "layer": layer,
        "name": _layer_name(calendars.layers()[layer]),
        "year": year,
        "line": _line(layer, year, row),
        "loaded": row,
        "months": _months(year, _calendar(layer)),
        "weekdays": WEEKDAYS,
        "moves": recompute.moved(layer, year) if row else None,
        "admin": is_admin(request.actor),
    }
    return render(request, "places/calendar.html", context)


def _calendar(layer: str) -> Calendar:
    return calendars.calendar_for(calendars.region_of(layer) or None)


def _known(layer: str, year: int) -> None:
    if layer not in calendars.layers() or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


@at_most(LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
@staff
def load(request: Request, layer: str, year: int) -> HttpResponse:
    """Write down, tick or send a year's days, look at what they would move, and load them."""
    _known(layer, year)
    require(is_admin(request.actor))
    name = _layer_name(calendars.layers()[layer])
    context: dict[str, object] = {"layer": layer, "year": year, "name": name, "weekdays": WEEKDAYS}
    if request.method != "POST":
        form = forms.YearDays(initial=_standing(layer, year))
        return render(request, "places/calendar_load.html", context | {"form": form, "months": _ticks(year, ())})
    form = forms.YearDays(request.POST, request.FILES)
    status, rows = 422, tuple[DayRow, ...]()
    if form.is_valid():
        try:
            rows = _rows(form, request)
            batch = actions.YearBatch(layer, year, form.cleaned_data["source"], rows)
            if request.POST.get("do") == "load":
                actions.load_year(batch=batch, actor=request.actor, at=timezone.now(), once=form.key)
                return redirect("places:calendar", layer=layer, year=year)
            if request.POST.get("do") == "look":
                context |= {"moves": recompute.would_move(check_year(batch)), "looked": True}
            status = 200
            _write(form, rows)
        except Refusal as no:
            status = refused(form, no)
    context |= {"form": form, "months": _ticks(year, rows)}
    return render(request, "places/calendar_load.html", context, status=status)


def _standing(layer: str, year: int) -> dict[str, str]:
    table = calendars.standing(layer, year)
    return {"source": table.rows[0].source, "rows": as_lines(table.rows)} if table and table.rows else {}


def _rows(form: forms.YearDays, request: Request) -> tuple[DayRow, ...]:
    """The lines, then the file's, then the ticks: a tick takes away a day that is there, and adds one that is not."""
    told = form.cleaned_data
    source = told["source"]
    days = {row.day: row for row in read_day_lines(told["rows"], source=source)}
    if told["table"]:
        days |= {row.day: row for row in read_days(told["table"].read(MOST_BYTES + 1), source=source)}
    for day in _ticked(request):
        if days.pop(day, None) is None:
            name = told["holiday"]
            kind: Kind = "work" if day.weekday() >= SATURDAY else "rest"
            days[day] = DayRow(day, kind, name, told["english"] or name, source)
    return tuple(days[day] for day in sorted(days))


def _ticked(request: Request) -> list[date]:
    try:
        return [date.fromisoformat(text) for text in request.POST.getlist("day")]
    except ValueError as wrong:
        raise Refusal("bad_day", row=0, text="") from wrong


def _write(form: forms.YearDays, rows: tuple[DayRow, ...]) -> None:
    """What was ticked or sent now stands in the lines."""
    form.data = {**dict(form.data.items()), "rows": as_lines(rows), "holiday": "", "english": ""}


def _month(year: int, number: int, cell: Callable[[date], Cell]) -> Month:
    weeks = months_of.Calendar().monthdatescalendar(year, number)
    return Month(
        date(year, number, 1), [[cell(day) if day.month == number else None for day in week] for week in weeks]
    )


def _months(year: int, held: Calendar) -> list[Month]:
    return [_month(year, number, lambda day: _cell(day, held)) for number in range(1, 13)]


def _ticks(year: int, rows: tuple[DayRow, ...]) -> list[Month]:
    """The year with the days of a table that is being written."""
    told = {row.day: row for row in rows}
    plain = Calendar()

    def cell(day: date) -> Cell:
        row = told.get(day)
        shown = _cell(day, plain)
        if row is None:
            return shown
        return replace(shown, kind="holiday" if row.kind == "rest" else "worked", words=row.zh, ticked=True)

    return [_month(year, number, cell) for number in range(1, 13)]


def _cell(day: date, held: Calendar) -> Cell:
    english = (get_language() or "").startswith("en")
    if made := held.made_up_for(day):
        return Cell(day, "worked", made.en if english else made.zh)
    reason = held.reason_off(day)
    if reason is None:
        return Cell(day, "", "")
    return Cell(day, "off" if reason.kind == "weekend" else "holiday", reason.en if english else reason.zh)
