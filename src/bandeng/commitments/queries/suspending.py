"""Which pause of an item's clock runs, and which waits for a decision."""

from datetime import date, datetime

from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Pause


def suspension_of(item: WorkItem, at: datetime) -> Pause | None:
    """The pause by which its clock stands still at this moment. No query for an item of `full`."""
    return next((each for each in _pauses(item) if _runs(each, at)), None)


def asked_suspension(item: WorkItem) -> Pause | None:
    """The pause that was asked for and not decided yet. No query for an item of `full`."""
    return next((each for each in _pauses(item) if each.granted is None), None)


def last_granted(item: WorkItem) -> Pause | None:
    """The latest pause that was granted, over or not. No query for an item of `full`."""
    return max((each for each in _pauses(item) if each.since), key=lambda each: (each.since, each.pk), default=None)


def paused_on(item: WorkItem, day: date) -> Pause | None:
    """The pause that goes on over a day: neither ended nor on its review date. No query for an item of `full`."""
    last = last_granted(item)
    return last if last and last.ended_at is None and day < last.review_on else None


def _pauses(item: WorkItem) -> list[Pause]:
    return list(item.deadline.pauses.all()) if item.deadline else []


def _runs(pause: Pause, at: datetime) -> bool:
    return bool(pause.granted and pause.ended_at is None and pause.expires_at is not None and pause.expires_at > at)
