"""Looking at contact data, and erasing it (domain.md 3.8, 6.5, A11)."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.utils import timezone

from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.people import acts, erasure
from bandeng.people.acting import Actor
from bandeng.people.actions.persons import refuse_erased
from bandeng.people.masking import mask_text
from bandeng.people.models import Invitation, Person, Reveal, User
from bandeng.people.queries import Contact, living
from bandeng.people.rights import REGISTERS, may, need
from bandeng.records import actions as ledger
from bandeng.records.actions import action, record
from bandeng.records.acts import ERASED

FEWEST = 4
"""A reason of fewer characters is none."""
WITHOUT_WORK = frozenset({"raiser", "resident"})
"""Roles that end with the person: nobody has to take anything over."""


def reveal(
    *, of: Contact, fields: Iterable[str], reason: str, actor: Actor, at: datetime, once: str | None = None
) -> dict[str, str]:
    """Record who looks at what and why, and only then return the clear values by field.

    Raises    Refusal "reason_needed", "not_allowed", "nothing_there"
    Source    domain.md 6.5: masked until "reveal with reason"; each one audited
    """
    seen = _reveal(of=of, fields=sorted(set(fields)), reason=reason.strip(), actor=actor, at=at, once=once)
    return {name: of.values[name] for name in seen.fields}


@action
def _reveal(*, of: Contact, fields: list[str], reason: str, actor: Actor, at: datetime, once: str | None) -> Reveal:
    person = actor.id
    if person is None or not (person in of.handlers or may(actor, of.may, of.place)):
        raise Refusal("not_allowed", needs=sorted(of.may))
    if len(reason) < FEWEST:
        raise Refusal("reason_needed")
    if not fields or any(of.values.get(name, "") in ("", ERASED) for name in fields):
        raise Refusal("nothing_there")
    done = acts.ContactRevealed(reveal=new_id(at), of=of.subject, by=person, fields=fields, reason=mask_text(reason))
    seen: Reveal = record(done, chain=of.chain, subject=of.subject, actor=actor.name, at=at, once=once)
    return seen


@action
def erase_person(*, person: Person, actor: Actor, at: datetime, once: str | None = None) -> Person:
    """Erase a person's data: private parts and their salts, account, card, sessions; a pseudonym stays in the files.

    The rooms above erase theirs in the same transaction (erasure.offer); when one refuses, nothing is erased. Being a
    resident or a raiser ends with it: no work hangs on these that somebody would have to take over.
    Raises    Refusal "not_allowed" (neither the person nor who registers there), "still_on_duty", "erased"
    """
    person = Person.objects.select_related("place").get(pk=person.pk)
    refuse_erased(person)
    if actor.id != person.pk:
        need(actor, REGISTERS, person.place)
    living_ones = person.duties.filter(living(timezone.localtime(at).date()))
    roles = living_ones.exclude(role__in=WITHOUT_WORK).values_list("role", flat=True)
    if held := sorted(set(roles)):
        raise Refusal("still_on_duty", roles=held)
    erasure.erase_all(person, actor=actor, at=at)
    forget_account(person)
    subject = f"person:{person.pk}"
    done = acts.PersonErased(person=person.pk, pseudonym=f"#{person.pk.hex[-6:].upper()}")
    erased: Person = record(done, chain=person.chain, subject=subject, actor=actor.name, at=at, once=once)
    ledger.erase(subject)
    return erased


def forget_account(person: Person) -> None:
    """Remove whatever could sign this person in, and what was noted of their signing in."""
    Invitation.objects.filter(person=person).delete()
    for user in User.objects.filter(person=person):
        addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
        for table in (AccessAttempt, AccessLog, AccessFailureLog):
            table.objects.filter(username__in=[address.lower() for address in addresses if address]).delete()
        # Its sessions end by themselves: nobody is found for them any more.
        user.delete()
    for card in person.cards.filter(pin__isnull=False):
        card.pin.delete()
