"""Walking every walk of a process: its states are (step, counters, has every raiser been answered?).

Counters. Only steps with `at_most` that lie on a loop are counted, and only while the walk is inside that knot of
loops: whoever has left it never comes back, so its counters cannot matter any more. A knot in which no step can run out
of followers, and which no final reply comes before, is not counted at all. All of that is exact.

Guards are an adversary: at each entry anew, any combination may hold or not. A state is stuck when under some
combination nothing may follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bandeng.core.process.graph import SINK, Graph, Option, can_all_fail

MOST_STATES = 40_000
"""States looked at before the counting gives way to the coarse proof (`coarse.py`)."""

State = tuple[int, tuple[int, ...], bool]


@dataclass
class Findings:
    """What walking brought to light, by the numbers of the steps."""

    reached: set[int] = field(default_factory=set)
    stuck: set[int] = field(default_factory=set)
    unanswered: set[int] = field(default_factory=set)
    complete: bool = True


class Walker:
    """Walks a graph; `counted[n]` is the place of step n's counter in its knot, or absent."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.counted: dict[int, int] = {}
        self.sizes: dict[int, int] = {}
        self.stuck_by: dict[tuple[int, int], bool] = {}
        self.found = Findings()
        self.seen: set[State] = set()
        tense = self._risky() | self._answered()
        for n, step in enumerate(graph.steps):
            if step.at_most is not None and graph.looping[n] and graph.loops[n] in tense:
                place = self.sizes.get(graph.loops[n], 0)
                self.counted[n], self.sizes[graph.loops[n]] = place, place + 1

    def _risky(self) -> set[int]:
        """The knots in which some step can run out of followers."""
        graph = self.graph
        return {graph.loops[n] for n in range(len(graph.steps)) if not graph.ends(n) and self.runs_out(n)}

    def runs_out(self, n: int) -> bool:
        """Could nothing follow step n once every counted step of its knot is used up?"""
        return can_all_fail([o.when for o in self.graph.options[n] if o.sure and not self._inside(n, o)])

    def _inside(self, n: int, option: Option) -> bool:
        """Does this option enter a counted step of n's own knot?"""
        graph, target = self.graph, option.target
        return target != SINK and graph.loops[target] == graph.loops[n] and graph.steps[target].at_most is not None

    def _answered(self) -> set[int]:
        """The knots in or after which a final reply is given: counters may decide whether it is given again."""
        graph = self.graph
        replies = [n for n in range(len(graph.steps)) if graph.answers[n]]
        return {graph.loops[n] for n in graph.reachable(replies)}

    def fresh(self, n: int, answered: bool) -> State:
        """The state of entering n from outside its knot."""
        counts = [0] * self.sizes.get(self.graph.loops[n], 0)
        if n in self.counted:
            counts[self.counted[n]] = 1
        change = self.graph.answers[n]
        return n, tuple(counts), answered if change is None else change

    def enter(self, state: State, target: int) -> State | None:
        """The state after entering `target`, None when it is used up."""
        n, counts, answered = state
        if self.graph.loops[n] != self.graph.loops[target]:
            return self.fresh(target, answered)
        if (place := self.counted.get(target)) is not None:
            if counts[place] >= (self.graph.steps[target].at_most or 0):
                return None
            counts = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
        change = self.graph.answers[target]
        return target, counts, answered if change is None else change

    def walk(self, starts: Iterable[int]) -> Findings:
        """Walk from each of these steps, freshly entered; adds to what was found before."""
        waiting = [self.fresh(n, False) for n in starts]
        while waiting:
            state = waiting.pop()
            if state in self.seen:
                continue
            if len(self.seen) >= MOST_STATES:
                self.found.complete = False
                break
            self.seen.add(state)
            waiting.extend(self._look(state))
        return self.found

    def _look(self, state: State) -> list[State]:
        """Note what is wrong in this state; the states that follow it."""
        n = state[0]
        self.found.reached.add(n)
        if self.graph.ends(n):
            if not state[2]:
                self.found.unanswered.add(n)
            return []
        return self._onward(state)

    def _onward(self, state: State) -> list[State]:
        n, following, ways = state[0], list[State](), 0
        for bit, option in enumerate(self.graph.options[n]):
            if option.target == SINK:
                ways |= option.sure << bit
                following.extend(self.fresh(target, False) for target in option.leads_to)
            elif (after := self.enter(state, option.target)) is not None:
                ways |= 1 << bit
                following.append(after)
        if self._nothing_follows(n, ways):
            self.found.stuck.add(n)
        return following

    def _nothing_follows(self, n: int, ways: int) -> bool:
        key = (n, ways)
        if key not in self.stuck_by:
            options = self.graph.options[n]
            self.stuck_by[key] = can_all_fail([o.when for bit, o in enumerate(options) if ways >> bit & 1])
        return self.stuck_by[key]
