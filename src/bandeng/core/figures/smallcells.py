"""Small cells: what is told to everybody must not tell about one neighbour.

A count from 1 to k - 1 is not shown. A hidden count that could be worked out from a total and the other counts is kept
by hiding a second one (complementary suppression); where there is no second, the total goes too.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from bandeng.core.figures.share import Share


@dataclass(frozen=True)
class Shown:
    """A share as everybody may read it; None stands for a count that is not shown."""

    n: int | None
    N: int | None
    among: Mapping[str, int | None] = field(default_factory=dict)
    excluded: Mapping[str, int | None] = field(default_factory=dict)


TOTAL = ""
"""The name of the total among cells that are to be hidden."""


def suppressed(
    cells: Mapping[str, int], k: int, also: Set[str] = frozenset()
) -> tuple[dict[str, int | None], int | None]:
    """Cells that add up to a total, as they may be shown, and the total or None.

    also  cells, and TOTAL, that must not be shown either, since another table would tell
    Law   no hidden cell follows from what is shown: where the total is shown, never exactly one cell is hidden, and the
          hidden ones together hold at least k
    """
    hidden = {key for key, count in cells.items() if 0 < count < k or (count and key in also)}
    rest = sorted((count, key) for key, count in cells.items() if count > 0 and key not in hidden)
    while rest and _follows(cells, hidden, k):
        hidden.add(rest.pop(0)[1])
    total = None if TOTAL in also or _follows(cells, hidden, k) else sum(cells.values())
    return {key: None if key in hidden else count for key, count in cells.items()}, total


def _follows(cells: Mapping[str, int], hidden: set[str], k: int) -> bool:
    """Whether the hidden cells, none of which is 0, could be worked out from the total: one alone, or only ones."""
    together = sum(cells[key] for key in hidden)
    return bool(hidden) and (len(hidden) == 1 or together < k or together == len(hidden))


def told_by_difference(whole: Share, parts: Iterable[tuple[Share, Shown]], k: int) -> frozenset[str]:
    """The cells of a longer period that, shown beside some periods within it, would tell a hidden or small count.

    parts   what was counted in periods within it that do not overlap, and what of it is shown

    What is shown of the parts can be taken from the whole. The rest is safe to tell while it is nobody's, or at least k
    and shared by something hidden with something that stands nowhere.
    """
    pairs = [(_cells(share), _shown_cells(shown)) for share, shown in parts]
    found = set()
    for key, count in _cells(whole).items():
        seen = sum(shown.get(key) or 0 for _cells_, shown in pairs)
        hidden = sum(cells.get(key, 0) for cells, shown in pairs if shown.get(key, 0) is None)
        rest = count - seen
        if 0 < rest < k or (hidden and rest == hidden):
            found.add(key)
    return frozenset(found)


def _cells(share: Share) -> dict[str, int]:
    """Every count of a share by name, TOTAL among them."""
    others = share.N - share.n - sum(share.among.values())
    among = {f"N:{key}": count for key, count in share.among.items()}
    left_out = {f"x:{key}": count for key, count in share.excluded.items()}
    return {"n": share.n, "others": others, TOTAL: share.N, **among, **left_out}


def _shown_cells(shown: Shown) -> dict[str, int | None]:
    others = None
    if shown.n is not None and shown.N is not None and None not in shown.among.values():
        others = shown.N - shown.n - sum(count or 0 for count in shown.among.values())
    among = {f"N:{key}": count for key, count in shown.among.items()}
    left_out = {f"x:{key}": count for key, count in shown.excluded.items()}
    return {"n": shown.n, "others": others, TOTAL: shown.N, **among, **left_out}


def suppress(share: Share, k: int, *, about_people: bool, also: Set[str] = frozenset()) -> Shown:
    """A share as everybody may read it.

    also           of what single raisers said, what another table would tell (`told_by_difference`)
    about_people   what single raisers said or are: every part is guarded. Else the records are public by themselves
                   (matters, work items), and only a whole smaller than k is guarded
    """
    if not about_people:
        small = 0 < share.N < k
        return Shown(None if small else share.n, None if small else share.N, *(
            {key: None if small or 0 < count < k else count for key, count in parts.items()}
            for parts in (share.among, share.excluded)
        ))  # fmt: skip
    left_out_too = frozenset(key.removeprefix("x:") for key in also if key.startswith("x:"))
    cells = {key: count for key, count in _cells(share).items() if key != TOTAL and not key.startswith("x:")}
    shown, total = suppressed(cells, k, also)
    left_out, _ = suppressed(share.excluded, k, left_out_too)
    return Shown(shown["n"], total, {key: shown[f"N:{key}"] for key in share.among}, left_out)
