"""What can be decided in a mediation. A Refusal leaves nothing written."""

from bandeng.mediation.actions.agreeing import ask_confirmation, follow_up, note_agreement
from bandeng.mediation.actions.erasing import erase_other_side, erase_sides_of
from bandeng.mediation.actions.hearing import end_case, hear, note_consent, report_risk
from bandeng.mediation.actions.opening import hand_over_case, hand_over_work, open_case

__all__ = [
    "ask_confirmation",
    "end_case",
    "erase_other_side",
    "erase_sides_of",
    "follow_up",
    "hand_over_case",
    "hand_over_work",
    "hear",
    "note_agreement",
    "note_consent",
    "open_case",
    "report_risk",
]
