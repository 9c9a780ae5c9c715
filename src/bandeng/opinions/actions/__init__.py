"""What can be done in a conversation."""

from bandeng.opinions.actions.answering import become
from bandeng.opinions.actions.conversations import close_conversation, open_conversation, tick
from bandeng.opinions.actions.reacting import Said, react, react_on_paper
from bandeng.opinions.actions.stating import add_statement, moderate

__all__ = [
    "Said",
    "add_statement",
    "become",
    "close_conversation",
    "moderate",
    "open_conversation",
    "react",
    "react_on_paper",
    "tick",
]
