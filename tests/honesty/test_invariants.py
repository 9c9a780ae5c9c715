"""Each invariant this part of the product has to keep (domain.md 6.2) is a test somewhere, by its number."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
KEPT = {
    1: "no matter ends before every raising was answered",
    2: "solved is never said by who did it",
    3: "a no has a reason, in words, and another way",
    4: "merging keeps each raising",
    5: "exactly one lead; given back once",
    6: "a due date moves only openly; the first one stays",
    9: "no consensus names its next step; dissent is answered",
    10: "raw words, who raised it, and the public's view are apart",
    11: "danger to life is dealt with at once",
    12: "nothing is changed afterwards; a correction is marked",
    13: "a community takes a duty outside its list knowingly or not at all",
    15: "what is published is masked",
    17: "what costs money says who pays before it is done",
    19: "who handled it does not rate it",
    20: "figures are counted, never typed",
}
"""The others speak of votes, minutes and mediation: rooms that are not built yet."""

_TEST = re.compile(r"^def (test_i(\d+)_\w+)", re.MULTILINE)


def named() -> dict[int, list[str]]:
    """Invariant -> the tests that bear its number."""
    found: dict[int, list[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for name, number in _TEST.findall(path.read_text(encoding="utf-8")):
            found.setdefault(int(number), []).append(name)
    return found


@pytest.mark.parametrize("number", KEPT)
def test_an_invariant_has_a_test_that_bears_its_number(number: int) -> None:
    assert named().get(number, []) != [], f"I{number}: {KEPT[number]}"


def test_no_test_bears_the_number_of_an_invariant_we_do_not_know() -> None:
    assert set(named()) - set(KEPT) == set()
