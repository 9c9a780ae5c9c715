"""How alike two short texts are, by the signs and pairs of signs they share; needs no words and no dictionary."""

import re
from collections.abc import Iterable
from typing import TypeVar

_SIGN = re.compile(r"[^\W_]", re.UNICODE)
# What every complaint says tells nothing of what it is about.
_EMPTY = frozenset("的了是在有我们你他她它这那不也都就和与及请吗呢吧啊很太没个一")

K = TypeVar("K")


def grams(text: str) -> frozenset[str]:
    """The signs (letters, digits, Chinese characters) of a text and the pairs that stand side by side.

    Pairs are not made across punctuation; signs that carry no meaning alone stand only in pairs.
    """
    found: set[str] = set()
    for run in re.split(r"[\W_]+", text.casefold()):
        found.update(sign for sign in run if _SIGN.match(sign) and sign not in _EMPTY)
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: how much of the shorter text stands in the other; a pair counts as much as three single signs."""
    small = min(_weight(one), _weight(other))
    return _weight(one & other) / small if small else 0.0


def most_alike(
    text: str, among: Iterable[tuple[K, str]], *, least: float = 0.3, most: int = 5
) -> list[tuple[K, float]]:
    """The keys of the texts most like this one, best first, with their likeness; of equals the one given first.

    least   a likeness below this is left out
    """
    wanted = grams(text)
    scored = [(key, likeness(wanted, grams(told))) for key, told in among]
    return sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: -pair[1])[:most]


def _weight(found: frozenset[str]) -> int:
    return sum(3 if len(gram) == 2 else 1 for gram in found)
