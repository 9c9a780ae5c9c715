"""Where a matter stands, in words for people: its status and its line of steps. Derived, never set."""

from dataclasses import dataclass
from datetime import datetime

from bandeng.core.process import Words
from bandeng.matters.models import Matter, Word
from bandeng.matters.queries.processes import read_process

ENDINGS = {
    "explain": "explained",
    "not_accepted": "not_accepted",
    "pass_on": "passed_on",
    "escalate": "escalated",
    "mediate": "mediated",
    "withdraw": "withdrawn",
    "merge": "merged",
    "reopen": "reviewed",
}


@dataclass(frozen=True)
class Status:
    """Where it stands.

    key    open: "new" (not accepted yet), "under_way", or the branch ("explain", "pass_on", "mediate", "merge" ...);
           ended: "solved", "not_solved", or how it ended otherwise (`ENDINGS`). "not_solved" means: closed, and
           somebody who raised it says it is not solved, or nothing was solved at all
    name   the step's name where it stands, None at the end
    """

    key: str
    name: Words | None
    is_open: bool


def status(matter: Matter) -> Status:
    """The status of a matter; no query while it is open, two at most at its end."""
    if matter.step is not None:
        key = matter.branch or ("under_way" if matter.accepted_at else "new")
        return Status(key, read_process(matter.process).step(matter.step).name, is_open=True)
    return Status(_ending(matter), None, is_open=False)


def _ending(matter: Matter) -> str:
    """Read through `all()`, so that a list that has prefetched ratings and milestones asks nothing more."""
    if any(rating.round == matter.round and rating.solved == Word.NO for rating in matter.ratings.all()):
        return "not_solved"
    if matter.branch:
        return ENDINGS[matter.branch]
    reached = {(each.milestone, each.round) for each in matter.milestones.all()}
    return "solved" if ("solved", matter.round) in reached else "not_solved"


@dataclass(frozen=True)
class LineStep:
    """A step as the progress line shows it. `state`: "done", "now", "ahead" or "skipped"."""

    key: str
    name: Words
    state: str
    at: datetime | None = None


def line(matter: Matter) -> list[LineStep]:
    """The steps of the process in order, and a branch's step where the matter stands in one; one query.

    Done are steps entered and left in this round; skipped are those before a done or present one that were not.
    """
    process = read_process(matter.process)
    entered = dict(matter.visits.filter(round=matter.round).order_by("pk").values_list("step", "left_at"))
    here = matter.step if matter.step in process.own else matter.came_from
    keys = [step.key for step in process.line]
    last = keys.index(here) if here in keys else len(keys) if matter.step is None and not matter.branch else -1
    furthest = max([last, *(number for number, key in enumerate(keys) if entered.get(key))])
    shown = [
        LineStep(step.key, step.name, _state(step.key, number, here, furthest, entered), entered.get(step.key))
        for number, step in enumerate(process.line)
    ]
    if matter.step is not None and matter.step not in process.own:
        now = LineStep(matter.step, process.step(matter.step).name, "now")
        shown.insert(last + 1 if last >= 0 else len(shown), now)
    return shown


def _state(key: str, number: int, here: str | None, furthest: int, entered: dict[str, datetime | None]) -> str:
    if key == here:
        return "now" if entered.get(key) is None else "done"
    if key in entered:
        return "done" if number <= furthest else "ahead"
    return "skipped" if number < furthest else "ahead"
