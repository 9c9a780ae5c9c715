"""What to look for when somebody types words: parts short enough to be found in other words for the same thing."""

import re

MOST = 24
"""Parts looked for at most: whoever pastes a page is answered like whoever types its first lines."""


def parts(text: str, *, most: int = MOST) -> list[str]:
    """The parts of a search, each once, in order: whole Latin words and numbers; pairs of signs where Chinese stands.

    A single Chinese sign typed alone is looked for alone. Nothing for a text without a letter or figure.
    """
    found: dict[str, None] = {}
    for run in re.split(r"[\W_]+", text.casefold()):
        if run.isascii() or len(run) < 2:
            found.update(dict.fromkeys([run] if run else []))
        else:
            found.update(dict.fromkeys(run[at : at + 2] for at in range(len(run) - 1)))
    return list(found)[:most]


def enough(count: int) -> int:
    """How many of so many parts a text must hold to be shown: half of them, at least one."""
    return max(1, (count + 1) // 2)
