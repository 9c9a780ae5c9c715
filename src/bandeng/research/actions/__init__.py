"""What can be done on a research trip, and with a suggestion."""

from bandeng.research.actions.outputs import instruct, write_output
from bandeng.research.actions.suggestions import answer, hand, suggest, take_as_suggestion, tell
from bandeng.research.actions.trips import find, note_matter_visit, note_visit, plan_trip, raise_finding

__all__ = [
    "answer",
    "find",
    "hand",
    "instruct",
    "note_matter_visit",
    "note_visit",
    "plan_trip",
    "raise_finding",
    "suggest",
    "take_as_suggestion",
    "tell",
    "write_output",
]
