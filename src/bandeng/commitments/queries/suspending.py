"""Which pause of an item's clock runs, and which waits for a decision."""

from datetime import datetime

from bandeng.commitments.models import WorkItem
from bandeng.matters.models import Pause


def suspension_of(item: WorkItem, at: datetime) -> Pause | None:
    """The pause by which its clock stands still at this moment. No query for an item of `full`."""
    return next((each for each in _pauses(item) if _runs(each, at)), None)


def asked_suspension(item: WorkItem) -> Pause | None:
    """The pause that was asked for and not decided yet. No query for an item of `full`."""
    return next((each for each in _pauses(item) if each.granted is None), None)


def _pauses(item: WorkItem) -> list[Pause]:
    return list(item.deadline.pauses.all()) if item.deadline else []


def _runs(pause: Pause, at: datetime) -> bool:
    return bool(pause.granted and pause.ended_at is None and pause.expires_at is not None and pause.expires_at > at)
