"""What the forms of this room offer to choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from bandeng.core.refusal import Refusal
from bandeng.people.acting import Actor
from bandeng.people.labels import ROLE_NAMES, duty_name, role_name
from bandeng.people.models import Duty, Organisation, Person
from bandeng.people.queries import living, named, paths_of, under
from bandeng.people.rights import ARRANGES, EVERYWHERE, REGISTERS, Where, is_system, may_give, place_of
from bandeng.places.choosing import BAR, SHOWN, Choice, Find, finder, words_of
from bandeng.places.choosing import MOST as MOST_SHOWN
from bandeng.places.models import Grid, Level, Place
from bandeng.places.queries import starts

MOST = 500


def places(actor: Actor, roles: frozenset[str] = REGISTERS) -> "QuerySet[Place]":
    """The places under the actor's own, down to the unit; for site-wide administrators all communities and above."""
    found = Place.objects.exclude(level=Level.HOUSEHOLD).order_by("path")
    if is_system(actor) or actor.all_roles & EVERYWHERE:
        found = found.exclude(level__in=[Level.BUILDING, Level.UNIT])
    else:
        found = found.filter(under(paths_of(actor, roles)))
    return found


def place_by(code: str) -> Place:
    """The place that was chosen."""
    return Place.objects.get(pk=code)


def roles(actor: Actor, wheres: list[Where]) -> list[Choice]:
    """The roles the actor may give in at least one of these places."""
    given = frozenset().union(*(may_give(actor, place_of(where)) for where in wheres))
    return [(role, role_name(role)) for role in ROLE_NAMES if role in given]


@dataclass(frozen=True)
class Wheres:
    """Where duties may be given: places, grids, organisations, each as a query."""

    places: "QuerySet[Place]"
    grids: "QuerySet[Grid]"
    firms: "QuerySet[Organisation]"
    own: "QuerySet[Place]"

    def first(self) -> list[Where]:
        """The first of each, and the actor's own places: what there is to choose from, or a beginning of it."""
        most = MOST_SHOWN + 1
        some: list[Where] = [*self.places[:most], *self.grids[:most], *self.firms[:most], *self.own]
        return list({where_key(one): one for one in some}.values())

    def find(self, text: str) -> list[Choice]:
        """What a name or code could mean."""
        if text.partition(":")[0] in ("place", "grid", "organisation"):
            return [(text, text)] if any(where_key(one) == text for one in self._keyed(text)) else []
        told = [(f"place:{key}", words) for key, words in finder(self.places)(text)]
        name = text.partition(BAR)[0]
        named = starts("name", name)
        near: list[Where] = [*self.grids.filter(named)[:SHOWN], *self.firms.filter(named)[:SHOWN]]
        told += [(where_key(one), _with_place(one)) for one in near]
        exact = [each for each in told if text in (each[1], each[1].partition(BAR)[0])]
        return exact or told

    def _keyed(self, key: str) -> list[Where]:
        kind, _, pk = key.partition(":")
        try:
            rows: Any = {"place": self.places, "grid": self.grids, "organisation": self.firms}[kind]
            return list(rows.filter(pk=pk)[:1])
        except ValidationError:
            return []


def _with_place(one: Where) -> str:
    place = place_of(one)
    return f"{one}{BAR}{place.label or place.name}" if place else str(one)


def wheres(actor: Actor) -> Wheres:
    """Where the actor may give duties."""
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
    own = Place.objects.filter(pk__in=() if everywhere else actor.places_with(*ARRANGES)).order_by("path")
    return Wheres(places_, grids, firms, own)


def where_key(where: Where) -> str:
    """How a form names one of `wheres`."""
    kind = "place" if isinstance(where, Place) else "grid" if isinstance(where, Grid) else "organisation"
    return f"{kind}:{where.pk}"


def where_choices(found: Wheres, first: list[Where]) -> tuple[list[Choice], Find | None]:
    """`wheres` for a form: all of them, or the first and how to find the others."""
    if len(first) > MOST_SHOWN:
        return [(where_key(one), _in_words(one)) for one in first], found.find
    return [(where_key(one), (one.label or one.name) if isinstance(one, Place) else str(one)) for one in first], None


def _in_words(one: Where) -> str:
    return words_of(one) if isinstance(one, Place) else _with_place(one)


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
