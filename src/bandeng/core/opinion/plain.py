"""The map as plain values, as it stands in a file, and its fingerprint, by which two who worked it out compare."""

import hashlib
import json
from typing import Any

from bandeng.core.opinion.result import OpinionMap

# Digits that every processor agrees on; the fifteenth may differ.
_DIGITS = 9


def plain(found: OpinionMap) -> dict[str, Any]:
    """The documented keys; lists in the order of `tids` and of `pids`.

    Source  docs/reference/opinion-map.md, "The result"
    """
    return {
        "participants": len(found.pids),
        "statements": len(found.tids),
        "votes": found.votes,
        "tids": found.tids.tolist(),
        "pids": found.pids.tolist(),
        "mean": found.mean.tolist(),
        "comps": found.components.tolist(),
        "explained_variance": found.variance.tolist(),
        "xy": [place if inside else None for place, inside in zip(found.xy.tolist(), found.inside, strict=True)],
        "group": [None if label < 0 else label for label in found.group.tolist()],
        "extremity": found.extremity.tolist(),
        "priority": found.priority.tolist(),
        "group_aware_consensus": found.common_agree.tolist(),
        "repness": {
            str(label): [{"tid": each.tid, "direction": each.direction} for each in some]
            for label, some in found.representative.items()
        },
        "consensus": {"agree": list(found.agreed), "disagree": list(found.against)},
    }


def fingerprint(found: OpinionMap) -> str:
    """SHA-256 of the plain values as JSON with sorted keys, no spaces, and numbers of nine digits; hex."""
    told = json.dumps(_shortened(plain(found)), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _shortened(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}") + 0.0
    if isinstance(value, dict):
        return {name: _shortened(one) for name, one in value.items()}
    return [_shortened(one) for one in value] if isinstance(value, list) else value
