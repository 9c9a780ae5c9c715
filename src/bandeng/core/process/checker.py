"""The checker: is this process sound? Source: process.md, "The checker"; docs/process.md, "What the checker proves"."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bandeng.core.process import coarse, words
from bandeng.core.process.branches import shared
from bandeng.core.process.engine import Process
from bandeng.core.process.explore import Findings, Walker
from bandeng.core.process.format import parse
from bandeng.core.process.graph import Graph, parts
from bandeng.core.process.model import Branch, Problem, Step
from bandeng.core.process.reading import UNREAD, listed, shown
from bandeng.core.refusal import Refusal


def check(text: str, branches: Sequence[Branch] | None = None) -> list[Problem]:
    """Every problem of a process file, in the order of its steps; [] when it is sound.

    branches   the branches that every process shares; by default those shipped
    Raises     Refusal: "unreadable" (why) when the text is not TOML.
    """
    reading = parse(text, shared() if branches is None else branches)
    return in_order([*reading.problems, *problems_of(reading.process)], reading.process)


def read(text: str, branches: Sequence[Branch] | None = None) -> Process:
    """A sound process with the shared branches.

    Raises   Refusal: "unreadable" (why), "bad_process" (problems: one line each, "code: step: message").
    """
    return _sound(text, shared() if branches is None else tuple(branches))


@lru_cache(maxsize=64)
def _sound(text: str, branches: tuple[Branch, ...]) -> Process:
    """A text never changes what it says: one that was proved sound is not proved again."""
    reading = parse(text, branches)
    problems = in_order([*reading.problems, *problems_of(reading.process)], reading.process)
    if problems:
        raise Refusal("bad_process", problems=[f"{p.code}: {p.step}: {p.message}" for p in problems])
    return reading.process


def in_order(problems: Iterable[Problem], process: Process) -> list[Problem]:
    """Once each, first the file's own, then step by step."""
    place = {step.key: number for number, step in enumerate(process.line)}
    return sorted(dict.fromkeys(problems), key=lambda p: -1 if p.step == "" else place.get(p.step, len(place)))


def problems_of(process: Process) -> list[Problem]:
    """What is wrong with how the steps hang together."""
    if not process.line:
        return []
    graph = Graph(process)
    found, reached = _walked(graph)
    return [
        *_unknown_followers(graph),
        *(
            Problem("unreachable_step", step.key, _UNREACHABLE)
            for n, step in enumerate(graph.steps)
            if n not in reached
        ),
        *_stuck(graph, found),
        *_trapped(graph, found),
        *_without_reply(graph, found),
        *_unbounded(graph),
        *_out_of_order(graph),
    ]


_UNREACHABLE = "no walk comes here; name it in the then of a step that comes before it, or remove it"


def _walked(graph: Graph) -> tuple[Findings, set[int]]:
    """Walk the process alone, then also from every step to which a branch may bring a matter back.

    The first walk says what can be reached (a step that only a branch nobody named leads to is no step of the process).
    """
    walker = Walker(graph)
    found = walker.walk([0])
    if not found.complete:
        coarse.prove(walker, [0])
    reached = set(found.reached)
    again = {n for branch in graph.process.branches for n in graph.returns(branch)} & reached
    if not found.complete or not walker.walk(sorted(again)).complete:
        coarse.prove(walker, {0, *again})
    return found, reached


def _unknown_followers(graph: Graph) -> list[Problem]:
    named = {branch.key for branch in graph.process.branches}
    strange = [
        (step, key)
        for step in graph.steps
        for key in step.then
        if key not in graph.number and key not in named and key != UNREAD
    ]
    return [
        Problem(
            "unknown_step", step.key, f'then names "{shown(key)}", which is no step here and no branch; write its key'
        )
        for step, key in strange
    ]


def _stuck(graph: Graph, found: Findings) -> list[Problem]:
    return [Problem("no_way_out", graph.steps[n].key, _why_stuck(graph.steps[n], graph)) for n in sorted(found.stuck)]


def _why_stuck(step: Step, graph: Graph) -> str:
    targets = [graph.process.steps[key] for key in step.then if key in graph.process.steps]
    guarded = any(target.when for target in targets)
    why = "when no guard of what may follow holds" if guarded else "once what may follow has been used up"
    return f"a matter can be stuck here {why} ({listed(step.then)}); let something follow without when and at_most"


def _trapped(graph: Graph, found: Findings) -> list[Problem]:
    """Steps from which no end can be come to though something always follows: loops without a way out."""
    fine = [n for n in range(len(graph.steps)) if graph.ends(n) or n in found.stuck or _leaves(graph, n)]
    arrives: list[list[int]] = [[] for _ in graph.steps]
    for n, targets in enumerate(graph.follows):
        for target in targets:
            arrives[target].append(n)
    lost = found.reached - graph.reachable(fine, arrives)
    first: dict[int, int] = {}
    for n in sorted(lost):
        first.setdefault(graph.loops[n], n)
    bottom = [n for part, n in first.items() if not _leads_on(graph, part)]
    return [Problem("no_way_out", graph.steps[n].key, _NO_END) for n in bottom]


