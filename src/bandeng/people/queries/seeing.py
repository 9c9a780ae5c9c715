"""Who may be seen, and how somebody is found."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from bandeng.people import masking
from bandeng.people.acting import ROLES, Actor
from bandeng.people.models import (
    Body,
    Capacity,
    Duty,
    InviteCard,
    Organisation,
    Person,
    Seat,
)
from bandeng.people.rights import EVERYWHERE, READS_REVEALS, REGISTERS, is_system
from bandeng.places.models import Place
from bandeng.places.queries import starts
from bandeng.records.acts import ERASED
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


def capacities() -> list[tuple[str, Any]]:
    """What somebody may be here, for forms."""
    return list(Capacity.choices)


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
