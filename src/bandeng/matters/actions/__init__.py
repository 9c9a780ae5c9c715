"""What can be decided about a matter: load and lock, ask the core, record. A Refusal leaves nothing written."""

from bandeng.matters.actions.accepting import accept, change_summary, seal_matter
from bandeng.matters.actions.bench import answer_dissent, note_bench
from bandeng.matters.actions.branches import (
    answer_pass_on,
    contest,
    return_unacknowledged,
    settle_uncontested,
    take_branch,
    withdraw,
)
from bandeng.matters.actions.clocks import recompute_deadlines
from bandeng.matters.actions.decisions import close_posting, note_step, post_result, record_decision, tell_guards
from bandeng.matters.actions.drafts import (
    begin_draft,
    bring_draft,
    change_draft,
    discard_draft,
    publish_draft,
)
from bandeng.matters.actions.erasure import erase_raising, erase_raisings_of
from bandeng.matters.actions.holding import correct, hand_over, hand_over_work, make_safe, take_up
from bandeng.matters.actions.intake import Raised, join_matter, raise_matter
from bandeng.matters.actions.journey import complete_step, review, sort, verify
from bandeng.matters.actions.merging import merge, unmerge
from bandeng.matters.actions.moving import advance, reopen_move, step_on
from bandeng.matters.actions.pausing import ask_step_suspension, decide_step_suspension, end_step_suspension
from bandeng.matters.actions.processes import (
    change_process,
    ensure_shelf_processes,
    follow_process,
    publish_process,
    shelf_processes,
)
from bandeng.matters.actions.rating import rate
from bandeng.matters.actions.receipts import find_receipt
from bandeng.matters.actions.replies import deliver, refer, reply

__all__ = [
    "Raised",
    "accept",
    "advance",
    "answer_dissent",
    "answer_pass_on",
    "ask_step_suspension",
    "begin_draft",
    "bring_draft",
    "change_draft",
    "change_process",
    "change_summary",
    "close_posting",
    "complete_step",
    "contest",
    "correct",
    "decide_step_suspension",
    "deliver",
    "discard_draft",
    "end_step_suspension",
    "ensure_shelf_processes",
    "erase_raising",
    "erase_raisings_of",
    "find_receipt",
    "follow_process",
    "hand_over",
    "hand_over_work",
    "join_matter",
    "make_safe",
    "merge",
    "note_bench",
    "note_step",
    "post_result",
    "publish_draft",
    "publish_process",
    "raise_matter",
    "rate",
    "recompute_deadlines",
    "record_decision",
    "refer",
    "reopen_move",
    "reply",
    "return_unacknowledged",
    "review",
    "seal_matter",
    "settle_uncontested",
    "shelf_processes",
    "sort",
    "step_on",
    "take_branch",
    "take_up",
    "tell_guards",
    "unmerge",
    "verify",
    "withdraw",
]
