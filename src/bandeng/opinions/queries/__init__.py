"""Reading this room: conversations and statements, voices, the map."""

from bandeng.opinions.queries.conversations import (
    ANSWERERS,
    MODERATORS,
    MOST_WAITING,
    OPENERS,
    alike,
    arrival_of,
    fates_for,
    is_open,
    locked,
    mine,
    next_statement,
    open_at,
    roles_in,
    visible,
)
from bandeng.opinions.queries.drawing import around_of, draw, shown
from bandeng.opinions.queries.maps import LEAST, Group, Shown, place_of, seen_last, support_of
from bandeng.opinions.queries.reactions import last_of, lines_since, newest, votes_of
from bandeng.opinions.queries.voices import known_voice, mark_of, paper_mark

__all__ = [
    "ANSWERERS",
    "LEAST",
    "MODERATORS",
    "MOST_WAITING",
    "OPENERS",
    "Group",
    "Shown",
    "alike",
    "around_of",
    "arrival_of",
    "draw",
    "fates_for",
    "is_open",
    "known_voice",
    "last_of",
    "lines_since",
    "locked",
    "mark_of",
    "mine",
    "newest",
    "next_statement",
    "open_at",
    "paper_mark",
    "place_of",
    "roles_in",
    "seen_last",
    "shown",
    "support_of",
    "visible",
    "votes_of",
]
