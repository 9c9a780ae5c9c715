"""Contact data, who saw it, and all that is kept of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.people import erasure, masking
from bandeng.people.acting import Actor
from bandeng.people.models import (
    Person,
    Reveal,
    User,
)
from bandeng.people.queries.seeing import paths_of, under
from bandeng.people.rights import READS_REVEALS, REVEALS, is_system
from bandeng.places.models import Place
from bandeng.records.acts import ERASED
from bandeng.records.models import Entry


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
