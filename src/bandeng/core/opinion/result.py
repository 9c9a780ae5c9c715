"""The frozen result: everything a page or a file says of a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion.statistics import Standing

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """n participants, C statements, k groups; every array refuses to be written.

    tids, pids       ids in the order of all that follows, ascending
    votes            how many votes count
    active           C: not moderated out, no meta statement
    mean             C: mean vote, 0 where not active
    components       2 x C: directions of length 1, zero where the votes do not differ that far
    variance         2: how much of the votes' variance lies in each
    xy               n x 2: where each participant stands
    inside           n: who is in the conversation
    group            n: label of each one's group, -1 outside the conversation
    labels           k labels, ascending; the largest group of a first map is 0, later maps keep the labels
    centres          k x 2: the middle of each group
    clearness        mean silhouette of the groups, -1 to 1; None where there is one group or none, or they were given
    extremity        C: how far out each statement stands
    statement_xy     C x 2: where each statement stands
    priority         C: weight of each statement for being shown next
    tallies          k x C x 3: disagree, pass, agree in each group
    totals           C x 3: the same over all participants
    common_agree     C: group-informed consensus, how surely every group agrees
    common_disagree  C: the same for disagreement
    representative   label to the statements that stand for the group
    agreed, against  tids on which all participants are of one mind
    passes           how often all votes were visited to find the components
    rising           another number of groups that is clearer than the one kept, and on how many maps in a row it was
    """

    tids: Whole
    pids: Whole
    votes: int
    active: NDArray[np.bool_]
    mean: Floats
    components: Floats
    variance: Floats
    xy: Floats
    inside: NDArray[np.bool_]
    group: NDArray[np.int64]
    labels: tuple[int, ...]
    centres: Floats
    clearness: float | None
    extremity: Floats
    statement_xy: Floats
    priority: Floats
    tallies: Whole
    totals: Whole
    common_agree: Floats
    common_disagree: Floats
    representative: Mapping[int, tuple[Standing, ...]]
    agreed: tuple[int, ...]
    against: tuple[int, ...]
    passes: int
    rising: tuple[int, int] = (0, 0)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, to the last bit."""
        if not isinstance(other, OpinionMap):
            return NotImplemented
        return all(_alike(getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    return bool(one == other)
