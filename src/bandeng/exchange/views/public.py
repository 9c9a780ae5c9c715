"""For everybody: cases from here and elsewhere, one case, its file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from bandeng.core.cases import write_file
from bandeng.exchange import forms, queries, showing
from bandeng.exchange.models import CaseUse, SolvedCase, State
from bandeng.matters.views.speaking import speak_for
from bandeng.places.queries import by_code
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def of_place(request: Request, code: str) -> HttpResponse:
    """Cases that were shared anywhere on this site, read under a place's door; found by words and kinds."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    form = forms.Find(request.GET)
    asked = form.asked()
    page = paged(queries.shared(asked), request)
    rows = [(each, showing.about(each), each.texts.get("cost", "").partition("\n")[0]) for each in page]
    context = {
        "form": form, "page": page, "rows": rows, "narrowed": bool(asked), "of": queries.communities(),
        "unfolded": bool(asked.keys() - {"q"}),
    }  # fmt: skip
    return render(request, "exchange/of_place.html", context)


def case(request: Request, pk: UUID) -> HttpResponse:
    """A case, where it came from and where it was used; a withdrawn one says why."""
    found = queries.case(pk)
    speak_for(request, found.place, "know")
    uses = list(CaseUse.objects.filter(case=found).select_related("place").order_by("at", "pk"))
    newer = SolvedCase.objects.filter(replaces=found, state=State.SHARED).only("pk", "number").first()
    shown = found.state != State.WITHDRAWN
    context = {
        "case": found, "told": showing.told(found), "about": showing.about(found), "uses": uses[:50], "newer": newer,
        "used": len(uses), "of": queries.communities(), "shown": shown,
        "steps": showing.process_steps(found) if shown else [],
        "matter": found.matter if found.matter and found.matter.is_public else None,
        "approves": queries.at(request.actor, found.place, queries.APPROVERS) and found.state == State.SHARED,
        "writes": queries.at(request.actor, found.place, queries.WRITERS) and found.state == State.SHARED,
    }  # fmt: skip
    if found.state == State.SHARED and "secretary" in request.actor.all_roles and not request.actor.by_card:
        context |= _to_take(request, found, uses)
    return render(request, "exchange/case.html", context)


def _to_take(request: Request, found: SolvedCase, uses: list[CaseUse]) -> dict[str, object]:
    """For which places a secretary may take it over, what that would do, and how it is undone where it was done."""
    places = queries.places_for(request.actor, [each.place_id for each in uses])
    own = next((each for each in uses if queries.at(request.actor, each.place, queries.WRITERS)), None)
    return {
        "places": places, "once": new_once(), "taking": showing.taking(found, places[0]) if len(places) == 1 else None,
        "taken": showing.taken(own) if own else None,
    }  # fmt: skip


def file(request: Request, pk: UUID) -> HttpResponse:
    """The file in which a shared case travels."""
    found = queries.case(pk)
    if found.state != State.SHARED:
        raise Http404
    name = f'attachment; filename="case-{found.number}.json"'
    text = write_file(queries.travelling(found))
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers={"Content-Disposition": name})
