"""What everybody may know of mediation: how many cases, and where to turn."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.core.mediation import shipped
from bandeng.matters.views.speaking import speak_for
from bandeng.mediation import queries, showing
from bandeng.places.queries import by_code
from bandeng.shell.http import Request


def count(request: Request, code: str) -> HttpResponse:
    """The number of cases of the last whole quarters; it moves four times a year, and small numbers are not told."""
    place = by_code(code)
    if place is None:
        raise Http404
    speak_for(request, place, "know")
    start, end, number = queries.told_at(place, local_day(timezone.now()))
    context = {
        "place": place, "start": start, "last": showing.day_before(end), "number": number,
        "least": shipped().least_counted, "ways": showing.ways([way.key for way in shipped().ways]),
    }  # fmt: skip
    return render(request, "mediation/count.html", context)
