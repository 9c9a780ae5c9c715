"""Which places a reader may choose from, and who is known by office there."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404

from bandeng.liaison.queries import rooms as queries
from bandeng.people.models import Person
from bandeng.people.queries import paths_of, under
from bandeng.places.choosing import BAR, MOST, SHOWN, Choice, Find, FoundField
from bandeng.places.models import Level, Place
from bandeng.places.queries import starts
from bandeng.shell.http import Request

ASKED_AT = (Level.COUNTY, Level.STREET, Level.COMMUNITY)


def need_anywhere(request: Request, roles: Collection[str] = queries.READERS) -> None:
    """Raises Http404 for somebody without one of these roles anywhere."""
    if request.actor.by_card or request.actor.all_roles.isdisjoint(roles):
        raise Http404


def own_places(
    request: Request, roles: Collection[str], levels: Collection[str] = ASKED_AT
) -> "QuerySet[Place]":  # fmt: skip
    """The standing places under the reader's own, the highest first."""
    return Place.objects.filter(under(paths_of(request.actor, roles)), level__in=levels, valid_to=None).order_by("path")


def people_of(place: Place) -> tuple[list[Choice], Find | None]:
    """Those known by their office; where there are many, how to find them by it."""
    known = queries.named_people(place).select_related("place")
    found = list(known[: MOST + 1])
    if len(found) <= MOST:
        return [(str(each.pk), each.called) for each in found], None

    def find(text: str) -> list[Choice]:
        rows = [_named(each) for each in known.filter(starts("called", text.partition(BAR)[0]))[: SHOWN + 1]]
        return [each for each in rows if text in (each[1], each[1].partition(BAR)[0])] or rows

    return [_named(each) for each in found], find


def _named(each: Person) -> Choice:
    where = f"{BAR}{each.place.label or each.place.name}" if each.place else ""
    return str(each.pk), f"{each.called}{where}"


def offer_people(field: FoundField, place: Place, nobody: object = "") -> None:
    """Let somebody of a place be chosen, or nobody in these words."""
    offered, find = people_of(place)
    field.among([("", str(nobody)), *offered] if nobody and find is None else offered, find)


def person(key: str) -> Person | None:
    """Who was chosen."""
    return Person.objects.get(pk=key) if key else None
