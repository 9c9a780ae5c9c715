"""The proof for processes whose counters make too many states to walk one by one.

It takes in more walks than there are (it counts only what matters to the one step it looks at), so it misses nothing;
it may name a step that a closer look would have cleared. The advice is then still good: give it a follower that cannot
be used up.
"""

from collections.abc import Collection

from bandeng.core.process.explore import Findings, Walker
from bandeng.core.process.graph import SINK, Graph, can_all_fail

MOST_STATES = 4_000
"""States looked at for one step before it is named without proof."""


def prove(walker: Walker, starts: Collection[int]) -> Findings:
    """Complete what `walker` found: every step reached, every end that may come without a reply, every step that may be
    stuck."""
    graph, found = walker.graph, walker.found
    begins = _begins(graph, starts)
    found.reached |= graph.reachable(begins)
    found.unanswered |= _unanswered(graph, begins)
    for n in sorted(found.reached - found.stuck):
        if not graph.ends(n) and walker.runs_out(n) and _may_be_stuck(graph, n):
            found.stuck.add(n)
    return found


def _begins(graph: Graph, starts: Collection[int]) -> set[int]:
    """The starts and every step to which a branch named on the way may bring the matter back."""
    begins: set[int] = set()
    waiting = list(starts)
    while waiting:
        begins |= set(waiting)
        options = [option for n in graph.reachable(begins) for option in graph.options[n]]
        waiting = [n for option in options for n in option.leads_to if n not in begins]
    return begins


def _unanswered(graph: Graph, begins: Collection[int]) -> set[int]:
    """The ends that a walk without counters comes to unanswered."""
    seen = {(n, graph.answers[n] is True) for n in begins}
    waiting = list(seen)
    while waiting:
        n, answered = waiting.pop()
        for target in graph.follows[n]:
            change = graph.answers[target]
            state = (target, answered if change is None else change)
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return {n for n, answered in seen if graph.ends(n) and not answered}


def _may_be_stuck(graph: Graph, n: int) -> bool:
    """Is there a walk, counting only n's followers, to n when too many of them are used up?"""
    inside = {m for m, part in enumerate(graph.loops) if part == graph.loops[n]}
    watched = sorted({t for t in graph.follows[n] if t in inside and graph.steps[t].at_most is not None})
    place = {target: at for at, target in enumerate(watched)}
    caps = [graph.steps[target].at_most or 0 for target in watched]
    waiting = [(m, tuple(int(m == target) for target in watched)) for m in inside]
    seen = set(waiting)
    while waiting and len(seen) < MOST_STATES:
        m, counts = waiting.pop()
        if m == n and _stuck(graph, n, place, counts, caps):
            return True
        for target in graph.follows[m]:
            at = place.get(target)
            if target not in inside or (at is not None and counts[at] >= caps[at]):
                continue
            after = counts if at is None else (*counts[:at], counts[at] + 1, *counts[at + 1 :])
            if (target, after) not in seen:
                seen.add((target, after))
                waiting.append((target, after))
    return bool(waiting)


def _stuck(graph: Graph, n: int, place: dict[int, int], counts: tuple[int, ...], caps: list[int]) -> bool:
    ways = []
    for option in graph.options[n]:
        at = place.get(option.target) if option.target != SINK else None
        if option.sure and (at is None or counts[at] < caps[at]):
            ways.append(option.when)
    return can_all_fail(ways)
