"""Browser input to plain values; rules stay in the actions."""

from bandeng.meetings.forms.calling import AddTopic, Call, Move, Room, Series, When, Why
from bandeng.meetings.forms.coming import COMING, Came, Coming, Here, Invite, Tell
from bandeng.meetings.forms.counting import Count
from bandeng.meetings.forms.parts import Once, clock, count, key_of, moment_of, new_once, options_of, places_of
from bandeng.meetings.forms.sitting import NOBODY, Answer, Ask, Decide, HandsSeen, Promise, Reach, Read, ToMatter
from bandeng.meetings.forms.writing import Beside, Corrected, Reply, Words, Written

__all__ = [
    "COMING",
    "NOBODY",
    "AddTopic",
    "Answer",
    "Ask",
    "Beside",
    "Call",
    "Came",
    "Coming",
    "Corrected", "Count",
    "Decide",
    "HandsSeen",
    "Here",
    "Invite",
    "Move",
    "Once",
    "Promise",
    "Reach",
    "Read",
    "Reply",
    "Room",
    "Series",
    "Tell",
    "ToMatter",
    "When",
    "Why",
    "Words",
    "Written",
    "clock",
    "count",
    "key_of",
    "moment_of",
    "new_once",
    "options_of",
    "places_of",
]  # fmt: skip
