"""How a promise stands on a day: each of its items, the counts, and what had settled, moved or parted them by then."""

from dataclasses import dataclass
from datetime import date, datetime

from bandeng.commitments.models import (
    Check,
    Commitment,
    Extension,
    Holding,
    PartialDelivery,
    PromisedItem,
    State,
    WorkItem,
)
from bandeng.core.deadline import end_of_day
from bandeng.core.promises import Counts, Seen, Standing, count, standing
from bandeng.matters.models import Pause

MOVES = ("extension", "suspension")


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
