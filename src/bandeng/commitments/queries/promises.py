"""Reading promises: how each stands on a day, whose they are, which of a place and of a unit."""

from collections.abc import Collection, Iterable, Sequence
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
from bandeng.core.deadline import end_of_day, local_day
from bandeng.core.promises import Counts, Seen, Standing, count, standing
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
MOVES = ("extension", "suspension")


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


# --- the scorecard ---


@dataclass(frozen=True)
class Line:
    """One item of a scorecard.

    standing    how it stands on the day of the card
    stood       how it stood when the promise's day was over, "" before
    checked     the look that found it solved, None where there is none
    granted     the later date, or the standstill of its clock, that was granted: its reason, and who granted it
    partial     the delivery in part that stands, with its reason
    holding     where another unit holds it: the promising unit's holding with the ground it gave, if it held it
    public      whether everybody may read the matter it belongs to
    """

    item: WorkItem
    standing: Standing
    stood: str
    checked: Check | None
    granted: Extension | Pause | None
    partial: PartialDelivery | None
    holding: Holding | None
    public: bool


@dataclass(frozen=True)
class Scorecard:
    """A promise on a day: each item, and the counts; `frozen` are those of its own day, None before it is over."""

    promise: Commitment
    on: date
    lines: list[Line]
    counts: Counts
    frozen: Counts | None

    @property
    def later(self) -> int:
        """How many were done after the promise's day, beside what stood then."""
        return self.counts.done - self.frozen.done if self.frozen else 0


def scorecard(promise: Commitment, on: date, *, over: bool = False) -> Scorecard:
    """How a promise of `full` stands on a day, from what was known by the end of it; no query.

    over   whether that day is over; a day in the past always is to whoever asks for it
    """
    lines = [_line(promise, each, on, over) for each in promise.lines.all()]
    return Scorecard(promise, on, lines, count(line.standing for line in lines), frozen(promise))


def frozen(promise: Commitment) -> Counts | None:
    """The counts as they were written down when its day was over."""
    if promise.reached_at is None:
        return None
    return Counts(
        done=promise.done, partial=promise.partial, extended=promise.extended, late=promise.late,
        passed_on=promise.passed_on, dropped=promise.dropped,
    )  # fmt: skip


def _line(promise: Commitment, row: PromisedItem, on: date, over: bool) -> Line:
    item, end = row.item, end_of_day(on)
    return Line(
        item=item, standing=standing(seen(promise, item, on), due=promise.due_on, on=on, over=over), stood=row.stood,
        checked=_settled(item, end), granted=_granted(item, end), partial=_partial(item, end),
        holding=_given_back(promise, item, end),
        public=item.matter.accepted_at is not None and not item.matter.sealed,
    )  # fmt: skip


def seen(promise: Commitment, item: WorkItem, on: date) -> Seen:
    """What was known of an item by the end of a day."""
    end = end_of_day(on)
    partial = _partial(item, end)
    return Seen(
        settled=_settled(item, end) is not None, partial=partial is not None,
        rest_on=partial.rest_on if partial else None, moved_to=_moved(item, end),
        passed_on=_elsewhere(promise, item, end),
        dropped=item.state == State.DROPPED and item.settled_at is not None and item.settled_at < end,
    )  # fmt: skip


def _settled(item: WorkItem, end: datetime) -> Check | None:
    """The last look that found it solved, unless a raiser had it taken up again since."""
    found = [each for each in item.checks.all() if each.at < end]
    last = found[-1] if found else None
    if last is None or not last.solved:
        return None
    again = item.deadline is not None and last.at < item.deadline.started_at < end
    return None if again else last


def _partial(item: WorkItem, end: datetime) -> PartialDelivery | None:
    """The delivery in part that stands: the last one, unless the item changed hands or was taken up again since."""
    found = [each for each in item.partials.all() if each.at < end]
    last = found[-1] if found else None
    again = last is not None and item.deadline is not None and last.at < item.deadline.started_at < end
    return None if again else last


def _granted(item: WorkItem, end: datetime) -> Extension | Pause | None:
    """What moved its date last: a later date, or a time in which its clock stood still."""
    moves: list[Extension | Pause] = [*item.extensions.all(), *(item.deadline.pauses.all() if item.deadline else [])]
    granted = [(each.decided_at, each) for each in moves if each.granted and each.decided_at and each.decided_at < end]
    return max(granted, key=lambda found: found[0])[1] if granted else None


def _moved(item: WorkItem, end: datetime) -> date | None:
    moves = item.deadline.changes.all() if item.deadline else []
    moved = sorted((each.at, each.new) for each in moves if each.because in MOVES and each.at < end)
    return moved[-1][1] if moved else None


def _elsewhere(promise: Commitment, item: WorkItem, end: datetime) -> bool:
    """Whether another unit than the promising one held it at the end of a day."""
    held = [each for each in item.holdings.all() if each.from_at < end]
    now = [each for each in held if each.returned_at is None or each.returned_at >= end]
    return bool(now) and now[-1].organisation_id != promise.organisation_id


def _given_back(promise: Commitment, item: WorkItem, end: datetime) -> Holding | None:
    own = [each for each in item.holdings.all() if each.organisation_id == promise.organisation_id]
    back = [each for each in own if each.returned_at is not None and each.returned_at < end]
    return back[-1] if back else None


# --- lists ---


def of_place(place: Place) -> QuerySet[Commitment]:
    """The promises that concern a place or what lies below it, the next day first."""
    here = PromisedItem.objects.filter(
        commitment=OuterRef("pk"), item__matter__place__path__startswith=place.path, item__matter__sealed=False
    )
    found = Commitment.objects.filter(Q(place__path__startswith=place.path) | Exists(here))
    return found.order_by("due_on", "made_at", "pk")


def of_unit(unit: Organisation) -> QuerySet[Commitment]:
    """The promises noted for a unit, the next day first."""
    return Commitment.objects.filter(organisation=unit).order_by("due_on", "made_at", "pk")


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


def statements_of(items: Collection[UUID]) -> dict[UUID, list[Statement]]:
    """The units' own words on these items, the newest first; one query."""
    found: dict[UUID, list[Statement]] = {}
    for row in newest_words().filter(item__in=items):
        found.setdefault(row.item_id, []).append(row)
    return found
