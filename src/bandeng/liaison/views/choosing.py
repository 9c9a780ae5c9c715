"""Which places a reader may choose from, and who is known by office there."""

from collections.abc import Collection

from django.http import Http404

from bandeng.liaison.queries import rooms as queries
from bandeng.people.models import Person
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Level, Place
from bandeng.shell.http import Request

MOST = 300
ASKED_AT = (Level.COUNTY, Level.STREET, Level.COMMUNITY)
Choices = list[tuple[str, str]]


def need_anywhere(request: Request, roles: Collection[str] = queries.READERS) -> None:
    """Raises Http404 for somebody without one of these roles anywhere."""
    if request.actor.by_card or request.actor.all_roles.isdisjoint(roles):
        raise Http404


def own_places(request: Request, roles: Collection[str], levels: Collection[str] = ASKED_AT) -> Choices:
    """The standing places under the reader's own, the highest first; one query for each of their places."""
    found: dict[str, str] = {}
    for path in paths_of(request.actor, roles):
        here = Place.objects.filter(under([path]), level__in=levels, valid_to=None).order_by("path")
        found |= {each.pk: each.label or each.name for each in here[:MOST]}
    return list(found.items())


def people_of(place: Place) -> Choices:
    """Those known by their office."""
    return [(str(each.pk), each.called) for each in queries.named_people(place)[:MOST]]


def person(key: str) -> Person | None:
    """Who was chosen."""
    return Person.objects.get(pk=key) if key else None
