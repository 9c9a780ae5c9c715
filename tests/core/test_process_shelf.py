"""The processes on the shelf: sound, each says who says so, and 10,000 random walks over them end in a reply."""

import random
from collections import Counter
from importlib.resources import files

import pytest

from bandeng.core.process import Process, check, read
from tests.core.process_files import found
from tests.core.process_walks import ALL_FACTS, Walk

SHELF = {
    file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
    for file in files("bandeng.shelf").joinpath("processes").iterdir()
    if file.name.endswith(".toml")
}
PROCESSES = {name: read(text) for name, text in SHELF.items()}


def test_the_shelf_holds_the_processes_of_the_sources() -> None:
    assert {name: (process.key, process.origin, process.deadline_origin) for name, process in PROCESSES.items()} == {
        "five_step": ("five-step", "source", "assumption"),
        "handle_at_once": ("handle-at-once", "assumption", "assumption"),
        "mediation": ("mediation", "source", "assumption"),
        "policy_briefing": ("policy-briefing", "source", "assumption"),
        "research_trip": ("research-trip", "source", "assumption"),
        "residents_meeting": ("residents-meeting", "assumption", "assumption"),
        "safety_urgent": ("safety-urgent", "assumption", "assumption"),
        "six_a": ("six-a", "assumption", "assumption"),
        "six_b": ("six-b", "assumption", "assumption"),
        "state_2015": ("state-2015", "source", "assumption"),
        "three_up_three_down": ("three-up-three-down", "assumption", "assumption"),
        "village_four_plus_two": ("village-four-plus-two", "source", "assumption"),
        "yearly_triage": ("yearly-triage", "source", "assumption"),
    }


@pytest.mark.parametrize("name", SHELF)
def test_each_is_sound_and_has_both_languages(name: str) -> None:
    process = PROCESSES[name]
    named = [process.name, *(step.name for step in process.line)]
    assert (check(SHELF[name]), [each for each in named if each.zh == each.en]) == ([], [])


# --- Broken ones, each for a reason of its own: what a hurried hand makes of a sound process.


