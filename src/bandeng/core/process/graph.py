"""A process as a graph that a checker can walk: who follows whom, under which guards, how often."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bandeng.core.process import words
from bandeng.core.process.branches import leaves
from bandeng.core.process.engine import Process
from bandeng.core.process.model import RETURN, TO, Branch, Step

SINK = -1
"""The target of an option that leaves the line: a branch, or a name that nobody has (told elsewhere)."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way on from a step. `sure` is False for a branch that can be used up."""

    target: int
    when: frozenset[str]
    sure: bool = True
    leads_to: tuple[int, ...] = ()


@dataclass(frozen=True)
class Graph:
    """The line of a process by number, in the order of the file."""

    process: Process

    @cached_property
    def steps(self) -> Sequence[Step]:
        return self.process.line

    @cached_property
    def number(self) -> Mapping[str, int]:
        return {step.key: number for number, step in enumerate(self.steps)}

    @cached_property
    def options(self) -> list[list[Option]]:
        """The ways on from each step, those that can never be taken left out."""
        found = [[self._option(key) for key in step.then] for step in self.steps]
        return [[option for option in options if not impossible(option.when)] for options in found]

    def _option(self, key: str) -> Option:
        if key in self.number:
            target = self.number[key]
            return Option(target, self.steps[target].when)
        for branch in self.process.branches:
            if branch.key == key and branch.steps:
                return self._into(branch)
        return Option(SINK, frozenset())

    def _into(self, branch: Branch) -> Option:
        first = branch.steps[0]
        return Option(SINK, first.when, sure=first.at_most is None, leads_to=self.returns(branch))

    def returns(self, branch: Branch) -> tuple[int, ...]:
        """The steps of the line at which a matter may come back from this branch and begin a new round."""
        anchors = [self.process.anchor(word.removeprefix(TO)) for word in sorted(leaves(branch)) if word != RETURN]
        return tuple(self.number[key] for key in anchors if key is not None)

    @cached_property
    def follows(self) -> list[list[int]]:
        """The steps of the line that may follow each step."""
        return [[option.target for option in options if option.target != SINK] for options in self.options]

    @cached_property
    def loops(self) -> list[int]:
        """For each step the number of its strongly connected part; steps that share one lie on loops together."""
        return parts(self.follows)

    @cached_property
    def looping(self) -> list[bool]:
        """Does a loop pass through this step?"""
        sizes: dict[int, int] = {}
        for part in self.loops:
            sizes[part] = sizes.get(part, 0) + 1
        return [sizes[part] > 1 or n in self.follows[n] for n, part in enumerate(self.loops)]

    def ends(self, n: int) -> bool:
        return not self.steps[n].then

    @cached_property
    def answers(self) -> list[bool | None]:
        """What entering each step does to "every raiser has the final reply": True gives it, False takes it back
        (new work has begun), None leaves it."""
        return [_answer(step) for step in self.steps]

    def reachable(self, start: Collection[int], follows: list[list[int]] | None = None) -> set[int]:
        seen, waiting = set(start), list(start)
        while waiting:
            for target in (follows or self.follows)[waiting.pop()]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen


def _answer(step: Step) -> bool | None:
    if step.replies:
        return True
    return False if any(word != "replied" for word in step.reaches) else None


def impossible(when: frozenset[str]) -> bool:
    """Two guards of which never both hold."""
    return any(when.issuperset(pair) for pair in words.OPPOSITES)


def opposite(guard: str) -> str | None:
    for one, other in words.OPPOSITES:
        if guard in (one, other):
            return other if guard == one else one
    return None


def can_all_fail(ways: Sequence[frozenset[str]], held: frozenset[str] = frozenset()) -> bool:
    """Is there a state of the world in which each of these sets of guards has one that does not hold?

    `held` are guards already taken to hold (the opposite of one taken not to hold). Guards are free of each other
    but for `words.OPPOSITES`, of which exactly one holds.
    """
    return _fails(tuple(ways), held, frozenset())


def _fails(ways: tuple[frozenset[str], ...], held: frozenset[str], gone: frozenset[str]) -> bool:
    open_ways = [way for way in ways if way.isdisjoint(gone)]
    if not open_ways:
        return True
    for guard in sorted(min(open_ways, key=len) - held):
        other = opposite(guard)
        if _fails(tuple(open_ways), held | ({other} if other else set()), gone | {guard}):
            return True
    return False


def parts(follows: list[list[int]]) -> list[int]:
    """Tarjan's strongly connected parts, without recursion: for each node the number of its part."""
    index, low, part = [-1] * len(follows), [0] * len(follows), [-1] * len(follows)
    stack: list[int] = []
    count = named = 0
    for root in range(len(follows)):
        if index[root] >= 0:
            continue
        path = [(root, 0)]
        while path:
            node, at = path.pop()
            if index[node] < 0:
                index[node] = low[node] = count
                count += 1
                stack.append(node)
            for position in range(at, len(follows[node])):
                target = follows[node][position]
                if index[target] < 0:
                    path.extend(((node, position), (target, 0)))
                    break
                if part[target] < 0:
                    low[node] = min(low[node], low[target])
            else:
                if low[node] == index[node]:
                    while part[node] < 0:
                        part[stack.pop()] = named
                    named += 1
    return part
