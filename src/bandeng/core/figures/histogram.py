"""Durations in fixed bins. Two histograms are merged by adding their bins, so a place's is the sum of its parts'.

A median of medians is nobody's median. Therefore every duration is put into one of a few fixed bins when it is counted,
and a quantile is read from the sum of bins. A bin is named by its upper edge, and the quantile says "at most so much".
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

A_DAY = 8 * 60
"""Working minutes of a working day (office hours 9 to 17, `core.deadline.OfficeHours`)."""


class Scale(StrEnum):
    WORKING_MINUTES = "working_minutes"
    DAYS = "days"


EDGES: Mapping[Scale, tuple[int, ...]] = {
    Scale.WORKING_MINUTES: (
        0, 15, 30, 60, 120, 240, A_DAY, 2 * A_DAY, 3 * A_DAY, 5 * A_DAY, 10 * A_DAY, 20 * A_DAY, 40 * A_DAY,
    ),
    Scale.DAYS: (0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 180, 365),
}  # fmt: skip
"""The upper edges of the bins; the last bin is all above the last edge. Never changed: stored rows hold bin numbers."""


def bin_of(value: int, scale: Scale) -> int:
    """The number of the bin a duration falls in: the first whose upper edge is not below it."""
    return bisect_left(EDGES[scale], value)


@dataclass(frozen=True)
class Histogram:
    """How many durations fell in each bin.

    Law   (a + b).counts[i] == a.counts[i] + b.counts[i]; the order of adding does not matter
    """

    scale: Scale
    counts: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Histogram") -> "Histogram":
        if self.scale != other.scale:
            raise ValueError(f"{self.scale} and {other.scale} do not add up")
        both = {**self.counts, **other.counts}
        return Histogram(self.scale, {bin_: self.counts.get(bin_, 0) + other.counts.get(bin_, 0) for bin_ in both})

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def at_most(self, part: int, of: int) -> int | None:
        """The smallest edge that at least part/of of the durations do not exceed: 1, 2 the median; 9, 10 the p90.

        Whole numbers only, so that nobody's rounding differs. None without a duration, or when that edge would be
        infinite (it lies in the last, open bin).
        """
        needed, reached = -(-self.total * part // of), 0
        for bin_ in sorted(self.counts):
            reached += self.counts[bin_]
            if self.total and reached >= needed:
                return EDGES[self.scale][bin_] if bin_ < len(EDGES[self.scale]) else None
        return None

    @property
    def median(self) -> int | None:
        return self.at_most(1, 2)

    @property
    def p90(self) -> int | None:
        return self.at_most(9, 10)

    def bars(self) -> list[tuple[int | None, int]]:
        """(upper edge, count) of every bin from the first to the last one that holds something; None: above all."""
        edges: list[int | None] = [*EDGES[self.scale], None]
        last = max(self.counts, default=-1)
        return [(edges[bin_], self.counts.get(bin_, 0)) for bin_ in range(last + 1)]
