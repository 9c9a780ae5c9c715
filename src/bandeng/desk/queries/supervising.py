"""What a supervisor sees first: exceptions, by unit and by place on the tree; each figure n of N and its records.

Only the supervisor's own part of the tree, never who raised what (domain.md 6.5).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from bandeng.commitments import queries as items
from bandeng.commitments.models import State, SupervisionOrder, WorkItem
from bandeng.commitments.queries import supervision
from bandeng.core import ladder
from bandeng.core.deadline import end_of_day
from bandeng.core.deadline.moments import start_of_day
from bandeng.desk.queries.doors import Share
from bandeng.desk.queries.tree import standing_below
from bandeng.matters import queries as matters
from bandeng.matters.models import Deadline, Matter, Pause
from bandeng.matters.queries.clocks import very_late
from bandeng.matters.queries.seeing import at_places
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation
from bandeng.places.models import Level, Place

OVERSEE = frozenset({"supervisor", "oversight_member"})
"""Who looks at how all of a place goes."""

STUCK = frozenset({"secretary", "supervisor", "oversight_member"})
"""Who is told of matters that nobody can move, and what to do."""

SPOT_PARTS = 3
"""How much of a place's code names a spot: the community, its compound, its building."""

MOST_UNITS, MOST_SPOTS = 50, 20


def own_tops(actor: Actor) -> list[Place]:
    """The places from which the actor looks down, the widest first."""
    codes = actor.places_with(*OVERSEE)
    return sorted(Place.objects.filter(pk__in=codes), key=lambda place: (len(place.path), place.code))


def within(actor: Actor, code: str) -> Place | None:
    """The place with this code, if the actor oversees it; None otherwise."""
    place = Place.objects.filter(pk=code).first()
    if place is None or actor.places_with(*OVERSEE).isdisjoint(place.ancestry):
        return None
    return place


def _matters(actor: Actor, place: Place | None) -> QuerySet[Matter]:
    """The open matters the actor oversees, at a place and below."""
    seen = matters.visible_to(actor).filter(at_places(actor, OVERSEE), step__isnull=False)
    return seen if place is None else seen.filter(place__path__startswith=place.path)


def _items(actor: Actor, place: Place | None) -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(matter__in=_matters(actor, place))


def _orders(actor: Actor, place: Place | None) -> QuerySet[SupervisionOrder]:
    return SupervisionOrder.objects.filter(matter__in=_matters(actor, place), closed_at__isnull=True)


# --- the exceptions ---


@dataclass(frozen=True)
class Kind:
    """One kind of exception: which items it is, of which ones."""

    is_one: Callable[[date], Q]
    of: Q


def _late(on: date) -> Q:
    return Q(state=State.ACTIVE, deadline__due_on__lt=on)


def _very_late(on: date) -> Q:
    return Q(state=State.ACTIVE) & very_late(on, "deadline__due_on", "chain")


def _waiting(on: date) -> Q:
    return Q(state=State.OPEN, waiting__due_on__lt=on)


def _paused_long(on: date) -> Q:
    since = on - timedelta(days=ladder.shared().suspended_long)
    return Q(state=State.ACTIVE) & Q(Exists(_pauses(on).filter(since__lt=start_of_day(since))))


def _pauses(on: date) -> QuerySet[Pause]:
    running = Pause.objects.filter(deadline=OuterRef("deadline"), granted=True, ended_at=None)
    return running.filter(since__lt=end_of_day(on), expires_at__gt=start_of_day(on))


HELD = Q(state=State.ACTIVE)
KINDS: dict[str, Kind] = {
    "very_overdue": Kind(_very_late, HELD),
    "overdue": Kind(_late, HELD),
    "unassigned": Kind(_waiting, Q(state=State.OPEN)),
    "suspended": Kind(_paused_long, HELD),
}
"""By the key that the page's address carries."""


@dataclass(frozen=True)
class Exceptions:
    """Each n of N, at a place and below.

    items       by the keys of KINDS
    unanswered  orders whose time to answer is over / orders that stand
    steps       open matters whose own step is overdue / open matters
    stuck       matters that nobody can move / open matters
    """

    items: dict[str, Share]
    unanswered: Share
    steps: Share
    stuck: Share


def exceptions_at(actor: Actor, place: Place | None, on: date) -> Exceptions:
    """What is not as it should be; a fixed number of queries."""
    rows, orders, open_ones = _items(actor, place), _orders(actor, place), _matters(actor, place)
    late = Deadline.objects.filter(matter=OuterRef("pk"), kind="step", stopped_at=None, due_on__lt=on)
    count = open_ones.count()
    return Exceptions(
        items={
            key: Share(rows.filter(kind.is_one(on)).count(), rows.filter(kind.of).count())
            for key, kind in KINDS.items()
        },
        unanswered=Share(orders.filter(supervision.unanswered(on)).count(), orders.count()),
        steps=Share(open_ones.filter(Exists(late)).count(), count),
        stuck=Share(matters.count_stuck(on, among=open_ones), count),
    )


def items_at(actor: Actor, kind: str, place: Place | None, unit: UUID | None, on: date) -> QuerySet[WorkItem]:
    """The items a figure counts, the longest overdue first."""
    found = _items(actor, place).filter(KINDS[kind].is_one(on))
    if unit is not None:
        found = found.filter(lead=unit)
    return items.by_clock(items.full(found))


def orders_at(actor: Actor, place: Place | None, on: date) -> QuerySet[SupervisionOrder]:
    """The orders nobody answered in time, the highest rung first."""
    found = _orders(actor, place).filter(supervision.unanswered(on)).values("pk")
    return supervision.orders().filter(pk__in=found).order_by("-rank", "due_on", "pk")


