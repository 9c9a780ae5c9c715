"""For which place a public page speaks: name, town, doors and telephone at the top and foot of it."""

from bandeng.places.models import Level, Place
from bandeng.places.queries import community_of, line_of
from bandeng.shell.http import Request

WITHIN = (Level.COUNTY, Level.STREET)


def speak_for(request: Request, place: Place, door: str = "") -> Place:
    """Let the page speak for the community of a place; returns the community. Two queries at most."""
    community = community_of(place) or place
    above = line_of(community)
    community.within = "".join(each.name for each in above if each.level in WITHIN and each != community)  # type: ignore[attr-defined]
    request.place = community
    if door:
        request.door = door
    return community
