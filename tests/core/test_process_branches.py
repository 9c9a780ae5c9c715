"""The shared branches' file: what is shipped is sound, and what could break a process is named."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bandeng.core.process import check, read_branches, schema, shared, words
from bandeng.core.refusal import Refusal
from tests.core.process_files import reply, step, text

SHIPPED = files("bandeng.shelf").joinpath("branches.toml").read_text(encoding="utf-8")


def test_the_shared_branches_are_those_the_design_names() -> None:
    assert [branch.key for branch in shared()] == [
        "explain",
        "not_accepted",
        "pass_on",
        "escalate",
        "mediate",
        "withdraw",
        "merge",
        "reopen",
    ]


def test_every_end_of_every_branch_is_a_final_reply() -> None:
    ends = [one for branch in shared() for one in branch.steps if not one.then]
    assert [one.key for one in ends if not one.replies] == []
    assert len(ends) == 8


def branch(*steps: str) -> str:
    head = '[[branch]]\nkey = "b"\nname = { zh = "支", en = "B" }\nby = ["secretary"]\nfrom = ["raised"]\n'
    return head + "".join(
        f'[[branch.step]]\nname = {{ zh = "环", en = "S" }}\nby = ["secretary"]\n{one}\n' for one in steps
    )


END = 'key = "end"\nopens = "reply"\nreaches = ["replied"]'
FAULTY: dict[str, tuple[str, list[str]]] = {
    "an end without a reply": (branch('key = "a"'), ["ends_without_reply: b:a"]),
    "a way back that is not counted": (branch('key = "a"\nthen = ["to.sorted"]'), ["unbounded_loop: b:a"]),
    "a loop inside that is not counted": (
        branch('key = "a"\nthen = ["c", "end"]', 'key = "c"\nthen = ["a"]', END),
        ["unbounded_loop: b:a", "unbounded_loop: b:c"],
    ),
    "a step with nothing sure to follow": (
        branch('key = "a"\nthen = ["end"]', END + '\nwhen = ["two_sides"]'),
        ["no_way_out: b:a"],
    ),
    "a follower that is no step": (branch('key = "a"\nthen = ["x", "end"]', END), ["unknown_step: b:a"]),
    "a position that is none": (branch(END).replace('"raised"', '"later"'), ["unknown_milestone: b"]),
    "a key that is not in the format": (branch(END).replace("from =", "since ="), ["unknown_key: b"]),
    "two steps with one key": (branch(END, END), ["duplicate_key: b:end"]),
    "two branches with one key": (branch(END) + branch(END), ["duplicate_key: b"]),
    "a branch without steps": (branch(), ["no_steps: b"]),
    "no branch": ("version = 1", ["no_steps: "]),
    "a branch that is a word": ('branch = ["x"]', ["bad_value: branch 1", "bad_value: branch 1", "no_steps: branch 1"]),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_branch_that_could_break_a_process_is_refused(what: str) -> None:
    file, expected = FAULTY[what]
    with pytest.raises(Refusal) as no:
        read_branches(file)
    problems = no.value.details["problems"]
    assert isinstance(problems, list)
    assert (no.value.code, [": ".join(line.split(": ")[:2]) for line in problems]) == ("bad_branches", expected)


def test_a_place_s_own_branches_can_take_the_place_of_those_shipped() -> None:
    own = read_branches(branch(END))
    file = text(step("a", "b", "reply"), reply())
    assert (check(file, own), [problem.code for problem in check(file)]) == ([], ["unknown_step"])


def test_a_branch_without_a_counted_way_back_is_found_by_mutating_what_is_shipped() -> None:
    for count in ("at_most = 1\n", "at_most = 2\n", "at_most = 3\n"):
        with pytest.raises(Refusal, match="unbounded_loop"):
            read_branches(SHIPPED.replace(count, ""))


def fits(value: object, rule: object, definitions: dict[str, object]) -> bool:
    """As much of JSON Schema as `schema()` uses."""
    assert isinstance(rule, dict)
    if "$ref" in rule:
        return fits(value, definitions[str(rule["$ref"]).rpartition("/")[2]], definitions)
    if "anyOf" in rule:
        return any(fits(value, one, definitions) for one in rule["anyOf"])
    if "enum" in rule:
        return value in rule["enum"]
    if rule["type"] == "object":
        return isinstance(value, dict) and _object_fits(value, rule, definitions)
    if rule["type"] == "array":
        enough = isinstance(value, list) and len(value) >= rule.get("minItems", 0)
        return enough and isinstance(value, list) and all(fits(one, rule["items"], definitions) for one in value)
    if rule["type"] == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and isinstance(value, int) and rule["minimum"] <= value <= rule.get("maximum", value)
    return isinstance(value, str) and rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value))


def _object_fits(value: dict[str, object], rule: dict[str, object], definitions: dict[str, object]) -> bool:
    properties, required = rule["properties"], rule["required"]
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return set(required) <= set(value) <= set(properties) and all(
        fits(inner, properties[key], definitions) for key, inner in value.items()
    )


WRONG = {
    "no step": text(),
    "a key of its own": text(reply(colour="red")),
    "a wrong role": text(reply(by=["mayor"])),
    "no role": text(reply(by=[])),
    "a wrong count": text(reply(at_most=0)),
    "a wrong unit": text(reply(within={"days": 1, "unit": "moons", "from": "entered"})),
    "no version": text(reply()).replace('"version" = 1', ""),
}


def test_the_schema_accepts_what_the_checker_accepts() -> None:
    rules = schema()
    definitions = rules["$defs"]
    assert isinstance(definitions, dict)
    five = files("bandeng.shelf").joinpath("processes/five_step.toml").read_text(encoding="utf-8")
    assert fits(tomllib.loads(five), rules, definitions)
    assert [what for what, file in WRONG.items() if fits(tomllib.loads(file), rules, definitions)] == []
    assert [what for what, file in WRONG.items() if not check(file)] == []


GUIDE = (Path(__file__).parents[2] / "docs" / "process.md").read_text(encoding="utf-8")


def test_the_guide_s_example_is_sound() -> None:
    assert check(GUIDE.partition("```toml\n")[2].partition("```")[0]) == []


def test_the_guide_names_every_word_of_the_closed_lists() -> None:
    every = (*words.ROLES, *words.MILESTONES, *words.TOOLS, *words.FACTS, *words.GUARDS, *words.CODES)
    assert [word for word in every if not re.search(rf"\b{word}\b", GUIDE)] == []
