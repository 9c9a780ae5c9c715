"""What can be done on a research trip, and with a suggestion."""

from bandeng.research.actions.outputs import instruct, write_output
from bandeng.research.actions.reminding import remind, remind_due
from bandeng.research.actions.suggestions import Heard, answer, hand, suggest, take_as_suggestion, tell, write_down
from bandeng.research.actions.telling import tell_found
from bandeng.research.actions.trips import find, note_matter_visit, note_visit, plan_trip, raise_finding

__all__ = [
    "Heard",
    "answer",
    "find",
    "hand",
    "instruct",
    "note_matter_visit",
    "note_visit",
    "plan_trip",
    "raise_finding",
    "remind",
    "remind_due",
    "suggest",
    "take_as_suggestion",
    "tell",
    "tell_found",
    "write_down",
    "write_output",
]
