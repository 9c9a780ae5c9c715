"""A place's own seats: the list, one more, a newer version, the end of one; and what everybody reads of them."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bandeng.core import meetings as core
from bandeng.core.refusal import Refusal
from bandeng.matters.showing import in_words
from bandeng.matters.views.speaking import speak_for
from bandeng.meetings import actions, queries, showing
from bandeng.meetings.forms import Once
from bandeng.meetings.models import Seating
from bandeng.meetings.queries.seating import SHELF
from bandeng.meetings.seat_forms import SPARE, Seats
from bandeng.meetings.views.acting import acted, own_places
from bandeng.places.choosing import PickPlace
from bandeng.places.models import OFFICIAL, Place
from bandeng.places.queries import by_code
from bandeng.shell.fields import line
from bandeng.shell.http import Request

MOST_SHOWN = 200


class End(Once):
    """A reason, for everybody to read."""

    why = line(_("Why, for everybody to read"), most=200)


def asked_for(request: Request, place: Place) -> Seating | None:
    """The seats an address names, where the place may have used them, in use or not; else None: those of the form."""
    with suppress(ValueError):
        found = Seating.objects.select_related("place").filter(pk=UUID(request.GET.get("seats", ""))).first()
        return found if found and found.place_id in place.ancestry else None
    return None


def choices(place: Place, chosen: Seating | None) -> list[tuple[str, str, bool]]:
    """What a meeting may be called with besides the form's own: key, words, whether it is chosen."""
    mine = chosen.pk if chosen else None
    return [
        (str(row.pk), f"{in_words(row.name)} · {row.place.label} · v{row.number}", row.pk == mine)
        for row in queries.seatings_for(place)
    ]


def _picked(request: Request) -> tuple[PickPlace, Place]:
    """Where the reader writes down seats, and for which place now. Raises Refusal "not_your_turn"."""
    picker = PickPlace(request.GET, own_places(request, queries.SEATERS).filter(level__in=OFFICIAL))
    place = picker.picked()
    if place is None or not queries.may_seat(request.actor, place):
        raise Refusal("not_your_turn", needs=sorted(queries.SEATERS))
    return picker, place


@login_required
@never_cache
def all_(request: Request) -> HttpResponse:
    """The seats of a place, of those above it and of the shelf; each can be copied."""
    picker, place = _picked(request)
    own = queries.seatings_of(place)
    above = [row for row in queries.seatings_for(place) if row.place_id != place.pk]
    shelf = [
        {
            "source": f"{SHELF}{each.key}", "name": in_words(each.name), "cite": in_words(each.cite),
            "assumed": each.origin == "assumption", "parties": showing.parties(core.seats_of(each)),
        }
        for each in core.shipped().templates.values()
    ]  # fmt: skip
    context = {
        "picker": picker, "place": place, "shelf": shelf, "above": [showing.seating_line(row) for row in above],
        "own": [showing.seating_line(row) for row in own if row.ended_at is None],
        "over": [showing.seating_line(row) for row in own if row.ended_at][:MOST_SHOWN],
    }  # fmt: skip
    return render(request, "meetings/seats.html", context)


@login_required
@never_cache
def new(request: Request) -> HttpResponse:
    """A template of its own: an empty sheet, or a copy."""
    _picker, place = _picked(request)
    sheet = queries.sheet_from(place, request.GET.get("from", ""))
    title = _("New seats for %(place)s") % {"place": place.label}
    return _written(request, place, title, sheet, None)


@login_required
@never_cache
def change(request: Request, pk: UUID) -> HttpResponse:
    """A newer version of a template; the page keeps what was typed whatever happened to it meanwhile."""
    row = queries.seating_or_404(pk)
    _need_own(request, row)
    title = _("Change “%(name)s”") % {"name": in_words(row.name)}
    return _written(request, row.place, title, queries.Sheet(row.name, row.seats, ""), row)


def _need_own(request: Request, row: Seating) -> None:
    if not queries.may_seat(request.actor, row.place):
        raise Refusal("not_your_turn", needs=sorted(queries.SEATERS))


def _written(request: Request, place: Place, title: str, sheet: queries.Sheet, row: Seating | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    rows = _rows(request)
    initial = {"zh": sheet.name.zh, "en": "" if sheet.name.en == sheet.name.zh else sheet.name.en}
    form = Seats(sent, seats=sheet.seats, rows=rows, initial=initial)
    back = f"{reverse('meetings:seats')}?place={place.pk}"
    context = {
        "place": place, "row": row, "copied": sheet.copied_from, "lines": form.lines,
        "full": form.count >= core.MOST_PARTIES,
    }  # fmt: skip
    if sent is not None and "more" in sent:
        ticked = {f"votes-{n}": f"votes-{n}" in sent for n in range(1, rows + 1)}
        more = Seats(seats=sheet.seats, rows=rows, initial={**initial, **sent.dict(), **ticked, "rows": rows})
        page = {"form": more, "title": title, "back": back, **context, "lines": more.lines}
        return render(request, "meetings/seats_form.html", page)

    def do() -> object:
        try:
            return actions.publish_seating(
                place=place, name=form.name(), seats=form.seats(), why=form.cleaned_data["why"],
                copied_from=sheet.copied_from, changes=row, actor=request.actor, at=timezone.now(),
                once=form.cleaned_data["once"],
            )  # fmt: skip
        except Refusal as no:
            raise form.placed(no) from no

    return acted(request, form, title, do, back=back, context=context, template="meetings/seats_form.html")


def _rows(request: Request) -> int:
    told: Any = request.POST.get("rows", "")
    count = int(told) if str(told).isdecimal() and len(str(told)) < 4 else 0
    return min(count + SPARE, core.MOST_PARTIES) if count and "more" in request.POST else count


@login_required
@never_cache
def end(request: Request, pk: UUID) -> HttpResponse:
    """Nobody is asked by it any more, and why."""
    row = queries.seating_or_404(pk)
    _need_own(request, row)
    form = End(request.POST if request.method == "POST" else None)

    def do() -> object:
        told = form.cleaned_data
        return actions.end_seating(
            seating=row, why=told["why"], actor=request.actor, at=timezone.now(), once=told["once"]
        )

    title = _("End “%(name)s”") % {"name": in_words(row.name)}
    return acted(request, form, title, do, back=f"{reverse('meetings:seats')}?place={row.place_id}")


def of_place(request: Request, code: str) -> HttpResponse:
    """Who sits at a table here, for everybody: what is in use, and what was, with the reasons."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    rows = [showing.seating_line(row) for row in queries.seatings_of(place)[:MOST_SHOWN]]
    above = [showing.seating_line(row) for row in queries.seatings_for(place) if row.place_id != place.pk]
    return render(request, "meetings/seats_of_place.html", {"place": place, "rows": rows, "above": above})
