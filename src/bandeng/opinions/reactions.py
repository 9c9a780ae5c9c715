"""Daily: the ledger takes one entry for each conversation in which something new was said."""

from datetime import datetime

from bandeng.opinions.actions import tick
from bandeng.opinions.models import Conversation
from bandeng.records.worker import daily


@daily("opinions.tick", hour=3)
def tick_all(now: datetime) -> None:
    """Each in a transaction of its own; run twice it writes nothing more."""
    for conversation in Conversation.objects.filter(closed_at=None).order_by("pk"):
        tick(conversation=conversation, at=now)
