"""The map as a page shows it: worked out when somebody looks and something new has come, at most once a second.

It is kept as plain values. Nobody is told apart: points are gathered on a grid, groups smaller than the minimum are not
made, and before enough voices have spoken there is no map at all, only how many are missing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bandeng.opinions.models import Conversation, Drawn, Moderation, Statement, Voice
from bandeng.opinions.queries.reactions import last_of, newest, votes_of

if TYPE_CHECKING:
    from bandeng.core.opinion import Around, OpinionMap, Votes

LEAST = 15
"""Before so many have spoken there is no map (docs/reference/opinion-map.md: the smallest conversation)."""

AGAIN = timedelta(seconds=1)
GRID = 24
SHARED, APART, PICKS = 0.6, 0.4, 5
"""All groups share what more than SHARED of each say; groups differ where their shares lie more than APART apart."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
    clear               whether the groups are clear: not what votes by chance would give
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
    clear: bool = False
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


def shown(conversation: Conversation, now: datetime, *, afresh: bool = False) -> Shown:
    """The map as of now; of a map younger than a second the same again. Two queries when nothing is new.

    afresh   work it out whatever its age, as for a tick or the last map of all
    """
    kept, last = Drawn.objects.filter(conversation=conversation).first(), newest(conversation)
    if kept and not afresh and (kept.upto == last or now - kept.at < AGAIN):
        return read(kept.shown)
    told, frame = _worked_out(conversation, kept, now, afresh=afresh)
    Drawn.objects.update_or_create(
        conversation=conversation, defaults={"upto": told.upto, "at": now, "shown": {**asdict(told), "kept": frame}}
    )
    return told


def seen_last(conversation: Conversation) -> Shown:
    """The map as somebody saw it last, however old; nothing is worked out. One query."""
    kept = Drawn.objects.filter(conversation=conversation).first()
    return read(kept.shown) if kept else Shown()


def read(kept: Mapping[str, Any]) -> Shown:
    """What was kept, as it was."""
    told = {name: value for name, value in kept.items() if name != "kept"}
    groups = [
        Group(each["letter"], each["size"], tuple(each["at"]), [(number, way) for number, way in each["stands"]])
        for each in told["groups"]
    ]
    return Shown(**{**told, "groups": groups, "points": [tuple(point) for point in told["points"]]})


def _worked_out(
    conversation: Conversation, kept: Drawn | None, now: datetime, *, afresh: bool
) -> tuple[Shown, dict[str, Any]]:
    from bandeng.core.opinion import Around, opinion_map

    votes, upto = votes_of(conversation)
    out = conversation.statements.exclude(state=Moderation.IN).values_list("number", flat=True)
    few = Shown(
        voices=len(votes.pids), reactions=len(votes), missing=max(0, LEAST - len(votes.pids)), upto=upto,
        at=now.isoformat(), counts=_counted(votes),
    )  # fmt: skip
    if few.missing:
        return few, {}
    around = Around(out=list(out), previous=_before(kept))
    found = opinion_map(votes, around)
    judged = _judged(votes, found, around, {} if kept is None or afresh else kept.shown)
    return _told(found, few, judged), _frame_of(found)


