"""How many full names are proposed, and how much else: `python -m benchmarks.names` prints the table of its reference.

A name counts as found when what is proposed covers it; a proposal counts as right when it touches a name.
"""

from dataclasses import dataclass

from bandeng.core.text.removing import find
from tests.core.names_in_texts import PLAIN, TUNED, UNSEEN, Text, read


@dataclass(frozen=True)
class Measured:
    """Names found of all, proposals that are right of all, signs in the texts."""

    found: int
    names: int
    right: int
    proposed: int
    signs: int


def measure(texts: list[Text]) -> Measured:
    """What `find` proposes as a name, or takes for a title, in these texts."""
    found = names = right = proposed = signs = 0
    for each in texts:
        spans = [(one.start, one.end) for one in find(each.text) if one.kind in ("likely", "title")]
        found += sum(any(start <= at and end <= ends for start, ends in spans) for at, end in each.names)
        right += sum(any(start < end and at < ends for at, end in each.names) for start, ends in spans)
        names, proposed, signs = names + len(each.names), proposed + len(spans), signs + len(each.text)
    return Measured(found, names, right, proposed, signs)


def main() -> None:
    """Print one line for each set."""
    for name, block in (("tuned", TUNED), ("unseen", UNSEEN), ("plain", PLAIN)):
        told = measure(read(block))
        print(
            f"{name}: names found {told.found} / {told.names}; proposals right {told.right} / {told.proposed}; "
            f"{told.signs} signs"
        )


if __name__ == "__main__":
    main()
