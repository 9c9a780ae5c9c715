"""Minutes: until when they may be corrected, by whom, and the digest that stands in the ledger."""

import hashlib
from datetime import date, datetime

from bandeng.core import meetings as core
from bandeng.matters import queries as matters
from bandeng.meetings.models import Attendee, Minutes, MinutesState


def corrections_until(chain: str, at: datetime) -> date:
    """The last day on which somebody who was there may ask for a correction."""
    rule = core.shipped().corrections
    return matters.due_from("minutes", rule.days, rule.unit, chain=chain, at=at).due_on


def digest_of(text: str) -> str:
    """SHA-256 of minutes, hex, over their text in UTF-8 with lines ended by a line feed."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def may_correct(seat: Attendee | None, minutes: Minutes, on: date) -> bool:
    """Whether somebody may still ask for a correction: they were there, and the window is open."""
    until = minutes.corrections_until
    return (
        seat is not None
        and seat.signed_at is not None
        and minutes.state == MinutesState.SHOWN
        and until is not None
        and on <= until
    )
