"""Laws of the process: no text breaks the checker, and its verdict is that of somebody who walks every walk."""

import itertools
import random
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandeng.core.process import Position, Process, Step, Words, check, explore, problems_of, read, schema
from bandeng.core.process.words import CODES, OPPOSITES
from bandeng.core.refusal import Refusal
from tests.core.process_files import Values, text

FIVE_STEP = read(files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8"))
ALL_ROLES = frozenset(role for step in FIVE_STEP.steps.values() for role in step.by)
ALL_FACTS = frozenset(fact for key in FIVE_STEP.steps for fact in FIVE_STEP.needs(key))

# --- Any text at all

WORD = st.sampled_from(
    [
        "a",
        "b",
        "reply",
        "explain",
        "secretary",
        "meeting",
        "outcome",
        "life_safety",
        "replied",
        "",
        "步骤",
        "return",
        "\x7f",
    ]
)
VALUE = st.recursive(
    st.one_of(WORD, st.booleans(), st.integers(-3, 10**12), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORD, inner, max_size=3)),
    max_leaves=6,
)
STEP_KEY = st.sampled_from(
    ["key", "name", "reaches", "by", "within", "opens", "needs", "when", "at_most", "then", "colour"]
)
WILD_STEP = st.dictionaries(STEP_KEY, st.one_of(VALUE, st.lists(WORD, max_size=3)), max_size=11)
HEAD_KEY = st.sampled_from(["key", "version", "name", "origin", "parties", "cite", "colour"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WILD_STEP, max_size=4), st.dictionaries(HEAD_KEY, VALUE, max_size=5))
def test_no_value_of_any_kind_breaks_the_checker(steps: list[Values], head: Values) -> None:
    problems = check(text(*steps, **head))
    assert [problem for problem in problems if problem.code not in CODES or "\n" in problem.message] == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]{}=\"\n\t ,.#astep key=1\\'步", max_size=60))
def test_no_text_breaks_the_checker_otherwise_than_as_unreadable(file: str) -> None:
    try:
        verdict = {problem.code for problem in check(file)} <= set(CODES)
    except Refusal as no:
        verdict = no.code == "unreadable"
    assert verdict


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["step", "key", "version"]), VALUE, min_size=1))
def test_a_step_that_is_no_array_of_tables_does_not_break_the_checker(head: Values) -> None:
    assert {problem.code for problem in check(text(**head))} <= set(CODES)


# --- Small processes, walked by somebody who knows only the engine

GUARDS = ("consensus", "no_consensus", "life_safety", "two_sides")


@st.composite
def small_processes(draw: st.DrawFn) -> Process:
    keys = [f"s{n}" for n in range(draw(st.integers(1, 5)))]
    return Process(
        key="p",
        version=1,
        name=Words("p", "p"),
        origin="assumption",
        parties=(),
        cite=(),
        line=tuple(draw(small_steps(key, keys)) for key in keys),
    )


@st.composite
def small_steps(draw: st.DrawFn, key: str, keys: list[str]) -> Step:
    kind = draw(st.sampled_from(["plain", "plain", "work", "reply", "reply", "false reply"]))
    return Step(
        key=key,
        name=Words(key, key),
        reaches={"plain": (), "work": ("solved",)}.get(kind, ("replied",)),
        by=frozenset({"secretary"}),
        opens="reply" if kind == "reply" else None,
        when=frozenset(draw(st.sets(st.sampled_from(GUARDS), max_size=2))) if draw(st.booleans()) else frozenset(),
        at_most=draw(st.sampled_from([None, None, 1, 2, 3])),
        then=tuple(dict.fromkeys(draw(st.lists(st.sampled_from(keys), max_size=3)))),
    )


def worlds() -> list[frozenset[str]]:
    """Every combination of guards that can hold together."""
    pair, *free = ("consensus", "no_consensus"), "life_safety", "two_sides"
    return [frozenset({one, *some}) for one in pair for n in range(3) for some in itertools.combinations(free, n)]


WORLDS = worlds()
State = tuple[str, tuple[tuple[str, int], ...], bool]


