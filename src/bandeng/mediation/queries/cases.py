"""Cases: whose they are, what the secretary sees of them, what everybody may know. Source: domain.md 6.5, I10."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from bandeng.core.deadline import start_of_day
from bandeng.core.mediation import Rules, shipped, told_count, told_period
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Raising
from bandeng.matters.queries.receipts import code_of as code_from
from bandeng.matters.queries.seeing import GIVEN, OFFICERS, SEALED_HANDLERS, at_places
from bandeng.mediation.models import Case, Party, Side, State
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Person
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.sealing import blind

RUNNING = (State.OPEN, State.AGREED)
KNOWERS = frozenset({"secretary", "community_staff"})
"""Who sees that there is a case and where it stands; never a word of it. Whoever supervises sees counts alone."""

ERASERS = frozenset({"secretary"})
"""Who has the other side's data erased at its wish, besides whoever mediates."""


def code_of(case_id: UUID) -> str:
    """The code on the other side's slip; it follows from the case by the site's key and stands nowhere."""
    return code_from(f"mediation:{case_id}")


def mark_of(code: str) -> str:
    """What a row keeps of it. Letters are read as on a receipt."""
    plain = code.strip().upper().replace("-", "").replace(" ", "")
    return blind(plain.translate(str.maketrans("OIL", "011")), "mediation")


def _full() -> QuerySet[Case]:
    return Case.objects.select_related("matter__place", "matter__process", "mediator", "raising")


