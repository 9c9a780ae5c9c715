"""`make bench-opinion ARGS=parity`: the map against every expected result in the data folder, number by number.

Prints per conversation the largest difference of each kind, and fails when one is beyond its bar.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bandeng.core.opinion import PARITY, Around, OpinionMap, opinion_map
from bandeng.core.opinion.tables import read_moderation, read_votes
from benchmarks.opinion_data import DATA

Floats = NDArray[np.float64]
Differences = dict[str, float]
REFERENCE = {"1-|cos|": 1e-9, "xy": 1e-6, "priority": 1e-6, "in": 0.0, "groups": 0.0, "repness": 0.0, "consensus": 0.0}
PRODUCTION = dict.fromkeys(("mean", "comps", "extremity", "priority", "gac"), 1e-10) | {
    "counts": 0.0,
    "in": 0.0,
    "repness": 0.0,
    "consensus": 0.0,
}


def reference(folder: Path) -> Iterator[tuple[str, Differences]]:
    """Conversations against red-dwarf with an exact decomposition; its groups and signs may have other names."""
    for path in sorted(folder.glob("reddwarf_*.json")):
        name, said = path.stem.removeprefix("reddwarf_"), json.loads(path.read_text(encoding="utf-8"))
        with open(DATA / name / "votes.csv", encoding="utf-8", newline="") as lines:
            votes = read_votes(lines)
        with open(DATA / name / "comments.csv", encoding="utf-8", newline="") as lines:
            out = read_moderation(lines).out
        yield name, _against_reference(opinion_map(votes, Around(out=out), PARITY), said)


def _against_reference(found: OpinionMap, said: Mapping[str, Any]) -> Differences:
    if found.tids.tolist() != said["tids"] or found.pids.tolist() != said["pids"]:
        raise ValueError("other participants or statements")
    comps = np.array(said["comps"])
    along = (found.components * comps).sum(axis=1)
    seen = np.array([place is not None for place in said["xy"]])
    xy = np.array([place for place in said["xy"] if place is not None]) * np.sign(along)
    group = np.array([-1 if label is None else label for label in said["group"]])
    pairs = dict(zip(group.tolist(), found.group.tolist(), strict=True))
    return {
        "1-|cos|": float((1 - abs(along) / np.linalg.norm(comps, axis=1)).max()),
        "xy": _most(found.xy[seen], xy),
        "priority": _most(found.priority, said["priority"]),
        "in": float(((group >= 0) != found.inside).sum()),
        "groups": float(np.count_nonzero(np.array([pairs[label] for label in group.tolist()]) != found.group))
        + abs(len(set(pairs.values())) - len(pairs)),
        "repness": float(
            sum(
                [(each["tid"], each["for"]) for each in some] != _standing(found, pairs.get(int(label)))
                for label, some in said["repness"].items()
            )
        ),
        "consensus": _lists(found, said["consensus"]["agree"], said["consensus"]["disagree"]),
    }


def production(folder: Path) -> Iterator[tuple[str, Differences]]:
    """Conversations as a Polis server served them, with its groups; there agree is -1, so means have the other sign."""
    for path in sorted(folder.glob("polis_*_math.json")):
        name, said = path.stem.removesuffix("_math"), json.loads(path.read_text(encoding="utf-8"))
        with open(folder / f"{name}_votes.csv", encoding="utf-8", newline="") as lines:
            votes = read_votes(lines)
        members = dict(zip(said["base-clusters"]["id"], said["base-clusters"]["members"], strict=True))
        groups = {pid: one["id"] for one in said["group-clusters"] for base in one["members"] for pid in members[base]}
        around = Around(out=said["mod-out"], meta=said["meta-tids"], groups=groups)
        yield name, _against_production(opinion_map(votes, around), said)


def _against_production(found: OpinionMap, said: Mapping[str, Any]) -> Differences:
    order = [said["tids"].index(tid) for tid in found.tids.tolist()]
    comps = np.array(said["pca"]["comps"])[:, order]
    signs = np.sign((found.components * comps).sum(axis=1))[:, None]
    keys = [str(tid) for tid in found.tids.tolist()]
    consensus = {way: [each["tid"] for each in said["consensus"][way]] for way in ("agree", "disagree")}
    return {
        "mean": _most(found.mean, -np.array(said["pca"]["center"])[order]),
        "comps": _most(found.components, comps * signs),
        "extremity": _most(found.extremity, np.array(said["pca"]["comment-extremity"])[order]),
        "priority": _most(found.priority, [said["comment-priorities"][key] for key in keys]),
        "gac": _most(found.common_agree, [said["group-aware-consensus"][key] for key in keys]),
        "counts": float(sum(_other_counts(found, said["group-votes"], label, keys) for label in found.labels)),
        "in": float(len(set(found.pids[found.inside].tolist()) ^ set(said["in-conv"]))),
        "repness": float(
            sum(
                [(each["tid"], each["repful-for"]) for each in some] != _standing(found, int(label))
                for label, some in said["repness"].items()
            )
        ),
        "consensus": _lists(found, consensus["agree"], consensus["disagree"]),
    }


def _other_counts(found: OpinionMap, said: Mapping[str, Any], label: int, keys: list[str]) -> int:
    tally = found.tallies[found.labels.index(label)]
    ours = np.column_stack([tally[:, 2], tally[:, 0], tally.sum(axis=1)])
    theirs = [[said[str(label)]["votes"][key][kind] for kind in "ADS"] for key in keys]
    return int((ours != np.array(theirs)).sum())


def _standing(found: OpinionMap, label: int | None) -> list[tuple[int, str]]:
    return [(each.tid, each.direction) for each in found.representative.get(-1 if label is None else label, ())]


def _lists(found: OpinionMap, agree: list[int], disagree: list[int]) -> float:
    return float((list(found.agreed) != agree) + (list(found.against) != disagree))


def _most(ours: Floats, theirs: Any) -> float:
    return float(abs(ours - np.asarray(theirs, np.float64)).max(initial=0.0))


def table(title: str, bars: Mapping[str, float], found: Iterator[tuple[str, Differences]]) -> bool:
    """Print one line per conversation; whether all are within their bars."""
    print(f"{title}\n{'conversation':30}" + "".join(f"{name:>11}" for name in bars))
    good = True
    for name, differences in found:
        within = all(differences[kind] <= bar for kind, bar in bars.items())
        print(f"{name:30}" + "".join(f"{differences[kind]:11.1e}" for kind in bars) + ("" if within else "  BEYOND"))
        good &= within
    print(f"{'at most':30}" + "".join(f"{bar:11.0e}" for bar in bars.values()) + "\n")
    return good


def main() -> int:
    folder = DATA / "expected"
    if not folder.is_dir():
        print("There is no data folder beside the repository, so nothing to compare with.")
        return 2
    good = table("With --parity, against red-dwarf 0.4.0", REFERENCE, reference(folder))
    good &= table("With the groups of the export, against Polis in production", PRODUCTION, production(folder))
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
