"""What to look for when somebody types words: parts short enough to be found in other words for the same thing."""

import re

from bandeng.core.text.ngrams import grams

MOST = 24
"""Parts looked for at most: whoever pastes a page is answered like whoever types its first line."""

PAIR, SIGN = 3, 1


def parts(text: str, *, most: int = MOST) -> dict[str, int]:
    """The parts of a search with their weight: whole Latin words, numbers and pairs of Chinese signs weigh three, a
    Chinese sign alone one, unless it was typed alone. Signs that say nothing (的, 了) are looked for only in pairs.

    Pairs come before signs, so that what is cut off at `most` is the lighter. Nothing for a text without a letter.
    """
    heavy: dict[str, int] = {}
    light: dict[str, int] = {}
    for run in re.split(r"[\W_]+", text.casefold()):
        if run.isascii() or len(run) == 1:
            heavy.update({run: PAIR} if run else {})
            continue
        heavy.update({run[at : at + 2]: PAIR for at in range(len(run) - 1)})
        light.update({sign: SIGN for sign in sorted(grams(run)) if len(sign) == 1 and not sign.isascii()})
    return dict([*heavy.items(), *((sign, weight) for sign, weight in light.items() if sign not in heavy)][:most])


def enough(found: dict[str, int]) -> int:
    """How much a text must hold of these parts to be shown: two fifths of their weight."""
    return max(1, -(-2 * sum(found.values()) // 5))
