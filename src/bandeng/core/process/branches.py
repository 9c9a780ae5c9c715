"""The branches that every process shares: `shelf/branches.toml` to plain values.

Source: process.md; docs/process.md, "Branches".
"""

from dataclasses import replace
from functools import cache
from importlib.resources import files

from bandeng.core.process import words
from bandeng.core.process.format import load_toml
from bandeng.core.process.model import RETURN, TO, Branch, Problem, Step
from bandeng.core.process.reading import UNREAD, Table, read_step, tables
from bandeng.core.refusal import Refusal

HEAD_KEYS = ("version", "origin", "cite", "branch")
BRANCH_KEYS = ("key", "name", "by", "from", "step")


@cache
def shared() -> tuple[Branch, ...]:
    """The branches as shipped. Raises Refusal: "bad_branches"."""
    return read_branches(files("bandeng.shelf").joinpath("branches.toml").read_text(encoding="utf-8"))


def read_branches(text: str) -> tuple[Branch, ...]:
    """Raises Refusal: "unreadable" (why), "bad_branches" (problems: one line each)."""
    branches, problems = parse_branches(text)
    problems = [*problems, *_bounded(branches)]
    if problems:
        raise Refusal("bad_branches", problems=[f"{p.code}: {p.step}: {p.message}" for p in problems])
    return branches


def parse_branches(text: str) -> tuple[tuple[Branch, ...], list[Problem]]:
    """Every branch that could be read and every problem of its words. Raises Refusal: "unreadable"."""
    values, problems = load_toml(text), list[Problem]()
    Table(values, step="", problems=problems).only(HEAD_KEYS)
    found: dict[str, Branch] = {}
    for number, entry in enumerate(tables(values.get("branch")), start=1):
        branch = _branch(entry or {}, f"branch {number}", problems)
        if branch.key in found:
            problems.append(Problem("duplicate_key", branch.key, "another branch has this key"))
        found[branch.key] = branch
    if not found:
        problems.append(Problem("no_steps", "", "there is no branch; write at least one [[branch]]"))
    return tuple(found.values()), problems


def _branch(values: dict[str, object], place: str, problems: list[Problem]) -> Branch:
    table = Table(values, step=place, problems=problems)
    table.step = table.key() or place
    table.only(BRANCH_KEYS)
    key = table.step
    return Branch(
        key=key,
        name=table.name(),
        by=frozenset(table.known("by", "unknown_role", words.ROLES)),
        start=frozenset(table.known("from", "unknown_milestone", words.POSITIONS)),
        steps=_steps(values, key, problems),
    )


def _steps(values: dict[str, object], branch: str, problems: list[Problem]) -> tuple[Step, ...]:
    found: dict[str, Step] = {}
    for number, entry in enumerate(tables(values.get("step")), start=1):
        step = read_step(entry or {}, place=f"{branch}:step {number}", prefix=f"{branch}:", problems=problems)
        if step is not None and step.key in found:
            problems.append(Problem("duplicate_key", step.key, "another step of this branch has this key"))
        elif step is not None:
            found[step.key] = step
    if not found:
        problems.append(Problem("no_steps", branch, "the branch has no step; write [[branch.step]] under it"))
    return tuple(_linked(step, branch, found, problems) for step in found.values())


def _linked(step: Step, branch: str, found: dict[str, Step], problems: list[Problem]) -> Step:
    """The step with its `then` written in whole keys."""
    then = []
    for word in step.then:
        whole = word if word == RETURN or word.startswith(TO) else f"{branch}:{word}"
        known = whole in found or word == RETURN or word.removeprefix(TO) in words.MILESTONES
        then.append(whole)
        if not known and word != UNREAD:
            problems.append(
                Problem("unknown_step", step.key, f'"{word}" is no step here, nor "return" nor "to.<milestone>"')
            )
    return replace(step, then=tuple(then))


def leaves(branch: Branch) -> frozenset[str]:
    """The words by which a branch goes back to the line: "return", "to.sorted" ..."""
    return frozenset(w for step in branch.steps for w in step.then if w == RETURN or w.startswith(TO))


def _bounded(branches: tuple[Branch, ...]) -> list[Problem]:
    """What would let a branch break a sound process. A branch always has a way on, ends only in a reply, and passes
    a counted step on each way back, so that a matter cannot go round by it for ever."""
    return [problem for branch in branches for problem in _faults(branch)]


def _faults(branch: Branch) -> list[Problem]:
    problems: list[Problem] = []
    for step in branch.steps:
        if not step.then and not step.replies:
            problems.append(Problem("ends_without_reply", step.key, 'an end opens "reply" and reaches "replied"'))
        if step.then and not _sure(step, branch):
            problems.append(Problem("no_way_out", step.key, "let something follow that is always offered"))
        if step.at_most is None and step.key in _loose(branch, step):
            problems.append(Problem("unbounded_loop", step.key, "give a step of this loop at_most"))
    entry = branch.steps[0] if branch.steps else None
    if entry and entry.at_most is None and not leaves(branch).isdisjoint(_loose(branch, entry)):
        problems.append(Problem("unbounded_loop", entry.key, "give a step on the way back to the line at_most"))
    return problems


def _sure(step: Step, branch: Branch) -> bool:
    """Can something always follow, whatever holds and however often the matter was here?"""
    own = {other.key: other for other in branch.steps}
    targets = [own.get(word) for word in step.then if not (word == RETURN and "end" in branch.start)]
    if any(target is None or not (target.when or target.at_most) for target in targets):
        return True
    open_ways = {next(iter(t.when)) for t in targets if t is not None and len(t.when) == 1 and t.at_most is None}
    return any(set(pair) <= open_ways for pair in words.OPPOSITES)


def _loose(branch: Branch, start: Step) -> set[str]:
    """Every word that a walk from `start` may come to without entering a counted step."""
    own = {step.key: step for step in branch.steps}
    seen: set[str] = set()
    waiting = list(start.then)
    while waiting:
        word = waiting.pop()
        step = own.get(word)
        if word not in seen and (step is None or step.at_most is None):
            seen.add(word)
            waiting.extend(step.then if step else ())
    return seen
