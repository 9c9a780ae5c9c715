"""A process in words for a page: its steps, its deadlines, what the checker found."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bandeng.core.process import Problem, Process, Step, Within
from bandeng.matters import naming
from bandeng.matters.queries.published import Staffed, problems
from bandeng.matters.showing import in_words
from bandeng.people.queries import named
from bandeng.shell.words import listed

ORIGINS: dict[str, Promise] = {"source": gettext_lazy("from the source"), "assumption": gettext_lazy("our assumption")}
"""Who says it: what stands in the source, and what we assume until somebody who knows says otherwise."""

PROBLEMS: dict[str, Promise] = {
    "unreadable": gettext_lazy("This text cannot be read as TOML."),
    "unreachable_step": gettext_lazy("No way leads to this step."),
    "no_way_out": gettext_lazy("A matter could be stuck here for ever."),
    "ends_without_reply": gettext_lazy("A matter could end here without a reply to everybody who raised it."),
    "unbounded_loop": gettext_lazy("A matter could go round in circles here without end."),
    "unknown_role": gettext_lazy("Here stands a role that nobody can hold."),
    "unknown_tool": gettext_lazy("Here stands a tool that does not exist."),
    "unknown_fact": gettext_lazy("Here stands a need that nothing can meet."),
    "unknown_guard": gettext_lazy("Here stands a condition that does not exist."),
    "unknown_milestone": gettext_lazy("Here stands a milestone that does not exist."),
    "unknown_step": gettext_lazy("What should follow does not exist."),
    "duplicate_key": gettext_lazy("Two steps have the same key."),
    "bad_deadline": gettext_lazy("This deadline cannot be counted."),
    "no_steps": gettext_lazy("There is no step at all."),
    "milestone_order": gettext_lazy("The milestones do not come in their order."),
    "unknown_key": gettext_lazy("Here stands a word that is not of the format."),
    "bad_value": gettext_lazy("This value does not fit."),
    "unstaffed_step": gettext_lazy("Nobody here can do this step."),
}
"""The checker's codes in one sentence each; its own message names the place and the way out."""


@dataclass(frozen=True)
class Said:
    """A problem: where it stands, what it means, and the checker's own words."""

    where: str
    sentence: str
    detail: str


@dataclass(frozen=True)
class StepRow:
    """A step as a line of a table.

    deadline   in words, "" without one; `assumed` when nobody but us says it
    can        the names of those who can do it in the place asked for, None when no place was asked for
    """

    name: str
    key: str
    by: str
    deadline: str
    assumed: bool
    needs: str
    then: str
    at_most: int | None
    tool: str = ""
    when: str = ""
    everybody: bool = False
    can: tuple[str, ...] | None = None
    missing: Said | None = None


def origin(word: str) -> str:
    """ "source" or "assumption" in words."""
    return str(ORIGINS[word])


def problem(found: Problem, process: Process | None = None) -> Said:
    """A problem in words; with the process its step has its name."""
    step = process.steps.get(found.step) if process else None
    where = in_words(step.name) if step else found.step
    return Said(where, str(PROBLEMS[found.code]), found.message)


@dataclass(frozen=True)
class Finding:
    """What the checker found, for whoever makes the process: where, what it means, what to do about it."""

    where: str
    sentence: str
    advice: str


def found(text: str, process: Process) -> dict[str, list[Finding]]:
    """Every finding by the key of its step, "" for the process as a whole; {} when it is sound."""
    by_step: dict[str, list[Finding]] = {}
    for each in problems(text):
        step = process.steps.get(each.step)
        one = Finding(in_words(step.name) if step else "", str(PROBLEMS[each.code]), advice(each))
        by_step.setdefault(each.step if step else "", []).append(one)
    return by_step


def advice(found: Problem) -> str:
    """What to do about a finding."""
    return str(naming.ADVICE.get(found.code, ""))


def rows(process: Process, found: list[Staffed] | None = None) -> tuple[list[StepRow], list[StepRow]]:
    """The line's steps, and those of the ways beside it; with who can do each, where that was asked for."""
    by_key = {each.step.key: each for each in found or []}
    line = [_row(step, process, by_key.get(step.key)) for step in process.line]
    beside = [_row(step, process, by_key.get(step.key)) for branch in process.branches for step in branch.steps]
    return line, beside


def _row(step: Step, process: Process, found: Staffed | None) -> StepRow:
    row = StepRow(
        name=in_words(step.name), key=step.key, by=listed(sorted(step.by)),
        deadline=deadline(step.within) if step.within else "", assumed=process.deadline_origin == "assumption",
        needs=listed(sorted(process.needs(step.key))), then=", ".join(_follows(step, process)), at_most=step.at_most,
        tool=str(naming.TOOLS[step.opens]) if step.opens else "",
        when=str(_(", ")).join(str(naming.GUARDS[guard]) for guard in sorted(step.when)),
    )  # fmt: skip
    if found is None:
        return row
    missing = problem(found.problem, process) if found.problem else None
    can = tuple(named(person) for person in found.able)
    return StepRow(**{**row.__dict__, "everybody": found.everybody, "can": can, "missing": missing})


def deadline(within: Within) -> str:
    """ "5 working days from when it comes here"."""
    if within.unit == "working":
        days = ngettext("%(n)s working day", "%(n)s working days", within.days) % {"n": within.days}
    else:
        days = ngettext("%(n)s calendar day", "%(n)s calendar days", within.days) % {"n": within.days}
    if within.start == "raised":
        return _("%(days)s from when it was raised") % {"days": days}
    return _("%(days)s from when it comes here") % {"days": days}


def _follows(step: Step, process: Process) -> list[str]:
    branches = {branch.key: branch for branch in process.branches}
    named_ = [process.steps.get(key) or branches.get(key) for key in step.then]
    return [in_words(each.name) for each in named_ if each is not None]
