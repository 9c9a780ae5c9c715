"""Entering earlier days from one sheet: the template, the sheet, and the same sheet back with what to mend."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.core.deadline import local_day
from bandeng.core.liaison import COLUMNS
from bandeng.core.refusal import Refusal
from bandeng.liaison import actions, forms
from bandeng.liaison.queries import later as queries
from bandeng.liaison.queries.rooms import KEEPERS, place_for
from bandeng.liaison.views.choosing import need_anywhere, own_places
from bandeng.places.models import Place
from bandeng.shell import sheets, workbooks
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


def head() -> list[str]:
    """The words above the columns."""
    return [
        _("Kind of record"), _("Where"), _("Day"), _("In words"), _("Form, or who said it"), _("How many people"),
        _("What became of it"), _("Remark"),
    ]  # fmt: skip


def _examples(place: str) -> list[list[str]]:
    """One row of each kind, for the template: to be replaced."""
    return [
        [
            _("activity"),
            place,
            "2026-03-05",
            _("Talked over where e-bikes may stand"),
            _("bench meeting"),
            "12",
            "",
            "",
        ],
        [
            _("problem"),
            place,
            "2026-03-20",
            _("The lamp at the gate was broken"),
            "",
            "",
            _("A new lamp hangs there"),
            "",
        ],
        [_("suggestion"), place, "2026-03-05", _("Put up a shed for bicycles"), _("resident"), "", "", ""],
    ]


def _file(name: str, rows: list[list[str]], form: str) -> HttpResponse:
    first, *others = rows
    body = sheets.as_csv(first, others) if form == "csv" else sheets.as_xlsx(name, first, others)
    answer = HttpResponse(body, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or ""
    return answer


@login_required
@never_cache
def template(request: Request, form: str) -> HttpResponse:
    """The empty sheet, with one row of each kind as an example."""
    need_anywhere(request, KEEPERS)
    if form not in TYPES:
        raise Http404
    first = own_places(request, KEEPERS).first()
    rows = _examples(first.label or first.name if first else "")
    return _file(_("Earlier days"), [head(), *rows], form)


@login_required
@never_cache
def later(request: Request) -> HttpResponse:
    """Send a sheet. It is taken whole, or comes back whole with a remark beside what cannot be taken."""
    need_anywhere(request, KEEPERS)
    places = own_places(request, KEEPERS)
    if request.method != "POST":
        form = forms.Sheet(initial={"once": new_once()}, places=places)
        return render(request, "liaison/later.html", {"form": form})
    form = forms.Sheet(request.POST, request.FILES, places=places)
    if looked := "carried" in request.POST:
        del form.fields["sheet"]
    if not form.is_valid():
        return render(request, "liaison/later.html", {"form": form}, status=422)
    place = place_for(request.actor, form.cleaned_data["place"], KEEPERS)
    cells: list[list[str]] = []
    try:
        cells = _carried(request) if looked else _cells(form.cleaned_data["sheet"])
        doubts = request.POST.get("doubts", "") if looked else ""
        done = actions.enter_later(place=place, rows=cells, doubts=doubts, actor=request.actor, at=timezone.now())
    except Refusal as no:
        back = no.code in ("sheet_not_whole", "sheet_doubtful")
        form = form if not looked else forms.Sheet(initial={"once": new_once(), "place": place.pk}, places=places)
        context = {"form": form, **(_remarked(cells, place) if back else {}), "refused": say(no)}
        return render(request, "liaison/later.html", context, status=422 if status(no.code) == 409 else status(no.code))
    words = ngettext("%(n)s row entered", "%(n)s rows entered", done.new) % {"n": done.new}
    if done.known:
        more = ngettext("%(n)s row stood already", "%(n)s rows stood already", done.known) % {"n": done.known}
        words = f"{words}, {more}"
    messages.success(request, words)
    return redirect(f"{reverse('liaison:county', args=[place.pk])}?year={done.year}")


def _cells(sent: Any) -> list[list[str]]:
    if sent.size > workbooks.MOST_BYTES:
        raise Refusal("sheet_unread")
    try:
        return workbooks.rows_of(sent.read())
    except workbooks.Unreadable as no:
        raise Refusal("sheet_unread") from no


def _remarked(cells: list[list[str]], place: Place) -> dict[str, Any]:
    """What cannot be taken, and the whole sheet to carry on the page till it is asked for."""
    rows = queries.read_rows(cells, place, local_day(timezone.now()))
    return {
        "wrong": [(row, say(row.wrong)) for row in rows if row.wrong], "good": sum(row.wrong is None for row in rows),
        "doubted": [row for row in rows if row.beside],
        "carried": json.dumps(cells, ensure_ascii=False), "place": place,
    }  # fmt: skip


@login_required
@never_cache
@require_POST
def remarks(request: Request) -> HttpResponse:
    """The same sheet, as it was typed, with a remark beside each row that cannot be taken."""
    need_anywhere(request, KEEPERS)
    place = place_for(request.actor, request.POST.get("place", ""), KEEPERS)
    sent = _carried(request)
    rows = queries.read_rows(sent, place, local_day(timezone.now()))
    told = _beside(sent, {row.number: _remark(row) for row in rows})
    return _file(_("Earlier days, to mend"), told, "csv" if request.POST.get("as") == "csv" else "xlsx")


def _beside(sent: list[list[str]], remarks: dict[int, str]) -> list[list[str]]:
    """Every line as it was sent, its own heading and columns too, with the remarks in one column after them.

    Where the sheet has the columns of the template, the remark has its place there already.
    """
    at = queries.heading_of(sent)
    ours = at is None or queries.in_order(sent[at])
    width = len(COLUMNS) if ours else max(map(len, sent))
    after = width if at is None else width + 1
    lines = [[*[*row, *([""] * width)][:width], remarks.get(n, ""), *row[after:]] for n, row in enumerate(sent, 1)]
    if at is None:
        return [head(), *lines]
    lines[at][width] = _("Remark")
    return lines


def _remark(row: queries.PastRow) -> str:
    if row.wrong:
        return str(say(row.wrong))
    return _("Already in the records? That day there: %(where)s") % {"where": row.beside} if row.beside else ""


def _carried(request: Request) -> list[list[str]]:
    """The cells of a sheet that a page carried. Raises BadRequest for what no page of ours sends."""
    try:
        return [[str(cell) for cell in row] for row in json.loads(request.POST.get("carried", ""))]
    except (ValueError, TypeError, RecursionError) as no:
        raise BadRequest from no
