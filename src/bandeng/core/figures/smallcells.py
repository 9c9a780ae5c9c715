"""Small cells: what is told to everybody must not tell about one neighbour.

A count from 1 to k - 1 is not shown. A hidden count that could be worked out from a total and the other counts is kept
by hiding a second one (complementary suppression); where there is no second, the total goes too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bandeng.core.figures.share import Share


@dataclass(frozen=True)
class Shown:
    """A share as everybody may read it; None stands for a count that is not shown."""

    n: int | None
    N: int | None
    among: Mapping[str, int | None] = field(default_factory=dict)
    excluded: Mapping[str, int | None] = field(default_factory=dict)


def suppressed(cells: Mapping[str, int], k: int) -> tuple[dict[str, int | None], int | None]:
    """Cells that add up to a total, as they may be shown, and the total or None.

    Law   no hidden cell follows from what is shown: where the total is shown, never exactly one cell is hidden, and the
          hidden ones together hold at least k
    """
    hidden = {key for key, count in cells.items() if 0 < count < k}
    rest = sorted((count, key) for key, count in cells.items() if count > 0 and key not in hidden)
    while rest and _follows(cells, hidden, k):
        hidden.add(rest.pop(0)[1])
    total = None if _follows(cells, hidden, k) else sum(cells.values())
    return {key: None if key in hidden else count for key, count in cells.items()}, total


def _follows(cells: Mapping[str, int], hidden: set[str], k: int) -> bool:
    """Whether the hidden cells, none of which is 0, could be worked out from the total: one alone, or only ones."""
    together = sum(cells[key] for key in hidden)
    return bool(hidden) and (len(hidden) == 1 or together < k or together == len(hidden))


def suppress(share: Share, k: int, *, about_people: bool) -> Shown:
    """A share as everybody may read it.

    about_people   what single raisers said or are: every part is guarded. Else the records are public by themselves
                   (matters, work items), and only a whole smaller than k is guarded
    """
    if not about_people:
        small = 0 < share.N < k
        return Shown(None if small else share.n, None if small else share.N, *(
            {key: None if small or 0 < count < k else count for key, count in parts.items()}
            for parts in (share.among, share.excluded)
        ))  # fmt: skip
    others = share.N - share.n - sum(share.among.values())
    cells = {"n": share.n, "others": others, **{f"N:{key}": count for key, count in share.among.items()}}
    shown, total = suppressed(cells, k)
    left_out, _ = suppressed(share.excluded, k)
    return Shown(shown["n"], total, {key: shown[f"N:{key}"] for key in share.among}, left_out)
