"""Minutes."""

from datetime import date
from uuid import UUID

from bandeng.records.acts import Act, act


@act("meeting.minutes_drafted")
class MinutesDrafted(Act):
    """A draft, or a newer one."""

    meeting: UUID
    minutes: UUID
    text: str


@act("meeting.minutes_shown")
class MinutesShown(Act):
    """Everybody who was there may ask for corrections until a day."""

    meeting: UUID
    minutes: UUID
    until: date


@act("meeting.correction_asked")
class CorrectionAsked(Act):
    """Somebody who was there says what has to be put right."""

    meeting: UUID
    minutes: UUID
    correction: UUID
    attendee: UUID
    words: str


@act("meeting.correction_answered")
class CorrectionAnswered(Act):
    """It was taken over into `text`, or not, with the reason."""

    meeting: UUID
    minutes: UUID
    correction: UUID
    taken: bool
    answer: str
    text: str = ""


@act("meeting.minutes_signed")
class MinutesSigned(Act):
    """Who chaired it, or who wrote it down, stands by the text with this digest."""

    meeting: UUID
    minutes: UUID
    as_role: str
    digest: str


@act("meeting.minutes_final")
class MinutesFinal(Act):
    """Both have signed: SHA-256 of the text. It is never edited again."""

    meeting: UUID
    minutes: UUID
    digest: str


@act("meeting.minutes_corrected")
class MinutesCorrected(Act):
    """A marked correction after the end: what it said, what is right, and why. The final text stays."""

    meeting: UUID
    minutes: UUID
    correction: UUID
    was: str
    now: str
    why: str
