"""One measurement of the opinion map in a process of its own: `python -m benchmarks.opinion_worker FOLDER HOW ROUNDS`.

FOLDER holds the votes as `benchmarks.opinion.save` leaves them; HOW is `both`, in turn, or `ours` or `theirs`.
Prints one line of JSON: per side seconds and CPU seconds of each round, and the peak of memory in MB above the input.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bandeng.core.opinion import Around, Options, kernels, opinion_map
from benchmarks.opinion_data import Raw, made


def load(folder: Path) -> Raw:
    return Raw(
        np.load(folder / "participants.npy"),
        np.load(folder / "statements.npy"),
        np.load(folder / "values.npy"),
        frozenset(json.loads((folder / "out.json").read_text())),
    )


def ours(raw: Raw) -> Callable[[], object]:
    """From arrays in memory to the whole result, compiled loops loaded beforehand."""
    if kernels.is_installed():
        kernels.choose("compiled")
    small = made(400, 60, 0.4).gathered()
    for options in (Options(), Options(exact_up_to=10)):
        opinion_map(small, Around(), options)
    return lambda: opinion_map(raw.gathered(), Around(out=raw.out))


def theirs(raw: Raw) -> Callable[[], object]:
    """From a list of dicts in memory, which is what it takes, to its whole result."""
    from reddwarf.implementations.base import run_pipeline

    run_pipeline(votes=made(60, 20, 0.5).as_dicts(), random_state=0)
    rows, out = raw.as_dicts(), sorted(raw.out)
    return lambda: run_pipeline(votes=rows, mod_out_statement_ids=out, random_state=0)


def memory(name: str) -> float:
    """VmHWM, the most this process ever held, or VmRSS, what it holds now, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def main(words: Sequence[str]) -> int:
    raw, how, rounds = load(Path(words[0])), words[1], int(words[2])
    makers = {"ours": ours, "theirs": theirs}
    sides = {name: makers[name](raw) for name in (("ours", "theirs") if how == "both" else (how,))}
    before = memory("VmRSS")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            wall, cpu = time.perf_counter(), time.process_time()
            side()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    print(json.dumps({"taken": taken, "above": memory("VmHWM") - before, "peak": memory("VmHWM")}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
