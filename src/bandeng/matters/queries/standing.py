"""Where a matter stands, as the engine needs to know it: read from rows, never from an upper room."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bandeng.core.process import Position, Process, Track, still_open
from bandeng.matters.models import BenchNote, Decision, Dissent, Matter, PassOn, Severity, StepVisit
from bandeng.matters.models import Track as TrackRow
from bandeng.matters.queries.processes import read_process


@dataclass(frozen=True)
class Standing:
    """Everything on which the engine decides.

    reached        milestones of any round, `this_round` only those of the present one
    open_tracks    "kind:ref" of each open obligation, those of merged matters included
    """

    process: Process
    position: Position
    facts: frozenset[str]
    guards: frozenset[str]
    open_tracks: tuple[str, ...]
    reached: frozenset[str]
    this_round: frozenset[str]

    @property
    def step(self) -> str | None:
        """The key of the step, None at the end."""
        return self.position.step

    @property
    def visits(self) -> dict[str, int]:
        """How often each step was entered, as the engine counts."""
        return dict(self.position.visits)


def standing(matter: Matter) -> Standing:
    """Where a matter stands; eight small queries."""
    process = read_process(matter.process)
    facts = frozenset(matter.stands.values_list("fact", flat=True))
    milestones = list(matter.milestones.values_list("milestone", "round"))
    return Standing(
        process=process,
        position=position(process, matter, visits_of(matter)),
        facts=facts,
        guards=guards_of(matter, facts),
        open_tracks=open_tracks(matter),
        reached=frozenset(word for word, _ in milestones),
        this_round=frozenset(word for word, round_ in milestones if round_ == matter.round),
    )


def visits_of(matter: Matter) -> list[tuple[str, str]]:
    """The steps entered so far with why, the earliest first."""
    return list(StepVisit.objects.filter(matter=matter).order_by("pk").values_list("step", "why"))


def position(process: Process, matter: Matter, visits: Iterable[tuple[str, str]]) -> Position:
    """The engine's position after these visits; a matter without any stands at the first step."""
    seen = list(visits)
    changed = max((n for n, (_step, why) in enumerate(seen) if why == CHANGED), default=0)
    now = process.first_position
    if changed:
        now = _begun_anew(process, seen[changed][0], [step for step, _why in seen[:changed]])
    for step, why in seen[changed + 1 :]:
        if why == "reopen":
            now = process.moved(now, None)
        now = process.moved(now, step)
    return process.moved(now, None) if matter.step is None else now


CHANGED = "process"
"""Why a step is entered with which a matter begins to follow another version of a process."""


def _begun_anew(process: Process, step: str, before: Iterable[str]) -> Position:
    """The position at the step with which another version began: the line's counters start afresh, those of the
    branches that all processes share go on."""
    visits = Counter(key for key in before if key in process.steps and key not in process.own)
    return Position(step, {**visits, step: 1}, None)


ASSIGN = frozenset({"secretary", "convener"})
"""Who settles responsibility wherever a process leaves it to somebody."""

WORK_FACTS = frozenset({"items_claimed", "evidence", "items_settled"})


def setters(now: Standing) -> frozenset[str]:
    """Who sets what must be done at the step where a matter stands; nobody where it is not settled there.

    Where no step before it settles responsibility, it is settled where work is first asked for.
    """
    if now.step is None:
        return frozenset()
    step, process = now.process.step(now.step), now.process
    asked = step.key in process.own and bool(WORK_FACTS & process.needs(step.key))
    keys = [each.key for each in process.line]
    before = keys[: keys.index(step.key)] if asked else keys
    unsettled = asked and not any("claim" in process.tools(key) for key in before)
    return step.by | ASSIGN if "claim" in process.tools(step.key) or unsettled else frozenset()


def open_tracks(matter: Matter) -> tuple[str, ...]:
    """The open obligations of a matter and of those merged into it."""
    rows = TrackRow.objects.filter(matter_id__in=[matter.pk, *merged_below(matter.pk)], closed_at__isnull=True)
    return tuple(still_open(Track(row.kind, row.ref, settled=False) for row in rows))


def merged_below(matter_id: UUID) -> list[UUID]:
    """The matters that go on in this one, directly or through another; a query per level."""
    found: list[UUID] = []
    level = [matter_id]
    while level := list(Matter.objects.filter(merged_into__in=level).values_list("pk", flat=True)):
        found.extend(level)
    return found


def guards_of(matter: Matter, facts: frozenset[str]) -> frozenset[str]:
    """What is true of a matter now: what sorting decided, and what its rows tell.

    An upper room makes a guard hold by a fact of its name ("consensus", "passed"), beside the fact that it noted.
    """
    outcome = BenchNote.objects.filter(matter=matter).order_by("-at", "-pk").values_list("outcome", flat=True).first()
    decided = Decision.objects.filter(matter=matter).order_by("-at", "-pk").values_list("passed", flat=True).first()
    sent = PassOn.objects.filter(matter=matter).order_by("-at", "-pk").first()
    standing_by = matter.raisings.filter(withdrawn_at__isnull=True).count()
    # Once the last raiser has asked to withdraw, anybody who joins stands by the matter.
    sole = standing_by <= (0 if matter.branch == "withdraw" else 1)
    told = {
        "consensus": outcome in ("consensus", "partial") or "consensus" in facts,
        "passed": bool(decided) or "passed" in facts,
        "agreed": "agreement" in facts,
        "acknowledged": "acknowledgement" in facts or (sent is not None and sent.acknowledged_at is not None),
        "life_safety": matter.severity == Severity.LIFE_SAFETY,
    }
    words = {word if holds else _NOT[word] for word, holds in told.items()}
    return frozenset({*matter.guards, *words, *({"sole_raiser"} if sole else set())})


_NOT = {
    "consensus": "no_consensus",
    "passed": "not_passed",
    "agreed": "not_agreed",
    "acknowledged": "not_acknowledged",
    "life_safety": "no_life_safety",
}


def unanswered_dissents(matter: Matter) -> list[UUID]:
    """The dissents of a matter, and of those merged into it, that nobody has answered yet (I9)."""
    here = [matter.pk, *merged_below(matter.pk)]
    open_ones = Dissent.objects.filter(note__matter__in=here, answered_at__isnull=True)
    return list(open_ones.order_by("pk").values_list("pk", flat=True))
