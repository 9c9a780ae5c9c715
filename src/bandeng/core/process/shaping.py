"""Making a process step by step: each change gives a new process. What follows what is kept sensible on the way.

A process that is being made may be unsound for a while; the checker says so, nothing here refuses it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bandeng.core.process.engine import Process
from bandeng.core.process.model import Step, Words
from bandeng.core.refusal import Refusal

MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """What usually goes with a tool: the milestone it reaches and the facts that are needed before one goes on."""

    reaches: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


PROPOSED: Mapping[str, Proposal] = {
    "verification": Proposal((), frozenset({"verification"})),
    "sorting": Proposal(("sorted",)),
    "bench_note": Proposal(("deliberated",), frozenset({"outcome"})),
    "meeting": Proposal(("deliberated",), frozenset({"outcome"})),
    "poll": Proposal((), frozenset({"poll"})),
    "ballot": Proposal(("decided",), frozenset({"decision"})),
    "opinion": Proposal((), frozenset({"opinions"})),
    "mediation": Proposal((), frozenset({"agreement"})),
    "claim": Proposal(("claimed",), frozenset({"items_claimed"})),
    "evidence": Proposal((), frozenset({"evidence"})),
    "check": Proposal(("solved",), frozenset({"items_settled"})),
    "reply": Proposal(("replied",), frozenset({"replies_final"})),
    "notice": Proposal((), frozenset({"notice"})),
    "publicity": Proposal((), frozenset({"publicity"})),
    "decision": Proposal(("decided",), frozenset({"decision"})),
    "research": Proposal((), frozenset({"research"})),
    "acknowledgement": Proposal((), frozenset({"acknowledgement"})),
    "review": Proposal((), frozenset({"review"})),
}
"""A proposal for a new step, to be changed by whoever makes it; no rule rests on it."""


def begin(key: str, name: Words) -> Process:
    """A process without a step yet."""
    return Process(key=key, version=1, name=name, origin="assumption", parties=(), cite=(), line=())


def free_key(process: Process) -> str:
    """A key that no step has."""
    taken, n = set(process.steps), len(process.line) + 1
    while f"step-{n}" in taken:
        n += 1
    return f"step-{n}"


def place_of(process: Process, key: str) -> int:
    """Where a step of the line stands. Raises Refusal: "unknown_step"."""
    found = next((n for n, step in enumerate(process.line) if step.key == key), None)
    if found is None:
        raise Refusal("unknown_step", step=key)
    return found


def add_step(process: Process, step: Step, *, after: str | None) -> Process:
    """Put a step into the line, after another or first; whoever went on to the next step goes on to the new one,
    and the new one to the next. Raises Refusal: "unknown_step", "too_many_steps" (most)."""
    if len(process.line) >= MOST_STEPS:
        raise Refusal("too_many_steps", most=MOST_STEPS)
    line = list(process.line)
    at = place_of(process, after) + 1 if after is not None else 0
    following = line[at].key if at < len(line) else None
    if not step.then and following is not None:
        step = replace(step, then=(following,))
    if at:
        line[at - 1] = _leads_to(line[at - 1], step.key, instead_of=following)
    return replace(process, line=(*line[:at], step, *line[at:]))


def _leads_to(step: Step, key: str, *, instead_of: str | None) -> Step:
    if instead_of in step.then:
        return replace(step, then=_unique([key if each == instead_of else each for each in step.then]))
    return replace(step, then=_unique([key, *step.then]))


def put_step(process: Process, step: Step) -> Process:
    """The same line with this step as it is now. Raises Refusal: "unknown_step"."""
    at = place_of(process, step.key)
    return replace(process, line=(*process.line[:at], step, *process.line[at + 1 :]))


def remove_step(process: Process, key: str) -> Process:
    """Take a step out; what led to it leads to what followed it. Raises Refusal: "unknown_step"."""
    at = place_of(process, key)
    on = [each for each in process.line[at].then if each != key]
    rest = [step for step in process.line if step.key != key]
    return replace(process, line=tuple(replace(step, then=_without(step, key, on)) for step in rest))


def _without(step: Step, key: str, on: Sequence[str]) -> tuple[str, ...]:
    """What follows a step when `key` is gone: where it led on, but no new loop to the step itself."""
    if key not in step.then:
        return step.then
    instead = [each for each in on if each != step.key or step.key in step.then]
    return _unique([each for old in step.then for each in (instead if old == key else [old])])


def move_step(process: Process, key: str, by: int) -> Process:
    """Let a step stand earlier (-1) or later (1) in the line. Steps that simply went on to the next one go on to
    whatever is next now. At the ends of the line nothing changes. Raises Refusal: "unknown_step"."""
    at = place_of(process, key)
    to = at + by
    if not 0 <= to < len(process.line):
        return process
    old = list(process.line)
    goes_on = {step.key: n + 1 < len(old) and old[n + 1].key in step.then for n, step in enumerate(old)}
    after = {step.key: old[n + 1].key if n + 1 < len(old) else None for n, step in enumerate(old)}
    new = list(old)
    new[at], new[to] = new[to], new[at]
    linked = []
    for n, step in enumerate(new):
        following = new[n + 1].key if n + 1 < len(new) else None
        wants = goes_on[step.key] or (not step.then and following is not None)
        linked.append(_relinked(step, after[step.key], following) if wants else step)
    return replace(process, line=tuple(linked))


def _relinked(step: Step, was: str | None, now: str | None) -> Step:
    """`now` in the place of `was`; where there is no next step any more, nothing."""
    if was not in step.then:
        return replace(step, then=_unique([*([now] if now else []), *step.then]))
    kept = [now if each == was else each for each in step.then]
    return replace(step, then=_unique([each for each in kept if each is not None]))


def _unique(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
