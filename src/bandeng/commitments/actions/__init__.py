"""What can be decided about a work item: set, taken, given back, worked on, done, checked, dropped, set anew."""

from bandeng.commitments.actions.callbacks import answer_callback, draw_callbacks, make_callback
from bandeng.commitments.actions.checking import check
from bandeng.commitments.actions.delivering import deliver_in_part
from bandeng.commitments.actions.doing import done, progress
from bandeng.commitments.actions.extending import ask_extension, decide_extension
from bandeng.commitments.actions.helping import note_help
from bandeng.commitments.actions.helping_out import list_stuck
from bandeng.commitments.actions.money import fund, quote
from bandeng.commitments.actions.promises import (
    add_to_promise,
    confirm_promise,
    count_due_promises,
    count_promise,
    decline_promise,
    make_promise,
    withdraw_promise,
)
from bandeng.commitments.actions.reopening import reopen_items
from bandeng.commitments.actions.setting import drop, set_and_claim, set_item
from bandeng.commitments.actions.statements import make_statement
from bandeng.commitments.actions.supervising import answer_order, issue_order
from bandeng.commitments.actions.supporting import join_support, leave_support
from bandeng.commitments.actions.suspending import ask_suspension, decide_suspension, end_suspension
from bandeng.commitments.actions.sweeping import supervise
from bandeng.commitments.actions.taking import claim, hand_over_item, hand_over_work, return_item

__all__ = [
    "add_to_promise",
    "answer_callback",
    "answer_order",
    "ask_extension",
    "ask_suspension",
    "check",
    "claim",
    "confirm_promise",
    "count_due_promises",
    "count_promise",
    "decide_extension",
    "decide_suspension",
    "decline_promise",
    "deliver_in_part",
    "done",
    "draw_callbacks",
    "drop",
    "end_suspension",
    "fund",
    "hand_over_item",
    "hand_over_work",
    "issue_order",
    "join_support",
    "leave_support",
    "list_stuck",
    "make_callback",
    "make_promise",
    "make_statement",
    "note_help",
    "progress",
    "quote",
    "reopen_items",
    "return_item",
    "set_and_claim",
    "set_item",
    "supervise",
    "withdraw_promise",
]
