"""Acting on notices."""

from datetime import datetime

from bandeng.notices.models import Notice
from bandeng.people.models import Person


def mark_seen(*, person: Person, at: datetime) -> int:
    """Mark everything a person was told as seen; returns how many."""
    return Notice.objects.filter(person=person, seen_at__isnull=True).update(seen_at=at)
