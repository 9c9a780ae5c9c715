"""A unit's own list and its service scorecard: n of N from the rows, of no person and against no other unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet, Sum

from bandeng.commitments.models import Help, Holding, State, WorkItem
from bandeng.commitments.queries.items import full, mine, units_of, works_for
from bandeng.core.deadline import SHANGHAI, local_day
from bandeng.people.acting import Actor
from bandeng.people.models import Organisation, OrganisationKind
from bandeng.places.models import Place

MOST_COMPOUNDS = 60


def listed(
    actor: Actor, states: Iterable[str], *, compound: str = "", overdue_on: date | None = None
) -> QuerySet[WorkItem]:
    """The unit's list: by clock, of one compound, or only what is overdue on a day."""
    found = mine(actor, states)
    if compound:
        found = found.filter(matter__place__path__contains=f"/{compound}/")
    return found.filter(Q(("due_on__lt", overdue_on))) if overdue_on else found


def compounds(actor: Actor) -> list[Place]:
    """The compounds in which the list has something open; three queries however many."""
    codes = mine(actor).order_by().values_list("matter__place", flat=True).distinct()
    wanted = {".".join(code.split(".")[:2]) for code in codes}
    return list(Place.objects.filter(pk__in=wanted).order_by("pk")[:MOST_COMPOUNDS])


def own_units(actor: Actor) -> list[Organisation]:
    """The units the actor works for: as an officer, or of the staff where the unit is a community."""
    found = Organisation.objects.filter(pk__in=units_of(actor)) | Organisation.objects.filter(
        kind=OrganisationKind.COMMUNITY, place__in={held.place for held in actor.held if held.place}
    )
    return [unit for unit in found.select_related("place").order_by("short", "pk") if works_for(actor, unit)]


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    n: int
    N: int


@dataclass(frozen=True)
class Service:
    """A unit's work of a year, by the day on which it took an item on.

    claimed_in_time     taken before the day by which a unit had to, of all taken
    done_by_original    reported done by the date first told, of those done or due
    done_by_due         the same by the date with extensions and pauses
    first_time          solved at the first check, of those checked
    returned, extended, suspended   of all taken
    people, minutes     volunteers and the time of all of them together
    """

    taken: int
    claimed_in_time: Share
    done_by_original: Share
    done_by_due: Share
    first_time: Share
    returned: Share
    extended: Share
    suspended: Share
    people: int
    minutes: int


def years(unit: Organisation) -> list[int]:
    """The years in which it took something on, the latest first."""
    return [day.year for day in Holding.objects.filter(organisation=unit).dates("from_at", "year", order="DESC")]


def service(unit: Organisation, year: int, today: date) -> Service:
    """The scorecard of a unit and a year; eight queries however many items."""
    first, last = (datetime.combine(date(each, 1, 1), time(), SHANGHAI) for each in (year, year + 1))
    held = Holding.objects.filter(organisation=unit, from_at__gte=first, from_at__lt=last)
    items = {item.pk: item for item in full(WorkItem.objects.filter(pk__in=held.values("item")))}
    rows = [(each, items[each.item_id]) for each in held.order_by("from_at", "pk")]
    kept = [item for each, item in rows if each.returned_at is None and item.lead_id == unit.pk]
    due = [item for item in kept if _is_counted(item, today)]
    checked = [item for item in kept if item.checks.all()]
    help_ = Help.objects.filter(item__in=[item.pk for item in kept]).aggregate(
        people=Sum("people"), minutes=Sum("minutes")
    )
    return Service(
        taken=len(rows),
        claimed_in_time=Share(sum(_in_time(each, item) for each, item in rows), len(rows)),
        done_by_original=Share(
            sum(_done_by(item, item.deadline.original_due_on) for item in due if item.deadline), len(due)
        ),
        done_by_due=Share(sum(_done_by(item, item.deadline.due_on) for item in due if item.deadline), len(due)),
        first_time=Share(sum(item.checks.all()[0].solved for item in checked), len(checked)),
        returned=Share(sum(each.returned_at is not None for each, _ in rows), len(rows)),
        extended=Share(sum(any(one.granted for one in item.extensions.all()) for item in kept), len(rows)),
        suspended=Share(sum(_stood_still(item) for item in kept), len(rows)),
        people=help_["people"] or 0,
        minutes=help_["minutes"] or 0,
    )


def _is_counted(item: WorkItem, today: date) -> bool:
    """Done, or its date has passed; one that will not be done counts for nothing here."""
    if item.state == State.DROPPED or item.deadline is None:
        return False
    return item.done_at is not None or item.deadline.due_on < today


def _done_by(item: WorkItem, day: date) -> bool:
    return item.done_at is not None and local_day(item.done_at) <= day


def _in_time(held: Holding, item: WorkItem) -> bool:
    return item.waiting is None or local_day(held.from_at) <= item.waiting.due_on


def _stood_still(item: WorkItem) -> bool:
    return item.deadline is not None and any(pause.granted for pause in item.deadline.pauses.all())
