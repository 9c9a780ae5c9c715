"""What the counts say: probabilities, tests, what stands for a group, what all share, what to show next.

Counts come as integers, k groups x C statements x (disagree, pass, agree). "Others" are all other groups together.
Source of every formula: docs/reference/opinion-map.md, "Statistics".
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Yes = NDArray[np.bool_]
Direction = Literal["agree", "disagree"]
META_PRIORITY = 49.0


@dataclass(frozen=True)
class Side:
    """One direction, k x C each: how likely it is in a group, how sure that is (z), how many times as likely as among
    the others, and how sure that is (z)."""

    likely: Floats
    sure: Floats
    times: Floats
    apart: Floats

    @property
    def metric(self) -> Floats:
        return self.times * self.apart * self.likely * self.sure


@dataclass(frozen=True)
class Standing:
    """One statement that stands for a group."""

    tid: int
    direction: Direction


def sides(tallies: Whole) -> tuple[Side, Side]:
    """Agree and disagree of every group against the others."""
    everyone = tallies.sum(axis=0)
    seen, others = tallies.sum(axis=2), everyone.sum(axis=1) - tallies.sum(axis=2)
    agree, disagree = (
        _side(tallies[:, :, kind], everyone[:, kind] - tallies[:, :, kind], seen, others) for kind in (2, 0)
    )
    return agree, disagree


def _side(inside: Whole, outside: Whole, seen: Whole, seen_outside: Whole) -> Side:
    likely = probability(inside, seen)
    return Side(
        likely,
        one_proportion(inside, seen),
        likely / probability(outside, seen_outside),
        _two_proportions(inside, outside, seen, seen_outside),
    )


def probability(count: Whole, seen: Whole) -> Floats:
    """(n + 1) / (s + 2)."""
    found: Floats = (count + 1) / (seen + 2)
    return found


def one_proportion(count: Whole, seen: Whole) -> Floats:
    """z against one half, with one more on both counts."""
    found: Floats = 2 * np.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5)
    return found


def _two_proportions(inside: Whole, outside: Whole, seen: Whole, seen_outside: Whole) -> Floats:
    """z of the difference of two parts, with one more on all four counts; 0 where everybody says the same."""
    one, two = (inside + 1) / (seen + 1), (outside + 1) / (seen_outside + 1)
    both = (inside + outside + 2) / (seen + seen_outside + 2)
    spread = np.sqrt(np.maximum(both * (1 - both) * (1 / (seen + 1) + 1 / (seen_outside + 1)), 0.0))
    return np.where(spread > 0, (one - two) / np.where(spread > 0, spread, 1.0), 0.0)


# --- what stands for each group ---------------------------------------------------------------------------------------


def representative(tids: Whole, tallies: Whole, active: Yes, *, z: float, picks: int) -> list[list[Standing]]:
    """Per group the statements that stand for it, agreed ones first; of equals the smaller id first."""
    if not active.any():
        return [[] for _ in tallies]
    agree, disagree = sides(tallies)
    return [_of_group(group, tids, tallies[group], active, agree, disagree, z, picks) for group in range(len(tallies))]


def _of_group(
    group: int, tids: Whole, tally: Whole, active: Yes, agree: Side, disagree: Side, z: float, picks: int
) -> list[Standing]:
    up, down = agree.apart[group], disagree.apart[group]
    agreed = up > down
    enough = active & (((up > z) & (agree.sure[group] > z)) | ((down > z) & (disagree.sure[group] > z)))
    metric = np.where(agreed, agree.metric[group], disagree.metric[group])
    best = _best_agreed(group, tally, active, agree, z)
    if best is None and not enough.any():
        best = int(np.where(active, np.maximum(up, down), -np.inf).argmax())
    ranked = [int(place) for place in np.argsort(-metric, kind="stable") if enough[place] and place != best]
    chosen = ([] if best is None else [best]) + ranked
    chosen = sorted(chosen[:picks], key=lambda place: not agreed[place])
    return [Standing(int(tids[place]), "agree" if agreed[place] else "disagree") for place in chosen]


def _best_agreed(group: int, tally: Whole, active: Yes, agree: Side, z: float) -> int | None:
    """Scan in the order of the statements: the first that is agreed to at all, then each that beats it."""
    likely, sure, times = agree.likely[group], agree.sure[group], agree.times[group]
    voted = active & ((tally[:, 0] > 0) | (tally[:, 2] > 0))
    acceptable = voted & ((sure > z) | ((times > 1) & (likely > 0.5)))
    if not acceptable.any():
        return None
    first = int(acceptable.argmax())
    by_metric, by_chance = agree.metric[group].tolist(), (likely * sure).tolist()
    often, best = times.tolist(), first
    for place in (np.flatnonzero(voted[first + 1 :]) + first + 1).tolist():
        measure = by_metric if often[best] > 1 else by_chance
        if measure[place] > measure[best]:
            best = place
    return best


# --- what all share ---------------------------------------------------------------------------------------------------


def shared(tids: Whole, totals: Whole, active: Yes, *, z: float, picks: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Statements that everybody who voted, in a group or not, agrees with, and those that everybody is against.

    totals   C x (disagree, pass, agree) over all participants
    """
    agreed, against = (_shared_one_way(tids, totals, active, kind, z, picks) for kind in (2, 0))
    return agreed, against


def _shared_one_way(tids: Whole, totals: Whole, active: Yes, kind: int, z: float, picks: int) -> tuple[int, ...]:
    seen = totals.sum(axis=1)
    likely, sure = probability(totals[:, kind], seen), one_proportion(totals[:, kind], seen)
    enough = active & (likely > 0.5) & (sure > z)
    order = [place for place in np.argsort(-likely * sure, kind="stable") if enough[place]]
    return tuple(int(tids[place]) for place in order[:picks])


def group_informed(tallies: Whole, kind: int) -> Floats:
    """C: the product over the groups of how likely agreement (kind 2) or disagreement (kind 0) is."""
    found: Floats = probability(tallies[:, :, kind], tallies.sum(axis=2)).prod(axis=0)
    return found


def priority(totals: Whole, extremity: Floats, meta: Yes) -> Floats:
    """C: how much it helps to show this statement to somebody now.

    totals   C x (disagree, pass, agree) over those in the conversation
    """
    seen = totals.sum(axis=1)
    passed = (totals[:, 1] + 1) / (seen + 2)
    agreed = (totals[:, 2] + 1) / (seen + 2)
    new = 1 + 8 * 2.0 ** (-seen / 5)
    found: Floats = ((1 - passed) * (extremity + 1) * agreed * new) ** 2
    return np.where(meta, META_PRIORITY, found)