def entered(process: Process, key: str, visits: dict[str, int], answered: bool) -> State:
    step = process.step(key)
    counted = {k: n for k, n in visits.items() if process.step(k).at_most is not None}
    answered = True if step.replies else False if "solved" in step.reaches else answered
    return key, tuple(sorted(counted.items())), answered


def moves(process: Process, state: State) -> Iterator[set[State]]:
    """For each world the states that may follow, by asking the engine."""
    key, visits, answered = state
    for world in WORLDS:
        following = set()
        for choice in process.choices(key, dict(visits), world):
            if choice.allowed:
                counts = dict(visits) | {choice.key: dict(visits).get(choice.key, 0) + 1}
                following.add(entered(process, choice.key, counts, answered))
        yield following


def walked(process: Process) -> dict[str, set[str]]:
    """What walking every walk finds, by code."""
    start = entered(process, process.start, {process.start: 1}, False)
    after: dict[State, set[State]] = {}
    stuck, waiting = set(), [start]
    while waiting:
        state = waiting.pop()
        if state in after:
            continue
        each = list(moves(process, state))
        after[state] = set().union(*each)
        if process.step(state[0]).then and not all(each):
            stuck.add(state[0])
        waiting.extend(after[state])
    ends = {state for state in after if not process.step(state[0]).then}
    return {
        "unreachable_step": {step.key for step in process.line} - {state[0] for state in after},
        "no_way_out": stuck,
        "lost": {"yes"} if len(can_come_to(ends | {s for s in after if s[0] in stuck}, after)) < len(after) else set(),
        "ends_without_reply": {key for key, _, answered in ends if not answered}
        | {step.key for step in process.line if "replied" in step.reaches and not step.replies},
        "unbounded_loop": {"yes"} if any(goes_round(process, step) for step in process.line) else set(),
    }


def can_come_to(goal: set[State], after: dict[State, set[State]]) -> set[State]:
    found = set(goal)
    while more := {state for state, following in after.items() if state not in found and following & found}:
        found |= more
    return found


def goes_round(process: Process, start: Step) -> bool:
    """Is there a way from this step to itself on which nothing is counted?"""
    seen: set[str] = set()
    waiting = [start.key]
    while waiting:
        for key in process.step(waiting.pop()).then:
            step = process.step(key)
            if step.at_most is None and not any(step.when.issuperset(pair) for pair in OPPOSITES) and key not in seen:
                seen.add(key)
                waiting.append(key)
    return start.key in seen and start.at_most is None


@settings(max_examples=300, deadline=None)
@given(small_processes())
def test_the_verdict_is_that_of_walking_every_walk(process: Process) -> None:
    told: dict[str, set[str]] = {}
    for problem in problems_of(process):
        told.setdefault(problem.code, set()).add(problem.step)
    seen = walked(process)
    no_way_out, lost = told.get("no_way_out", set()), seen.pop("lost")
    stuck = seen.pop("no_way_out")
    assert {
        "unreachable_step": told.get("unreachable_step", set()),
        "ends_without_reply": told.get("ends_without_reply", set()),
        "unbounded_loop": {"yes"} if "unbounded_loop" in told else set(),
    } == seen
    if seen["unbounded_loop"]:
        # What is behind a loop without bound is told as far as it shows; the rest once the loop is bound.
        assert stuck <= no_way_out
        assert lost or no_way_out == stuck
    else:
        assert (no_way_out, lost) == (stuck, set())


# --- The five steps with the branches, walked at random


def world(chance: random.Random) -> frozenset[str]:
    free = ["two_sides", "common_parts", "public_rental", "outside_duty", "existing_duty", "sole_raiser"]
    return frozenset([chance.choice(pair) for pair in OPPOSITES] + [word for word in free if chance.random() < 0.5])


