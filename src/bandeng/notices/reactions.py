"""Each act is told once to each person it concerns, and never to who did it. Nothing here acts, so nothing echoes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from bandeng.commitments.models import Commitment, WorkItem
from bandeng.core.deadline import local_day
from bandeng.matters.acts import Branched, RaisingRated, StepCompleted
from bandeng.matters.models import Matter, Raising
from bandeng.notices import tasks
from bandeng.notices.models import As, Notice
from bandeng.notices.words import PROMISES, TO_RAISERS, TO_STAFF, TO_UNIT
from bandeng.people.models import Duty, Person
from bandeng.people.queries import deputies_of, holders, living
from bandeng.records.models import Entry
from bandeng.records.registry import reacts

DESK = ("secretary", "community_staff")
LAST_WORD = "reopen:final_review"


@reacts(*TO_RAISERS)
def tell_raisers(done: Any, entry: Entry) -> None:
    """Tell every raiser it concerns, on the receipt page and, where they left an address, by e-mail."""
    if not _is_news(done):
        return
    told = _raisings(done).exclude(_who_did_it(entry))
    for raising in told:
        notice = _note(entry, done.matter, As.RAISER, raising=raising.pk)
        if raising.email and notice.taken_at is None:
            tasks.mail.enqueue(notice=notice.pk)
    _tell_people(entry, done.matter, As.RAISER, told.filter(person__isnull=False).values_list("person_id", flat=True))


def _is_news(done: Any) -> bool:
    """What says nothing new is not told: the end, since the final reply tells it; a rating that leaves all as it is."""
    if isinstance(done, StepCompleted):
        return done.move.then is not None
    return not isinstance(done, RaisingRated) or done.reopens is not None


def _raisings(done: Any) -> Any:
    """The raisings an act names, else all of its matter; never one that was withdrawn or erased."""
    standing = Raising.objects.filter(withdrawn_at__isnull=True, erased_at__isnull=True).order_by("raised_at", "pk")
    if replies := getattr(done, "replies", None):
        return standing.filter(pk__in=[to.raising for to in replies])
    return standing.filter(matter=done.matter)


@reacts(*TO_STAFF)
def tell_staff(done: Any, entry: Entry) -> None:
    """Tell those who keep the community's desk, and the supervisor when the last word is theirs."""
    if isinstance(done, Branched) and not entry.actor.startswith(("system:", "receipt:")):
        return
    place, on = Matter.objects.select_related("place").get(pk=done.matter).place, local_day(entry.at)
    roles = (*DESK, "supervisor") if _last_word(done) else DESK
    people = [person.pk for role in roles for person in holders(role, place, on=on)]
    _tell_people(entry, done.matter, As.STAFF, dict.fromkeys(people))


def _last_word(done: Any) -> bool:
    move = getattr(done, "reopens", None) or getattr(done, "move", None)
    return move is not None and move.then == LAST_WORD


@reacts(*TO_UNIT)
def tell_unit(done: Any, entry: Entry) -> None:
    """Tell the officers of the unit that holds the item, or to whom the matter was passed on."""
    if (unit := _unit_of(done)) is not None:
        _tell_people(entry, done.matter, As.UNIT, _officers(unit, entry))


@reacts(*{cls for told in PROMISES.values() for cls in told})
def tell_of_promise(done: Any, entry: Entry) -> None:
    """Tell the officers of its unit, who noted it, and everybody who raised what it is about."""
    promise = Commitment.objects.get(pk=done.commitment)
    matters = list(dict.fromkeys(promise.lines.order_by("pk").values_list("item__matter", flat=True)))
    if type(done) in PROMISES[As.UNIT]:
        _tell_people(entry, matters[0], As.UNIT, _officers(promise.organisation_id, entry))
    if type(done) in PROMISES[As.STAFF]:
        _tell_people(entry, matters[0], As.STAFF, [promise.made_by_id])
    if type(done) in PROMISES[As.RAISER]:
        _tell_raisers_of(matters, entry)


def _tell_raisers_of(matters: Iterable[UUID], entry: Entry) -> None:
    """Each raising of these matters once, and each person behind one."""
    told = Raising.objects.filter(matter__in=list(matters), withdrawn_at__isnull=True, erased_at__isnull=True)
    for raising in told.order_by("raised_at", "pk"):
        notice = _note(entry, raising.matter_id, As.RAISER, raising=raising.pk)
        if raising.email and notice.taken_at is None:
            tasks.mail.enqueue(notice=notice.pk)
        if raising.person_id:
            _tell_people(entry, raising.matter_id, As.RAISER, [raising.person_id])


def _unit_of(done: Any) -> UUID | None:
    if isinstance(done, Branched):
        return done.to_organisation
    named: UUID | None = getattr(done, "organisation", None)
    return named or WorkItem.objects.values_list("lead_id", flat=True).get(pk=done.item)


def _officers(unit: UUID, entry: Entry) -> list[UUID]:
    """Who works for a unit on the day of an entry; the deputies of those who are away."""
    on = local_day(entry.at)
    held = Duty.objects.filter(living(on), organisation=unit, person__erased_at__isnull=True).order_by("from_on", "id")
    people = list(dict.fromkeys(held.values_list("person_id", flat=True)))
    deputies = deputies_of(people, on=on)
    return [deputies[person].pk if person in deputies else person for person in people]


def _tell_people(entry: Entry, matter: UUID, heard_as: str, people: Iterable[UUID]) -> None:
    living_ones = set(Person.objects.filter(pk__in=list(people), erased_at__isnull=True).values_list("pk", flat=True))
    for person in sorted(living_ones):
        if entry.actor != f"person:{person}":
            _note(entry, matter, heard_as, person_id=person)


def _note(entry: Entry, matter: UUID, heard_as: str, **whom: UUID) -> Notice:
    notice, _ = Notice.objects.get_or_create(
        chain=entry.chain, n=entry.n, **whom,
        defaults={"matter": matter, "verb": entry.verb, "at": entry.at, "heard_as": heard_as},
    )  # fmt: skip
    return notice


def _who_did_it(entry: Entry) -> Q:
    kind, _, key = entry.actor.partition(":")
    if kind == "person":
        return Q(person_id=key)
    return Q(pk=key) if kind == "receipt" else Q(pk__in=[])
