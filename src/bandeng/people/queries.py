"""Reading people: who may be seen, who holds what, who can do what where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from bandeng.people import erasure, handover, masking
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import (
    Body,
    Capacity,
    Duty,
    InviteCard,
    Leave,
    Organisation,
    Person,
    Reveal,
    Seat,
    User,
)
from bandeng.people.rights import EVERYWHERE, READS_REVEALS, REGISTERS, REVEALS, is_system
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry
from bandeng.records.sealing import blind


def phone_index(phone: str) -> str:
    """The blind fingerprint a telephone number is found by; "" for none or an erased one."""
    digits = masking.plain_phone(phone) if phone != ERASED else ""
    return blind(digits, "phone") if digits else ""


def name_index(name: str) -> str:
    """The blind fingerprint a name is found by, whatever its spaces, width and case; "" for none or an erased one."""
    letters = masking.plain_name(name) if name != ERASED else ""
    return blind(letters, "name") if letters else ""


def living(on: date, prefix: str = "") -> Q:
    """Duties or seats that stand on a day; `to_on` is the first day without."""
    ends = Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gt": on})
    return Q(**{f"{prefix}from_on__lte": on}) & ends


# --- who may be seen ---


def paths_of(actor: Actor, roles: Iterable[str]) -> list[str]:
    """The paths under which the actor holds one of these roles; one query, none without such a role."""
    codes = set() if actor.by_card else actor.places_with(*roles)
    return list(Place.objects.filter(code__in=codes).values_list("path", flat=True)) if codes else []


def under(paths: Iterable[str], prefix: str = "") -> Q:
    """Rows whose place lies at or under one of these paths; nothing without any."""
    found = Q(pk__in=[])
    for path in paths:
        found |= starts(f"{prefix}path", path)
    return found


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons an actor may see on a page: themself; for staff, those registered or on duty in their place."""
    persons = Person.objects.order_by("-registered_at", "id")
    if is_system(actor) or (not actor.by_card and actor.all_roles & EVERYWHERE):
        return persons
    paths = paths_of(actor, REGISTERS | READS_REVEALS)
    duties = Duty.objects.filter(
        under(paths, "place__") | under(paths, "grid__community__") | under(paths, "organisation__place__")
    )
    return persons.filter(under(paths, "place__") | Q(pk__in=duties.values("person")) | Q(pk=actor.id))


def visible_person(actor: Actor, pk: UUID) -> Person:
    """One person the actor may see, with place; 404 else, so that nobody learns who exists."""
    if found := visible_to(actor).select_related("place").filter(pk=pk).first():
        return found
    raise Http404


