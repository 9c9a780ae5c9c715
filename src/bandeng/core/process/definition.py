"""What a process is, and what a page asks about its steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Self

from bandeng.core.process import words
from bandeng.core.process.model import Branch, Position, Step, Within, Words
from bandeng.core.refusal import Refusal


@dataclass(frozen=True)
class Definition:
    """One version of a process with the branches it shares with all others.

    line       the steps of the process proper, in the order of the file: what the progress line shows
    branches   the shared branches; their steps are steps of the process too, but not of its line
    """

    key: str
    version: int
    name: Words
    origin: str
    parties: tuple[str, ...]
    cite: tuple[str, ...]
    line: tuple[Step, ...]
    branches: tuple[Branch, ...] = ()

    def with_branches(self, branches: Sequence[Branch]) -> Self:
        """The same process with these branches instead of its own."""
        return replace(self, branches=tuple(branches))

    @property
    def start(self) -> str:
        """The key of the first step; a raised matter stands there."""
        return self.line[0].key

    @property
    def deadline_origin(self) -> str:
        """Who says the deadlines: "assumption" where the whole process, or a `cite` line that begins
        "deadlines: assumption", says so; "source" otherwise. A page shows it beside every date of a step."""
        assumed = any(line.strip().startswith("deadlines: assumption") for line in self.cite)
        return "assumption" if assumed else self.origin

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step by key, those of the branches included."""
        shared = [step for branch in self.branches for step in branch.steps]
        return MappingProxyType({step.key: step for step in (*shared, *self.line)})

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys of the process proper."""
        return frozenset(step.key for step in self.line)

    @cached_property
    def _branches(self) -> Mapping[str, Branch]:
        return MappingProxyType({branch.key: branch for branch in self.branches})

    def step(self, key: str) -> Step:
        """Raises Refusal: "unknown_step"."""
        step = self.steps.get(key)
        if step is None:
            raise Refusal("unknown_step", step=key)
        return step

    def branch(self, key: str) -> Branch:
        """Raises Refusal: "unknown_branch"."""
        branch = self._branches.get(key)
        if branch is None:
            raise Refusal("unknown_branch", branch=key)
        return branch

    def branch_of(self, at: str) -> str | None:
        """The key of the branch to which the step `at` belongs, None for a step of the line."""
        return None if at in self.own else self.step(at).key.partition(":")[0]

    # What a page asks about a step.

    def milestones(self, at: str) -> tuple[str, ...]:
        """The milestones that completing `at` reaches, in order."""
        return self.step(at).reaches

    def within(self, at: str) -> Within | None:
        return self.step(at).within

    def by_another(self, at: str) -> bool:
        """Must `at` be completed by another person than the one whose work is looked at (I2)?"""
        return self.step(at).opens in words.BY_ANOTHER

    def needs(self, at: str) -> frozenset[str]:
        """The facts `at` needs; the step of the final reply always needs every reply delivered (I1)."""
        step = self.step(at)
        return step.needs | {"replies_final"} if step.replies else step.needs

    def missing(self, at: str, facts: Iterable[str]) -> list[str]:
        """The facts that `at` needs and that do not stand, sorted."""
        return sorted(self.needs(at).difference(facts))

    def tools(self, at: str, facts: Iterable[str] = ()) -> tuple[str, ...]:
        """The tools `at` offers: its own, then those by which each missing fact can be made to stand."""
        own = self.step(at).opens
        for_facts = [tool for fact in self.missing(at, facts) for tool in words.FACT_TOOLS[fact]]
        return tuple(dict.fromkeys([own, *for_facts] if own else for_facts))

    def anchor(self, milestone: str) -> str | None:
        """The first step of the line that reaches `milestone` or, if none does, a later one."""
        for word in words.MILESTONES[words.RANK[milestone] :]:
            for step in self.line:
                if word in step.reaches:
                    return step.key
        return None

    def goes_back(self, at: str, following: str | None) -> bool:
        """Is `following` one of `at`'s own followers that stands earlier in the line? None is its only one.

        Sending a matter back is not completing: it asks for no facts and reaches no milestone (work found undone
        is sent back undone).
        """
        then, keys = self.step(at).then, [step.key for step in self.line]
        target = then[0] if following is None and len(then) == 1 else following
        known = at in keys and target in keys and target in then
        return known and target is not None and keys.index(target) < keys.index(at)

    def reached(self, at: str, following: str | None) -> tuple[str, ...]:
        """The milestones reached by leaving `at` for `following`: those of `at`, none when the matter goes back."""
        return () if self.goes_back(at, following) else self.milestones(at)

    def place_in(self, at: str | None, milestones: Iterable[str], came_from: str | None = None) -> str:
        """The position of `words.POSITIONS` of a matter at `at` that has reached `milestones`.

        Every matter is at least "raised". Milestones that the step where it stands, or a later one, has yet to reach
        again do not count: a reopened matter that is being claimed anew is not "replied".
        """
        if at is None:
            return "end"
        bound = self._ahead(at if at in self.own else came_from)
        reached = [words.RANK[word] for word in milestones if words.RANK[word] < bound]
        return words.MILESTONES[max(reached, default=0)]

    def _ahead(self, at: str | None) -> int:
        """The rank of the first milestone that lies at or after `at` in the line."""
        keys = [step.key for step in self.line]
        rest = self.line[keys.index(at) :] if at in keys else ()
        return min((words.RANK[word] for step in rest for word in step.reaches), default=len(words.MILESTONES))

    @property
    def first_position(self) -> Position:
        """Where a matter stands when it has just been raised."""
        return Position(self.start, MappingProxyType({self.start: 1}), None)
