"""Measuring side by side: machines differ and grow tired, so a second means little and a ratio in one run more."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True)
class Workload:
    """What is compared.

    name       what is done, and on how much
    ours       does it our way; its answer must equal `plain`'s where `same` says so
    plain      the least that anybody would have to do for it
    same       whether both answers are the same answer
    """

    name: str
    ours: Callable[[], object]
    plain: Callable[[], object]
    same: Callable[[object, object], bool]


@dataclass(frozen=True)
class Figure:
    """Medians in seconds over all rounds, and how many times the plain way's median ours took."""

    name: str
    ours: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.ours / self.plain


def measure(workload: Workload, rounds: int = ROUNDS) -> Figure:
    """Run both ways in turn, so that whatever else the machine does falls on both; the first round only warms up.

    Raises  ValueError when the two answers are not the same: a wrong answer has no speed.
    """
    taken: dict[str, list[float]] = {"ours": [], "plain": []}
    for turn in range(rounds + 1):
        answers = {}
        for way, work in (("ours", workload.ours), ("plain", workload.plain)):
            started = time.perf_counter()
            answers[way] = work()
            if turn:
                taken[way].append(time.perf_counter() - started)
        if not workload.same(answers["ours"], answers["plain"]):
            raise ValueError(f"{workload.name}: the two ways answer differently")
    return Figure(workload.name, statistics.median(taken["ours"]), statistics.median(taken["plain"]))
