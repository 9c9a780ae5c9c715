"""Reading work items: who sees which, whose list they stand on, which units may take them. Source: domain.md 6.5."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import BooleanField, Case, F, Prefetch, Q, QuerySet, Value, When
from django.http import Http404

from bandeng.commitments.models import (
    Check,
    Extension,
    Help,
    Holding,
    PartialDelivery,
    PicturePair,
    Progress,
    PromisedItem,
    State,
    Statement,
    Support,
    WorkItem,
)
from bandeng.core.categories import covers
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.models import Matter, Pause, Raising, Severity
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor
from bandeng.people.handover import Work
from bandeng.people.models import Organisation, OrganisationKind, Person

OFFICERS = frozenset({"unit_officer", "department_officer"})
"""Who works for an organisation."""

COMMUNITY_STAFF = frozenset({"secretary", "community_staff", "social_worker", "grid_worker"})
"""Who works for a community where the community itself is the unit."""

ASSIGNERS = frozenset({"secretary", "convener", "supervisor"})
"""Who may give an item to a unit, designate one, and drop an item with its reason."""

CHECKERS = frozenset(
    {
        "raiser", "building_head", "unit_head", "grid_worker", "secretary", "community_staff", "oversight_member",
        "supervisor",
    }
)  # fmt: skip
"""Who may look whether it is done, when it is not their own work (I2)."""

COMMUNITY_CHECKERS = frozenset({"raiser", "building_head", "oversight_member"})
"""Who may, where the community itself did the work (process.md, "Closing rules")."""

DECIDERS = frozenset({"secretary", "convener", "supervisor", "oversight_member"})
"""Who decides on a later date; where the community itself asks, the supervisor or an oversight member."""

WAITING, UNDER_WAY, OVER = (State.OPEN,), (State.ACTIVE, State.DONE), (State.SETTLED, State.DROPPED)
MOST_SHOWN = 200


# --- rows ---


def full(items: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    """Items with all that a row or page of them shows; as many queries for one as for many."""
    return items.select_related(
        "matter__place", "matter__process", "lead__place", "officer", "deadline__matter", "waiting__matter", "money"
    ).prefetch_related(
        "deadline__changes",
        Prefetch("deadline__pauses", Pause.objects.select_related("asked_by", "decided_by").order_by("asked_at", "pk")),
        "waiting__changes",
        "waiting__pauses",
        Prefetch("progress", Progress.objects.select_related("by").order_by("at", "pk")),
        Prefetch("checks", Check.objects.select_related("by").order_by("at", "pk")),
        Prefetch("extensions", Extension.objects.select_related("asked_by", "decided_by").order_by("asked_at", "pk")),
        Prefetch("statements", Statement.objects.select_related("organisation", "by").order_by("-at", "-pk")),
        Prefetch("promised_in", PromisedItem.objects.select_related("commitment").order_by("pk")),
        Prefetch("holdings", Holding.objects.select_related("organisation").order_by("from_at", "pk")),
        Prefetch("supports", Support.objects.select_related("organisation__place").order_by("from_at", "pk")),
        Prefetch("partials", PartialDelivery.objects.select_related("by").order_by("at", "pk")),
        Prefetch("helps", Help.objects.select_related("by").order_by("at", "pk")),
        Prefetch("pairs", PicturePair.objects.order_by("at", "pk")),
    )


def by_clock(items: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    """Danger to life first, then the earliest date, those without a date after them."""
    danger = Case(When(matter__severity=Severity.LIFE_SAFETY, then=Value(False)), default=Value(True),
                  output_field=BooleanField())  # fmt: skip
    due = Case(When(state=State.OPEN, then=F("waiting__due_on")), default=F("deadline__due_on"))
    return items.annotate(calm=danger, due_on=due).order_by("calm", F("due_on").asc(nulls_last=True), "set_at", "pk")


def items_of(matter: Matter) -> QuerySet[WorkItem]:
    """The items of a matter, in the order they were set."""
    return full(WorkItem.objects.filter(matter=matter).order_by("set_at", "pk"))


def visible_to(actor: Actor) -> QuerySet[WorkItem]:
    """The items of the matters the actor may read."""
    return WorkItem.objects.filter(matter__in=matters.visible_to(actor))


def visible_item(actor: Actor, pk: UUID) -> WorkItem:
    """An item the actor may read, with all its page shows. Raises Http404, also for one that is there."""
    found = full(visible_to(actor)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def fresh(item: WorkItem, version: int | None) -> WorkItem:
    """The item, locked with its matter; for actions. Raises Refusal "stale" for a form shown another version."""
    matter = matters.locked(item.matter)
    rows = WorkItem.objects.select_for_update(of=("self",))
    now = rows.select_related("lead__place", "deadline__matter", "waiting__matter").get(pk=item.pk)
    now.matter = matter
    if version is not None and version != now.version:
        raise Refusal("stale", shown=version, stands=now.version)
    return now


# --- lists ---


def mine(actor: Actor, states: Iterable[str] = (*WAITING, *UNDER_WAY)) -> QuerySet[WorkItem]:
    """One list across all compounds: what the actor's units hold, and what waits where they could take it."""
    units = units_of(actor)
    here = Q(lead__in=units) | Q(lead__place__in=_staffed(actor), lead__kind=OrganisationKind.COMMUNITY)
    helping = Support.objects.filter(organisation__in=units, until__isnull=True)
    here |= Q(pk__in=helping.values("item"), state__in=UNDER_WAY)
    waiting = Q(state=State.OPEN) & Q(matter__in=matters.visible_to(actor)) & _reach(actor, units)
    returned = Holding.objects.filter(organisation__in=units, returned_at__isnull=False)
    waiting &= ~Q(pk__in=returned.values("item"))
    return by_clock(full(WorkItem.objects.filter(here | waiting, state__in=list(states), matter__step__isnull=False)))