def _judged(votes: "Votes", found: "OpinionMap", around: "Around", kept: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the groups are clear and how steady they are; asked anew when a tenth more have spoken, for it costs a
    hundred maps."""
    from bandeng.core.opinion import has_clear_groups, stability

    before = kept.get("judged", 0)
    if before and len(votes.pids) < before * 1.1 and len(found.labels) == kept["labels"]:
        return {name: kept[name] for name in ("clear", "steady", "judged", "labels")}
    clear = has_clear_groups(votes, found, around)
    steady = round(stability(votes, found, around).same, 2) if clear else None
    return {"clear": clear, "steady": steady, "judged": len(votes.pids), "labels": len(found.labels)}


def _counted(votes: "Votes") -> dict[str, list[list[int]]]:
    """Counts over all, by statement, while there are no groups."""
    counts = {int(tid): [0, 0, 0] for tid in votes.tids}
    for _, tid, vote in zip(*votes.rows(), strict=True):
        counts[int(tid)][int(vote) + 1] += 1
    return {str(tid): [some] for tid, some in counts.items()}


def _told(found: "OpinionMap", few: Shown, judged: Mapping[str, Any]) -> Shown:
    """Groups that votes by chance would give too are not drawn: then the page tells of all together."""
    clear = judged["clear"]
    counts = {
        str(tid): [found.totals[at].tolist(), *(found.tallies[:, at].tolist() if clear else [])]
        for at, tid in enumerate(found.tids.tolist())
    }
    lists = _apart(found) if clear else {"shared": list(found.agreed), "against": list(found.against)}
    return Shown(
        voices=few.voices, reactions=few.reactions, inside=int(found.inside.sum()), missing=0, upto=few.upto,
        at=few.at, counts=counts, points=_points(found, drawn=clear),
        groups=_groups(found, {*lists["shared"], *lists["against"]}) if clear else [],
        priority=dict(zip(map(str, found.tids.tolist()), found.priority.tolist(), strict=True)),
        frame={
            "tids": found.tids.tolist(), "mean": found.mean.tolist(), "comps": found.components.tolist(),
            "active": found.active.tolist(),
        },
        shared=lists["shared"], against=lists["against"], differ=lists.get("differ", []), **judged,
    )  # fmt: skip


def _groups(found: "OpinionMap", shared: Collection[int]) -> list[Group]:
    """Groups with what sets them apart; what all share does not, and a direction is what most of the group said."""
    sizes = {label: int((found.group == label).sum()) for label in found.labels}
    return [
        Group(
            LETTERS[label], sizes[label], (round(float(centre[0]), 3), round(float(centre[1]), 3)),
            [
                (each.tid, _direction(found, place, each.tid))
                for each in found.representative[label] if each.tid not in shared
            ],
        )
        for place, (label, centre) in enumerate(zip(found.labels, found.centres, strict=True))
    ]  # fmt: skip


def _direction(found: "OpinionMap", group: int, tid: int) -> str:
    disagreed, _, agreed = found.tallies[group, found.tids.tolist().index(tid)].tolist()
    return "agree" if agreed >= disagreed else "disagree"


def _apart(found: "OpinionMap") -> dict[str, list[int]]:
    """What all groups share and where they differ, as shares of those who said something (Laplace, as everywhere)."""
    import numpy as np

    if not len(found.tallies):
        return {"shared": list(found.agreed), "against": list(found.against)}
    seen = found.tallies.sum(axis=2) + 2
    agree, against = (found.tallies[:, :, 2] + 1) / seen, (found.tallies[:, :, 0] + 1) / seen
    spread = np.where(found.active, agree.max(axis=0) - agree.min(axis=0), 0.0)

    def first(order: Any, passes: Any) -> list[int]:
        return [int(found.tids[at]) for at in order.tolist() if passes[at] and found.active[at]][:PICKS]

    tids = found.tids
    return {
        "shared": first(np.lexsort((tids, -found.common_agree)), agree.min(axis=0) > SHARED),
        "against": first(np.lexsort((tids, -found.common_disagree)), against.min(axis=0) > SHARED),
        "differ": first(np.lexsort((tids, -spread)), spread > APART),
    }


def _points(found: "OpinionMap", *, drawn: bool) -> list[tuple[float, float, int, int]]:
    """People gathered on a grid, so that no point is a person who could be followed from map to map."""
    import numpy as np

    inside = found.inside
    xy = found.xy[inside]
    reach = float(np.abs(xy).max()) if len(xy) else 0.0
    if reach == 0.0:
        return [(0.0, 0.0, -1, len(xy))] if len(xy) else []
    cell = np.rint((xy / reach) * (GRID / 2)).astype(int)
    places = {label: at for at, label in enumerate(found.labels)}
    labels = [places.get(int(label), -1) if drawn else -1 for label in found.group[inside]]
    people: dict[tuple[int, int, int], int] = {}
    for (x, y), label in zip(cell.tolist(), labels, strict=True):
        people[(x, y, label)] = people.get((x, y, label), 0) + 1
    step = reach / (GRID / 2)
    return [(round(x * step, 4), round(y * step, 4), label, n) for (x, y, label), n in sorted(people.items())]


def _frame_of(found: "OpinionMap") -> dict[str, Any]:
    """What keeps signs and letters the same on the next map, also after a restart."""
    return {
        "tids": found.tids.tolist(), "components": found.components.tolist(), "pids": found.pids.tolist(),
        "group": found.group.tolist(), "labels": list(found.labels),
    }  # fmt: skip


@dataclass(frozen=True)
class _Earlier:
    """What the next map is compared with: signs, letters, nearly the number of groups (`core.opinion.Around`)."""

    tids: Any
    components: Any
    pids: Any
    group: Any
    labels: tuple[int, ...]


def _before(kept: Drawn | None) -> Any:
    """The map shown last, as far as the next one is compared with it; also after a restart."""
    import numpy as np

    frame = kept.shown.get("kept") if kept else None
    if not frame or not frame["tids"]:
        return None
    return _Earlier(
        tids=np.array(frame["tids"], np.int64), components=np.array(frame["components"], float),
        pids=np.array(frame["pids"], np.int64), group=np.array(frame["group"], np.int64),
        labels=tuple(frame["labels"]),
    )  # fmt: skip


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