def ways(now: Position, guards: frozenset[str], reached: frozenset[str]) -> list[tuple[str, str | None]]:
    """("choose", key) and ("branch", key) for all that may be done at this position."""
    found: list[tuple[str, str | None]] = []
    if now.step is not None:
        options = FIVE_STEP.choices(now.step, now.visits, guards, now.came_from)
        found += [("choose", one.key) for one in options if one.allowed] if options else [("choose", None)]
    branches = FIVE_STEP.branches_at(
        now.step, roles=ALL_ROLES, guards=guards, visits=now.visits, milestones=reached, came_from=now.came_from
    )
    return found + [("branch", one.key) for one in branches if one.allowed]


def go(now: Position, way: tuple[str, str | None], guards: frozenset[str], reached: frozenset[str]) -> Position:
    kind, key = way
    if kind == "branch":
        assert key is not None
        into = FIVE_STEP.enter_branch(
            key,
            at=now.step,
            roles=ALL_ROLES,
            guards=guards,
            visits=now.visits,
            milestones=reached,
            came_from=now.came_from,
        )
        return FIVE_STEP.moved(now, into)
    assert now.step is not None
    following = FIVE_STEP.complete(
        now.step,
        roles=ALL_ROLES,
        facts=ALL_FACTS,
        choose=key,
        visits=now.visits,
        guards=guards,
        came_from=now.came_from,
    )
    assert following is not None or FIVE_STEP.step(now.step).replies
    return FIVE_STEP.moved(now, following)


def steps_to_the_end(now: Position, guards: frozenset[str]) -> int:
    """The fewest completions, without any help of a branch, by which a matter here comes to its final reply."""
    waiting, count = [now], 0
    while all(position.step is not None for position in waiting):
        assert waiting
        assert count < 12
        count += 1
        waiting = [
            go(position, way, guards, frozenset())
            for position in {(p.step, tuple(sorted(p.visits.items())), p.came_from): p for p in waiting}.values()
            for way in ways(position, guards, frozenset())
            if way[0] == "choose"
        ]
    return count


def test_a_random_walk_of_ten_thousand_steps_stays_in_defined_states_and_can_always_end_in_a_reply() -> None:
    chance = random.Random(135)
    now, reached, ended, been = FIVE_STEP.first_position, frozenset({"raised"}), 0, set()
    for taken in range(10_000):
        guards = world(chance)
        offered = ways(now, guards, reached)
        if not offered:
            assert now.step is None
            now, reached, ended = FIVE_STEP.first_position, frozenset({"raised"}), ended + 1
            continue
        if taken % 20 == 0 and now.step is not None:
            assert steps_to_the_end(now, guards) <= 7
        before, now = now, go(now, way := chance.choice(offered), guards, reached)
        been.add(now.step)
        if way[0] == "choose" and before.step is not None:
            reached |= set(FIVE_STEP.reached(before.step, now.step))
    assert been == {*FIVE_STEP.steps, None}
    assert ended > 50


def test_no_walk_goes_on_for_ever_whatever_is_chosen() -> None:
    """Counters of the line start afresh only through branches that are themselves counted."""
    lengths = set()
    for seed in range(200):
        chance = random.Random(seed)
        now, reached, taken = FIVE_STEP.first_position, frozenset({"raised"}), 0
        while offered := ways(now, guards := world(chance), reached):
            onward = [way for way in offered if way[1] not in (None, "reply", "explain", "answered")] or offered
            now, taken = go(now, chance.choice(onward), guards, reached), taken + 1
            assert taken < 500
        lengths.add(taken)
    assert max(lengths) > 20


def test_the_schema_names_the_same_words_as_the_checker() -> None:
    words = schema()["$defs"]
    assert isinstance(words, dict)
    assert sorted(words["step"]["properties"]) == [
        "at_most",
        "by",
        "key",
        "name",
        "needs",
        "opens",
        "reaches",
        "then",
        "when",
        "within",
    ]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(process=small_processes())
def test_the_coarse_proof_for_tangled_processes_misses_nothing(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = {(problem.code, problem.step) for problem in problems_of(process)}
    with monkeypatch.context() as patch:
        patch.setattr(explore, "MOST_STATES", 2)
        assert exact <= {(problem.code, problem.step) for problem in problems_of(process)}
