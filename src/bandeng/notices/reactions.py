"""Each act is told once to each person it concerns, and never to who did it. Nothing here acts, so nothing echoes."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from bandeng.commitments import acts as items
from bandeng.commitments.models import Commitment, SupervisionOrder, WorkItem
from bandeng.core import ladder
from bandeng.core.deadline import local_day
from bandeng.matters.acts import Branched, RaisingRated, StepCompleted
from bandeng.matters.models import Deadline, Matter, Raising
from bandeng.matters.queries import read_process
from bandeng.notices import tasks
from bandeng.notices.models import As, Notice
from bandeng.notices.words import PROMISES, TO_RAISERS, TO_STAFF, TO_UNIT
from bandeng.people.models import Duty, Person
from bandeng.people.queries import deputies_of, holders, living
from bandeng.places.models import Place
from bandeng.records.models import Entry
from bandeng.records.registry import reacts
from bandeng.research import acts as research
from bandeng.research.models import Suggestion
from bandeng.research.queries import PLANNERS

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


@reacts(research.SuggestionHanded)
def tell_who_is_asked(done: research.SuggestionHanded, entry: Entry) -> None:
    """Tell the officers of the unit that is asked what becomes of a suggestion."""
    _tell_people(entry, None, As.UNIT, _officers(done.unit, entry), about=f"suggestion:{done.suggestion}")


@reacts(research.SuggestionReminded)
def tell_of_suggestion(done: research.SuggestionReminded, entry: Entry) -> None:
    """Tell the officers of the unit that its date is near or over; who keeps the register once it is over."""
    about = f"suggestion:{done.suggestion}"
    _tell_people(entry, None, As.UNIT, _officers(done.unit, entry), about=about)
    if done.which == "past":
        place = Suggestion.objects.select_related("place").get(pk=done.suggestion).place
        keepers = _people(place, set(PLANNERS), local_day(entry.at))
        _tell_people(entry, None, As.STAFF, keepers, about=about)


@reacts(items.OrderIssued)
def tell_of_order(done: items.OrderIssued, entry: Entry) -> None:
    """Tell whom it is addressed to, and whom the ladder names besides; raisers from the second rung up."""
    rung = ladder.shared().rungs[done.rank - 1] if done.rank <= len(ladder.shared().rungs) else None
    roles = set(rung.told) if rung else set()
    if done.organisation is not None:
        _tell_people(entry, done.matter, As.UNIT, _officers(done.organisation, entry))
    else:
        roles |= set(rung.to_unassigned if rung else DESK)
    _tell_people(entry, done.matter, As.STAFF, _holders(done.matter, roles, entry))
    if done.rank > 1:
        _tell_raisers_of([done.matter], entry)


@reacts(items.OrderAnswered)
def tell_of_answer(done: items.OrderAnswered, entry: Entry) -> None:
    """Tell who issued it, or the desk and the supervisor where it came by rule; raisers from the second rung up."""
    order = SupervisionOrder.objects.get(pk=done.order)
    issuer = [order.issued_by_id] if order.issued_by_id else _holders(done.matter, {*DESK, "supervisor"}, entry)
    _tell_people(entry, done.matter, As.STAFF, issuer)
    if order.rank > 1:
        _tell_raisers_of([done.matter], entry)


@reacts(items.ClockWarned)
def tell_of_clock(done: items.ClockWarned, entry: Entry) -> None:
    """Tell who has it in hand: the officer or the unit; the holder, else who may complete the step, else the desk."""
    clock = Deadline.objects.select_related("matter__process").get(pk=done.deadline)
    item = WorkItem.objects.filter(pk=done.item).first() if done.item else None
    if item is not None and item.lead_id is not None:
        officers = _officers(item.lead_id, entry)
        one = _standing_in(item.officer_id, entry) if item.officer_id else None
        _tell_people(entry, done.matter, As.UNIT, [one] if one in officers else officers)
        return
    roles = _of_step(clock) if clock.kind == "step" else set(DESK)
    holder = clock.matter.holder_id
    people = [_standing_in(holder, entry)] if holder and item is None else _holders(done.matter, roles, entry)
    _tell_people(entry, done.matter, As.STAFF, people)


def _of_step(clock: Deadline) -> set[str]:
    """Who is asked about a step: the desk where it may complete it, else those who may."""
    step = read_process(clock.matter.process).steps.get(clock.of.removeprefix("step:"))
    by = set(step.by) - {"raiser", "resident"} if step else set()
    return by & set(DESK) or by or set(DESK)


@reacts(items.StuckListed)
def tell_who_helps_out(done: items.StuckListed, entry: Entry) -> None:
    """Once a day the supervisor and the secretary; where there is neither, who may give somebody the duty."""
    place, on = Place.objects.get(pk=done.place), local_day(entry.at)
    people = _people(place, {"supervisor", "secretary"}, on) or _people(place, {"system_admin"}, on)
    _tell_people(entry, done.matters[0], As.STAFF, people)


@reacts(items.CallbackMade)
def tell_of_callback(done: items.CallbackMade, entry: Entry) -> None:
    """Tell the desk what a raiser said who was called back."""
    if done.reached:
        _tell_people(entry, done.matter, As.STAFF, _holders(done.matter, set(DESK), entry))


def _holders(matter: UUID, roles: set[str], entry: Entry) -> list[UUID]:
    """Who holds one of these roles at a matter's place on the day of an entry, deputies of those away."""
    return _people(Matter.objects.select_related("place").get(pk=matter).place, roles, local_day(entry.at))


def _people(place: Place, roles: set[str], on: date) -> list[UUID]:
    found = [person.pk for role in sorted(roles) for person in holders(role, place, on=on)]
    return list(dict.fromkeys(found))


def _standing_in(person: UUID, entry: Entry) -> UUID:
    """The person, or who deputises for them on the day of an entry."""
    deputy = deputies_of([person], on=local_day(entry.at)).get(person)
    return deputy.pk if deputy else person


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


def _tell_people(entry: Entry, matter: UUID | None, heard_as: str, people: Iterable[UUID], about: str = "") -> None:
    living_ones = set(Person.objects.filter(pk__in=list(people), erased_at__isnull=True).values_list("pk", flat=True))
    for person in sorted(living_ones):
        if entry.actor != f"person:{person}":
            _note(entry, matter, heard_as, about, person_id=person)


def _note(entry: Entry, matter: UUID | None, heard_as: str, about: str = "", **whom: UUID) -> Notice:
    notice, _ = Notice.objects.get_or_create(
        chain=entry.chain, n=entry.n, **whom,
        defaults={"matter": matter, "about": about, "verb": entry.verb, "at": entry.at, "heard_as": heard_as},
    )  # fmt: skip
    return notice


def _who_did_it(entry: Entry) -> Q:
    kind, _, key = entry.actor.partition(":")
    if kind == "person":
        return Q(person_id=key)
    return Q(pk=key) if kind == "receipt" else Q(pk__in=[])
