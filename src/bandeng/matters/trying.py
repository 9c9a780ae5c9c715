"""A process tried on a pretend matter: where it stands after some choices, and on which days. Nothing is recorded."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bandeng.core.process import Following, Position, Process, Step
from bandeng.core.process.words import OPPOSITES
from bandeng.core.refusal import Refusal
from bandeng.core.workdays import Calendar
from bandeng.matters import queries

MOST = 200
"""Steps of one trial: more than any sound process can take to its end by hand."""


@dataclass(frozen=True)
class Stage:
    """A step the pretend matter came to: on which day at the latest, until when, how certain."""

    step: Step
    since: date
    due: date | None
    provisional: bool


@dataclass(frozen=True)
class Trial:
    """Where it stands: the steps it came to, what may follow the last, what was reached, why the last choice failed.

    stages   the last is where it stands, or where it ended
    """

    stages: tuple[Stage, ...]
    position: Position
    offered: tuple[Following, ...]
    reached: frozenset[str]
    refused: Refusal | None
    taken: tuple[str, ...]

    @property
    def ended(self) -> bool:
        return self.position.step is None

    @property
    def last_day(self) -> date:
        return self.stages[-1].due or self.stages[-1].since


def used_guards(process: Process) -> list[str]:
    """The guards that matter for this process, of two opposites the first only."""
    named = {guard for step in process.steps.values() for guard in step.when}
    first = {other: one for one, other in OPPOSITES}
    return list(dict.fromkeys(first.get(guard, guard) for guard in sorted(named)))


def true_guards(ticked: Collection[str]) -> frozenset[str]:
    """What holds of the pretend matter: what is ticked, and of each pair of opposites the other one if not."""
    return frozenset(ticked) | {other for one, other in OPPOSITES if one not in ticked}


def attempt(
    process: Process, choices: Sequence[str], *, facts: Collection[str], guards: Collection[str], calendar: Calendar,
    began: datetime,
) -> Trial:  # fmt: skip
    """Walk the choices, each with everything needed at hand, but the last one only with these facts.

    choices   what was chosen at each step: the key of what follows, "" where only one thing may, "beside:<branch>"
    """
    now, reached, refused = process.first_position, set[str](), None
    stages, taken = [_stage(process, process.start, began, calendar, began)], list[str]()
    true = true_guards(guards)
    for n, choice in enumerate(choices[:MOST]):
        if now.step is None:
            break
        at_hand = frozenset(facts) if n == len(choices) - 1 else process.needs(now.step)
        try:
            following = _next(process, now, choice, at_hand, true, reached)
            if following is not None:
                day = stages[-1].due or stages[-1].since
                stages.append(_stage(process, following, _noon(day, began), calendar, began))
        except Refusal as no:
            refused = no
            break
        reached |= set(process.reached(now.step, choice or None))
        now = process.moved(now, following)
        taken.append(choice)
    return Trial(
        tuple(stages), now, tuple(_offered(process, now, true, reached)), frozenset(reached), refused, tuple(taken)
    )


def _noon(day: date, like: datetime) -> datetime:
    return like.replace(year=day.year, month=day.month, day=day.day)


def _stage(process: Process, step: str, at: datetime, calendar: Calendar, began: datetime) -> Stage:
    due = queries.step_due(process, step, chain="", at=at, raised_at=began, calendar=calendar)
    return Stage(process.step(step), at.date(), due.due_on if due else None, due.provisional if due else False)


BESIDE = "beside:"


def _next(
    process: Process, now: Position, choice: str, facts: Collection[str], guards: Collection[str],
    reached: Iterable[str],
) -> str | None:  # fmt: skip
    at = now.step or ""
    if choice.startswith(BESIDE):
        branch = process.branch(choice.removeprefix(BESIDE))
        return process.enter_branch(
            branch.key, at=at, roles=branch.by, facts=facts, guards=guards, visits=now.visits, milestones=reached,
            came_from=now.came_from,
        )  # fmt: skip
    return process.complete(
        at, roles=process.step(at).by, facts=facts, choose=choice or None, visits=now.visits, guards=guards,
        came_from=now.came_from,
    )  # fmt: skip


def _offered(process: Process, now: Position, guards: Collection[str], reached: Iterable[str]) -> list[Following]:
    """What may follow, then the ways beside the line that begin here."""
    if now.step is None:
        return []
    found = process.choices(now.step, now.visits, guards, now.came_from)
    roles = frozenset().union(*(branch.by for branch in process.branches))
    beside = process.branches_at(
        now.step, roles=roles, guards=guards, visits=now.visits, milestones=reached, came_from=now.came_from
    )
    return [*found, *(Following(f"{BESIDE}{each.key}", each.name, each.allowed, each.why_not) for each in beside)]