def mine(actor: Actor) -> QuerySet[Case]:
    """The cases this person mediates: what runs first, the earliest day first."""
    own = _full().filter(mediator=actor.id) if actor.id else Case.objects.none()
    return own.order_by(F("ended_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "opened_at", "pk")


def mine_or_404(actor: Actor, pk: UUID) -> Case:
    """A case of one's own. Raises Http404 alike for another's and for none."""
    found = mine(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def count_due(actor: Actor, on: date) -> int:
    """How many of one's cases wait for an act: those being heard, and those whose follow-up is due."""
    own = mine(actor).order_by()
    return own.filter(state=State.OPEN).count() + own.filter(state=State.AGREED, due_on__lte=on).count()


def listed(actor: Actor) -> QuerySet[Case]:
    """The cases of the places whose matters one keeps: their number and state alone."""
    known = Case.objects.filter(at_places(actor, KNOWERS, "matter__place__path"))
    return known.select_related("matter__place").order_by("-opened_at", "-pk")


def case_of_matter(matter: Matter) -> Case | None:
    """The case that runs, else the latest one."""
    cases = _full().filter(matter=matter).prefetch_related("parties", "agreements", "talks", "risks")
    return cases.order_by(F("ended_on").asc(nulls_first=True), "-opened_at", "-pk").first()


def locked(case: Case, version: int | None) -> Case:
    """The case as it stands now, locked. Raises Refusal "stale" when the form was shown another version."""
    now = Case.objects.select_for_update(of=("self",)).select_related("matter__place", "mediator", "raising")
    found = now.get(pk=case.pk)
    if version is not None and version != found.version:
        raise Refusal("case_ended" if found.state == State.ENDED else "stale", shown=version, stands=found.version)
    return found


def other_side_or_404(code: str) -> Case:
    """The case a slip opens. Raises Http404."""
    found = _full().filter(mark=mark_of(code)).first()
    if found is None:
        raise Http404
    return found


def of_raising(raising: Raising) -> Case | None:
    """The latest case born of a raising, for the holder of its receipt."""
    return _full().filter(raising=raising).order_by("-opened_at", "-pk").first()


def state_at(actor: Actor, matter: Matter, case: Case) -> bool:
    """Whether this reader may know that there is a case and where it stands."""
    return actor.id == case.mediator_id or not actor.roles_at(matter.place).isdisjoint(KNOWERS)


def openers(matter: Matter) -> frozenset[str]:
    """Who mediates where a matter stands: mediators, and whoever the step names. Nobody where it opens no mediation."""
    if matter.step is None:
        return frozenset()
    now = matters.standing(matter)
    if "mediation" not in now.process.tools(matter.step):
        return frozenset()
    return frozenset(now.process.step(matter.step).by) | {"mediator"}


def may_be_sealed(matter: Matter) -> bool:
    """Whether every step that may come is still somebody's who may read a sealed matter: sealing strands nobody."""
    able = (SEALED_HANDLERS - {"auditor"}) | GIVEN | OFFICERS
    return all(not step.by.isdisjoint(able) for step in matters.read_process(matter.process).line)


def advice(rules: Rules | None = None) -> list[str]:
    """The keys of the other lawful ways, as they are told when a case ends."""
    return [way.key for way in (rules or shipped()).ways]


def held_by(persons: Collection[Person]) -> Iterable[tuple[UUID, Work]]:
    """What mediators hold now: a number and a day, no word of it."""
    for case in Case.objects.filter(mediator__in=persons, state__in=RUNNING).select_related("matter"):
        title = _("Mediation in %(number)s") % {"number": case.matter.number}
        yield case.mediator_id, Work(str(case.pk), title, reverse("mediation:case", args=[case.pk]), case.due_on)


def told_at(place: Place, on: date) -> tuple[date, date, int | None]:
    """What everybody may know: how many cases were taken up in the last whole quarters; None where too few."""
    rules = shipped()
    start, end = told_period(on, rules.quarters)
    since = {"opened_at__gte": start_of_day(start), "opened_at__lt": start_of_day(end)}
    here = Case.objects.filter(matter__place__path__startswith=place.path, **since)
    return start, end, told_count(here.count(), rules)


def raising_data(raising: Raising) -> list[dict[str, Any]]:
    """What is held of whoever raised it, for their own copy: their consent, their words; nothing of the other side."""
    cases = raising.mediations.order_by("opened_at", "pk")
    return [{"state": case.state, **_own_part(case, Side.COMPLAINANT)} for case in cases]


def _own_part(case: Case, side: str) -> dict[str, Any]:
    return {
        "consent": [
            {"on": one.consent_on.isoformat(), "way": one.consent_way}
            for one in case.parties.filter(side=side)
            if one.consent_on
        ],
        "talks": [
            {"on": talk.on.isoformat(), "kind": talk.kind, "words": talk.words}
            for talk in case.talks.filter(side=side).order_by("on", "pk")
        ],
    }


def raising_entries(raising: Raising) -> list[Entry]:
    """The entries of mediations that hold what whoever raised it said."""
    subjects = [f"mediation:{pk}" for pk in raising.mediations.order_by("pk").values_list("pk", flat=True)]
    return list(Entry.objects.filter(_said(subjects, Side.COMPLAINANT)).order_by("arrival"))


def _said(subjects: Collection[str], side: str) -> Q:
    verbs = ("mediation.consented", "mediation.heard", "mediation.ended")
    return Q(subject__in=subjects, verb__in=verbs, detail__side=side)


def other_side_entries(case: Case) -> list[Entry]:
    """The entries of a case that hold who the other side is, and what it said alone."""
    subject = f"mediation:{case.pk}"
    who = Q(subject=subject, verb="mediation.opened")
    return list(Entry.objects.filter(_said([subject], Side.OTHER) | who).order_by("arrival"))


def may_erase(actor: Actor, case: Case) -> bool:
    """Whether the actor may erase the other side's data at its wish: whoever mediates, or the place's secretary."""
    return actor.id is not None and (
        actor.id == case.mediator_id or not actor.roles_at(case.matter.place).isdisjoint(ERASERS)
    )


def cases_against(person: Person) -> list[Case]:
    """The cases in which somebody known here is the other side. Who it is stands sealed, so each is opened to look."""
    named = Party.objects.filter(side=Side.OTHER, erased_at=None).exclude(party="").only("case", "party")
    held = [each.case_id for each in named if each.party == f"person:{person.pk}"]
    return list(_full().filter(pk__in=held).order_by("opened_at", "pk"))


def sides_data(person: Person) -> list[dict[str, Any]]:
    """What is held of somebody as the other side, for their own copy; nothing of whoever raised it."""
    return [{"state": case.state, **_own_part(case, Side.OTHER)} for case in cases_against(person)]