def to_check(actor: Actor) -> QuerySet[WorkItem]:
    """What was reported done and waits for a look, where this actor may be the one to look."""
    here = at_places(actor, CHECKERS - {"raiser"}, "matter__place__path")
    if own := matters.own_raisings(actor):
        here |= Q(matter__in=Raising.objects.filter(own).values("matter"))
    asked = WorkItem.objects.filter(here, state=State.DONE, matter__in=matters.visible_to(actor))
    units = units_of(actor)
    helped = Support.objects.filter(organisation__in=units)
    return by_clock(full(asked.exclude(lead__in=units).exclude(done_by=actor.id).exclude(pk__in=helped.values("item"))))


def units_of(actor: Actor) -> frozenset[UUID]:
    """The organisations the actor works for as an officer. No query."""
    return frozenset(held.organisation for held in actor.held if held.organisation and held.role in OFFICERS)


def _staffed(actor: Actor) -> frozenset[str]:
    return actor.places_with("secretary", "community_staff", "social_worker", "grid_worker")


def _reach(actor: Actor, units: frozenset[UUID]) -> Q:
    """Items in the part of the tree a unit stands over, in its community, or where it held something before."""
    reach = Q(pk__in=[])
    for unit in Organisation.objects.filter(pk__in=units).select_related("place"):
        reach |= Q(chain=unit.chain)
        if unit.place:
            reach |= Q(matter__place__path__startswith=unit.place.path)
    served = Holding.objects.filter(organisation__in=units)
    return reach | Q(chain__in=served.values("item__chain"))


def candidates(matter: Matter) -> QuerySet[Organisation]:
    """The units that may be chosen: those over the place or in its community, and those that have worked there."""
    served = Holding.objects.filter(item__chain=matter.chain)
    here = Q(place__in=matter.place.ancestry) | Q(chain=matter.chain) | Q(pk__in=served.values("organisation"))
    return Organisation.objects.filter(here | Q(place=None)).select_related("place").order_by("kind", "short", "pk")


def held_by(persons: Collection[Person]) -> list[tuple[UUID, Work]]:
    """The items officers work on, each with who does, for hand-over when their duty ends."""
    held = by_clock(WorkItem.objects.filter(officer__in=persons, state__in=UNDER_WAY).select_related("matter"))
    return [(each.officer_id, _work(each)) for each in held if each.officer_id]


def _work(item: WorkItem) -> Work:
    return Work(str(item.pk), f"{item.matter.number} {item.title}".strip(), _address(item), _due_on(item))


def _address(item: WorkItem) -> str:
    return f"/items/{item.pk}/"


def _due_on(item: WorkItem) -> date | None:
    due: date | None = getattr(item, "due_on", None)
    return due


# --- who may ---


def works_for(actor: Actor, unit: Organisation | None) -> bool:
    """Whether the actor is an officer of a unit, or of the staff where the unit is a community. No query."""
    if unit is None:
        return False
    if unit.pk in units_of(actor):
        return True
    staff = unit.kind == OrganisationKind.COMMUNITY and unit.place is not None
    return staff and unit.place is not None and not actor.roles_at(unit.place).isdisjoint(COMMUNITY_STAFF)


def outside_duty(unit: Organisation, category: str) -> bool:
    """Whether a community is asked for something outside its duty list; an empty list takes everything (I13)."""
    if unit.kind != OrganisationKind.COMMUNITY or not unit.accepts:
        return False
    return not any(covers(accepted, category) for accepted in unit.accepts)


def did_it(actor: Actor, item: WorkItem) -> bool:
    """Whether it is the actor's own work: theirs by name, their unit's, or that of a unit they work for which supports
    it or did. No query for an item of `full`."""
    if works_for(actor, item.lead) or (actor.id is not None and actor.id in (item.done_by_id, item.officer_id)):
        return True
    return any(works_for(actor, each.organisation) for each in item.supports.all())


def supports(actor: Actor, item: WorkItem) -> bool:
    """Whether the actor works for a unit that supports it now. No query for an item of `full`."""
    return any(each.until is None and works_for(actor, each.organisation) for each in item.supports.all())


def of_community(item: WorkItem) -> bool:
    """Whether the community itself worked on it, as lead or in support."""
    units = [item.lead, *(each.organisation for each in item.supports.all())]
    return any(unit is not None and unit.kind == OrganisationKind.COMMUNITY for unit in units)


def checks_as(actor: Actor, item: WorkItem, roles: frozenset[str]) -> str:
    """As what the actor may look at what was done; "" where it is their own work, or not theirs to look at (I2, I19).

    roles   what the actor is for the matter (`matters.queries.roles_of`)
    """
    if did_it(actor, item):
        return ""
    may = roles & (COMMUNITY_CHECKERS if of_community(item) else CHECKERS)
    return min(may, key=_NEAREST.index) if may else ""


_NEAREST = (
    "raiser", "building_head", "unit_head", "grid_worker", "oversight_member", "community_staff", "secretary",
    "supervisor",
)  # fmt: skip
"""Of several roles the one nearest to the trouble is named."""


def decides(actor: Actor, item: WorkItem, roles: frozenset[str]) -> bool:
    """Whether the actor may decide on a later date or a pause: not of the unit, nor of one that supports it (I6)."""
    return not works_for(actor, item.lead) and not supports(actor, item) and not roles.isdisjoint(DECIDERS)


# --- dates ---


def latest_day(item: WorkItem, since: date | None = None) -> date:
    """The latest day a unit may promise; giving back and taking anew does not move it."""
    return (since or local_day(item.waiting.started_at if item.waiting else item.set_at)) + timedelta(
        days=matters.rule("item_longest").days
    )
