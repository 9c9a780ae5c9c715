"""A share: so many of so many, with all that was left out named. Never a percentage without what it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


@dataclass(frozen=True)
class Share:
    """n of N.

    among      parts of N that are not n and have a name of their own, e.g. {"attempted": 2}; they are inside N
    excluded   what was left out of N, by reason; never silently
    Law        0 <= n, n + sum(among) <= N; adding two shares adds every count
    """

    n: int = 0
    N: int = 0
    among: Mapping[str, int] = field(default_factory=dict)
    excluded: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.n + other.n, self.N + other.N, _added(self.among, other.among), _added(self.excluded, other.excluded)
        )

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all to tell: then nothing is told, not even 0 of 0."""
        return self.N == 0 and self.n == 0 and not any(self.excluded.values())


def share_of(verdicts: Mapping[str, int]) -> Share:
    """The share that counted verdicts make: "n" is in both, "N" and "N:name" in N alone, "x:reason" in neither."""
    among = {verdict[2:]: count for verdict, count in verdicts.items() if verdict.startswith("N:")}
    excluded = {verdict[2:]: count for verdict, count in verdicts.items() if verdict.startswith("x:")}
    n = verdicts.get("n", 0)
    return Share(n, n + verdicts.get("N", 0) + sum(among.values()), among, excluded)
