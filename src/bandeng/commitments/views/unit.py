"""What a unit works with: its one list over all compounds, the same as its own Excel, and its service scorecard."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bandeng.commitments import queries, showing
from bandeng.commitments.models import State, WorkItem
from bandeng.commitments.queries import promises
from bandeng.commitments.queries import unit as units
from bandeng.core.deadline import local_day
from bandeng.shell import sheets
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

FILTERS: dict[str, tuple[object, tuple[str, ...]]] = {
    "now": (lazy("all open"), (State.OPEN, State.ACTIVE, State.DONE)),
    "waiting": (lazy("waiting for a unit"), (State.OPEN,)),
    "active": (lazy("under way"), (State.ACTIVE,)),
    "done": (lazy("waiting for a check"), (State.DONE,)),
    "late": (lazy("overdue"), (State.OPEN, State.ACTIVE)),
    "check": (lazy("for me to look at"), ()),
    "over": (lazy("over"), (State.SETTLED, State.DROPPED)),
}
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ROWS = 5000


@login_required
@never_cache
def mine(request: Request) -> HttpResponse:
    """One list across all compounds, the most pressing first."""
    shown, place = _asked(request)
    found = queries.to_check(request.actor) if shown == "check" else _listed(request, shown, place)
    page = paged(found, request)
    context = {
        "rows": showing.rows(page, request.actor, timezone.now()), "page": page, "shown": shown, "place": place,
        "filters": [(key, word) for key, (word, _states) in FILTERS.items()],
        "compounds": units.compounds(request.actor), "here": request.get_full_path(),
        "units": units.own_units(request.actor),
        "promises_waiting": promises.waiting_for(request.actor).order_by().count(),
    }  # fmt: skip
    return render(request, "commitments/parts/items.html" if request.htmx else "commitments/mine.html", context)


def _asked(request: Request) -> tuple[str, str]:
    """The filter and the compound the address asks for; what nobody can mean is left out."""
    shown, place = request.GET.get("state", "now"), request.GET.get("place", "")
    known = {each.pk for each in units.compounds(request.actor)} if place else set()
    return shown if shown in FILTERS else "now", place if place in known else ""


def _listed(request: Request, shown: str, place: str) -> Any:
    late = local_day(timezone.now()) if shown == "late" else None
    return units.listed(request.actor, FILTERS[shown][1], compound=place, overdue_on=late)


@login_required
@never_cache
@require_safe
def sheet(request: Request, kind: str) -> HttpResponse:
    """The same list as a file: the unit's own Excel. Days are days, and no cell is a formula."""
    if kind not in KINDS:
        raise Http404
    shown, place = _asked(request)
    found = queries.to_check(request.actor) if shown == "check" else _listed(request, shown, place)
    rows = [_row(item) for item in found[:MOST_ROWS]]
    body = sheets.as_csv(_head(), rows) if kind == "csv" else sheets.as_xlsx(_("Work"), _head(), rows)
    answer = HttpResponse(body, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="work-{local_day(timezone.now()).isoformat()}.{kind}"'
    return answer


def _head() -> list[str]:
    return [
        _("What must be done"), _("Where it stands"), _("Number"), _("Matter"), _("Place"), _("Unit"), _("Helped by"),
        _("Taken on"), _("Until"), _("First told"), _("Done on"), _("Checked on"), _("Yuan"), _("Paid from"),
        _("Volunteers"), _("Their hours"),
    ]  # fmt: skip


def _row(item: WorkItem) -> list[sheets.Cell]:
    clock, money, helps = item.deadline or item.waiting, showing.money_of(item), list(item.helps.all())
    minutes = sum(each.minutes for each in helps)
    return [
        item.title, str(item.get_state_display()), item.matter.number, item.matter.title, item.matter.place.label,
        str(item.lead or ""), ", ".join(str(each.organisation) for each in item.supports.all() if not each.until),
        _day(item.claimed_at), clock.due_on if clock else None, clock.original_due_on if clock else None,
        _day(item.done_at), _day(item.settled_at),
        money.amount_fen / 100 if money and money.amount_fen is not None else None,
        str(money.get_source_display()) if money and money.source else "",
        sum(each.people for each in helps) or None, round(minutes / 60, 1) if minutes else None,
    ]  # fmt: skip


def _day(at: datetime | None) -> date | None:
    return local_day(at) if at else None


@login_required
@never_cache
@require_safe
def service(request: Request) -> HttpResponse:
    """How a unit's work went in a year: n of N, of nobody by name and against nobody else."""
    own = units.own_units(request.actor)
    chosen = next((each for each in own if str(each.pk) == request.GET.get("unit", "")), own[0] if own else None)
    today = local_day(timezone.now())
    years = units.years(chosen) if chosen else []
    year = next((each for each in years if str(each) == request.GET.get("year", "")), years[0] if years else today.year)
    found = units.service(chosen, year, today) if chosen and years else None
    context = {
        "units": own, "unit": chosen, "years": years, "year": year, "service": found, "today": today,
        "shares": _shares(found) if found else [],
        "hours": showing.volunteers(found.people, found.minutes) if found and found.people else "",
    }  # fmt: skip
    return render(request, "commitments/service.html", context)


def _shares(found: units.Service) -> list[tuple[str, units.Share]]:
    return [
        (_("Taken on in time"), found.claimed_in_time),
        (_("Done by the date first told"), found.done_by_original),
        (_("Done by the date with extensions and pauses"), found.done_by_due),
        (_("Solved at the first check"), found.first_time),
        (_("Given back"), found.returned),
        (_("With more time granted"), found.extended),
        (_("Stood still for a time"), found.suspended),
    ]
