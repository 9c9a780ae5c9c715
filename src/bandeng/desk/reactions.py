"""Daily work that draws on many rooms."""

from datetime import datetime, timedelta

from bandeng.commitments.models import Check, Progress
from bandeng.matters.models import Matter, Raising, Verification
from bandeng.records.models import Evidence
from bandeng.records.photos import forget
from bandeng.records.worker import daily

KEPT_UNSENT = timedelta(days=2)
"""How long a picture waits for the form it was taken in for to be sent."""


@daily("pictures", hour=3)
def forget_unsent(now: datetime) -> int:
    """Remove pictures that were taken in and never sent with anything; returns how many."""
    waiting = set(Evidence.objects.filter(stored_at__lt=now - KEPT_UNSENT).values_list("pk", flat=True))
    unsent = waiting - in_use()
    for sha256 in unsent:
        forget(sha256)
    return len(unsent)


def in_use() -> set[str]:
    """The pictures that some record shows."""
    fields = (
        (Raising, "photos"), (Matter, "shown_photos"), (Verification, "photos"), (Progress, "photos"), (Check, "photos")
    )  # fmt: skip
    rows = (photos for model, name in fields for photos in model._default_manager.values_list(name, flat=True))
    return {sha256 for photos in rows for sha256 in photos}