def with_duties(persons: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Persons ready for a list, with `on_duty` and `live_cards`; a fixed number of queries."""
    duties = Duty.objects.filter(living(on)).select_related("place", "grid", "organisation").order_by("from_on", "id")
    cards = InviteCard.objects.filter(revoked_at__isnull=True, until__gte=on)
    return persons.select_related("place", "user").prefetch_related(
        Prefetch("duties", queryset=duties, to_attr="on_duty"), Prefetch("cards", queryset=cards, to_attr="live_cards")
    )


def by_phone(persons: QuerySet[Person], phone: str) -> QuerySet[Person]:
    """Those with this telephone number, found without reading any number."""
    index = phone_index(phone)
    return persons.filter(phone_index=index) if index else persons.none()


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations are public; whoever works with people sees them all."""
    return Organisation.objects.select_related("place").order_by("kind", "name", "id")


def bodies_visible_to(actor: Actor, *, on: date) -> QuerySet[Body]:
    """Bodies of the actor's places, with the seats that stand."""
    seats = Seat.objects.filter(living(on)).select_related("person").order_by("from_on", "id")
    found = Body.objects.select_related("place").prefetch_related(Prefetch("seats", queryset=seats, to_attr="taken"))
    found = found.order_by("place", "kind", "id")
    if is_system(actor) or (not actor.by_card and actor.all_roles & EVERYWHERE):
        return found
    return found.filter(under(paths_of(actor, ROLES), "place__"))


# --- who can do what ---


def holders(role: str, place: Place, *, on: date) -> list[Person]:
    """Who can do what `role` does in a place on a day: its holders, or their deputies while away; three queries.

    Duties held above the place count, and those of grids whose buildings hold it; an organisation's do not.
    """
    return [person for found, person in _held_in(place, on=on, roles={role}) if found == role]


def staffing(place: Place, *, on: date) -> dict[str, set[str]]:
    """Role -> ids of the persons who can do it here on a day, as `core.process.staffing` asks; three queries.

    Officers of an organisation count where any organisation with them could take on work of this place; whoever has a
    duty in a building or grid of the place counts too: they do it for the matters that are raised there.
    """
    found: dict[str, set[str]] = {}
    for role, person in _held_in(place, on=on, roles=ROLES, all_here=True):
        found.setdefault(role, set()).add(str(person.pk))
    return found


def _held_in(place: Place, *, on: date, roles: Iterable[str], all_here: bool = False) -> list[tuple[str, Person]]:
    codes = place.ancestry
    where = Q(place__in=codes) | Q(grid__buildings__building__in=codes)
    if all_here:
        where |= Q(organisation__isnull=False) | Q(place__path__startswith=place.path)
        where |= Q(grid__community__path__startswith=place.path)
    duties = list(
        Duty.objects.filter(living(on), where, role__in=set(roles), person__erased_at__isnull=True)
        .select_related("person")
        .order_by("from_on", "id")
        .distinct()
    )
    deputies = deputies_of({duty.person_id for duty in duties}, on=on)
    found = {(duty.role, deputies.get(duty.person_id, duty.person)): None for duty in duties}
    return list(found)


def deputies_of(persons: Iterable[UUID], *, on: date) -> Mapping[UUID, Person]:
    """Who stands in for whom on a day: the absent person's id -> the deputy; one query."""
    away = Leave.objects.filter(person__in=set(persons), from_on__lte=on, to_on__gte=on).select_related("deputy")
    return {leave.person_id: leave.deputy for leave in away}


def duties_of(person: Person, *, on: date) -> QuerySet[Duty]:
    """The duties a person holds on a day."""
    found = person.duties.filter(living(on)).select_related("place", "grid__community", "organisation__place")
    return found.order_by("from_on", "id")


def duty_where(duty: Duty) -> "Any":
    """Where a duty is held: its place, grid or organisation."""
    return duty.place or duty.grid or duty.organisation


@dataclass(frozen=True)
class Unheld:
    """Open work whose holder's duty ended and that nobody took over."""

    duty: Duty
    work: list[handover.Work]


def unheld(actor: Actor, *, on: date) -> list[Unheld]:
    """Open work in the actor's places whose holder's duty ended without successor: for secretary and street."""
    paths = paths_of(actor, REGISTERS | {"supervisor"})
    where = under(paths, "place__") | under(paths, "grid__community__") | under(paths, "organisation__place__")
    if is_system(actor) or (not actor.by_card and actor.all_roles & EVERYWHERE):
        where = Q()
    ended = (
        Duty.objects.filter(where, to_on__lte=on, successor__isnull=True)
        .exclude(ended_because="")
        .select_related("person", "place", "grid", "organisation")
        .order_by("-to_on", "id")[:50]
    )
    still = set(
        Duty.objects.filter(living(on), person__in={duty.person_id for duty in ended}).values_list("person", flat=True)
    )
    last: dict[UUID, Duty] = {}
    for duty in ended:
        if duty.person_id not in still:
            last.setdefault(duty.person_id, duty)
    work = handover.open_works([duty.person for duty in last.values()])
    return [Unheld(duty, work[person]) for person, duty in last.items() if person in work]


# --- contact data ---


@dataclass(frozen=True)
class Contact:
    """Contact data of a person or of a raising, to be shown masked, or revealed.

    subject   "person:<id>" or "raising:<id>"
    chain     the chain a reveal is recorded in
    place     decides who may reveal
    values    the clear values by field: name, phone, email
    may       the roles that may reveal, in that place
    handlers  persons who may reveal because they handle it just now
    """

    subject: str
    chain: str
    place: Place | None
    values: Mapping[str, str] = field(repr=False)
    may: frozenset[str] = REVEALS
    handlers: frozenset[UUID] = frozenset()

    @property
    def masked(self) -> dict[str, str]:
        """The values as pages show them; an erased one stays the mark, a missing one is ""."""
        masks = {"name": masking.mask_name, "phone": masking.mask_phone, "email": masking.mask_email}
        return {name: value if value in ("", ERASED) else masks[name](value) for name, value in self.values.items()}


def contact_of(person: Person) -> Contact:
    """A person's contact data; no query when the person came with its place."""
    values = {"name": person.name, "phone": person.phone, "email": person.email}
    return Contact(f"person:{person.pk}", person.chain, person.place, values)


def reveals_about(person: Person) -> QuerySet[Reveal]:
    """Who saw this person's contact data, when and why; newest first, in one query after those of the rooms above."""
    found = Reveal.objects.filter(of__in=erasure.subjects_of(person)).select_related("by")
    return found.order_by("-at", "id")


def reveal_log(actor: Actor) -> QuerySet[Reveal]:
    """Every reveal in the chains of the places the actor audits; nothing for others."""
    found = Reveal.objects.select_related("by").order_by("-at", "id")
    if is_system(actor):
        return found
    paths = paths_of(actor, READS_REVEALS)
    chains = Place.objects.filter(under(paths)).values("chain")
    return found.filter(Q(chain__in=chains) | Q(chain="site")) if paths else found.none()


# --- one's own data ---


def own_data(person: Person) -> dict[str, Any]:
    """Everything kept of a person, in clear, as plain values: the copy one may take along (PIPL art. 45)."""
    user = User.objects.filter(person=person).first()
    about = Q(subject=f"person:{person.pk}") | Q(actor=f"person:{person.pk}")
    return {
        "format": "bandeng-own-data/1",
        "person": {
            "id": str(person.pk), "name": person.name, "phone": person.phone, "email": person.email,
            "called": person.called, "capacities": person.capacities, "place": person.place_id,
            "registered_at": person.registered_at.isoformat(),
        },
        "account": {"email": user.email, "opened_at": user.opened_at.isoformat()} if user else None,
        "duties": _rows(person.duties.order_by("from_on", "id"), "role", "label", "place_id", "from_on", "to_on"),
        "seats": _rows(person.seats.order_by("from_on", "id"), "title", "chosen_how", "from_on", "to_on"),
        "leaves": _rows(person.leaves.order_by("from_on", "id"), "from_on", "to_on"),
        "cards": _rows(person.cards.order_by("issued_at", "id"), "issued_at", "used_at", "until", "revoked_at"),
        "consents": _rows(person.consents.order_by("purpose"), "purpose", "how", "given_at", "withdrawn_at"),
        "seen_by": [
            {"at": seen.at.isoformat(), "by": named(seen.by), "fields": seen.fields, "reason": seen.reason}
            for seen in reveals_about(person)
        ],
        "acts": [
            {"at": entry.at.isoformat(), "verb": entry.verb, "entry": f"{entry.chain}:{entry.n}"}
            for entry in Entry.objects.filter(about).order_by("arrival")
        ],
        **erasure.export_of(person),
    }  # fmt: skip


def named(person: Person) -> str:
    """How others may name a person: the public name of their duty, else the masked one."""
    return person.called or masking.mask_name(person.name if person.name != ERASED else "") or "–"


def _rows(rows: QuerySet[Any], *names: str) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in rows.values(*names)]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def capacities() -> list[tuple[str, Any]]:
    """What somebody may be here, for forms."""
    return list(Capacity.choices)


# --- cards and accounts ---


def card_of_phone(fingerprint: str) -> InviteCard | None:
    """The card in use on the phone with this cookie."""
    return (
        InviteCard.objects.select_related("person", "pin").filter(pin__phone_key=fingerprint).first()
        if fingerprint
        else None
    )


def cards_visible_to(actor: Actor) -> QuerySet[InviteCard]:
    """The cards of the persons the actor may see, newest first."""
    return InviteCard.objects.select_related("person", "issued_by", "pin").filter(
        person__in=visible_to(actor).order_by().values("pk")
    ).order_by("-issued_at", "id")  # fmt: skip