_NO_END = "from here no walk comes to an end; let a step of this loop lead on to the reply"


def _leaves(graph: Graph, n: int) -> bool:
    """Does a branch, or a name nobody has, lead out of the line here? (Whether it exists is told elsewhere.)"""
    return any(option.target < 0 for option in graph.options[n])


def _leads_on(graph: Graph, part: int) -> bool:
    members = [n for n, other in enumerate(graph.loops) if other == part]
    return any(graph.loops[target] != part for n in members for target in graph.follows[n])


def _without_reply(graph: Graph, found: Findings) -> list[Problem]:
    false = [n for n, step in enumerate(graph.steps) if "replied" in step.reaches and step.opens != "reply"]
    return [
        *(Problem("ends_without_reply", graph.steps[n].key, _NOT_OPENED) for n in false),
        *(
            Problem("ends_without_reply", graph.steps[n].key, _why_unanswered(graph.steps[n]))
            for n in sorted(found.unanswered - set(false))
        ),
    ]


_NOT_OPENED = 'only a step that opens the reply may reach "replied"; write opens = "reply"'


def _why_unanswered(step: Step) -> str:
    if step.opens == "reply":
        return 'a walk ends here without a final reply; write reaches = ["replied"]'
    return 'a walk ends here without a reply; write in then a step that opens "reply" and reaches "replied"'


def _unbounded(graph: Graph) -> list[Problem]:
    """Loops of steps none of which has at_most."""
    free = [step.at_most is None for step in graph.steps]
    follows = [[t for t in targets if free[t]] if free[n] else [] for n, targets in enumerate(graph.follows)]
    knots: dict[int, list[int]] = {}
    for n, part in enumerate(parts(follows)):
        knots.setdefault(part, []).append(n)
    loops = [members for members in knots.values() if len(members) > 1 or members[0] in follows[members[0]]]
    return [
        Problem(
            "unbounded_loop",
            graph.steps[members[0]].key,
            f"the loop of {listed(graph.steps[n].key for n in members)} has no bound; write at_most in one of them",
        )
        for members in loops
    ]


def _out_of_order(graph: Graph) -> list[Problem]:
    """Milestones reached backwards: within a step, or along a walk that only goes forward.

    Forward is: to a step further down the file, or to one from which there is no way back here. What goes up the file
    and can come down again is a loop back. On a loop a milestone that was passed before may be passed again.
    """
    ranks = [[words.RANK[word] for word in step.reaches] for step in graph.steps]
    wrong = [n for n, found in enumerate(ranks) if found != sorted(found)]
    problems = [Problem("milestone_order", graph.steps[n].key, _REACHES) for n in wrong]
    before = _before(graph)
    for n in range(len(ranks)):
        if (late := _too_late(graph, ranks, n, before[n])) is not None:
            early, by = late
            message = f'reaches "{early}" after {by} reached a later milestone; change their order or their reaches'
            problems.append(Problem("milestone_order", graph.steps[n].key, message))
    return problems


_REACHES = f"write the milestones of reaches in their order: {listed(words.MILESTONES)}"


def _too_late(graph: Graph, ranks: list[list[int]], n: int, before: set[int]) -> tuple[str, str] | None:
    """A milestone of step n that comes after a later one, and the step that reached that; None when all is well."""
    for rank in ranks[n]:
        later = sorted(m for m in before if max(ranks[m], default=-1) > rank)
        again = any(rank in ranks[m] for m in before)
        wrong = [m for m in later if not (again and graph.loops[m] == graph.loops[n])]
        if wrong:
            return words.MILESTONES[rank], graph.steps[wrong[0]].key
    return None


def _before(graph: Graph) -> list[set[int]]:
    """For each step those that a forward walk can have passed before it."""
    before: list[set[int]] = [set() for _ in graph.steps]
    for n in _forward_order(graph):
        for target in _forward(graph, n):
            before[target] |= before[n] | {n}
    return before


def _forward(graph: Graph, n: int) -> list[int]:
    return [t for t in graph.follows[n] if t > n or graph.loops[t] != graph.loops[n]]


def _forward_order(graph: Graph) -> list[int]:
    """Steps so that each stands after all from which one goes forward to it. Tarjan numbers a part after all that it
    leads to, so parts count down; inside a part forward is down the file."""
    return sorted(range(len(graph.steps)), key=lambda n: (-graph.loops[n], n))
