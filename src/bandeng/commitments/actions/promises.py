"""Promises: noted in front of people, made one by the unit's own word, grown, and counted when their day is over."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from bandeng.commitments.actions.deciding import MOST_TEXT, need_texts
from bandeng.commitments.acts import (
    CommitmentConfirmed,
    CommitmentDeclined,
    CommitmentDueReached,
    CommitmentGrown,
    CommitmentMade,
    CommitmentWithdrawn,
    Stood,
)
from bandeng.commitments.models import Commitment, PromiseState, State, WorkItem
from bandeng.commitments.queries import promises as queries
from bandeng.commitments.queries.scorecard import scorecard
from bandeng.core import deadline as core
from bandeng.core.ids import new_id
from bandeng.core.refusal import Refusal
from bandeng.matters.actions.deciding import need_text, not_future, somebody
from bandeng.matters.actions.texts import need_masked
from bandeng.matters.queries import calendar_of
from bandeng.people.acting import Actor, system
from bandeng.people.models import Organisation, Person
from bandeng.places.models import Place
from bandeng.records.actions import action, record
from bandeng.records.acts import Act

PROMISES = system("promises")
MOST_ITEMS, MOST_WORDS, MOST_WITNESSES = 100, 120, 200
LONGEST, LATEST_NOTED = timedelta(days=366), timedelta(days=60)


@action
def make_promise(
    *,
    place: Place,
    items: Sequence[WorkItem],
    organisation: Organisation,
    officer: Person | None,
    text: str,
    to_whom: str,
    promised_on: date | None = None,
    days: int | None = None,
    unit: str = "calendar",
    due_on: date | None = None,
    occasion: str = "",
    witnesses: str = "",
    spoken: bool = False,
    actor: Actor,
    at: datetime,
    once: str | None = None,
) -> Commitment:
    """Note what a unit promised over one or many items; it counts once the unit has confirmed it.

    place             for which place it was promised; the items may be of several matters of its community
    officer           who of the unit promised; nothing is a promise without somebody who made it
    days, unit        so many "calendar" or "working" days from the day it was promised; or `due_on`, a day
    promised_on       None for today
    spoken            said aloud in front of people and noted on the spot
    Raises            Refusal: "not_allowed", "promiser_missing", "not_of_unit", "items_missing", "too_many_items",
                      "items_elsewhere", "sealed_promise", "already_gone_on", "item_of_another", "text_missing",
                      "text_too_long", "unmasked", "date_in_future", "noted_too_late", "date_missing", "bad_days",
                      "bad_unit", "date_not_ahead", "date_too_far".
    Source            domain.md 1.5, 6.1 (Commitment)
    """
    somebody(actor)
    if not queries.may_make(actor, place):
        raise Refusal("not_allowed")
    if officer is None:
        raise Refusal("promiser_missing")
    if not queries.is_of(officer, organisation, core.local_day(at)):
        raise Refusal("not_of_unit", unit=str(organisation))
    _need_words(text, to_whom, occasion, witnesses)
    since = promised_on or core.local_day(at)
    ends, counted, provisional = _until(since, days, unit, due_on, place.chain, at)
    commitment = new_id(at)
    act = CommitmentMade(
        commitment=commitment, place=place.pk, organisation=organisation.pk, officer=officer.pk, text=text.strip(),
        to_whom=to_whom.strip(), occasion=occasion.strip(), witnesses=witnesses.strip(), promised_on=since,
        days=counted, unit=unit, due_on=ends, provisional=provisional, spoken=spoken,
        items=_need_items(items, place.chain, organisation),
    )  # fmt: skip
    return _enter(act, commitment, place.chain, actor=actor, at=at, once=once)


@action
def confirm_promise(
    *, promise: Commitment, actor: Actor, at: datetime, version: int | None = None, once: str | None = None
) -> Commitment:
    """The unit's own word: it promises this. Only from now on it counts.

    Raises   Refusal: "not_your_unit", "stale", "already_said", "promise_over".
    """
    promise = _asked(promise, version, actor)
    if core.local_day(at) > promise.due_on:
        raise Refusal("promise_over", date=promise.due_on.isoformat())
    act = CommitmentConfirmed(commitment=promise.pk)
    return _enter(act, promise.pk, promise.chain, actor=actor, at=at, once=once)


@action
def decline_promise(
    *,
    promise: Commitment,
    reason: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> Commitment:
    """The unit's own word: it does not promise this, and why. It stays to be seen.

    Raises   Refusal: "not_your_unit", "stale", "already_said", "text_missing", "text_too_long", "unmasked".
    """
    promise = _asked(promise, version, actor)
    need_text(reason=reason)
    need_texts(reason=reason)
    need_masked(reason=reason)
    act = CommitmentDeclined(commitment=promise.pk, reason=reason.strip())
    return _enter(act, promise.pk, promise.chain, actor=actor, at=at, once=once)


@action
def withdraw_promise(
    *,
    promise: Commitment,
    reason: str,
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> Commitment:
    """Take back what was noted wrongly, and say why; only until the unit has given its word. It stays to be seen.

    A promise that its unit stands by is never taken back: its day comes, and everybody sees how it was kept.

    Raises   Refusal: "not_allowed", "stale", "already_said", "text_missing", "text_too_long", "unmasked".
    """
    somebody(actor)
    promise = queries.fresh(promise, version)
    if not queries.may_make(actor, promise.place):
        raise Refusal("not_allowed")
    _need_unanswered(promise)
    need_text(reason=reason)
    need_texts(reason=reason)
    need_masked(reason=reason)
    act = CommitmentWithdrawn(commitment=promise.pk, reason=reason.strip())
    return _enter(act, promise.pk, promise.chain, actor=actor, at=at, once=once)


@action
def add_to_promise(
    *,
    promise: Commitment,
    items: Sequence[WorkItem],
    actor: Actor,
    at: datetime,
    version: int | None = None,
    once: str | None = None,
) -> Commitment:
    """More items under a promise, until its day; the day stays.

    While it waits for the unit's word, who notes promises adds them; once the unit stands by it, only the unit does:
    nobody's promise grows without them.

    Raises   Refusal: "not_allowed", "not_your_unit", "stale", "promise_declined", "promise_withdrawn", "promise_over",
             "already_promised", "items_missing", "too_many_items", "items_elsewhere", "sealed_promise",
             "already_gone_on", "item_of_another".
    """
    promise = queries.fresh(promise, version)
    _may_grow(promise, actor)
    if promise.reached_at is not None or core.local_day(at) > promise.due_on:
        raise Refusal("promise_over", date=promise.due_on.isoformat())
    held = set(promise.lines.values_list("item", flat=True))
    if again := next((each for each in items if each.pk in held), None):
        raise Refusal("already_promised", title=again.title)
    wanted = _need_items(items, promise.chain, promise.organisation)
    if len(held) + len(wanted) > MOST_ITEMS:
        raise Refusal("too_many_items", most=MOST_ITEMS)
    act = CommitmentGrown(commitment=promise.pk, items=wanted)
    return _enter(act, promise.pk, promise.chain, actor=actor, at=at, once=once)


@action
def count_promise(*, promise: Commitment, at: datetime, actor: Actor = PROMISES) -> Commitment:
    """Write down how a promise stood when its day was over; once, however often it is asked for.

    What it counts is what was known by the end of that day, also when it is written down later.
    """
    now = queries.fresh(promise, None)
    if now.state != PromiseState.CONFIRMED or now.reached_at is not None or now.due_on >= core.local_day(at):
        return now
    card = scorecard(queries.promise(now.pk), now.due_on, over=True)
    counts = card.counts
    act = CommitmentDueReached(
        commitment=now.pk, on=now.due_on,
        lines=[Stood(item=line.item.pk, standing=str(line.standing)) for line in card.lines],
        done=counts.done, partial=counts.partial, extended=counts.extended, late=counts.late,
        passed_on=counts.passed_on, dropped=counts.dropped, total=counts.total,
    )  # fmt: skip
    return _enter(act, now.pk, now.chain, actor=actor, at=at, once=f"due:{now.pk}")


def count_due_promises(now: datetime) -> int:
    """Count every promise whose day is over, each by itself so that no lock is held for long; how many waited."""
    waiting = list(queries.due(Commitment.objects.all(), now))
    for promise in waiting:
        count_promise(promise=promise, at=now)
    return len(waiting)


# --- what they share ---


def _enter(
    act: Act, commitment: UUID, chain: str, *, actor: Actor, at: datetime, once: str | None = None
) -> Commitment:
    done: Commitment = record(act, chain=chain, subject=f"commitment:{commitment}", actor=actor.name, at=at, once=once)
    return done


def _asked(promise: Commitment, version: int | None, actor: Actor) -> Commitment:
    """The promise, locked, waiting for the unit's own word, which this actor may give."""
    now = queries.fresh(promise, version)
    if not queries.may_answer(actor, now):
        raise Refusal("not_your_unit", unit=str(now.organisation))
    _need_unanswered(now)
    return now