def broken(name: str, *changes: tuple[str, str]) -> str:
    """A shipped process with some words changed, each of which must be there."""
    text = SHELF[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def without(name: str, step: str) -> str:
    """A shipped process with a whole step cut out."""
    head, *steps = SHELF[name].split("[[step]]\n")
    kept = [each for each in steps if not each.startswith(f'key = "{step}"')]
    assert len(kept) == len(steps) - 1
    return "[[step]]\n".join([head, *kept])


BROKEN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "the village: the reply was cut off": (without("village_four_plus_two", "reply"), [("unknown_step", "results")]),
    "the village: disclosing the results is the end": (
        broken("village_four_plus_two", ('then = ["reply"]', "")),
        [("unreachable_step", "reply"), ("ends_without_reply", "results")],
    ),
    "the village: the resolution is nobody's to follow": (
        broken("village_four_plus_two", ('then = ["review", "discuss", "explain"]', 'then = ["discuss", "explain"]')),
        [("unreachable_step", "disclose"), ("unreachable_step", "resolve"), ("unreachable_step", "review")],
    ),
    "the village: voted on without end": (
        broken("village_four_plus_two", ("at_most = 2\n", "")),
        [("unbounded_loop", "resolve")],
    ),
    "the village: work is done again without end": (
        broken("village_four_plus_two", ("at_most = 4\n", "")),
        [("unbounded_loop", "do")],
    ),
    "the village: only a resolution that passed leads on": (
        broken("village_four_plus_two", ('["disclose", "discuss", "resolve", "explain"]', '["disclose"]')),
        [("no_way_out", "resolve")],
    ),
    "the village: disclosed both when it passed and when it did not": (
        broken("village_four_plus_two", ('when = ["passed"]', 'when = ["passed", "not_passed"]')),
        [("unreachable_step", "disclose")],
    ),
    "the village: the oversight committee under another name": (
        broken("village_four_plus_two", ('by = ["oversight_member",', 'by = ["oversight_comittee",')),
        [("unknown_role", "check")],
    ),
    "the village: notice of ten days in weeks": (
        broken("village_four_plus_two", ('{ days = 30, unit = "calendar"', '{ days = 30, unit = "weeks"')),
        [("bad_deadline", "resolve")],
    ),
    "the opinion of 2015: both ways out of the talk are guarded alike": (
        broken(
            "state_2015", ('"inform", "explain"]', '"inform"]'), ('when = ["no_consensus"]', 'when = ["consensus"]')
        ),
        [("no_way_out", "consult")],
    ),
    "the opinion of 2015: informed again and again until nothing follows": (
        broken("state_2015", ('["adopted", "residents_decide", "inform", "explain"]', '["inform"]')),
        [
            ("unreachable_step", "adopted"),
            ("no_way_out", "consult"),
            ("unreachable_step", "residents_decide"),
            ("unreachable_step", "resolved"),
        ],
    ),
    "the opinion of 2015: feedback that answers nobody": (
        broken("state_2015", ('opens = "reply"', 'opens = "publicity"')),
        [("ends_without_reply", "feedback")],
    ),
    "the opinion of 2015: a step before what it reached": (
        broken("state_2015", ('reaches = ["raised", "sorted"]', 'reaches = ["sorted", "raised"]')),
        [("milestone_order", "topic")],
    ),
    "the opinion of 2015: decided before it was talked over": (
        broken("state_2015", ('reaches = ["deliberated"]', "reaches = []"), ('["claimed"]', '["deliberated"]')),
        [("milestone_order", "assign")],
    ),
    "six steps A: a tool the kitchen has": (
        broken("six_a", ('opens = "research"', 'opens = "reserch"')),
        [("unknown_tool", "research")],
    ),
    "six steps A: two steps of one name": (
        broken("six_a", ('key = "deliberate"', 'key = "research"')),
        [("unknown_step", "research"), ("duplicate_key", "research")],
    ),
    "six steps A: the fifth step forgotten in what follows": (
        broken("six_a", ('then = ["track"]', 'then = ["tracking"]')),
        [("unknown_step", "convert"), ("unreachable_step", "track")],
    ),
    "six steps A: the reply says it was solved last": (
        broken("six_a", ('["solved", "replied"]', '["replied", "solved"]')),
        [("milestone_order", "track")],
    ),
    "six steps B: a need that nobody can meet": (
        broken("six_b", ('needs = ["publicity"]', 'needs = ["applause"]')),
        [("unknown_fact", "publish")],
    ),
    "six steps B: after a talk only another talk": (
        broken("six_b", ('then = ["decide", "deliberate", "explain"]', 'then = ["deliberate"]')),
        [("no_way_out", "deliberate"), ("unreachable_step", "decide"), ("unreachable_step", "publish")],
    ),
    "six steps B: raised is a milestone of its own making": (
        broken("six_b", ('reaches = ["raised"]', 'reaches = ["heard"]')),
        [("unknown_milestone", "raise")],
    ),
    "six steps B: a deadline of two hundred years": (
        broken("six_b", ("days = 60", "days = 73000")),
        [("bad_deadline", "do")],
    ),
    "residents' meeting: voted on only in good weather": (
        broken("residents_meeting", ('when = ["passed"]', 'when = ["sunshine"]')),
        [("unknown_guard", "publish")],
    ),
    "residents' meeting: at most no time at all": (
        broken("residents_meeting", ("at_most = 3", "at_most = 0")),
        [("bad_deadline", "announce"), ("no_way_out", "announce")],
    ),
    "residents' meeting: nobody may hold it": (
        broken("residents_meeting", ('by = ["secretary", "convener", "chair"]', "by = []")),
        [("unknown_role", "discuss")],
    ),
    "mediation: one side's refusal leads nowhere": (
        broken("mediation", ('then = ["agreed", "failed"]', 'then = ["agreed"]')),
        [("no_way_out", "talks"), ("unreachable_step", "failed")],
    ),
    "mediation: an agreement is the end, and nobody is told": (
        broken("mediation", ('then = ["follow_up"]', "")),
        [
            ("ends_without_reply", "agreed"),
            ("unreachable_step", "follow_up"),
            ("milestone_order", "talks"),
            ("milestone_order", "agreed"),
        ],
    ),
    "mediation: talks without end": (broken("mediation", ("at_most = 2\n", "")), [("unbounded_loop", "talks")]),
    "briefing: a key with a slip": (
        broken("policy_briefing", ("at_most = 2", "atmost = 2")),
        [("unknown_key", "brief")],
    ),
    "briefing: a version in words": (
        broken("policy_briefing", ("version = 1", 'version = "first"')),
        [("bad_value", "")],
    ),
    "research: who says so is hearsay": (
        broken("research_trip", ('origin = "source"', 'origin = "hearsay"')),
        [("bad_value", "")],
    ),
    "research: visits that may only be repeated": (
        broken("research_trip", ('then = ["exchange", "visits"]', 'then = ["visits"]')),
        [
            ("no_way_out", "visits"),
            ("unreachable_step", "exchange"),
            ("unreachable_step", "report"),
            ("unreachable_step", "response"),
            ("unreachable_step", "assign"),
            ("unreachable_step", "check"),
            ("unreachable_step", "reply"),
        ],
    ),
    "at once: answered without reaching the answer": (
        broken("handle_at_once", ('reaches = ["replied"]\n', "")),
        [("ends_without_reply", "reply")],
    ),
    "danger: a name without words": (
        broken("safety_urgent", ('name = { zh = "核查", en = "See that it is done" }\n', "")),
        [("bad_value", "check")],
    ),
    "three up: the second down follows itself": (
        broken("three_up_three_down", ("at_most = 3\n", "")),
        [("unbounded_loop", "up_priorities")],
    ),
    "yearly: the pool drains into a hole": (
        broken("yearly_triage", ('then = ["screen"]', "")),
        [
            ("ends_without_reply", "pool"),
            ("unreachable_step", "screen"),
            ("unreachable_step", "adopt"),
            ("unreachable_step", "claim"),
            ("unreachable_step", "follow"),
            ("unreachable_step", "reply"),
        ],
    ),
    "no step was written at all": (SHELF["six_b"].split("[[step]]")[0], [("no_steps", "")]),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_process_is_refused_for_its_own_reason(what: str) -> None:
    text, expected = BROKEN[what]
    assert sorted(found(check(text))) == sorted(expected)


def test_there_are_more_than_thirty_of_them_and_every_code_is_among_them() -> None:
    codes = Counter(code for _, expected in BROKEN.values() for code, _ in expected)
    assert (len(BROKEN) > 30, len({tuple(expected) for _, expected in BROKEN.values()}) > 30, len(codes)) == (
        True, True, 16,
    )  # fmt: skip


# --- Walked at random, branches included


@pytest.mark.parametrize("name", PROCESSES)
def test_random_walks_end_replied_within_bounds_and_come_to_every_step(name: str) -> None:
    process, chance, been, longest = PROCESSES[name], random.Random(name), set(), 0
    for _ in range(WALKS):
        walk = Walk(process, chance)
        while walk.go():
            assert walk.taken < BOUND, walk.trace
        assert (walk.now.step, walk.answered) == (None, True), walk.trace
        been |= walk.been
        longest = max(longest, walk.taken)
    assert (set(process.own) - been, longest < BOUND) == (set(), True)


WALKS = 10_000 // len(PROCESSES) + 1
BOUND = 400
"""No walk is longer than this many acts; the longest seen is less than half of it."""


def test_the_walks_are_ten_thousand_and_know_every_fact() -> None:
    needed = {fact for process in PROCESSES.values() for key in process.steps for fact in process.needs(key)}
    assert (WALKS * len(PROCESSES) >= 10_000, needed <= ALL_FACTS) == (True, True)


def test_each_may_be_used_up_and_still_has_a_way_to_the_reply() -> None:
    """The most reluctant walker, who always takes the longest way round, is answered in the end."""
    for process in PROCESSES.values():
        walk = Walk(process, random.Random(1), reluctant=True)
        while walk.go():
            assert walk.taken < BOUND
        assert walk.answered


def test_a_process_of_the_shelf_is_a_process() -> None:
    assert all(isinstance(process, Process) and process.line for process in PROCESSES.values())
