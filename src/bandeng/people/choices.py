"""What the forms of this room offer to choose from."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db.models import Q

from bandeng.core.refusal import Refusal
from bandeng.people.acting import Actor
from bandeng.people.labels import ROLE_NAMES, duty_name, role_name
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.queries import living, named, paths_of, under
from bandeng.people.rights import ARRANGES, EVERYWHERE, REGISTERS, Where, is_system, may_give, place_of
from bandeng.places.models import Grid, Level, Place

MOST = 500
Choice = tuple[str, str]


def places(actor: Actor, roles: frozenset[str] = REGISTERS) -> list[Choice]:
    """The places under the actor's own, down to the unit; for site-wide administrators all communities and above."""
    found = Place.objects.exclude(level=Level.HOUSEHOLD).order_by("path")
    if is_system(actor) or actor.all_roles & EVERYWHERE:
        found = found.exclude(level__in=[Level.BUILDING, Level.UNIT])
    else:
        found = found.filter(under(paths_of(actor, roles)))
    return [(place.code, place.label or place.name) for place in found[:MOST]]


def place_by(code: str) -> Place:
    """The place that was chosen."""
    return Place.objects.get(pk=code)


def roles(actor: Actor, wheres: list[Where]) -> list[Choice]:
    """The roles the actor may give in at least one of these places."""
    given = frozenset().union(*(may_give(actor, place_of(where)) for where in wheres))
    return [(role, role_name(role)) for role in ROLE_NAMES if role in given]


def wheres(actor: Actor) -> list[Where]:
    """Where the actor may give duties: places, grids, organisations."""
    everywhere = is_system(actor) or bool(actor.all_roles & EVERYWHERE)
    paths = paths_of(actor, ARRANGES)
    places_ = Place.objects.exclude(level=Level.HOUSEHOLD).order_by("path")
    grids = Grid.objects.select_related("community").order_by("community", "name")
    firms = Organisation.objects.select_related("place").order_by("name", "id")
    if everywhere:
        places_ = places_.exclude(level__in=[Level.BUILDING, Level.UNIT])
    else:
        places_ = places_.filter(under(paths))
        grids, firms = grids.filter(under(paths, "community__")), firms.filter(under(paths, "place__"))
    return [*places_[:MOST], *grids[:MOST], *firms[:MOST]]


def where_key(where: Where) -> str:
    """How a form names one of `wheres`."""
    kind = "place" if isinstance(where, Place) else "grid" if isinstance(where, Grid) else "organisation"
    return f"{kind}:{where.pk}"


def where_choices(found: list[Where]) -> list[Choice]:
    """`wheres` for a form."""
    return [(where_key(one), (one.label or one.name) if isinstance(one, Place) else str(one)) for one in found]


class Held(TypedDict, total=False):
    """Exactly one of them."""

    place: Place
    grid: Grid
    organisation: Organisation


def where_by(key: str) -> Held:
    """The place, grid or organisation of a key, as `actions.give_duty` takes it."""
    kind, _, pk = key.partition(":")
    if kind == "place" and (place := Place.objects.filter(pk=pk).first()):
        return {"place": place}
    if kind == "grid" and (grid := Grid.objects.select_related("community").filter(pk=pk).first()):
        return {"grid": grid}
    if kind == "organisation" and (firm := Organisation.objects.select_related("place").filter(pk=pk).first()):
        return {"organisation": firm}
    raise Refusal("held_nowhere")


def colleagues(person: Person, *, on: date) -> list[Choice]:
    """Those on duty where a person is registered or on duty: who may stand in, or take work over."""
    own = [
        place.path for duty in _duties(person, on) if (place := place_of(duty.place or duty.grid or duty.organisation))
    ]
    near = Q(person__chain=person.chain) | under(own, "place__") | under(own, "grid__community__")
    near |= Q(organisation__in=[duty.organisation_id for duty in _duties(person, on) if duty.organisation_id])
    duties = Duty.objects.filter(near, living(on), person__erased_at__isnull=True).exclude(person=person)
    found: dict[UUID, list[Duty]] = {}
    for duty in duties.select_related("person", "place", "grid", "organisation").order_by("from_on", "id")[:MOST]:
        found.setdefault(duty.person_id, []).append(duty)
    return [(str(pk), f"{named(held[0].person)} ({duty_name(held[0])})") for pk, held in found.items()]


def _duties(person: Person, on: date) -> list[Duty]:
    return list(person.duties.filter(living(on)).select_related("place", "grid__community", "organisation__place"))


def people(persons: list[Person]) -> list[Choice]:
    """Persons for a form."""
    return [(str(person.pk), named(person)) for person in persons]


def person_by(pk: str) -> Person | None:
    """The person that was chosen, None for the empty choice."""
    return Person.objects.select_related("place").filter(pk=pk).first() if pk else None
