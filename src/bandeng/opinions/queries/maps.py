"""The map as a page shows it, kept as plain values.

Nobody is told apart: points are gathered on a grid, groups smaller than the minimum are not made, and before enough
voices have spoken there is no map at all, only how many are missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bandeng.opinions.models import Conversation, Drawn, Statement, Voice
from bandeng.opinions.queries.reactions import last_of

LEAST = 15
"""Before so many have spoken there is no map (docs/reference/opinion-map.md: the smallest conversation)."""


@dataclass(frozen=True)
class Group:
    """A group of people who react alike. `stands`: statement number and "agree" or "disagree", what sets it apart."""

    letter: str
    size: int
    at: tuple[float, float]
    stands: list[tuple[int, str]]


@dataclass(frozen=True)
class Shown:
    """Everything the page says; plain values, so that it can be kept.

    voices, reactions   how many have spoken, and how many reactions count (the last of each voice to each statement)
    missing             voices still missing before there is a map, 0 when there is one
    points              [x, y, place of the group in `groups` or -1, people there]
    counts              by statement number: [disagree, pass, agree], first over all, then for each group
    shared, against     numbers of what all groups agree with, and of what all disagree with
    differ              numbers of where they differ most
    clear               whether the groups are clear: not what votes by chance would give; None while that is asked
    steady              how far groups found among people drawn anew agree with these, 1 wholly, 0 as by chance
    inside              how many have reacted to enough statements to stand on the map
    judged, labels      how many voices and groups there were when both were asked last
    priority            by statement number: weight of being shown next
    frame               what places a voice on the map: statement numbers, means, two directions
    """

    voices: int = 0
    reactions: int = 0
    missing: int = LEAST
    groups: list[Group] = field(default_factory=list)
    points: list[tuple[float, float, int, int]] = field(default_factory=list)
    counts: dict[str, list[list[int]]] = field(default_factory=dict)
    shared: list[int] = field(default_factory=list)
    against: list[int] = field(default_factory=list)
    differ: list[int] = field(default_factory=list)
    clear: bool | None = False
    steady: float | None = None
    inside: int = 0
    judged: int = 0
    labels: int = 0
    priority: dict[str, float] = field(default_factory=dict)
    frame: dict[str, Any] = field(default_factory=dict)
    upto: int = 0
    at: str = ""

    def weights(self) -> dict[int, float]:
        """Statement number to weight of being shown next."""
        return {int(number): weight for number, weight in self.priority.items()}

    def count(self, number: int) -> list[list[int]]:
        """[disagree, pass, agree] over all, then by group; zeros for a statement nobody reacted to yet."""
        return self.counts.get(str(number), [[0, 0, 0] for _ in range(len(self.groups) + 1)])


def seen_last(conversation: Conversation) -> Shown:
    """The map as somebody saw it last, however old; nothing is worked out. One query."""
    kept = Drawn.objects.filter(conversation=conversation).only("shown").first()
    return read(kept.shown) if kept and kept.shown else Shown()


def read(kept: Mapping[str, Any]) -> Shown:
    """What was kept, as it was."""
    groups = [
        Group(each["letter"], each["size"], tuple(each["at"]), [(number, way) for number, way in each["stands"]])
        for each in kept["groups"]
    ]
    return Shown(**{**kept, "groups": groups, "points": [tuple(point) for point in kept["points"]]})


def place_of(told: Shown, conversation: Conversation, voice: Voice | None) -> tuple[float, float] | None:
    """Where a voice stands on the map, "you are here"; None before there is a map or before it reacted."""
    if voice is None or told.missing or not told.frame:
        return None
    frame = told.frame
    at = {number: place for place, number in enumerate(frame["tids"])}
    own = {what: how for (who, what), how in last_of(conversation, voice).items() if what in at}
    counted = sum(1 for what in own if frame["active"][at[what]]) + sum(not one for one in frame["active"])
    scale = (len(at) / max(1, counted)) ** 0.5
    x, y = (
        scale * sum((how - frame["mean"][at[what]]) * comp[at[what]] for what, how in own.items()
                    if frame["active"][at[what]])
        for comp in frame["comps"]
    )  # fmt: skip
    return round(x, 4), round(y, 4)


def support_of(told: Shown, statement: Statement) -> dict[str, list[int]]:
    """What a statement carries along: [agreed, said something], in all ("") and by group letter."""
    rows: Sequence[Sequence[int]] = told.count(statement.number)
    names = ["", *(group.letter for group in told.groups)]
    return {name: [row[2], sum(row)] for name, row in zip(names, rows, strict=False)}