def _need_unanswered(promise: Commitment) -> None:
    """Raises Refusal "already_said": the unit has given its word, or it was taken back."""
    if promise.state != PromiseState.ASKED:
        raise Refusal("already_said", state=str(PromiseState(promise.state).label))


def _may_grow(promise: Commitment, actor: Actor) -> None:
    somebody(actor)
    if promise.state == PromiseState.DECLINED:
        raise Refusal("promise_declined")
    if promise.state == PromiseState.WITHDRAWN:
        raise Refusal("promise_withdrawn")
    if promise.state == PromiseState.ASKED and queries.may_make(actor, promise.place):
        return
    if not queries.may_answer(actor, promise):
        raise Refusal("not_your_unit", unit=str(promise.organisation))


def _need_words(text: str, to_whom: str, occasion: str, witnesses: str) -> None:
    need_text(text=text, to_whom=to_whom)
    need_texts(MOST_TEXT, text=text)
    need_texts(MOST_WORDS, to_whom=to_whom, occasion=occasion)
    need_texts(MOST_WITNESSES, witnesses=witnesses)
    need_masked(text=text, to_whom=to_whom, occasion=occasion, witnesses=witnesses)


def _need_items(items: Sequence[WorkItem], chain: str, organisation: Organisation) -> list[UUID]:
    """The items as they stand now, each once, which this unit can promise in public."""
    pks = list(dict.fromkeys(each.pk for each in items))
    if not pks:
        raise Refusal("items_missing")
    if len(pks) > MOST_ITEMS:
        raise Refusal("too_many_items", most=MOST_ITEMS)
    found = WorkItem.objects.select_related("matter", "lead").in_bulk(pks)
    for item in (found[pk] for pk in pks):
        _need_promisable(item, chain)
    if other := queries.in_the_way([found[pk] for pk in pks], organisation):
        raise Refusal("item_of_another", unit=str(other.lead), title=other.title)
    return pks


