"""Whether a map's groups are clear and how steady they are: a hundred maps, so where it must not hold anything up it
runs in a process of its own: `python -m bandeng.core.opinion.judging`, votes on standard input, the answer on standard
output.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from bandeng.core.opinion.mapping import Around, opinion_map
from bandeng.core.opinion.result import OpinionMap
from bandeng.core.opinion.stability import has_clear_groups, stability
from bandeng.core.opinion.votes import Votes

Judged = Mapping[str, Any]


def judge(votes: Votes, found: OpinionMap, around: Around) -> Judged:
    """clear (chance would not give these groups), steady (0 to 1, None unless clear), and of how many voices (judged)
    and groups (labels) that was asked.
    """
    clear = has_clear_groups(votes, found, around)
    steady = round(stability(votes, found, around).same, 2) if clear else None
    return {"clear": clear, "steady": steady, "judged": len(votes.pids), "labels": len(found.labels)}


def judge_apart(votes: Votes, around: Around) -> Judged:
    """The same, worked out by another process that gives way to everything else. Raises CalledProcessError."""
    command = [sys.executable, "-m", "bandeng.core.opinion.judging"]
    told = pickle.dumps((votes, around), protocol=pickle.HIGHEST_PROTOCOL)
    said = subprocess.run(command, input=told, stdout=subprocess.PIPE, check=True)
    found: Judged = json.loads(said.stdout)
    return found


def main() -> int:
    """Judge what stands on standard input."""
    os.nice(10)
    votes, around = pickle.load(sys.stdin.buffer)
    print(json.dumps(judge(votes, opinion_map(votes, around), around)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
