"""What items do when a matter was taken up again, and what the clocks do by themselves; each bears being run twice."""

from datetime import datetime, timedelta

from bandeng.commitments.actions.helping_out import list_stuck
from bandeng.commitments.actions.promises import count_due_promises
from bandeng.commitments.actions.reopening import AGAIN, reopen_items
from bandeng.commitments.actions.sweeping import supervise
from bandeng.commitments.acts import CallbackMade
from bandeng.matters.acts import Branched, Move, RaisingRated
from bandeng.matters.models import Matter
from bandeng.records.models import Entry
from bandeng.records.registry import reacts
from bandeng.records.worker import daily, periodic


@reacts(RaisingRated)
def a_raiser_said_not_solved(act: RaisingRated, entry: Entry) -> None:
    """The first time the same unit goes on; the second time the supervisor looks, and no work opens by itself."""
    _reopened(act.reopens, Matter.objects.get(pk=act.matter), entry)


@reacts(Branched)
def a_matter_was_reopened(act: Branched, entry: Entry) -> None:
    """The same, where somebody had said it before the others had their reply."""
    if act.branch == "reopen":
        _reopened(act.move, Matter.objects.get(pk=act.matter), entry)


@reacts(CallbackMade)
def a_raiser_said_so_on_the_telephone(act: CallbackMade, entry: Entry) -> None:
    """The same, where somebody who had no part in the work asked them."""
    _reopened(act.reopens, Matter.objects.get(pk=act.matter), entry)


def _reopened(move: Move | None, matter: Matter, entry: Entry) -> None:
    if move is not None and move.then == AGAIN:
        reopen_items(matter=matter, at=entry.at)


@daily("promises", hour=3)
def promises_fell_due(now: datetime) -> int:
    """Count, once, how each promise stood whose day ended; a machine that was off counts it when it is on again."""
    return count_due_promises(now)


@periodic("supervision", every=timedelta(minutes=5))
def every_few_minutes(now: datetime) -> int:
    """Warnings and rungs that are due now; outside office hours nothing is. Returns how many were issued."""
    return len(supervise(at=now))


@daily("stuck", hour=9)
def every_day_who_helps_out(now: datetime) -> int:
    """Tell who helps out which matters nobody can move. Returns for how many places."""
    return len(list_stuck(at=now))
