"""Erasing a raiser's own words, name, contact and pictures at their wish (domain.md 3.8, A11)."""

import secrets
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters import queries
from bandeng.matters.actions.deciding import enter
from bandeng.matters.acts import WordsErased
from bandeng.matters.models import Raising, Verification
from bandeng.matters.queries.own import OWN_FIELDS, own_entries
from bandeng.matters.queries.receipts import ALPHABET
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.people.rights import REGISTERS, need
from bandeng.records.actions import action, erase_parts
from bandeng.records.photos import forget


@action
def erase_raising(*, raising: Raising, actor: Actor, at: datetime, once: str | None = None) -> Raising:
    """Erase what a raiser said and who they are, also in the ledger's private parts.

    A pseudonym stays, e.g. "提出人-7K2". The matter, its public summary
    and the official replies stay, and the receipt still opens the answers.
    actor    the holder of the receipt, or the raiser signed in
    Raises   Refusal: "not_allowed", "already_erased".
    """
    raising = Raising.objects.select_related("matter").get(pk=raising.pk)
    if actor.name != f"receipt:{raising.pk}" and (actor.id is None or actor.id != raising.person_id):
        raise Refusal("not_allowed")
    return _erase(raising, actor=actor, at=at, once=once)


def erase_raisings_of(*, person: Person, actor: Actor, at: datetime) -> list[Raising]:
    """Erase all raisings of a person, within the erasure of the person (`people.erasure`).

    Raises   Refusal: "not_allowed" (neither the person nor staff who register in their place).
    """
    if actor.id != person.pk:
        need(actor, REGISTERS, person.place)
    own = person.raisings.select_related("matter").filter(erased_at__isnull=True).order_by("pk")
    return [_erase(raising, actor=actor, at=at) for raising in own]


def _erase(raising: Raising, *, actor: Actor, at: datetime, once: str | None = None) -> Raising:
    matter = queries.locked(raising.matter)
    if raising.erased_at:
        raise Refusal("already_erased")
    photos, entries = list(raising.photos), own_entries(raising)
    act = WordsErased(matter=matter.pk, raising=raising.pk, pseudonym=_pseudonym())
    erased: Raising = enter(act, matter, actor=actor, at=at, once=once)
    erase_parts(entries, fields=OWN_FIELDS)
    for photo in photos:
        if not _still_held(photo):
            # A file does not come back with a rollback, so it goes when all else is sure.
            transaction.on_commit(partial(forget, photo))
    return erased


def _pseudonym() -> str:
    """What stands for the raiser from now on; it says nothing of them, not even to us."""
    tail = "".join(secrets.choice(ALPHABET) for _place in range(3))
    with translation.override(settings.LANGUAGE_CODE):
        called = _("Raiser")
    return f"{called}-{tail}"


def _still_held(photo: str) -> bool:
    """Whether somebody else brought the same picture."""
    return any(model.objects.filter(photos__icontains=photo).exists() for model in (Raising, Verification))
