"""The checker: each code has its smallest file, sound constructs pass, mutations of the five steps are found."""

import time
from importlib.resources import files

import pytest

from bandeng.core.process import Problem, check, read
from bandeng.core.process.words import CODES, FACTS, GUARDS, MILESTONES, ROLES, TOOLS
from bandeng.core.refusal import Refusal
from tests.core.process_files import Values, found, reply, step, text

FIVE_STEP = files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8")

SMALLEST: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a step nobody leads to": (
        text(step("a", "reply"), step("b", "reply"), reply()),
        [("unreachable_step", "b")],
    ),
    "a step whose guards never hold together": (
        text(step("a", "b", "reply"), step("b", "reply", when=["consensus", "no_consensus"]), reply()),
        [("unreachable_step", "b")],
    ),
    "a loop that uses its only way on up": (
        text(step("a", "b"), step("b", "a", "reply", at_most=2), reply()),
        [("no_way_out", "a")],
    ),
    "a loop without any end": (
        text(step("a", "b"), step("b", "a", at_most=2)),
        [("no_way_out", "a")],
    ),
    "followers that are all guarded": (
        text(step("a", "b", "c"), reply("b", when=["life_safety"]), reply("c", when=["two_sides"])),
        [("no_way_out", "a")],
    ),
    "a follower that is a branch which can be used up": (
        text(step("a", "escalate", "b"), reply("b", when=["two_sides"])),
        [("no_way_out", "a")],
    ),
    "an end that is no reply": (text(step("a")), [("ends_without_reply", "a")]),
    "one end of two that is no reply": (
        text(step("a", "reply", "shelved"), step("shelved"), reply()),
        [("ends_without_reply", "shelved")],
    ),
    "a reply step that does not open the reply": (
        text(step("a", "reply"), reply(opens="check")),
        [("ends_without_reply", "reply")],
    ),
    "a reply that does not reach replied": (
        text(step("a", "reply"), step("reply", opens="reply")),
        [("ends_without_reply", "reply")],
    ),
    "work done again after the reply that nobody answers": (
        text(
            step("a", "reply", "filed", reaches=["solved"], at_most=2),
            reply("reply", then=["a", "filed"]),
            step("filed"),
        ),
        [("ends_without_reply", "filed")],
    ),
    "a loop without at_most": (
        text(step("a", "b"), step("b", "a", "reply"), reply()),
        [("unbounded_loop", "a")],
    ),
    "a step that follows itself without at_most": (
        text(step("a", "a", "reply"), reply()),
        [("unbounded_loop", "a")],
    ),
    "a loop without at_most and without a way out": (
        text(step("a", "b"), step("b", "a")),
        [("no_way_out", "a"), ("unbounded_loop", "a")],
    ),
    "a role nobody has": (text(reply("a", by=["secretary", "mayor"])), [("unknown_role", "a")]),
    "a step nobody may complete": (text(reply("a", by=[])), [("unknown_role", "a")]),
    "a tool nobody offers": (text(step("a", "reply", opens="hammer"), reply()), [("unknown_tool", "a")]),
    "a fact nobody notes": (text(reply("a", needs=["moon"])), [("unknown_fact", "a")]),
    "a guard that is not in the list": (
        text(step("a", "b", "r"), reply("b", when=["rain"]), reply("r")),
        [("unknown_guard", "b")],
    ),
    "a milestone that is not in the list": (
        text(step("a", "r", reaches=["started"]), reply("r")),
        [("unknown_milestone", "a")],
    ),
    "a follower that is no step": (text(step("a", "nobody", "r"), reply("r")), [("unknown_step", "a")]),
    "two steps with one key": (text(step("a", "r"), reply("r"), reply("r")), [("duplicate_key", "r")]),
    "a step with the key of a branch's step": (
        text(step("a", "r"), reply("r"), reply("explain:said")),
        [("duplicate_key", "explain:said")],
    ),
    "no days": (text(reply("a", within={"days": 0, "unit": "working", "from": "entered"})), [("bad_deadline", "a")]),
    "days in words": (
        text(reply("a", within={"days": "x", "unit": "working", "from": "entered"})),
        [("bad_deadline", "a")],
    ),
    "days that are true": (
        text(reply("a", within={"days": True, "unit": "working", "from": "entered"})),
        [("bad_deadline", "a")],
    ),
    "a unit of time we do not count": (
        text(reply("a", within={"days": 3, "unit": "moons", "from": "entered"})),
        [("bad_deadline", "a")],
    ),
    "a deadline from nowhere": (text(reply("a", within={"days": 3, "unit": "working"})), [("bad_deadline", "a")]),
    "a deadline that is no table": (text(reply("a", within=5)), [("bad_deadline", "a")]),
    "a count of nought": (text(step("a", "r", at_most=0), reply("r")), [("bad_deadline", "a")]),
    "no step at all": (text(), [("no_steps", "")]),
    "steps that are a word": (text(step="x"), [("no_steps", "")]),
    "milestones in the wrong order within a step": (
        text(reply("a", reaches=["replied", "solved"])),
        [("milestone_order", "a")],
    ),
    "milestones in the wrong order along a walk": (
        text(step("a", "b", reaches=["claimed"]), step("b", "r", reaches=["sorted"]), reply("r")),
        [("milestone_order", "b")],
    ),
    "a milestone that a loop reaches after a later one": (
        text(
            step("a", "b", "r", reaches=["claimed"], at_most=3),
            step("b", "a", "r", reaches=["deliberated"]),
            reply("r"),
        ),
        [("milestone_order", "b")],
    ),
    "a key the format does not have": (text(reply("a", colour="red")), [("unknown_key", "a")]),
    "a key the head does not have": (text(reply("a"), colour="red"), [("unknown_key", "")]),
    "a step without a key": (
        text({"name": {"zh": "a", "en": "a"}, "by": ["secretary"]}, reply("a")),
        [("bad_value", "step 1")],
    ),
    "a step without a name": (text({"key": "a", "by": ["chair"], "then": ["r"]}, reply("r")), [("bad_value", "a")]),
    "a version in words": (text(reply("a"), version="one"), [("bad_value", "")]),
    "an origin of its own": (text(reply("a"), origin="hearsay"), [("bad_value", "")]),
}


