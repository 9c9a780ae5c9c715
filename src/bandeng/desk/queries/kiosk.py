"""Where somebody may open a shared tablet."""

from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor
from bandeng.places.models import Level, Place

OPENS_KIOSKS = frozenset({"secretary", "community_staff"})
MOST = 60


def kiosk_places(actor: Actor) -> list[Place]:
    """The communities somebody is responsible for, and their compounds and buildings; none for a card."""
    if actor.by_card:
        return []
    mine = Place.objects.filter(at_places(actor, OPENS_KIOSKS, "path"), valid_to=None)
    return list(mine.filter(level__in=[Level.COMMUNITY, Level.COMPOUND, Level.BUILDING]).order_by("path")[:MOST])
