"""From a map's numbers to what a page says: plain values, and nobody told apart. No database."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from bandeng.opinions.queries.maps import Group, Shown

if TYPE_CHECKING:
    from bandeng.core.opinion import OpinionMap, Votes

GRID = 24
SHARED, APART, PICKS = 0.6, 0.4, 5
"""All groups share what more than SHARED of each say; groups differ where their shares lie more than APART apart."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def counted(votes: "Votes") -> dict[str, list[list[int]]]:
    """[disagree, pass, agree] over all, by statement number, while there are no groups."""
    import numpy as np

    counts = np.bincount(votes.codes, minlength=3 * len(votes.tids)).reshape(-1, 3)
    return {str(tid): [some] for tid, some in zip(votes.tids.tolist(), counts.tolist(), strict=True)}


def told_of(found: "OpinionMap", few: Shown, judged: Mapping[str, Any]) -> Shown:
    """The page's words and figures for a map.

    few      how many voices and reactions there are, and up to which
    judged   whether the groups are clear, how steady they are (`drawing.judged`); groups that votes by chance would
             give too, or of which nobody knows yet, are not drawn: then the page tells of all together
    """
    clear = bool(judged["clear"]) and len(found.labels) > 1
    counts = {
        str(tid): [found.totals[at].tolist(), *(found.tallies[:, at].tolist() if clear else [])]
        for at, tid in enumerate(found.tids.tolist())
    }
    lists = _apart(found) if clear else {"shared": list(found.agreed), "against": list(found.against)}
    return Shown(
        voices=few.voices, reactions=few.reactions, inside=int(found.inside.sum()), missing=0, upto=few.upto,
        at=few.at, counts=counts, points=_points(found, drawn=clear),
        groups=_groups(found, {*lists["shared"], *lists["against"]}) if clear else [],
        priority=dict(zip(map(str, found.tids.tolist()), found.priority.tolist(), strict=True)),
        frame={
            "tids": found.tids.tolist(), "mean": found.mean.tolist(), "comps": found.components.tolist(),
            "active": found.active.tolist(),
        },
        shared=lists["shared"], against=lists["against"], differ=lists.get("differ", []), **judged,
    )  # fmt: skip


def _groups(found: "OpinionMap", shared: Collection[int]) -> list[Group]:
    """Groups with what sets them apart; what all share does not, and a direction is what most of the group said."""
    sizes = {label: int((found.group == label).sum()) for label in found.labels}
    return [
        Group(
            LETTERS[label], sizes[label], (round(float(centre[0]), 3), round(float(centre[1]), 3)),
            [
                (each.tid, _direction(found, place, each.tid))
                for each in found.representative[label] if each.tid not in shared
            ],
        )
        for place, (label, centre) in enumerate(zip(found.labels, found.centres, strict=True))
    ]  # fmt: skip


def _direction(found: "OpinionMap", group: int, tid: int) -> str:
    disagreed, _, agreed = found.tallies[group, found.tids.tolist().index(tid)].tolist()
    return "agree" if agreed >= disagreed else "disagree"


def _apart(found: "OpinionMap") -> dict[str, list[int]]:
    """What all groups share and where they differ, as shares of those who said something (Laplace, as everywhere)."""
    import numpy as np

    if not len(found.tallies):
        return {"shared": list(found.agreed), "against": list(found.against)}
    seen = found.tallies.sum(axis=2) + 2
    agree, against = (found.tallies[:, :, 2] + 1) / seen, (found.tallies[:, :, 0] + 1) / seen
    spread = np.where(found.active, agree.max(axis=0) - agree.min(axis=0), 0.0)

    def first(order: Any, passes: Any) -> list[int]:
        return [int(found.tids[at]) for at in order.tolist() if passes[at] and found.active[at]][:PICKS]

    tids = found.tids
    return {
        "shared": first(np.lexsort((tids, -found.common_agree)), agree.min(axis=0) > SHARED),
        "against": first(np.lexsort((tids, -found.common_disagree)), against.min(axis=0) > SHARED),
        "differ": first(np.lexsort((tids, -spread)), spread > APART),
    }


def _points(found: "OpinionMap", *, drawn: bool) -> list[tuple[float, float, int, int]]:
    """People gathered on a grid, so that no point is a person who could be followed from map to map."""
    import numpy as np

    inside = found.inside
    xy = found.xy[inside]
    reach = float(np.abs(xy).max()) if len(xy) else 0.0
    if reach == 0.0:
        return [(0.0, 0.0, -1, len(xy))] if len(xy) else []
    cells = np.rint((xy / reach) * (GRID / 2)).astype(np.int64)
    places = np.full(max(found.labels, default=0) + 2, -1)
    places[list(found.labels)] = range(len(found.labels))
    labels = places[found.group[inside]] if drawn else np.full(len(xy), -1)
    # One number for a cell and a group, for sorting numbers is quick.
    wide, most = GRID + 1, len(found.labels) + 1
    code = ((cells[:, 0] + GRID // 2) * wide + cells[:, 1] + GRID // 2) * most + labels + 1
    people, step = np.bincount(code, minlength=wide * wide * most), reach / (GRID / 2)
    points = []
    for one in np.flatnonzero(people).tolist():
        place, label = divmod(one, most)
        x, y = divmod(place, wide)
        points.append((round((x - GRID // 2) * step, 4), round((y - GRID // 2) * step, 4), label - 1, int(people[one])))
    return points
