"""What the clock does by itself; it bears being run twice."""

from datetime import datetime

from bandeng.records.worker import daily
from bandeng.research.actions.reminding import remind_due


@daily("suggestions", hour=9)
def every_day_who_is_asked(now: datetime) -> int:
    """Remind units of suggestions whose date is near or over; returns of how many."""
    return remind_due(at=now)
