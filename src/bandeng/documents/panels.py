"""What a matter's page and a receipt show of papers."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import get_language

from bandeng.documents import queries
from bandeng.documents.writing import can_pdf
from bandeng.matters import queries as matters
from bandeng.matters.models import Kind, Matter, Raising
from bandeng.meetings.models import Meeting
from bandeng.places.models import Place
from bandeng.places.queries import community_of
from bandeng.research.models import Output, Trip
from bandeng.shell.http import Request
from bandeng.shell.tools import Panel


def papers(matter: Matter, request: HttpRequest) -> Panel | None:
    """The papers of a matter the reader may have; None where there is none."""
    return _panel(queries.offers(matter, cast(Request, request).actor), matter.place, cast(Request, request))


def of_meeting(meeting: Meeting, request: HttpRequest) -> Panel | None:
    """The papers of a meeting the reader may have; None where there is none."""
    return _panel(queries.meeting_offers(meeting, cast(Request, request).actor), meeting.place, cast(Request, request))


def of_trip(trip: Trip, request: HttpRequest) -> Panel | None:
    """The report of a research trip."""
    return _panel(queries.trip_offers(trip, cast(Request, request).actor), trip.place, cast(Request, request))


def of_output(output: Output, request: HttpRequest) -> Panel | None:
    """A proposal or a brief on paper."""
    return _panel(queries.output_offers(output, cast(Request, request).actor), output.place, cast(Request, request))


def of_year(told: tuple[Place, int], request: HttpRequest) -> Panel | None:
    """The papers of a place's year."""
    place, number = told
    return _panel(queries.year_offers(place, number), place, cast(Request, request))


def _panel(offers: list[queries.Offer], at: Place, request: Request) -> Panel | None:
    actor, language = request.actor, get_language() or ""
    if not offers or request.kiosk:
        return None
    place = community_of(at) or at
    rows = [(each, each.name(language), queries.may_issue(actor, place, each.kind)) for each in offers]
    context = {"rows": rows, "pdf": can_pdf()}
    return Panel("documents/parts/papers.html", context)


def of_receipt(raising: Raising, request: HttpRequest) -> Panel | None:
    """The receipt and the reply letters, for whoever holds it; a file would stay on a shared tablet."""
    if cast(Request, request).kiosk:
        return None
    replies = raising.replies.exclude(kind=Kind.RECEIPT).order_by("at", "pk")
    context = {"code": matters.receipt_code(raising), "replies": list(replies), "pdf": can_pdf()}
    return Panel("documents/parts/receipt.html", context)
