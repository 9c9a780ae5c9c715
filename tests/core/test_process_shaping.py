"""Making a process: what is written is read again, and changing the line keeps what follows sensible."""

from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest

from bandeng.core.process import Process, Step, Words, check, parse, read, shaping, shared, write
from bandeng.core.refusal import Refusal
from tests.core.process_files import reply, step, text
from tests.matters.made_processes import made
from tests.matters.unlike_processes import unlike

SHELF = [
    file.read_text(encoding="utf-8")
    for file in files("bandeng.shelf").joinpath("processes").iterdir()
    if file.name.endswith(".toml")
]
SECRETARY = frozenset({"secretary"})


def line(*keys: str) -> Process:
    """A plain line: each step goes on to the next, the last one replies."""
    steps = [step(key, following) for key, following in pairwise(keys)]
    return read(text(*steps, reply(keys[-1])))


def ways(process: Process) -> dict[str, tuple[str, ...]]:
    return {step.key: step.then for step in process.line}


def fresh(key: str) -> Step:
    return Step(key=key, name=Words("新", "new"), by=SECRETARY)


@pytest.mark.parametrize("file", [*SHELF, *map(made, range(20)), *map(unlike, range(20))])
def test_what_is_written_reads_as_the_same_process(file: str) -> None:
    process = read(file)
    assert read(write(process)) == process


@pytest.mark.parametrize("name", ['say "so"', "a\\b", "楼道#1", "\x7f", "a = [b]", "'''"])
def test_any_words_survive(name: str) -> None:
    process = replace(line("a", "b"), name=Words(name, name), cite=(name,), parties=(name,))
    assert parse(write(process), shared()).process == process


def test_an_empty_sheet_says_that_there_is_no_step() -> None:
    found = check(write(shaping.begin("own", Words("本地", "Own"))))
    assert [problem.code for problem in found] == ["no_steps"]


def test_a_process_is_made_step_by_step_from_an_empty_sheet() -> None:
    process = shaping.begin("own", Words("本地", "Own"))
    for number, before in ((1, None), (2, "s1"), (3, "s2")):
        process = shaping.add_step(process, fresh(f"s{number}"), after=before)
    last = replace(process.line[2], opens="reply", reaches=("replied",))
    process = shaping.put_step(process, last)
    assert (ways(process), check(write(process))) == ({"s1": ("s2",), "s2": ("s3",), "s3": ()}, [])


def test_a_new_step_stands_between_and_those_before_go_on_to_it() -> None:
    process = shaping.add_step(line("a", "b", "c"), fresh("new"), after="a")
    assert ways(process) == {"a": ("new",), "new": ("b",), "b": ("c",), "c": ()}
    first = shaping.add_step(line("a", "b"), fresh("new"), after=None)
    assert (first.start, ways(first)["new"]) == ("new", ("a",))


def test_a_step_taken_out_leaves_no_hole() -> None:
    process = line("a", "b", "c")
    assert ways(shaping.remove_step(process, "b")) == {"a": ("c",), "c": ()}
    assert check(write(shaping.remove_step(process, "b"))) == []


def test_taking_out_a_step_makes_no_circle_of_one() -> None:
    steps = [step("a", "b", "c"), step("b", "c", "a", at_most=3), reply("c")]
    assert ways(shaping.remove_step(read(text(*steps)), "b")) == {"a": ("c",), "c": ()}


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [
        ("b", 1, {"a": ("c",), "c": ("b",), "b": ("d",), "d": ()}),
        ("b", -1, {"b": ("a",), "a": ("c",), "c": ("d",), "d": ()}),
        ("d", -1, {"a": ("b",), "b": ("d",), "d": ("c",), "c": ()}),
        ("a", -1, {"a": ("b",), "b": ("c",), "c": ("d",), "d": ()}),
        ("d", 1, {"a": ("b",), "b": ("c",), "c": ("d",), "d": ()}),
    ],
)
def test_a_plain_line_stays_a_plain_line_when_a_step_moves(key: str, by: int, expected: object) -> None:
    process = shaping.move_step(line("a", "b", "c", "d"), key, by)
    assert (ways(process), list(ways(process))) == (expected, list(expected))  # type: ignore[call-overload]


def test_moving_there_and_back_gives_the_same_process() -> None:
    for file in [*SHELF, *map(made, range(10))]:
        process = read(file)
        for step_ in process.line[1:-1]:
            once = shaping.move_step(process, step_.key, 1)
            again = shaping.move_step(once, step_.key, -1)
            assert [each.key for each in again.line] == [each.key for each in process.line]


def test_a_new_key_is_one_that_nobody_has() -> None:
    process = shaping.add_step(line("step-1", "step-4"), fresh("step-3"), after="step-1")
    assert shaping.free_key(process) == "step-5"


def test_what_is_not_there_is_refused_and_there_is_an_end_to_steps() -> None:
    process = line("a", "b")
    with pytest.raises(Refusal, match="unknown_step"):
        shaping.remove_step(process, "x")
    with pytest.raises(Refusal, match="unknown_step"):
        shaping.move_step(process, "x", 1)
    with pytest.raises(Refusal, match="unknown_step"):
        shaping.add_step(process, fresh("y"), after="x")
    for n in range(shaping.MOST_STEPS - 2):
        process = shaping.add_step(process, fresh(f"s{n}"), after="a")
    with pytest.raises(Refusal, match="too_many_steps"):
        shaping.add_step(process, fresh("more"), after="a")
