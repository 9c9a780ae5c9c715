"""Conversations and their statements (ledgered); voices and reactions (their own append-only tables)."""

from bandeng.opinions.models.conversations import Conversation, Fate, Moderation, Statement, Tick, Voices
from bandeng.opinions.models.voices import Arrival, Drawn, Reaction, Voice, Way

__all__ = [
    "Arrival",
    "Conversation",
    "Drawn",
    "Fate",
    "Moderation",
    "Reaction",
    "Statement",
    "Tick",
    "Voice",
    "Voices",
    "Way",
]
