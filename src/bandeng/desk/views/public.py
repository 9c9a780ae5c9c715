"""A place's home and its four doors: know, take part, decide, watch."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.desk import queries
from bandeng.desk.queries.newspaper import practices
from bandeng.desk.views.standing import SPOTS, community_or_404, place_or_404
from bandeng.desk.views.tree import spot, tree
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.views.speaking import speak_for
from bandeng.places.models import Level, Place
from bandeng.places.queries import has_community
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


def root(request: Request) -> HttpResponse:
    """The site's own home: its first community's; an empty site begins with its set-up page."""
    place = queries.home_place()
    if place is None:
        return redirect("places:setup") if not has_community() else render(request, "desk/nowhere.html")
    return _home(request, place)


def place_home(request: Request, code: str) -> HttpResponse:
    """The home of a community; the page of a compound or building; above communities, the tree to walk down."""
    place = place_or_404(code)
    if place.level == Level.COMMUNITY:
        return _home(request, place)
    return spot(request, place) if place.level in SPOTS else tree(request, place)


def _home(request: Request, place: Place) -> HttpResponse:
    speak_for(request, place)
    now = timezone.now()
    context = {
        "place": place, "rows": queries.as_rows(list(queries.being_handled(place)[:5]), now),
        "overdue": queries.overdue_count(place, local_day(now)), "kept": queries.kept_this_month(place, now),
        "ended": queries.as_rows(list(queries.ended(place)[:3]), now),
        "houses": queries.standing_below(place)[:12], "others": queries.other_communities(place),
        # Asked only by the page in large type.
        "heads": queries.building_heads(place, local_day(now))[:3],
        # Asked only by a demonstration.
        "practices": practices,
    }  # fmt: skip
    return render(request, "desk/home.html", context)


def take_part(request: Request, code: str) -> HttpResponse:
    """Raise a matter, join one, find one's own again."""
    place = community_or_404(code)
    speak_for(request, place, "take_part")
    page = paged(queries.most_joined(place), request, size=10)
    context = {"place": place, "page": page, "rows": queries.as_rows(page.rows, timezone.now())}
    return render(request, "desk/take_part.html", context)


def decide(request: Request, code: str) -> HttpResponse:
    """What was talked over on the bench, and what came of it."""
    place = community_or_404(code)
    speak_for(request, place, "decide")
    notes = paged(matters.public_bench_notes(place), request)
    shown = [(note, showing.OUTCOMES[note.outcome]) for note in notes]
    return render(request, "desk/decide.html", {"place": place, "page": notes, "notes": shown})
