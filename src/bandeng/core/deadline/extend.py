"""May this deadline be extended?"""

from datetime import date, datetime

from bandeng.core.deadline.count import Due
from bandeng.core.deadline.history import Extension
from bandeng.core.deadline.moments import local_day
from bandeng.core.refusal import Refusal


def check_extension(
    due: Due, wanted: Extension, *, asked_at: datetime, at_most: int = 2, never_after: date | None = None
) -> None:
    """Refuse an extension that the rules do not allow; say nothing otherwise.

    asked_at      when it was asked for (aware); it must be asked for before the deadline has passed
    at_most       how often this deadline may be extended
    never_after   the latest day all extensions together may reach, if the place sets one
    Raises        Refusal: "extension_late", "extension_not_later", "extension_needs_reason",
                  "extension_by_requester", "extended_enough", "extension_too_far".
    Source        domain.md 6.2, I6; deadlines.md 11.
    """
    if local_day(asked_at) > due.due:
        raise Refusal("extension_late", due=due.due.isoformat())
    if wanted.to <= due.due:
        raise Refusal("extension_not_later", due=due.due.isoformat(), to=wanted.to.isoformat())
    if not wanted.reason.strip():
        raise Refusal("extension_needs_reason")
    if wanted.requester == wanted.approver:
        raise Refusal("extension_by_requester")
    if len(due.extensions) >= at_most:
        raise Refusal("extended_enough", most=at_most)
    if never_after is not None and wanted.to > never_after:
        raise Refusal("extension_too_far", most=never_after.isoformat())
