"""The six digits somebody chooses for their card."""

import itertools
import re

LENGTH = 6
FAVOURITES = frozenset(
    "520131 131452 147258 258369 159357 357159 147369 789456 456789 123654 168168 888666 666888 112358".split()  # noqa: SIM905
)


def is_pin(text: str) -> bool:
    """Whether it is six digits."""
    return re.fullmatch(r"[0-9]{6}", text) is not None


def is_trivial(pin: str) -> bool:
    """Whether half the neighbourhood would guess it: 111111, 123456, 121212, 112233, a month, a favourite."""
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    repeats = pin[:2] * 3 == pin or pin[:3] * 2 == pin
    pairs = pin[0::2] == pin[1::2]
    mirrored = pin == pin[::-1]
    month = re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", pin) is not None
    return len(steps) == 1 or len(set(pin)) < 3 or repeats or pairs or mirrored or month or pin in FAVOURITES
