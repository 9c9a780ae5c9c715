"""What can be done in a conversation."""

from bandeng.opinions.actions.answering import become
from bandeng.opinions.actions.bringing import Brought, bring_in
from bandeng.opinions.actions.conversations import close_conversation, open_conversation, tick
from bandeng.opinions.actions.reacting import Said, react, react_on_paper
from bandeng.opinions.actions.stating import add_statement, moderate
from bandeng.opinions.actions.tabling import put_on_table

__all__ = [
    "Brought",
    "Said",
    "add_statement",
    "become",
    "bring_in",
    "close_conversation",
    "moderate",
    "open_conversation",
    "put_on_table",
    "react",
    "react_on_paper",
    "tick",
]
