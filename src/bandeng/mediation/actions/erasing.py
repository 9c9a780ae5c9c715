"""Erasing who the other side is, and what it said, at its wish: as whoever raised it may (domain.md 3.8, A11)."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.queries.receipts import ALPHABET
from bandeng.mediation import queries
from bandeng.mediation.actions.deciding import SLIP, enter
from bandeng.mediation.actions.hearing import end
from bandeng.mediation.acts import SideErased
from bandeng.mediation.models import Because, Case, Side, State
from bandeng.people.acting import Actor
from bandeng.people.models import Person
from bandeng.people.rights import REGISTERS, need
from bandeng.records.actions import action, erase_parts

OWN_FIELDS = ("who", "words", "way")
"""The private parts of a case's entries that are the other side's alone."""


@action
def erase_other_side(
    *, case: Case, actor: Actor, at: datetime, wished: bool = True, version: int | None = None, once: str | None = None
) -> Case:
    """Erase the other side's name and words, also in the ledger's private parts; a case that runs ends with it.

    A pseudonym stays in the sealed file, e.g. "other side-7K2", with the days and what both agreed. Without the other
    side nobody can go on talking, so erasing says at the same time that it does not want to go on.

    actor    whoever holds the slip; or, at that side's wish, the mediator or the place's secretary
    wished   that the side itself asked for it
    Raises   Refusal: "stale", "not_your_case", "not_asked_for", "already_erased".
    """
    case = queries.locked(case, version if actor is not SLIP else None)
    by = _by(case, actor)
    if not wished:
        raise Refusal("not_asked_for", field="wished")
    return _erase(case, by, actor=actor, at=at, once=once)


def _by(case: Case, actor: Actor) -> str:
    if actor is SLIP:
        return "slip"
    if not queries.may_erase(actor, case):
        raise Refusal("not_your_case")
    return "mediator" if actor.id == case.mediator_id else "secretary"


def erase_sides_of(*, person: Person, actor: Actor, at: datetime) -> list[Case]:
    """Erase somebody wherever they are the other side, within the erasure of the person (`people.erasure`).

    Raises   Refusal: "not_allowed" (neither the person nor staff who register in their place).
    """
    if actor.id != person.pk:
        need(actor, REGISTERS, person.place)
    found = [queries.locked(case, None) for case in queries.cases_against(person)]
    return [_erase(case, "person", actor=actor, at=at) for case in found]


def _erase(case: Case, by: str, *, actor: Actor, at: datetime, once: str | None = None) -> Case:
    if case.parties.get(side=Side.OTHER).erased_at:
        raise Refusal("already_erased")
    if case.state in (State.OPEN, State.AGREED):
        case = end(case, Because.REFUSED, Side.OTHER, local_day(at), "", by, actor=actor, at=at)
    entries = queries.other_side_entries(case)
    act = SideErased(case=case.pk, by=by, pseudonym=_pseudonym())
    erased: Case = enter(act, case, actor=actor, at=at, once=once)
    erase_parts(entries, fields=OWN_FIELDS)
    return erased


def _pseudonym() -> str:
    """What stands for the side from now on; it says nothing of it, not even to us."""
    tail = "".join(secrets.choice(ALPHABET) for _place in range(3))
    with translation.override(settings.LANGUAGE_CODE):
        called = _("Other side")
    return f"{called}-{tail}"
