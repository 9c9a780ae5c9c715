"""`make bench`: print every figure; `make bench ARGS=core` for the core alone."""

import platform
import sys
from collections.abc import Callable, Iterable

from benchmarks import core
from benchmarks.measure import ROUNDS, Workload, measure

GROUPS: dict[str, Callable[[], Iterable[Workload]]] = {"core": core.workloads}


def main(words: list[str]) -> int:
    if unknown := set(words) - GROUPS.keys():
        print(f"There is no group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}.")
        return 2
    print(f"Python {platform.python_version()}, medians of {ROUNDS} rounds, both ways in turn")
    for name in words or GROUPS:
        for workload in GROUPS[name]():
            figure = measure(workload)
            print(f"{figure.ratio:8.2f} x  ({figure.ours:.4f} s : {figure.plain:.4f} s)  {figure.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
