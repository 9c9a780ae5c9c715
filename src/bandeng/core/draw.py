"""Drawing a sample that anybody can draw again: from a published seed and a published list, by SHA-256 alone."""

import hashlib
from collections.abc import Collection


def draw(seed: str, candidates: Collection[str], size: int) -> list[str]:
    """`size` of the candidates, in the order drawn: those whose SHA-256 of "seed:candidate" is smallest.

    seed         a hash that stood before anybody could know the list, in hexadecimal
    candidates   keys, each once; their order plays no part
    size         how many; all of them where there are fewer
    """
    return sorted(set(candidates), key=lambda each: (_lot(seed, each), each))[:size]


def digest(candidates: Collection[str]) -> str:
    """SHA-256 of the candidates, sorted, one a line: it fixes what was drawn from."""
    return hashlib.sha256("\n".join(sorted(set(candidates))).encode()).hexdigest()


def _lot(seed: str, candidate: str) -> str:
    return hashlib.sha256(f"{seed}:{candidate}".encode()).hexdigest()
