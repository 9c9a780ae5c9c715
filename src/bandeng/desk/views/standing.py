"""For which place a public page speaks, and where that place lies."""

from django.http import Http404

from bandeng.matters.views.speaking import speak_for
from bandeng.places.models import Level, Place
from bandeng.places.queries import by_code, community_of
from bandeng.shell.http import Request

SPOTS = (Level.COMPOUND, Level.BUILDING)
"""The places below a community that have a page of their own; a stairwell's and a household's is their building's."""


def community_or_404(code: str) -> Place:
    """The community of a place by its code. Raises Http404 above communities and for none."""
    found = by_code(code)
    community = community_of(found) if found else None
    if community is None:
        raise Http404
    return community


def place_or_404(code: str) -> Place:
    """The place by its code, or the building a stairwell or household belongs to. Raises Http404 for none."""
    found = by_code(code)
    while found and found.level in (Level.UNIT, Level.HOUSEHOLD):
        found = found.parent
    if found is None:
        raise Http404
    return found


def speak(request: Request, place: Place, door: str = "") -> Place | None:
    """Let the page speak for the place's community, with its doors; above communities there is none to speak for."""
    community = community_of(place)
    return speak_for(request, community, door) if community else None
