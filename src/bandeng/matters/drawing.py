"""A process as a drawing: its steps from top to bottom, ways ahead at the right, ways back at the left.

Plain numbers for an inline SVG; the table beside it says the same in words.
"""

from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from bandeng.core.process import Process, Step
from bandeng.matters import naming
from bandeng.matters.showing import in_words

WIDE, HIGH, GAP, LANE = 236, 56, 34, 15
NAME_FITS, SMALL_FITS = 25, 34
"""How much stands in a box, in half-width characters."""


@dataclass(frozen=True)
class Box:
    """A step: its number and name, a second line in small letters, whether the line may end here."""

    y: int
    name: str
    small: str
    ends: bool

    @property
    def name_y(self) -> int:
        return self.y + (22 if self.small else 34)

    @property
    def small_y(self) -> int:
        return self.y + 43


@dataclass(frozen=True)
class Way:
    """A line from one step to another, as the `d` of a path; `kind`: "on", "ahead" or "back"."""

    path: str
    kind: str


@dataclass(frozen=True)
class Drawing:
    """Everything in its place; x runs from `left` to `left + wide`, the boxes from 0 to WIDE."""

    left: int
    wide: int
    high: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    box_wide: int = WIDE
    box_high: int = HIGH

    @property
    def middle(self) -> int:
        return WIDE // 2


def draw(process: Process) -> Drawing:
    """The line of a process with what may follow each step; the shared ways stand in a step's small line."""
    number = {step.key: n for n, step in enumerate(process.line)}
    leaps = sorted(
        {(n, number[key]) for n, step in enumerate(process.line) for key in step.then if key in number},
        key=lambda leap: (abs(leap[1] - leap[0]), leap),
    )
    ahead = _lanes([leap for leap in leaps if leap[1] > leap[0] + 1])
    back = _lanes([leap for leap in leaps if leap[1] <= leap[0]])
    ways = [Way(f"M{WIDE // 2} {_top(n) + HIGH}V{_top(n + 1) - 2}", "on") for n, to in leaps if to == n + 1]
    ways += [Way(_arc(n, to, WIDE, LANE * (lane + 1)), "ahead") for (n, to), lane in ahead.items()]
    ways += [Way(_arc(n, to, 0, -LANE * (lane + 1)), "back") for (n, to), lane in back.items()]
    left = LANE * (max(back.values(), default=-1) + 1) + 6
    right = LANE * (max(ahead.values(), default=-1) + 1) + 6
    boxes = tuple(_box(step, n, process) for n, step in enumerate(process.line))
    return Drawing(-left, left + WIDE + right, max(len(boxes), 1) * (HIGH + GAP) - GAP + 8, boxes, tuple(ways))


def _top(n: int) -> int:
    return 4 + n * (HIGH + GAP)


def _arc(n: int, to: int, edge: int, out: int) -> str:
    """Out of a box at its side, along, and into the other."""
    start, end = _top(n) + HIGH * 2 // 3, _top(to) + HIGH // 3
    return f"M{edge} {start}H{edge + out}V{end}H{edge + (2 if out > 0 else -2)}"


def _lanes(leaps: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The lane of each leap, short ones near the boxes, so that no two lie on one another."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[tuple[int, int], int] = {}
    for leap in leaps:
        low, high = min(leap), max(leap)
        lane = next((n for n, held in enumerate(taken) if all(high < a or b < low for a, b in held)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[leap] = lane
    return found


def _box(step: Step, n: int, process: Process) -> Box:
    small = [str(naming.GUARDS[guard]) for guard in sorted(step.when)]
    small = [_("only when %(guard)s") % {"guard": "; ".join(small)}] if small else []
    if step.at_most:
        small.append(_("at most %(n)s times") % {"n": step.at_most})
    beside = [in_words(b.name) for b in process.branches if b.key in step.then and b.key not in process.own]
    if beside:
        small.append(_("or: %(ways)s") % {"ways": _(", ").join(beside)})
    return Box(
        _top(n), _cut(f"{n + 1}. {in_words(step.name)}", NAME_FITS), _cut(" · ".join(small), SMALL_FITS), not step.then
    )


def _cut(words: str, fits: int) -> str:
    """What fits; a Chinese character takes the room of two others."""
    taken = 0
    for n, character in enumerate(words):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > fits:
            return words[: max(n - 1, 1)] + "…"
    return words
