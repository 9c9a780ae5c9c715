"""Process x place: can somebody living do each step here? Source: process.md, "Process x place"."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from bandeng.core.process import words
from bandeng.core.process.engine import Process
from bandeng.core.process.model import Problem, Step
from bandeng.core.process.reading import listed

DOERS: frozenset[str] = frozenset({"unit_officer", "department_officer"})
"""Roles whose holders do the work that others check, beside those who complete a step that opens a claim."""

GIVEN: frozenset[str] = frozenset({"raiser", "resident"})
"""Roles that every matter or place has somebody for."""


def staffing(process: Process, who: Mapping[str, AbstractSet[str]]) -> list[Problem]:
    """An `unstaffed_step` for each step that nobody may complete here, or that only the doer may check.

    process   its line is asked about and, where it has them, its branches; `with_branches(())` leaves those out
    who       role -> the persons who hold it here, e.g. {"secretary": {"p1"}}; left-out roles are held by nobody
    """
    steps = [step for branch in process.branches for step in branch.steps]
    problems = [_unstaffed(step, who, _doers(process, who)) for step in (*process.line, *steps)]
    return [problem for problem in problems if problem is not None]


def _doers(process: Process, who: Mapping[str, AbstractSet[str]]) -> AbstractSet[str]:
    claiming = [step.by for step in process.line if step.opens == "claim"]
    return _holders(DOERS.union(*claiming), who)


def _holders(roles: AbstractSet[str], who: Mapping[str, AbstractSet[str]]) -> AbstractSet[str]:
    return frozenset().union(*(who.get(role, frozenset()) for role in roles))


def _unstaffed(step: Step, who: Mapping[str, AbstractSet[str]], doers: AbstractSet[str]) -> Problem | None:
    if not step.by.isdisjoint(GIVEN):
        return None
    able = _holders(step.by, who)
    if not able:
        return Problem("unstaffed_step", step.key, f"nobody here is {listed(sorted(step.by))}; {_FALLBACK}")
    if step.opens in words.BY_ANOTHER and len(able) == 1 and able <= doers:
        return Problem("unstaffed_step", step.key, f"only the doer could check here; {_FALLBACK}")
    return None


_FALLBACK = "give somebody the role, or ask the street, the supervisor or another community"
