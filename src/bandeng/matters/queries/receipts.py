"""Receipts: the code that follows a raising without signing in, and the contact data behind it, masked.

A code is never stored. It follows from its entry's `once` by a key of the site, so the raiser's page, a printed slip
and a mail can show it again, and nobody who reads the exported ledger can.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from bandeng.core.refusal import Refusal
from bandeng.matters.models import Matter, Merge, Raising
from bandeng.matters.queries.seeing import SEALED_HANDLERS, at_places, receipt_mark
from bandeng.people.acting import PUBLIC, Actor
from bandeng.people.queries import Contact, name_index, phone_index
from bandeng.people.rights import REVEALS
from bandeng.records.models import Entry
from bandeng.records.queries import head_of
from bandeng.records.sealing import blind

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINDERS = frozenset({"secretary", "community_staff"})
"""Who may find a lost receipt again at the desk."""


def code_of(kept: str) -> str:
    """The receipt's code that follows from what an entry keeps of `once`: ten characters of Crockford's base32."""
    number = int(blind(kept, "receipt-code")[:16], 16) >> 14
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(9, -1, -1))


def receipt_code(raising: Raising) -> str:
    """The code of a raising's receipt, worked out again; two queries.

    Raises   Refusal: "unknown" when its entry was made without this site's key.
    """
    code = receipt_codes([raising]).get(raising.pk)
    if code is None:
        raise Refusal("unknown")
    return code


def receipt_codes(raisings: Collection[Raising]) -> dict[UUID, str]:
    """The codes of several, without those whose entries were made without this site's key; two queries in all."""
    found = {}
    kept = _newest_once(raisings)
    for each in raisings:
        code = code_of(kept[each.pk]) if kept.get(each.pk) else ""
        if code and receipt_mark(code) == each.receipt:
            found[each.pk] = code
    return found


def _newest_once(raisings: Collection[Raising]) -> dict[UUID, str]:
    """What an entry kept for each: that of the receipt found again last, otherwise that of the raising itself."""
    own = Q(pk__in=[])
    for each in raisings:
        own |= Q(chain=each.entry_chain, n=each.entry_n)
    first = {(entry.chain, entry.n): entry.once for entry in Entry.objects.filter(own)}
    again = Entry.objects.filter(
        chain__in={each.entry_chain for each in raisings}, verb="matter.receipt_found",
        detail__raising__in=[str(each.pk) for each in raisings],
    )  # fmt: skip
    newest = {entry.detail["raising"]: entry.once for entry in again.order_by("n")}
    kept = {each.pk: newest.get(str(each.pk)) or first.get((each.entry_chain, each.entry_n)) for each in raisings}
    return {pk: once for pk, once in kept.items() if once}


@dataclass(frozen=True)
class Receipt:
    """What a receipt shows and prints.

    code   as people read it, in two halves: "7K2M9-Q4RTX"
    head   the chain's head, "CHAIN:N:HASH", with which `verify --receipt` finds a chain rewritten after the printing
    """

    number: str
    code: str
    head: str


def receipt(raising: Raising) -> Receipt:
    """A raising's receipt as it is printed now; four queries at most."""
    code = receipt_code(raising)
    return Receipt(raising.matter.number, f"{code[:5]}-{code[5:]}", head_of(raising.entry_chain))


def receipt_actor(raising: Raising, behind: Actor = PUBLIC) -> Actor:
    """Who acts by a receipt: the ledger names the receipt; who is signed in behind it is known still (I19)."""
    return Actor(name=f"receipt:{raising.pk}", person=behind.person, by_card=behind.by_card, held=behind.held)


def findable(actor: Actor) -> QuerySet[Raising]:
    """The raisings whose receipt the actor may find again at the desk."""
    own = Raising.objects.filter(at_places(actor, FINDERS, "matter__place__path"), erased_at__isnull=True)
    return own.select_related("matter__place").order_by("-raised_at", "-pk")


def find_raisings(actor: Actor, asked: str) -> QuerySet[Raising]:
    """The raisings of the actor's places of a person by this name or telephone number, or in the matter so numbered.

    The person is known as they were written down with the raising, or as they are registered.
    """
    number, phone, name = asked.strip(), phone_index(asked), name_index(asked)
    found = Q(matter__number__iexact=number) | Q(first_matter__number__iexact=number)
    if phone:
        found |= Q(phone_index=phone) | Q(person__phone_index=phone)
    if name:
        found |= Q(name_index=name) | Q(person__name_index=name)
    return findable(actor).filter(found)


def contact_of_raising(raising: Raising) -> Contact:
    """A raiser's name and contact, to be shown masked or revealed with a reason (`people.actions.reveal`)."""
    matter = raising.matter
    values = {"name": raising.name, "phone": raising.phone, "email": raising.email}
    may = REVEALS & SEALED_HANDLERS | {"mediator"} if matter.sealed else REVEALS
    holder = frozenset({matter.holder_id} if matter.holder_id else ())
    return Contact(f"raising:{raising.pk}", matter.chain, matter.place, values, may=may, handlers=holder)


def matters_of(raising: Raising) -> set[UUID]:
    """Every matter a raising has stood in: where it was raised, and where merges took it."""
    seen: set[UUID] = set()
    level = {raising.first_matter_id, raising.matter_id}
    while level:
        seen |= level
        level = set(Merge.objects.filter(matter__in=level).values_list("into_id", flat=True)) - seen
    return seen


def own_matters(person_id: UUID) -> QuerySet[Matter]:
    """The matters in which a person raised something, the newest first."""
    return Matter.objects.filter(raisings__person=person_id).distinct().order_by("-raised_at")
