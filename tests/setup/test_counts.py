"""The runner counts: what did not pass has failed, and an empty layer has failed."""

from pathlib import Path

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
