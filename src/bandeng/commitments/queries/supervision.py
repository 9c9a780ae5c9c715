"""Reading the ladder: which clocks are watched, what stands on each, who may issue and answer, what is listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from bandeng.commitments.models import ClockWarning, State, SupervisionOrder, WorkItem
from bandeng.commitments.queries.items import COMMUNITY_STAFF, works_for
from bandeng.core import deadline as core
from bandeng.core import ladder
from bandeng.core.workdays import Calendar
from bandeng.matters import queries as matters
from bandeng.matters.models import Deadline, Matter
from bandeng.matters.queries.clocks import with_history
from bandeng.people.acting import Actor
from bandeng.places.models import Place

ITEM, CLAIM, STEP, WHOLE = "item", "claim", "step", "matter"
CLIMBING = (ITEM, CLAIM, STEP)
"""Kinds of clocks on which rungs stand; the whole matter's is only warned of."""

CHUNK = 200


@dataclass(frozen=True)
class Watched:
    """A running clock with all that its next rung and warning depend on.

    item     the work item whose clock it is, None for the matter's own
    issued   what stands on it, `told` which warnings were given
    """

    deadline: Deadline
    item: WorkItem | None
    due: core.Due
    issued: tuple[ladder.Issued, ...]
    told: frozenset[str]

    @property
    def unassigned(self) -> bool:
        """No unit holds it: whoever settles responsibility is asked."""
        return self.deadline.kind != ITEM

    def rung(self, at: datetime) -> ladder.Rung | None:
        """The rung that is due by rule at this moment: in office hours, one a day."""
        rules = ladder.shared()
        if self.deadline.kind not in CLIMBING or not ladder.in_office(self.due, at, rules.office):
            return None
        return ladder.next_rung(rules, self.due, self.issued, core.local_day(at), unassigned=self.unassigned)

    def warning(self, at: datetime) -> core.ReminderKind | None:
        """The warning that is due at this moment."""
        return ladder.next_warning(self.due, self.told, at, hours=ladder.shared().office)


class Calendars:
    """The calendar of each chain, asked for once; and each date worked out once, however many clocks share it."""

    def __init__(self) -> None:
        self._of: dict[str, Calendar] = {}
        self._due: dict[tuple[int, core.Facts], core.Due] = {}

    def due(self, deadline: Deadline) -> core.Due:
        """The date of a deadline of `with_history`."""
        chain = deadline.matter.chain
        calendar = self._of.get(chain)
        if calendar is None:
            calendar = self._of[chain] = matters.calendar_of(chain)
        facts = matters.facts_of(deadline)
        noon = datetime.combine(core.local_day(facts.start), time(12), core.SHANGHAI)
        key = (id(calendar), replace(facts, start=noon, place=None))
        if key not in self._due:
            self._due[key] = key[1].derive(calendar)
        return self._due[key]


def watched() -> Iterator[Watched]:
    """Every running clock of every open matter, in chunks by key, so that none is lost and none is read twice.

    Six queries for a chunk. What is found is decided again under the matter's lock before anything is issued.
    """
    calendars, after = Calendars(), UUID(int=0)
    while chunk := list(_running().filter(pk__gt=after).order_by("pk")[:CHUNK]):
        after = chunk[-1].pk
        yield from _watched(chunk, calendars)


def watch(deadline: Deadline) -> Watched | None:
    """One clock as it stands now; None when it no longer runs."""
    return next(iter(_watched(list(_running().filter(pk=deadline.pk)), Calendars())), None)


def _running() -> QuerySet[Deadline]:
    kinds = Deadline.objects.filter(kind__in=(*CLIMBING, WHOLE), stopped_at__isnull=True, matter__step__isnull=False)
    return with_history(kinds).select_related("matter__place")


def _watched(chunk: list[Deadline], calendars: Calendars) -> Iterator[Watched]:
    items = _items_of(chunk)
    issued, told = _issued(chunk), _told(chunk)
    claiming = _claiming(chunk)
    for deadline in chunk:
        item = items.get(deadline.pk)
        if deadline.kind in (ITEM, CLAIM) and item is None:
            continue
        if deadline.kind == STEP and deadline.matter_id in claiming:
            continue
        yield Watched(
            deadline, item, calendars.due(deadline), issued.get(deadline.pk, ()), told.get(deadline.pk, frozenset())
        )


def _items_of(chunk: list[Deadline]) -> dict[UUID, WorkItem]:
    """Each clock's item, where the item still goes by it."""
    keys = [UUID(each.of.partition(":")[2]) for each in chunk if each.kind in (ITEM, CLAIM)]
    rows = WorkItem.objects.filter(pk__in=keys).select_related("lead__place", "matter__place")
    found = {item.waiting_id: item for item in rows if item.state == State.OPEN and item.waiting_id}
    return found | {item.deadline_id: item for item in rows if item.state == State.ACTIVE and item.deadline_id}


def _issued(chunk: list[Deadline]) -> dict[UUID, tuple[ladder.Issued, ...]]:
    found: dict[UUID, tuple[ladder.Issued, ...]] = {}
    for order in SupervisionOrder.objects.filter(deadline__in=chunk).order_by("rank", "pk"):
        found[order.deadline_id] = (*found.get(order.deadline_id, ()), as_issued(order))
    return found


def as_issued(order: SupervisionOrder) -> ladder.Issued:
    """An order as the core reads it."""
    return ladder.Issued(
        order.level, core.local_day(order.issued_at), order.due_on, answered=order.answered_at is not None
    )


