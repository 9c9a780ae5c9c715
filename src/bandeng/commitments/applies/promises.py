"""The acts of a promise to its rows."""

from uuid import UUID

from bandeng.commitments import acts
from bandeng.commitments.applies.items import person_of
from bandeng.commitments.models import Commitment, PromisedItem, PromiseState
from bandeng.records.models import Entry
from bandeng.records.registry import applies


def commitment_of(act: object) -> Commitment:
    """The promise an act is about; what a repeat with the same `once` returns."""
    pk: UUID = act.commitment  # type: ignore[attr-defined]
    return Commitment.objects.select_related("place", "organisation", "officer").get(pk=pk)


@applies(acts.CommitmentMade, result=commitment_of)
def made(act: acts.CommitmentMade, entry: Entry) -> Commitment:
    """What was noted; it waits for the unit's own word."""
    Commitment.objects.create(
        id=act.commitment, chain=entry.chain, place_id=act.place, organisation_id=act.organisation,
        officer_id=act.officer, text=act.text, to_whom=act.to_whom, occasion=act.occasion, witnesses=act.witnesses,
        promised_on=act.promised_on, days=act.days, unit=act.unit, due_on=act.due_on, provisional=act.provisional,
        spoken=act.spoken, made_by_id=person_of(entry) or "", made_at=entry.at,
    )  # fmt: skip
    _hold(act.commitment, act.items, entry)
    return commitment_of(act)


@applies(acts.CommitmentConfirmed, result=commitment_of)
def confirmed(act: acts.CommitmentConfirmed, entry: Entry) -> Commitment:
    """From now on it is a promise."""
    return _answered(commitment_of(act), PromiseState.CONFIRMED, entry)


@applies(acts.CommitmentDeclined, result=commitment_of)
def declined(act: acts.CommitmentDeclined, entry: Entry) -> Commitment:
    """It never was one, and it stays to be seen why."""
    promise = commitment_of(act)
    promise.declined_because = act.reason
    return _answered(promise, PromiseState.DECLINED, entry)


@applies(acts.CommitmentWithdrawn, result=commitment_of)
def withdrawn(act: acts.CommitmentWithdrawn, entry: Entry) -> Commitment:
    """It was noted wrongly; who took it back, and why."""
    promise = commitment_of(act)
    who = person_of(entry)
    promise.state, promise.withdrawn_because = PromiseState.WITHDRAWN, act.reason
    promise.withdrawn_at, promise.withdrawn_by_id = entry.at, UUID(who) if who else None
    return _saved(promise)


@applies(acts.CommitmentGrown, result=commitment_of)
def grown(act: acts.CommitmentGrown, entry: Entry) -> Commitment:
    """More items; the day stays."""
    _hold(act.commitment, act.items, entry)
    return _saved(commitment_of(act))


@applies(acts.CommitmentDueReached, result=commitment_of)
def due_reached(act: acts.CommitmentDueReached, entry: Entry) -> Commitment:
    """How it stood, once and for all."""
    promise = commitment_of(act)
    for line in act.lines:
        PromisedItem.objects.filter(commitment=promise, item=line.item).update(stood=line.standing)
    promise.reached_at, promise.total = entry.at, act.total
    promise.done, promise.partial, promise.extended = act.done, act.partial, act.extended
    promise.late, promise.passed_on, promise.dropped = act.late, act.passed_on, act.dropped
    return _saved(promise)


def _hold(commitment: UUID, items: list[UUID], entry: Entry) -> None:
    PromisedItem.objects.bulk_create(
        PromisedItem(commitment_id=commitment, item_id=item, added_at=entry.at) for item in items
    )


def _answered(promise: Commitment, word: str, entry: Entry) -> Commitment:
    who = person_of(entry)
    promise.state, promise.answered_at, promise.answered_by_id = word, entry.at, UUID(who) if who else None
    return _saved(promise)


def _saved(promise: Commitment) -> Commitment:
    """Save it as a newer version, so that a form shown earlier is found stale."""
    promise.version += 1
    promise.save()
    return promise
