"""Reading promises: whose they are, which of a place and of a unit; how one stands is in scorecard.py."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from bandeng.commitments.models import (
    Check,
    Commitment,
    Extension,
    Holding,
    PartialDelivery,
    PromisedItem,
    PromiseState,
    State,
    Statement,
    WorkItem,
)
from bandeng.commitments.queries.items import COMMUNITY_STAFF, units_of, works_for
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters.models import Pause
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor
from bandeng.people.models import Duty, Organisation, OrganisationKind, Person
from bandeng.people.queries import living
from bandeng.places.models import Place

MAKERS = frozenset({"secretary", "convener", "recorder"})
"""Who notes a promise; it is the unit that makes it one."""

CONFIRMED = Q(state=PromiseState.CONFIRMED)
REACHED = Q(state=PromiseState.CONFIRMED, reached_at__isnull=False)
KEPT = REACHED & Q(done=F("total"))


# --- rows ---


def full(promises: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Promises with all that a scorecard shows of each; as many queries for one as for many."""
    items = WorkItem.objects.select_related("matter__place", "lead", "deadline__matter").prefetch_related(
        "deadline__changes",
        Prefetch("deadline__pauses", Pause.objects.select_related("decided_by").order_by("asked_at", "pk")),
        Prefetch("partials", PartialDelivery.objects.order_by("at", "pk")),
        Prefetch("checks", Check.objects.order_by("at", "pk")),
        Prefetch("extensions", Extension.objects.select_related("decided_by").order_by("asked_at", "pk")),
        Prefetch("holdings", Holding.objects.select_related("organisation").order_by("from_at", "pk")),
        Prefetch("statements", Statement.objects.select_related("organisation", "by").order_by("-at", "-pk")),
    )
    lines = PromisedItem.objects.order_by("item__set_at", "pk").prefetch_related(Prefetch("item", items))
    people = ("officer", "answered_by", "made_by", "withdrawn_by")
    return promises.select_related("place", "organisation", *people).prefetch_related(Prefetch("lines", lines))


def promise(pk: UUID) -> Commitment:
    """One promise, which everybody may read. Raises Http404."""
    found = full(Commitment.objects.filter(pk=pk)).first()
    if found is None:
        raise Http404
    return found


def fresh(promise: Commitment, version: int | None) -> Commitment:
    """The promise, locked; for actions. Raises Refusal "stale" for a form shown another version."""
    now = Commitment.objects.select_for_update(of=("self",)).select_related("place", "organisation").get(pk=promise.pk)
    if version is not None and version != now.version:
        raise Refusal("stale", shown=version, stands=now.version)
    return now


# --- lists ---


def of_place(place: Place) -> QuerySet[Commitment]:
    """The promises that concern a place or what lies below it, the next day first."""
    here = PromisedItem.objects.filter(
        commitment=OuterRef("pk"), item__matter__place__path__startswith=place.path, item__matter__sealed=False
    )
    found = Commitment.objects.filter(Q(place__path__startswith=place.path) | Exists(here))
    return found.order_by("due_on", "made_at", "pk")


@dataclass(frozen=True)
class Kept:
    """Promises kept whole, of those whose day is over; beside them the items done by the day, of all promised."""

    n: int
    N: int
    items_n: int
    items_of: int


def kept(promises: QuerySet[Commitment]) -> Kept:
    """How many were kept; one query."""
    rows = list(promises.filter(REACHED).order_by().values_list("done", "total"))
    return Kept(
        n=sum(done == total for done, total in rows), N=len(rows), items_n=sum(done for done, _ in rows),
        items_of=sum(total for _, total in rows),
    )  # fmt: skip


def waiting_for(actor: Actor) -> QuerySet[Commitment]:
    """What was noted as a promise of the actor's units and waits for their own word, the next day first."""
    asked = Commitment.objects.filter(state=PromiseState.ASKED)
    return asked.filter(_of_units(actor)).order_by("due_on", "made_at", "pk")


