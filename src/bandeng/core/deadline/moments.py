"""From an instant to a day in China, and back."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from bandeng.core.refusal import Refusal

# China has kept one time without summer time since 1992, so a fixed offset equals Asia/Shanghai from then on
# and needs no time zone files on the machine.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1992, 2199


def local_day(instant: datetime) -> date:
    """The day on which an aware instant falls in China.

    Raises   Refusal: "naive_time" without an offset, "bad_time" outside 1992-2199.
    """
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise Refusal("naive_time", at=instant.isoformat())
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise Refusal("bad_time", at=instant.isoformat())
    return instant.astimezone(SHANGHAI).date()


def start_of_day(day: date) -> datetime:
    """The instant (UTC) at which a day begins in China."""
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The instant (UTC) at which a day is over in China, which is when the next begins."""
    return start_of_day(day + timedelta(days=1))


def local_hour(day: date, hour: time) -> datetime:
    """A local clock time on a day, as an instant (UTC)."""
    return datetime.combine(day, hour, SHANGHAI).astimezone(UTC)
