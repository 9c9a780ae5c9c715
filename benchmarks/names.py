"""How many full names are proposed, and how much else: `python -m benchmarks.names` prints the table of its reference.

A name counts as found when what is proposed covers it; a proposal counts as right when it touches a name.
"""

import sys
import time
from dataclasses import dataclass

from bandeng.core.text.removing import find
from tests.core.names_in_texts import PLAIN, TUNED, UNSEEN, Text, halves, read


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


@dataclass(frozen=True)
class Told:
    """Stretches found of all that tell; right of what is proposed; right of what is certain."""

    found: int
    tells: int
    right: int
    proposed: int
    sure_right: int
    sure: int


def tell(texts: list[Text]) -> Told:
    """What `find` finds of whatever tells on somebody: names, numbers, doors."""
    found = tells = right = proposed = sure_right = sure = 0
    for each in texts:
        spans = find(each.text)
        covered = {at for one in spans for at in range(one.start, one.end)}
        found += sum(covered >= {at for at in range(*name) if not each.text[at].isspace()} for name in each.names)
        tells += len(each.names)
        for one in spans:
            touches = any(one.start < end and at < one.end for at, end in each.names)
            proposed, right = proposed + one.is_proposed, right + (one.is_proposed and touches)
            sure, sure_right = sure + (not one.is_proposed), sure_right + (not one.is_proposed and touches)
    return Told(found, tells, right, proposed, sure_right, sure)


def both_halves() -> tuple[list[Text], list[Text]]:
    """Sentences with somebody and without: the half looked at, the half kept for the end."""
    some, nobody = halves("people"), halves("plain")
    return some[0] + nobody[0], some[1] + nobody[1]


def milliseconds(signs: int = 5000) -> float:
    """The best of five readings of that many signs of varied text."""
    text = "".join(each.text for half in both_halves() for each in half)
    text = (text * (signs // len(text) + 1))[:signs]
    took = []
    for _again in range(5):
        begun = time.perf_counter()
        find(text)
        took.append(time.perf_counter() - begun)
    return min(took) * 1000


def main() -> None:
    """Print one line for each set; `missed` also what fails in the half looked at, `end` the half kept for the end."""
    looked, kept = both_halves()
    for name, half in (("looked at", looked), ("kept for the end", kept if "end" in sys.argv else [])):
        told = tell(half)
        print(
            f"{name}: found {told.found} / {told.tells}; proposed right {told.right} / {told.proposed}; "
            f"certain right {told.sure_right} / {told.sure}; {len(half)} sentences"
        )
    print(f"5000 signs: {milliseconds():.1f} ms")
    for each in looked if "missed" in sys.argv else []:
        told = tell([each])
        if (told.found, told.right, told.sure_right) != (told.tells, told.proposed, told.sure):
            print(each.text, [(one.kind, one.word) for one in find(each.text)])
    for name, block in (("tuned", TUNED), ("unseen", UNSEEN), ("plain", PLAIN)):
        names = measure(read(block))
        print(
            f"{name}: names found {names.found} / {names.names}; proposals right {names.right} / {names.proposed}; "
            f"{names.signs} signs"
        )


if __name__ == "__main__":
    main()