def promises_of(actor: Actor) -> QuerySet[Commitment]:
    """All promises of the actor's units, and those noted in places where the actor notes them; the newest first."""
    here = at_places(actor, MAKERS)
    return Commitment.objects.filter(_of_units(actor) | here).order_by("-made_at", "-pk")


def _of_units(actor: Actor) -> Q:
    staffed = actor.places_with(*COMMUNITY_STAFF)
    community = Q(organisation__kind=OrganisationKind.COMMUNITY, organisation__place__in=staffed)
    return Q(organisation__in=units_of(actor)) | community


def promisable(place: Place) -> QuerySet[WorkItem]:
    """The items that can come under a promise there: public, and not over."""
    return (
        WorkItem.objects.filter(
            matter__place__path__startswith=place.path, matter__sealed=False, matter__accepted_at__isnull=False,
            matter__step__isnull=False, state__in=[State.OPEN, State.ACTIVE, State.DONE],
        )
        .select_related("matter__place", "lead", "deadline")
        .order_by("matter__raised_at", "matter_id", "set_at", "pk")
    )  # fmt: skip


def in_the_way(items: Iterable[WorkItem], unit: Organisation) -> WorkItem | None:
    """The first of these that another unit holds."""
    return next((each for each in items if each.lead_id is not None and each.lead_id != unit.pk), None)


# --- who promises ---


@dataclass(frozen=True)
class Promiser:
    """Somebody who can promise for a unit."""

    unit: Organisation
    officer: Person


def promisers(units: Sequence[Organisation], on: date) -> list[Promiser]:
    """Who can promise for these units: their officers; the staff where the community itself is the unit."""
    held = Duty.objects.filter(living(on), person__erased_at__isnull=True).select_related("person")
    found = held.filter(organisation__in=units).order_by("from_on", "id")
    officers = [(unit, duty.person) for unit in units for duty in found if duty.organisation_id == unit.pk]
    places = {unit.place_id: unit for unit in units if unit.kind == OrganisationKind.COMMUNITY and unit.place_id}
    staff = held.filter(role__in=COMMUNITY_STAFF, place__in=list(places)).order_by("from_on", "id")
    officers += [(places[duty.place_id], duty.person) for duty in staff if duty.place_id in places]
    unique = {(unit.pk, person.pk): Promiser(unit, person) for unit, person in officers}
    return list(unique.values())


def is_of(officer: Person, unit: Organisation, on: date) -> bool:
    """Whether somebody can promise for a unit on a day."""
    return any(each.officer.pk == officer.pk for each in promisers([unit], on))


def may_answer(actor: Actor, promise: Commitment) -> bool:
    """Whether the actor gives the unit's own word. No query for an officer."""
    return actor.id is not None and works_for(actor, promise.organisation)


def may_make(actor: Actor, place: Place) -> bool:
    """Whether the actor notes promises there. No query."""
    return not actor.roles_at(place).isdisjoint(MAKERS)


def due(promises: QuerySet[Commitment], now: datetime) -> QuerySet[Commitment]:
    """Promises whose day is over and not yet counted, the oldest first."""
    over = promises.filter(CONFIRMED, reached_at__isnull=True, due_on__lt=local_day(now))
    return over.order_by("due_on", "pk")


def late_promise(item: WorkItem, on: date) -> bool:
    """Whether a confirmed promise over this item has passed its day."""
    rows = PromisedItem.objects.filter(item=item, commitment__state=PromiseState.CONFIRMED, commitment__due_on__lt=on)
    return rows.exists()


def newest_words() -> QuerySet[Statement]:
    """What units said themselves, the newest first, for a prefetch beside what is late."""
    return Statement.objects.select_related("organisation", "by").order_by("-at", "-pk")


def running(place: Place, on: date) -> QuerySet[Commitment]:
    """What was promised there and is not over, with its scorecard, the next day first."""
    open_ones = Q(state__in=[PromiseState.ASKED, PromiseState.CONFIRMED], due_on__gte=on)
    return full(of_place(place).filter(open_ones))
