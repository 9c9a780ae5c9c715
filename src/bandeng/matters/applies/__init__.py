"""The acts of a matter to its rows: the only place that writes this room's ledgered tables."""

from bandeng.matters.applies import branches, clocks, erasure, intake, journey, pausing, rating, receipts, replies
from bandeng.matters.applies.pausing import ask_pause, decide_pause, end_pause
from bandeng.matters.applies.writing import (
    close_track,
    concern,
    move,
    move_deadline,
    open_track,
    put_fact,
    run_on,
    start_deadline,
    stop_deadline,
    take_fact,
    touch,
    unconcern,
    write_reply,
)

__all__ = [
    "ask_pause",
    "branches",
    "clocks",
    "close_track",
    "concern",
    "decide_pause",
    "end_pause",
    "erasure",
    "intake",
    "journey",
    "move",
    "move_deadline",
    "open_track",
    "pausing",
    "put_fact",
    "rating",
    "receipts",
    "replies",
    "run_on",
    "start_deadline",
    "stop_deadline",
    "take_fact",
    "touch",
    "unconcern",
    "write_reply",
]
