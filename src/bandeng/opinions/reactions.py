"""Daily: the ledger takes one entry for each conversation in which something new was said. Always: maps are drawn."""

import threading
from datetime import datetime

from bandeng.opinions import tasks
from bandeng.opinions.actions import tick
from bandeng.opinions.acts import ConversationBroughtIn
from bandeng.opinions.beside import Beside
from bandeng.opinions.models import Arrival, Conversation
from bandeng.records.models import Entry
from bandeng.records.registry import reacts
from bandeng.records.worker import daily, standing


@daily("opinions.tick", hour=3)
def tick_all(now: datetime) -> None:
    """Each in a transaction of its own; run twice it writes nothing more."""
    for conversation in Conversation.objects.filter(closed_at=None).order_by("pk"):
        tick(conversation=conversation, at=now)


@reacts(ConversationBroughtIn)
def lay_the_rest(done: ConversationBroughtIn, entry: Entry) -> None:
    """What did not arrive with the request."""
    if Arrival.objects.filter(conversation=done.conversation).exists():
        tasks.lay.enqueue(conversation=str(done.conversation))


@standing
def draw_maps(stop: threading.Event) -> None:
    """Work out the map of every conversation in which something new was said, beside the pages."""
    Beside().run(stop)
