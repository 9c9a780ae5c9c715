"""What can be decided about a work item: set, taken, given back, worked on, done, checked, dropped, set anew."""

from bandeng.commitments.actions.checking import check
from bandeng.commitments.actions.doing import done, progress
from bandeng.commitments.actions.extending import ask_extension, decide_extension
from bandeng.commitments.actions.promises import (
    add_to_promise,
    confirm_promise,
    count_due_promises,
    count_promise,
    decline_promise,
    make_promise,
)
from bandeng.commitments.actions.reopening import reopen_items
from bandeng.commitments.actions.setting import drop, set_and_claim, set_item
from bandeng.commitments.actions.statements import make_statement
from bandeng.commitments.actions.taking import claim, hand_over_item, hand_over_work, return_item

__all__ = [
    "add_to_promise",
    "ask_extension",
    "check",
    "claim",
    "confirm_promise",
    "count_due_promises",
    "count_promise",
    "decide_extension",
    "decline_promise",
    "done",
    "drop",
    "hand_over_item",
    "hand_over_work",
    "make_promise",
    "make_statement",
    "progress",
    "reopen_items",
    "return_item",
    "set_and_claim",
    "set_item",
]
