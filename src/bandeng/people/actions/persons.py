"""Registering persons, changing what is known of them, consent."""

from collections.abc import Iterable
from datetime import datetime

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts
from bandeng.people.acting import Actor
from bandeng.people.masking import mask_text
from bandeng.people.models import Capacity, Consent, Person
from bandeng.people.rights import REGISTERS, is_system, need
from bandeng.places.models import Place
from bandeng.records.actions import SITE, action, record


@action
def register_person(
    *,
    place: Place | None,
    name: str,
    actor: Actor,
    at: datetime,
    phone: str = "",
    email: str = "",
    capacities: Iterable[str] = (Capacity.RESIDENT,),
    called: str = "",
    once: str | None = None,
) -> Person:
    """Register a person where they live or work; name, phone and email are private.

    called    how public pages may name them, e.g. "楼长 王师傅"; it stays in the ledger; "" for residents
    Raises    Refusal "not_allowed", "unknown_capacity"
    """
    need(actor, REGISTERS, place)
    person = new_id(at)
    done = acts.PersonRegistered(
        person=person, place=place.code if place else None, capacities=_known(capacities),
        called=mask_text(called.strip()), name=name.strip() or None, phone=phone.strip() or None,
        email=email.strip() or None,
    )  # fmt: skip
    registered: Person = record(
        done, chain=place.chain if place else SITE, subject=f"person:{person}", actor=actor.name, at=at, once=once
    )
    return registered


@action
def change_person(
    *,
    person: Person,
    actor: Actor,
    at: datetime,
    name: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    capacities: Iterable[str] | None = None,
    called: str | None = None,
    place: Place | None = None,
    version: int | None = None,
    once: str | None = None,
) -> Person:
    """Change what is known of a person; None leaves a thing as it is, "" takes it away.

    Raises    Refusal "not_allowed" (neither staff of the place nor the person), "erased", "stale", "unknown_capacity"
    """
    person = Person.objects.select_related("place").get(pk=person.pk)
    refuse_erased(person)
    if actor.id != person.pk or called is not None or place is not None:
        need(actor, REGISTERS, person.place)
    if version is not None and version != person.version:
        raise Refusal("stale", version=person.version)
    done = acts.PersonChanged(
        person=person.pk, capacities=None if capacities is None else _known(capacities),
        called=None if called is None else mask_text(called.strip()), place=place.code if place else None,
        name=_stripped(name), phone=_stripped(phone), email=_stripped(email),
    )  # fmt: skip
    changed: Person = record(
        done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once
    )
    return changed


@action
def consent(
    *, person: Person, purpose: str, given: bool, how: str, actor: Actor, at: datetime, once: str | None = None
) -> Consent:
    """Note that a person consented to a purpose, or took it back, e.g. how="spoken, at the door"."""
    refuse_erased(person)
    if actor.id != person.pk and not is_system(actor):
        need(actor, REGISTERS, person.place)
    done = acts.PersonConsented(person=person.pk, purpose=purpose, given=given, how=mask_text(how.strip()))
    noted: Consent = record(done, chain=person.chain, subject=f"person:{person.pk}", actor=actor.name, at=at, once=once)
    return noted


def refuse_erased(person: Person) -> None:
    """Refuse "erased" for a person whose data is gone."""
    if person.erased_at:
        raise Refusal("erased")


def _known(capacities: Iterable[str]) -> list[str]:
    chosen = [str(capacity) for capacity in capacities]
    if unknown := sorted(set(chosen) - set(Capacity.values)):
        raise Refusal("unknown_capacity", capacities=unknown)
    return chosen


def _stripped(text: str | None) -> str | None:
    return None if text is None else text.strip()
