"""Know: every public matter of a place, in every state, found by words and filters with plain addresses."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bandeng.desk import queries
from bandeng.desk.forms import Find
from bandeng.desk.views.standing import community_or_404, speak
from bandeng.matters import queries as matters
from bandeng.shell.http import Request
from bandeng.shell.paging import paged

WAYS = (("", _("All")), ("open", _("Being handled")), ("ended", _("Ended")))


@dataclass(frozen=True)
class Segment:
    """One of the three views of the list."""

    label: str | Promise
    href: str
    on: bool


@require_safe
def know(request: Request, code: str) -> HttpResponse:
    """What is being handled here, by whom, until when; and what became of the rest."""
    place = community_or_404(code)
    speak(request, place, "know")
    now = timezone.now()
    asked = _asked(request)
    form = Find(asked, spots=queries.spots_at(place, asked.get("at", "")), units=list(queries.units_at(place)))
    told = form.asked()
    found = queries.public_list(place, told, now)
    page = paged(found, request)
    context = {
        "place": place, "form": form, "page": page, "rows": queries.as_rows(page.rows, now), "found": found.count(),
        "all": matters.public_at(place).count(), "segments": _segments(asked, told.get("state", "")),
        "narrowed": told, "folded": told.keys() <= {"q"} or told.keys() == {"state"},
    }  # fmt: skip
    return render(request, "desk/know.html", context)


def _asked(request: Request) -> QueryDict:
    """What the address asks for; `show` is how older addresses named the two lists."""
    asked = request.GET.copy()
    if (shown := request.GET.get("show", "")) in ("open", "ended"):
        asked.setdefault("state", shown)
    return asked


def _segments(asked: QueryDict, state: str) -> list[Segment]:
    """All, open and ended ones, each keeping what else was asked for."""
    found = []
    for key, label in WAYS:
        kept = asked.copy()
        for name in ("page", "show", "state"):
            kept.pop(name, None)
        if key:
            kept["state"] = key
        found.append(Segment(label, f"?{kept.urlencode()}", state == key))
    return found
