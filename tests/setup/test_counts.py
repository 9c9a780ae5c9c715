"""The runner counts: what did not pass has failed, and an empty layer has failed."""

import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from scripts import test as runner
from scripts.bootstrap import Stuck

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><skipped/></testcase>
<testcase name="d"><error/></testcase><testcase name="e"/>
</testsuite></testsuites>"""


def test_a_skipped_test_counts_as_failed(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    assert runner.counted(tmp_path / "report.xml") == runner.Count(passed=2, failed=3)


def test_a_run_that_left_no_report_counts_as_failed(tmp_path: Path) -> None:
    assert runner.counted(tmp_path / "none.xml") == runner.Count(passed=0, failed=1)


def test_the_layers_are_named_and_in_order() -> None:
    assert [layer.name for layer in runner.layers()] == [
        "core",
        "papers",
        "sqlite",
        "postgres",
        "journeys",
        "accessibility",
    ]


def test_both_databases_run_the_same_rooms() -> None:
    folders = {layer.name: layer.folders for layer in runner.layers()}
    assert folders["sqlite"] == folders["postgres"]


def test_words_choose_layers_and_the_rest_is_for_pytest() -> None:
    layers, arguments = runner.chosen(["core", "-x", "--durations=5"])
    assert ([layer.name for layer in layers], arguments) == (["core"], ["-x", "--durations=5"])


def test_a_layer_that_is_not_there_is_refused() -> None:
    with pytest.raises(Stuck, match="There is no layer nothing"):
        runner.chosen(["nothing"])


def test_only_layers_that_mostly_wait_run_side_by_side_and_each_runs_once() -> None:
    together = [[layer.name for layer in each] for each in runner.rounds(runner.layers())]
    assert together == [["core", "papers"], ["sqlite"], ["postgres"], ["journeys"], ["accessibility"]]


def test_chosen_layers_keep_their_order_and_a_stranger_between_two_parts_them() -> None:
    every = {layer.name: layer for layer in runner.layers()}
    names = ("core", "sqlite", "papers")
    together = runner.rounds([every[name] for name in names])
    assert [[layer.name for layer in each] for each in together] == [["core"], ["sqlite"], ["papers"]]


def test_layers_side_by_side_are_counted_apart_and_the_second_speaks_after_the_first(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    met = threading.Barrier(2, timeout=60)

    def pytest_of(layer: runner.Layer, *rest: Any) -> runner.Count:
        met.wait()
        print(f"{layer.name} speaks", file=rest[-1] or sys.stdout)
        return runner.Count(passed=len(layer.name))

    monkeypatch.setattr(runner, "pytest", pytest_of)
    counts = runner.run_round([runner.Layer(name, [], runner.nothing) for name in ("first", "second")], [])
    assert {name: count.passed for name, count in counts.items()} == {"first": 5, "second": 6}
    assert capfd.readouterr().out.split("\n") == ["first speaks", "second speaks", ""]


def test_a_layer_that_cannot_run_fails_and_the_one_beside_it_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_browser() -> Any:
        raise Stuck("There is no browser.")

    monkeypatch.setattr(runner, "pytest", lambda *_: runner.Count(passed=3))
    sides = [runner.Layer("first", [], no_browser), runner.Layer("second", [], runner.nothing)]
    counts = runner.run_round(sides, [])
    assert [(count.passed, count.failed) for count in counts.values()] == [(0, 1), (3, 0)]


def test_what_python_compiles_is_kept_whatever_the_system_says_and_no_other_variable_is_touched(tmp_path: Path) -> None:
    env = runner.compiled_once({"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}, tmp_path)
    assert env == {"LANG": "C.UTF-8", "PYTHONPYCACHEPREFIX": str(tmp_path)}