def _told(chunk: list[Deadline]) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, frozenset[str]] = {}
    for deadline, threshold in ClockWarning.objects.filter(deadline__in=chunk).values_list("deadline", "threshold"):
        found[deadline] = found.get(deadline, frozenset()) | {threshold}
    return found


def _claiming(chunk: list[Deadline]) -> set[UUID]:
    """The matters whose items wait for a unit: each has a clock of its own, so the step's is not watched besides."""
    steps = [each.matter_id for each in chunk if each.kind == STEP]
    return set(WorkItem.objects.filter(matter__in=steps, state=State.OPEN).values_list("matter", flat=True))


# --- orders ---


def orders() -> QuerySet[SupervisionOrder]:
    """Orders with all that a line of them shows."""
    return SupervisionOrder.objects.select_related(
        "matter__place", "item__lead", "deadline", "organisation", "issued_by", "answered_by"
    )


def orders_of(matter: Matter, item: WorkItem | None = None) -> QuerySet[SupervisionOrder]:
    """The orders of a matter (or of one of its items), the latest first."""
    found = orders().filter(matter=matter)
    return (found if item is None else found.filter(item=item)).order_by("-issued_at", "-rank", "pk")


def seen_orders(actor: Actor) -> QuerySet[SupervisionOrder]:
    """The orders of the matters the actor may read."""
    return orders().filter(matter__in=matters.visible_to(actor))


def visible_order(actor: Actor, pk: UUID) -> SupervisionOrder:
    """An order the actor may read. Raises Http404, also for one that is there."""
    found = seen_orders(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def standing_orders(place: Place) -> QuerySet[SupervisionOrder]:
    """Public orders at a place and below that have not ended, the highest rung and the oldest first."""
    found = orders().filter(matter__in=matters.public_at(place).order_by(), closed_at__isnull=True)
    return found.order_by("-rank", "issued_at", "pk")


def listed(place: Place) -> QuerySet[SupervisionOrder]:
    """The public list: orders of a listed rung at a place and below that have not ended."""
    keys = [rung.key for rung in ladder.shared().rungs if rung.listed]
    return standing_orders(place).filter(level__in=keys)


def unanswered(on: date) -> Q:
    """Orders whose time to answer is over without a word."""
    return Q(answered_at__isnull=True, closed_at__isnull=True, due_on__lt=on)


def to_answer(actor: Actor) -> QuerySet[SupervisionOrder]:
    """The orders this actor may answer now, the earliest due first."""
    open_ones = seen_orders(actor).filter(answered_at__isnull=True, closed_at__isnull=True)
    if actor.id is not None:
        open_ones = open_ones.exclude(issued_by=actor.id)
    here = Q(pk__in=[])
    for code in sorted(actor.places_with("secretary")):
        here |= Q(organisation__isnull=True, matter__place__path__contains=f"/{code}/")
    units = {held.organisation for held in actor.held if held.organisation}
    staffed = actor.places_with(*COMMUNITY_STAFF)
    here |= Q(organisation__in=units) | Q(organisation__place__in=staffed, organisation__kind="community")
    return open_ones.filter(here).order_by("due_on", "pk")


def answers(actor: Actor, order: SupervisionOrder, roles: Iterable[str]) -> bool:
    """Whether it is this actor's to answer: an officer of the unit, or the community's secretary. Never one's own.

    roles   what the actor is for the matter
    """
    if actor.id is None or actor.id == order.issued_by_id:
        return False
    if order.organisation is not None:
        return works_for(actor, order.organisation)
    return not answerers(order).isdisjoint(roles)


def answerers(order: SupervisionOrder) -> frozenset[str]:
    """Who answers where no unit holds it: the community's secretary; at a step that is others', they too."""
    asked = ladder.shared().rung(order.level).to_unassigned
    if order.item_id is not None or order.matter.step is None:
        return asked
    step = matters.read_process(order.matter.process).steps.get(order.deadline.of.removeprefix("step:"))
    by = step.by if step else frozenset[str]()
    return asked | (by if asked.isdisjoint(by) else frozenset())


def of_the_asked(actor: Actor, place: Place, item: WorkItem | None) -> bool:
    """Whether the actor belongs to whom an order would be addressed: the unit, or the community where none holds it."""
    if item is not None and item.lead is not None:
        return works_for(actor, item.lead)
    return not actor.roles_at(place).isdisjoint(COMMUNITY_STAFF)


def clock_to_press(matter: Matter, item: WorkItem | None) -> Deadline | None:
    """The running clock an order by hand is about: the item's, or the step's; None when nothing runs."""
    if item is None:
        visit = matter.visits.filter(left_at__isnull=True).select_related("deadline").first()
        return visit.deadline if visit else None
    clock = item.waiting if item.state == State.OPEN else item.deadline
    return clock if clock is not None and clock.stopped_at is None else None


@dataclass(frozen=True)
class Share:
    """n of N."""

    n: int
    N: int


def answered_in_time(place: Place, on: date) -> Share:
    """Public orders answered by their due day, of all whose due day has passed or that were answered."""
    found = SupervisionOrder.objects.filter(matter__in=matters.public_at(place).order_by())
    due = list(found.filter(Q(answered_at__isnull=False) | Q(due_on__lt=on)).values_list("answered_at", "due_on"))
    return Share(sum(at is not None and core.local_day(at) <= until for at, until in due), len(due))
