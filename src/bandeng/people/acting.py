"""Who acts, and what they are in a place.

An `Actor` is made once per request (`people.middleware.WhoActs`) and passed to every action. Roles come from duties: a
duty held in a place counts there and everywhere under it; one held in a grid, in its buildings; one held in an
organisation, for that organisation's work. A card never gives more than CARD_ROLES, whatever duties its holder has.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from bandeng.people.models import Duty, Leave, Person
from bandeng.places.models import Place

ROLES = frozenset(
    "raiser resident building_head unit_head neighbour_steward grid_worker secretary community_staff social_worker"  # noqa: SIM905
    " convener chair recorder unit_officer department_officer cppcc_member supervisor area_overseer oversight_member"
    " mediator counter auditor system_admin security_admin".split()
)
CARD_ROLES = frozenset({"resident", "building_head", "unit_head", "neighbour_steward", "grid_worker"})
STAFF_ROLES = ROLES - CARD_ROLES - {"raiser"}


@dataclass(frozen=True)
class Held:
    """A duty as far as rights need it: which role, where."""

    role: str
    place: str | None
    buildings: frozenset[str]
    organisation: UUID | None
    deputising: bool = False


@dataclass(frozen=True)
class Actor:
    """Somebody doing something: a person with their duties, the holder of a receipt, the public, or the system.

    name   as the ledger writes it: "person:<uuid>", "receipt:<raising uuid>", "public", "system:<job>"
    """

    name: str
    person: Person | None = None
    by_card: bool = False
    held: tuple[Held, ...] = field(default=(), repr=False)

    @property
    def id(self) -> UUID | None:
        """The person's id, None for the public, a receipt or the system."""
        return self.person.pk if self.person else None

    def roles_at(self, place: Place) -> frozenset[str]:
        """What the actor is in a place: its duties there and above, without organisations' ones. No query."""
        above = set(place.ancestry)
        return frozenset(held.role for held in self.held if held.place in above or not held.buildings.isdisjoint(above))

    def organisations(self) -> frozenset[UUID]:
        """The organisations this actor may work for (unit_officer, department_officer). No query."""
        return frozenset(held.organisation for held in self.held if held.organisation)

    def places_with(self, *roles: str) -> frozenset[str]:
        """The codes of the places where the actor holds one of these roles. No query."""
        return frozenset(held.place for held in self.held if held.place and held.role in roles)

    @property
    def all_roles(self) -> frozenset[str]:
        """Every role the actor holds anywhere. No query."""
        return frozenset(held.role for held in self.held)

    @property
    def is_staff(self) -> bool:
        """Whether any role held is one that needs two-factor signing in."""
        return not self.all_roles.isdisjoint(STAFF_ROLES)


PUBLIC = Actor(name="public")


def system(job: str) -> Actor:
    """The system itself, e.g. system("clock")."""
    return Actor(name=f"system:{job}")


def actor_for(person: Person, *, on: date, by_card: bool = False) -> Actor:
    """The actor a person is on a day: own duties, and those of whom they deputise for; two queries."""
    absent = list(
        Leave.objects.filter(deputy=person, from_on__lte=on, to_on__gte=on).values_list("person_id", flat=True)
    )
    duties = (
        Duty.objects.filter(Q(person=person) | Q(person__in=absent), from_on__lte=on)
        .filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
        .prefetch_related("grid__buildings")
    )
    held = tuple(_held(duty, deputising=duty.person_id != person.pk) for duty in duties)
    if by_card:
        held = tuple(one for one in held if one.role in CARD_ROLES)
    return Actor(name=f"person:{person.pk}", person=person, by_card=by_card, held=held)


def _held(duty: Duty, *, deputising: bool) -> Held:
    buildings = frozenset(row.building_id for row in duty.grid.buildings.all()) if duty.grid else frozenset()
    return Held(duty.role, duty.place_id, buildings, duty.organisation_id, deputising)
