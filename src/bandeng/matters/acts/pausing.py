"""A matter's step stands still for a time, e.g. while an answer from outside is awaited."""

from datetime import date, datetime
from uuid import UUID

from bandeng.records.acts import Act, act, private


@act("matter.suspension_asked")
class SuspensionAsked(Act):
    """Somebody who handles it asks that the step's clock stand still, why, and until which day at the latest."""

    matter: UUID
    deadline: UUID
    suspension: UUID
    review_on: date
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("matter.suspension_decided")
class SuspensionDecided(Act):
    """Somebody else granted or refused it. It is over by itself at `expires_at`; `old` and `new` are the due dates."""

    matter: UUID
    deadline: UUID
    suspension: UUID
    granted: bool
    old: date
    new: date
    provisional: bool = False
    expires_at: datetime | None = None
    reason: str = ""
    reason_sealed: str | None = private(default=None)


@act("matter.suspension_ended")
class SuspensionEnded(Act):
    """The clock runs on before the review date: what was waited for has come."""

    matter: UUID
    deadline: UUID
    suspension: UUID
    old: date
    new: date
    provisional: bool = False
    reason: str = ""
    reason_sealed: str | None = private(default=None)