def steps_at(actor: Actor, place: Place | None, on: date) -> QuerySet[Matter]:
    """The matters whose own step is overdue, the longest first."""
    late = Q(deadlines__kind="step", deadlines__stopped_at=None, deadlines__due_on__lt=on)
    found = _matters(actor, place).filter(late).annotate(since=Min("deadlines__due_on", filter=late))
    return found.select_related("place", "process").order_by("since", "pk")


def stuck_at(actor: Actor, place: Place | None, on: date) -> list[matters.Stuck]:
    """The matters nobody can move, the oldest of them."""
    return matters.stuck(on, among=_matters(actor, place))


# --- by unit, by place ---


@dataclass(frozen=True)
class UnitRow:
    """A unit: overdue of what it holds, very overdue of the same, orders it left unanswered of those that stand."""

    unit: Organisation
    overdue: Share
    very: Share
    unanswered: Share


def by_unit(actor: Actor, place: Place | None, on: date) -> list[UnitRow]:
    """Units with something overdue, by name: a list to work through, not a ranking."""
    held = _items(actor, place).filter(HELD)
    late, very = _late(on), _very_late(on)
    rows = held.values("lead").annotate(
        late=Count("pk", filter=late), very=Count("pk", filter=very), held=Count("pk")
    )  # fmt: skip
    found = {row["lead"]: row for row in rows.filter(late__gt=0)}
    orders = _orders(actor, place).filter(organisation__in=found).values("organisation")
    asked = orders.annotate(left=Count("pk", filter=supervision.unanswered(on)), all=Count("pk"))
    unanswered = {row["organisation"]: Share(row["left"], row["all"]) for row in asked}
    units = Organisation.objects.filter(pk__in=found).select_related("place").order_by("short", "name", "pk")
    return [
        UnitRow(
            unit, Share(found[unit.pk]["late"], found[unit.pk]["held"]),
            Share(found[unit.pk]["very"], found[unit.pk]["held"]), unanswered.get(unit.pk, Share(0, 0)),
        )
        for unit in units[:MOST_UNITS]
    ]  # fmt: skip


@dataclass(frozen=True)
class Below:
    """A place in the supervisor's tree: overdue items of those held, unassigned past their clock of those waiting."""

    place: Place
    overdue: Share
    waiting: Share


def below(actor: Actor, place: Place, on: date) -> list[Below]:
    """The places directly below, each with its overdue ones; a few queries, however many."""
    children = list(standing_below(place))
    rows = _items(actor, place)
    counts = [
        _by_child(rows.filter(which), children)
        for which in (_late(on), HELD, _waiting(on), Q(state=State.OPEN))
    ]  # fmt: skip
    return [
        Below(child, Share(counts[0][child.pk], counts[1][child.pk]), Share(counts[2][child.pk], counts[3][child.pk]))
        for child in children
    ]


def _by_child(rows: QuerySet[WorkItem], children: Sequence[Place]) -> dict[str, int]:
    found = {child.pk: 0 for child in children}
    for path, n in rows.values_list("matter__place__path").annotate(n=Count("pk")).order_by():
        for child in children:
            if path.startswith(child.path):
                found[child.pk] += n
    return found


# --- hot spots ---


@dataclass(frozen=True)
class Spot:
    """The same kind of trouble at the same place again: how often within the days, and how many are open."""

    place: Place
    category: str
    n: int
    open_ones: int


def hot_spots(actor: Actor, place: Place | None, on: date) -> list[Spot]:
    """Place and category with at least as many matters as the rule says, within its days; the most first."""
    rule = ladder.shared().hot_spot
    counted: dict[tuple[str, str], list[int]] = {}
    rows = _recent(actor, place, on).values("place", "category")
    for row in rows.annotate(n=Count("pk"), open_ones=Count("pk", filter=Q(step__isnull=False))).order_by():
        spot = counted.setdefault((spot_of(row["place"]), row["category"]), [0, 0])
        spot[0] += row["n"]
        spot[1] += row["open_ones"]
    hot = {key: n for key, n in counted.items() if n[0] >= rule.times}
    places = Place.objects.in_bulk({code for code, _ in hot})
    found = [Spot(places[code], category, *n) for (code, category), n in hot.items() if code in places]
    return sorted(found, key=lambda spot: (-spot.n, spot.place.code, spot.category))[:MOST_SPOTS]


def spot_of(code: str) -> str:
    """The spot a place belongs to: its building, else its compound, else the community."""
    return ".".join(code.split(".")[:SPOT_PARTS])


def _recent(actor: Actor, place: Place | None, on: date) -> QuerySet[Matter]:
    since = start_of_day(on - timedelta(days=ladder.shared().hot_spot.days))
    seen = matters.visible_to(actor).filter(at_places(actor, OVERSEE), accepted_at__isnull=False, raised_at__gte=since)
    return seen if place is None else seen.filter(place__path__startswith=place.path)


def matters_of_spot(actor: Actor, place: Place, category: str, on: date) -> QuerySet[Matter]:
    """The matters a hot spot counts, the latest first."""
    found = _recent(actor, place, on).filter(category=category)
    if place.level in (Level.COMMUNITY, Level.COMPOUND):
        # A spot that is no building holds only what was said of no building in it.
        codes = [code for code in found.values_list("place", flat=True).distinct() if spot_of(code) == place.pk]
        found = found.filter(place__in=codes)
    return found.select_related("place", "process").order_by(F("raised_at").desc(), "pk")