@pytest.mark.parametrize("what", SMALLEST)
def test_the_smallest_file_with_one_fault_has_exactly_that_problem(what: str) -> None:
    file, expected = SMALLEST[what]
    assert found(check(file)) == expected


def test_every_code_has_its_smallest_file() -> None:
    assert {code for _, expected in SMALLEST.values() for code, _ in expected} == {*CODES} - {"unstaffed_step"}


SOUND: dict[str, str] = {
    "a single reply": text(reply()),
    "several ends": text(step("a", "yes", "no"), reply("yes"), reply("no")),
    "a loop with at_most": text(step("a", "b", "reply", at_most=3), step("b", "a", "reply"), reply()),
    "a step that follows itself": text(step("a", "a", "reply", at_most=9), reply()),
    "guards that are opposites": text(
        step("a", "b", "c"), reply("b", when=["consensus"]), reply("c", when=["no_consensus"])
    ),
    "a guarded follower beside a free one": text(step("a", "b", "c"), reply("b", when=["life_safety"]), reply("c")),
    "a step that reaches many milestones": text(reply(reaches=[*MILESTONES])),
    "steps that reach none": text(step("a", "b"), step("b", "c"), step("c", "reply"), reply()),
    "something after the reply": text(step("a", "reply"), reply(then=["filed"]), step("filed")),
    "a loop back past milestones": text(
        step("a", "b", "reply", reaches=["sorted"], at_most=3),
        step("b", "a", "reply", reaches=["claimed", "solved"]),
        reply(),
    ),
    "skipping deliberation and coming back to it": text(
        step("sort", "talk", "assign", reaches=["raised", "sorted"]),
        step("talk", "assign", reaches=["deliberated", "decided"], at_most=3),
        step("assign", "do", reaches=["claimed"]),
        step("do", "talk", "reply", reaches=["solved"]),
        reply(),
    ),
    "rework that stands after the check": text(
        step("assign", "check", reaches=["claimed"]),
        step("check", "reply", "rework", reaches=["solved"]),
        step("rework", "check", reaches=["claimed"], at_most=2),
        reply(),
    ),
    "a branch among the followers": text(step("a", "explain", "reply"), reply()),
    "only a branch that can always be entered": text(step("a", "explain")),
    "a step of its own with the key of a branch": text(step("a", "explain"), reply("explain")),
    "a step that only a named branch leads to": text(
        step("a", "mediate", "reply"), step("do", "reply", reaches=["claimed"]), reply()
    ),
    "every role, tool, fact and guard": text(
        step("a", *(f"t{n}" for n in range(len(TOOLS))), "reply", by=[*ROLES], needs=[*FACTS]),
        *(step(f"t{n}", "g0", "reply", opens=tool) for n, tool in enumerate(TOOLS)),
        *(step(f"g{n}", f"g{n + 1}", "reply", when=[guard]) for n, guard in enumerate(GUARDS)),
        step(f"g{len(GUARDS)}", "reply"),
        reply(),
    ),
    "keys in Chinese, one language, no origin": text(
        {"key": "答复", "name": {"zh": "答复"}, "by": ["secretary"], "opens": "reply", "reaches": ["replied"]}
    ).replace('"origin" = "assumption"\n', ""),
    "the five steps": FIVE_STEP,
    "the five steps from an editor that marks its files": "\ufeff" + FIVE_STEP.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("what", SOUND)
def test_a_sound_file_has_no_problem(what: str) -> None:
    assert check(SOUND[what]) == []


def test_a_sound_text_is_proved_once_and_a_bad_one_is_refused_each_time() -> None:
    assert read(FIVE_STEP) is read(FIVE_STEP)
    for _ in range(2):
        with pytest.raises(Refusal, match="bad_process"):
            read(text(step("a", "reply"), step("b", "reply"), reply()))


def test_all_problems_of_a_file_are_named_in_the_order_of_its_steps() -> None:
    file = text(
        step("a", "b", "nobody", by=["mayor"], within={"days": -1, "unit": "working", "from": "entered"}),
        step("b", "b", opens="hammer", colour="red"),
        step("lost"),
        extra=1,
    )
    assert set(found(check(file))) == {
        ("unknown_key", ""),
        ("unknown_role", "a"),
        ("bad_deadline", "a"),
        ("unknown_step", "a"),
        ("unknown_key", "b"),
        ("unknown_tool", "b"),
        ("no_way_out", "b"),
        ("unbounded_loop", "b"),
        ("unreachable_step", "lost"),
    }
    assert [p.step for p in check(file)] == sorted((p.step for p in check(file)), key=["", "a", "b", "lost"].index)


def test_a_message_is_one_line_that_says_what_to_do() -> None:
    assert check(text(reply("a", by=["secretery"]))) == [
        Problem("unknown_role", "a", '"secretery" is not known; did you mean "secretary"?'),
        Problem("unknown_role", "a", 'nobody may complete this step; name a known role, e.g. by = ["secretary"]'),
    ]
    messages = [problem.message for file, _ in SMALLEST.values() for problem in check(file)]
    assert [message for message in messages if "\n" in message or not message] == []


def mutated(old: str, new: str) -> str:
    assert FIVE_STEP.count(old) >= 1
    return FIVE_STEP.replace(old, new)


LAST = FIVE_STEP.rindex("[[step]]")
MUTATIONS: dict[str, tuple[str, tuple[str, str]]] = {
    "the reply step dropped": (FIVE_STEP[:LAST], ("unknown_step", "supervise")),
    "supervision ends the walk": (mutated('then = ["reply", "assign"]', ""), ("ends_without_reply", "supervise")),
    "the reply opens nothing": (mutated('opens = "reply"\n', ""), ("ends_without_reply", "reply")),
    "the reply reaches nothing": (mutated('reaches = ["replied"]\n', ""), ("ends_without_reply", "reply")),
    "deliberation without end": (mutated("at_most = 3\n", ""), ("unbounded_loop", "deliberate")),
    "rework without end": (mutated("at_most = 4\n", ""), ("unbounded_loop", "assign")),
    "rework without a way out": (mutated('["reply", "assign"]', '["assign"]'), ("no_way_out", "supervise")),
    "deliberation only into what can be used up": (
        mutated('["assign", "deliberate", "explain"]', '["assign", "deliberate"]').replace(
            '["supervise"]', '["supervise", "deliberate"]'
        ),
        ("no_way_out", "deliberate"),
    ),
    "deliberation left out": (
        mutated('["deliberate", "assign", "explain"]', '["assign", "explain"]'),
        ("unreachable_step", "deliberate"),
    ),
    "claimed before it was talked over": (
        mutated('["deliberated", "decided"]', "[]")
        .replace('["claimed"]', '["deliberated"]')
        .replace('["raised", "sorted"]', '["raised", "claimed"]'),
        ("milestone_order", "assign"),
    ),
    "two steps swap what they reach": (
        mutated('["deliberated", "decided"]', "_X_")
        .replace('["claimed"]', '["deliberated", "decided"]')
        .replace("_X_", '["claimed"]'),
        ("milestone_order", "assign"),
    ),
    "a deadline of no days": (mutated("days = 30", "days = 0"), ("bad_deadline", "deliberate")),
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_mutation_of_the_five_steps_is_found(what: str) -> None:
    file, expected = MUTATIONS[what]
    assert expected in found(check(file))


def test_a_bad_process_is_refused_with_its_problems() -> None:
    with pytest.raises(Refusal) as no:
        read(text(step("a")))
    assert (no.value.code, no.value.details) == (
        "bad_process",
        {
            "problems": [
                "ends_without_reply: a: a walk ends here without a reply; "
                'write in then a step that opens "reply" and reaches "replied"'
            ]
        },
    )


def test_text_that_is_not_toml_is_refused_as_unreadable() -> None:
    for broken in ("[[step", "a = ", "a = 1\na = 2", "x = " + "[" * 100_000, "x = 2026-99-99", "\x00"):
        with pytest.raises(Refusal) as no:
            check(broken)
        assert no.value.code == "unreadable"


def ladder(size: int, *, at_most: int) -> list[Values]:
    """Every step may go on, or back to any of the three before it; every step is counted."""
    return [
        step(f"s{n}", f"s{n + 1}", *(f"s{m}" for m in range(max(0, n - 3), n)), at_most=at_most) for n in range(size)
    ]


def test_thirty_steps_with_loops_are_judged_in_well_under_a_second() -> None:
    tangled = text(*ladder(30, at_most=3), reply("s30"))
    easy = text(*({**one, "then": [*one["then"], "out"]} for one in ladder(30, at_most=3)), reply("s30"), reply("out"))  # type: ignore[misc]
    huge = text(*ladder(4, at_most=10**9), reply("s4"))
    start = time.perf_counter()
    assert {code for code, _ in found(check(tangled))} == {"no_way_out"}
    assert check(easy) == []
    assert {code for code, _ in found(check(huge))} == {"no_way_out"}
    assert time.perf_counter() - start < 5
