"""The ladder of supervision: which rung follows when a date has passed, and which warning is due.

The rungs are data (`shelf/ladder.toml`); the rules here read no clock and no table. Source: domain.md 3.3, 6.3.
"""

from bandeng.core.ladder.climb import Issued, check_by_hand, may_answer_until, next_rung, over
from bandeng.core.ladder.reading import read_ladder, shared
from bandeng.core.ladder.rungs import CallbackRule, HotSpotRule, Ladder, Rung
from bandeng.core.ladder.warn import in_office, next_warning

__all__ = [
    "CallbackRule",
    "HotSpotRule",
    "Issued",
    "Ladder",
    "Rung",
    "check_by_hand",
    "in_office",
    "may_answer_until",
    "next_rung",
    "next_warning",
    "over",
    "read_ladder",
    "shared",
]
