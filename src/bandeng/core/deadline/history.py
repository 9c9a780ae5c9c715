"""What may move a deadline afterwards: pauses and extensions, as the history tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bandeng.core.deadline.moments import local_day
from bandeng.core.refusal import Refusal

MOST_DAYS = 3650


@dataclass(frozen=True)
class Pause:
    """An approved suspension. It always expires.

    since        when the clock stopped (aware)
    expires_at   when it starts again by itself (aware); the review date of the suspension
    ended_at     when it was ended earlier; None while it runs
    Raises       Refusal: "pause_backwards", "pause_too_long" (over 3650 days), "naive_time", "bad_time".

    Paused days are whole local days: from the day it began up to, not including, the day it ends. In other words a
    day is paused if its last moment is. So a pause that begins and ends on one day pauses nothing, and cutting a
    pause in two changes nothing.
    """

    since: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        days = (local_day(self.expires_at) - local_day(self.since)).days
        if self.expires_at <= self.since or (self.ended_at is not None and self.ended_at < self.since):
            raise Refusal("pause_backwards", since=self.since.isoformat())
        if days > MOST_DAYS:
            raise Refusal("pause_too_long", days=days, most=MOST_DAYS)

    @property
    def until(self) -> datetime:
        return self.expires_at if self.ended_at is None else min(self.ended_at, self.expires_at)

    def runs_at(self, now: datetime) -> bool:
        return self.since <= now < self.until

    def days(self) -> list[date]:
        first = local_day(self.since)
        return [first + timedelta(days=count) for count in range((local_day(self.until) - first).days)]


@dataclass(frozen=True)
class Extension:
    """A later date, granted by somebody else than who asked. The original date stays visible.

    to       the new last day; a rest day moves to the next working day, as every due day does
    Raises   Refusal: "extension_backwards", "extension_too_long" (over 3650 days), "naive_time", "bad_time".
    """

    to: date
    granted_at: datetime
    reason: str
    requester: str
    approver: str

    def __post_init__(self) -> None:
        days = (self.to - local_day(self.granted_at)).days
        if days <= 0:
            raise Refusal("extension_backwards", to=self.to.isoformat())
        if days > MOST_DAYS:
            raise Refusal("extension_too_long", days=days, most=MOST_DAYS)


def paused_days(pauses: Iterable[Pause]) -> Mapping[date, Pause]:
    """Each paused day with the pause that covers it; overlapping pauses count a day once."""
    return {day: pause for pause in pauses for day in pause.days()}
