"""`make bench`: print every figure; `make bench ARGS=core` for the core alone, `ARGS=meeting` for a meeting's
load, `ARGS=county` for a county's pages on a country's tree."""

import platform
import sys
from collections.abc import Callable, Iterable

from benchmarks import core, county, meeting
from benchmarks.measure import ROUNDS, Workload, measure

GROUPS: dict[str, Callable[[], Iterable[Workload]]] = {"core": core.workloads}
LOADS: dict[str, Callable[[], int]] = {"county": county.main, "meeting": meeting.main}
"""What is no comparison of two ways, but a load on a server."""


def main(words: list[str]) -> int:
    known = [*GROUPS, *LOADS]
    if unknown := set(words) - set(known):
        print(f"There is no group {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
        return 2
    print(f"Python {platform.python_version()}, medians of {ROUNDS} rounds, both ways in turn")
    for name in words or known:
        if name in LOADS:
            LOADS[name]()
            continue
        for workload in GROUPS[name]():
            figure = measure(workload)
            print(f"{figure.ratio:8.2f} x  ({figure.ours:.4f} s : {figure.plain:.4f} s)  {figure.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