def _need_promisable(item: WorkItem, chain: str) -> None:
    if item.chain != chain:
        raise Refusal("items_elsewhere", matter=item.matter.number)
    if item.matter.sealed or item.matter.accepted_at is None:
        raise Refusal("sealed_promise", matter=item.matter.number)
    if item.state in (State.SETTLED, State.DROPPED):
        raise Refusal("already_gone_on", state=str(State(item.state).label))


def _until(
    since: date, days: int | None, unit: str, due_on: date | None, chain: str, at: datetime
) -> tuple[date, int | None, bool]:
    """The day of the promise, the days it was told in (None for a day), and whether a missing table may move it."""
    not_future(since, at)
    if since < core.local_day(at) - LATEST_NOTED:
        raise Refusal("noted_too_late", most=LATEST_NOTED.days)
    if due_on is None and days is None:
        raise Refusal("date_missing")
    told, kind = (days or 0, unit) if due_on is None else ((due_on - since).days, "calendar")
    if due_on is not None and told < 1:
        raise Refusal("date_not_ahead", date=due_on.isoformat())
    if kind not in tuple(core.Unit):
        raise Refusal("bad_unit", unit=kind)
    start = datetime.combine(since, time(12), core.SHANGHAI)
    counted = core.Deadline(told, core.Unit(kind)).due(start, calendar_of(chain))
    _need_near(counted.due, since, at)
    return counted.due, None if due_on is not None else told, counted.provisional


def _need_near(ends: date, since: date, at: datetime) -> None:
    if ends < core.local_day(at):
        raise Refusal("date_not_ahead", date=ends.isoformat())
    if ends > since + LONGEST:
        raise Refusal("date_too_far", most=(since + LONGEST).isoformat())
