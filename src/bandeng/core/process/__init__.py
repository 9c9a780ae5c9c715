"""The process: its file, its engine, its proofs (docs/process.md). Pure values in, plain answers or a Refusal out."""

from bandeng.core.process.branches import parse_branches, read_branches, shared
from bandeng.core.process.checker import check, problems_of, read
from bandeng.core.process.engine import Process
from bandeng.core.process.format import parse
from bandeng.core.process.model import Branch, Following, Position, Problem, Step, Within, Words
from bandeng.core.process.schema import schema
from bandeng.core.process.staffing import staffing
from bandeng.core.process.tracks import Track, final_reply_may_go_out, still_open
from bandeng.core.process.writing import write

__all__ = [
    "Branch",
    "Following",
    "Position",
    "Problem",
    "Process",
    "Step",
    "Track",
    "Within",
    "Words",
    "check",
    "final_reply_may_go_out",
    "parse",
    "parse_branches",
    "problems_of",
    "read",
    "read_branches",
    "schema",
    "shared",
    "staffing",
    "still_open",
    "write",
]
