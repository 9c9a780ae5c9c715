"""Pages of places: a compound's and a building's own, and the tree above communities, walkable from the county down."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bandeng.core.deadline import local_day
from bandeng.desk import queries
from bandeng.desk.views.standing import speak
from bandeng.places.models import Level, Place, Tenure
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

SHOWN = 50
"""Places below one on a page."""

TENURES: dict[str, str | Promise] = {
    Tenure.OWNED: _("Those who live here own their homes: what all of them own together, they decide together."),
    Tenure.PUBLIC_RENTAL: _(
        "These are public rental homes: tenants are heard, and the housing authority or its unit decides."
    ),
    Tenure.MIXED: _("Some own their homes, some rent from the public: who may decide depends on whose part it is."),
}
"""Who lives in a compound, and what follows from it (domain.md 6.4)."""


def spot(request: Request, place: Place) -> HttpResponse:
    """A compound or building: what is open, what became of the rest, whom to ask at the door."""
    speak(request, place, "know")
    now = timezone.now()
    on = local_day(now)
    above = queries.crumbs(place)
    context = {
        "place": place, "crumbs": above, "rows": queries.as_rows(list(queries.being_handled(place)[:10]), now),
        "ended": queries.as_rows(list(queries.ended(place)[:5]), now), "overdue": queries.overdue_count(place, on),
        "solved": queries.solved_of(place), "folk": queries.whom_to_ask(place, on)[:12],
        "below": queries.branches(place, list(queries.standing_below(place)), on), **_homes([*above, place]),
    }  # fmt: skip
    return render(request, "desk/spot.html", context)


def _homes(line: list[Place]) -> dict[str, object]:
    """What is told of the compound: who lives there, what follows from it, how many homes."""
    compound = next((place for place in line if place.level == Level.COMPOUND), None)
    if compound is None:
        return {"compound": None}
    return {"compound": compound, "tenure": TENURES.get(compound.tenure, "")}


def tree(request: Request, place: Place) -> HttpResponse:
    """A place above communities: what is open and overdue below each of its places, to be walked down."""
    now: datetime = timezone.now()
    on = local_day(now)
    page = paged(queries.standing_below(place), request, size=SHOWN)
    below = queries.branches(place, page.rows, on)
    context = {
        "place": place, "crumbs": queries.crumbs(place), "below": below, "page": page,
        "overdue": queries.overdue_count(place, on), "as_of": now,
        "has_communities": any(each.place.level == Level.COMMUNITY for each in below),
    }  # fmt: skip
    return render(request, "desk/tree.html", context)
