"""Reading notices."""

from uuid import UUID

from django.db.models import QuerySet

from bandeng.notices.models import Notice
from bandeng.people.acting import Actor


def inbox(actor: Actor) -> QuerySet[Notice]:
    """What somebody was told, newest first; nothing for the public (a notice always has one of person and receipt)."""
    told = Notice.objects.filter(person=actor.id) if actor.id else Notice.objects.none()
    return told.order_by("-at", "-pk")


def unseen(actor: Actor) -> int:
    """How many notices somebody has not looked at."""
    return inbox(actor).filter(seen_at__isnull=True).count()


def of_raising(raising: UUID) -> QuerySet[Notice]:
    """What the holder of a receipt was told, newest first."""
    return Notice.objects.filter(raising=raising).order_by("-at", "-pk")


def stuck() -> int:
    """How many e-mails were taken and never marked as sent: shown on the health page."""
    return Notice.objects.filter(taken_at__isnull=False, mailed_at__isnull=True).count()
