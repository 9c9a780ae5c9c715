"""The acts of a matter to its rows: the only place that writes this room's ledgered tables."""

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
)

__all__ = [
    "close_track",
    "concern",
    "move",
    "move_deadline",
    "open_track",
    "put_fact",
    "run_on",
    "start_deadline",
    "stop_deadline",
    "take_fact",
    "touch",
    "unconcern",
]
