"""A case is opened by whoever mediates, or for somebody who will; and goes to another when duties end."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from bandeng.core.deadline import local_day
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.actions.deciding import enter as enter_matter
from bandeng.matters.actions.deciding import need_open, need_role
from bandeng.matters.actions.decisions import RECORDERS
from bandeng.matters.acts import MatterSealed
from bandeng.matters.models import Matter, Raising
from bandeng.mediation import queries
from bandeng.mediation.actions.deciding import enter, need_words, raiser_names, running
from bandeng.mediation.acts import CaseHandedOver, CaseOpened
from bandeng.mediation.models import Case
from bandeng.mediation.queries.cases import RUNNING
from bandeng.people.acting import Actor, actor_for
from bandeng.people.handover import Work
from bandeng.people.masking import plain_name
from bandeng.people.models import Organisation, Person
from bandeng.people.queries import holders
from bandeng.places.models import Place
from bandeng.records.actions import action

ARRANGERS = frozenset({"secretary", "community_staff"})
"""Who gives a case to another mediator."""


@action
def open_case(
    *, matter: Matter, raising: Raising, other_name: str, actor: Actor, at: datetime, mediator: Person | None = None,
    other: Person | Organisation | None = None, version: int | None = None, once: str | None = None,
) -> Case:  # fmt: skip
    """Begin to mediate in a matter that stands where mediation is open; the matter is sealed with it.

    It stays open to the public only where a later step would be nobody's who may read a sealed one.

    raising      whose side is heard against the other
    other_name   the other side, as the mediator writes it down
    other        the other side, where it is somebody known here
    mediator     who mediates; whoever opens it when left out
    Raises       Refusal: "stale", "already_ended", "not_offered", "not_your_turn", "case_open", "raising_elsewhere",
                 "text_missing", "text_too_long", "mediator_missing", "mediator_is_side".
    """
    matter = matters.fresh(matter, version)
    need_open(matter)
    allowed = queries.openers(matter)
    if not allowed:
        raise Refusal("not_offered", step=matter.step, tool="mediation")
    need_role(actor, matter, allowed | RECORDERS)
    if matter.mediations.filter(state__in=RUNNING).exists():
        raise Refusal("case_open")
    if raising.matter_id != matter.pk or raising.withdrawn_at:
        raise Refusal("raising_elsewhere", field="raising")
    name = " ".join(need_words(other_name, "other_name").split())
    chosen = _mediator(matter, mediator, actor, allowed, at)
    need_no_side(chosen, raising, name, other, at)
    _seal(matter, actor=actor, at=at)
    case_id = new_id(at)
    act = CaseOpened(
        case=case_id, matter=matter.pk, mediator=chosen.pk, raising=raising.pk,
        mark=queries.mark_of(queries.code_of(case_id)), who=f"{name}\n{_party(other)}",
    )  # fmt: skip
    opened: Case = enter(act, Case(id=case_id, chain=matter.chain), actor=actor, at=at, once=once)
    return opened


def _mediator(matter: Matter, named: Person | None, actor: Actor, allowed: frozenset[str], at: datetime) -> Person:
    """Who mediates. Raises Refusal "mediator_missing" where whoever opens it is none and names none."""
    itself = actor.person if not matters.step_roles(actor, matter).isdisjoint(allowed) else None
    if named is None or (actor.person is not None and named.pk == actor.person.pk):
        if itself is None:
            raise Refusal("mediator_missing", field="mediator")
        return itself
    return need_holder(named, matter.place, at)


def need_holder(person: Person, place: Place, at: datetime) -> Person:
    """Raises Refusal "mediator_missing" for one who holds no such duty there."""
    if person.pk not in {each.pk for each in holders("mediator", place, on=local_day(at))}:
        raise Refusal("mediator_missing", field="mediator")
    return person


def need_no_side(
    mediator: Person, raising: Raising, other_name: str, other: Person | Organisation | None, at: datetime
) -> None:
    """Nobody mediates in their own cause, nor in that of the unit they work for. Raises Refusal "mediator_is_side"."""
    names = {plain_name(mediator.name), plain_name(mediator.called)} - {""}
    written = {plain_name(other_name), *raiser_names(raising.name, raising.person)}
    same = {raising.person_id, other.pk if other else None}
    offices = actor_for(mediator, on=local_day(at)).organisations()
    if mediator.pk in same or names & written or not offices.isdisjoint({other.pk if other else None}):
        raise Refusal("mediator_is_side", field="mediator")


def _party(other: Person | Organisation | None) -> str:
    if other is None:
        return ""
    return f"{'person' if isinstance(other, Person) else 'organisation'}:{other.pk}"


def _seal(matter: Matter, *, actor: Actor, at: datetime) -> None:
    if matter.sealed or not queries.may_be_sealed(matter):
        return
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Both sides are heard apart, so it is kept among few.")
    enter_matter(MatterSealed(matter=matter.pk, sealed=True, reason=reason), matter, actor=actor, at=at)


@action
def hand_over_case(
    *, case: Case, to: Person, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Case:
    """Let another mediate: by whoever mediates now, or by whoever arranges the work there.

    Raises   Refusal: "stale", "case_ended", "not_your_case", "mediator_missing", "mediator_is_side", "already_so".
    """
    case = running(case, version)
    if actor.id != case.mediator_id and actor.roles_at(case.matter.place).isdisjoint(ARRANGERS):
        raise Refusal("not_your_case")
    if to.pk == case.mediator_id:
        raise Refusal("already_so")
    need_holder(to, case.matter.place, at)
    return _hand(case, to, actor=actor, at=at, once=once)


def hand_over_work(*, work: Work, to: Person, actor: Actor, at: datetime) -> Case:
    """Hand over one case when its mediator's duty ends; `people.actions.end_duty` has checked who may."""
    return _hand(running(Case.objects.get(pk=UUID(work.key))), to, actor=actor, at=at)


def _hand(case: Case, to: Person, *, actor: Actor, at: datetime, once: str | None = None) -> Case:
    other = case.parties.get(side="other")
    need_no_side(to, case.raising, other.name, None, at)
    if other.party == f"person:{to.pk}" or other.party in _offices(to, at):
        raise Refusal("mediator_is_side", field="mediator")
    act = CaseHandedOver(case=case.pk, from_person=case.mediator_id, to_person=to.pk)
    handed: Case = enter(act, case, actor=actor, at=at, once=once)
    return handed


def _offices(person: Person, at: datetime) -> set[str]:
    return {f"organisation:{each}" for each in actor_for(person, on=local_day(at)).organisations()}
