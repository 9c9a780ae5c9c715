"""`bandeng figures PLACE --from DATE --to DATE [--json]`."""

import json
from datetime import datetime

import pytest

from bandeng.cli import main
from tests.makers import XINHUA, make_matter, make_person, make_unit

pytestmark = pytest.mark.django_db

YEAR = ["--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command sets a site up; here it stands already."""
    monkeypatch.setattr("bandeng.cli.site.set_up", lambda: None)


def test_it_counts_what_nobody_has_counted_yet_and_prints_one_object(
    at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    make_matter("assign", raisers=2, by=make_person("secretary"))
    assert main(["figures", XINHUA, *YEAR, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["place"], told["from"], told["to"]) == (XINHUA, "2026-01-01", "2026-12-31")
    assert told["figures"]["response_rate"] == {"n": 2, "N": 2}
    assert told["figures"]["conversion_funnel"]["sorted"] == {"n": 1, "N": 1}
    assert "satisfaction" not in told["figures"], "what cannot be counted is left out, never 0 of 0"


def test_without_json_it_prints_a_line_for_each(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    make_matter("assign")
    assert main(["figures", XINHUA, *YEAR]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{XINHUA}  2026-01-01 to 2026-12-31, as of 2026-11-23")
    assert lines[1].split() == ["response_rate", "1", "/", "1"]


def test_a_filter_leaves_what_it_names(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    make_matter(category="lift")
    make_matter(category="other")
    make_unit("安居物业")
    for options, expected in (
        (["--category", "repair"], {"n": 1, "N": 1}), (["--channel", "web"], {"n": 2, "N": 2}),
        (["--channel", "paper"], None), (["--unit", "安居物业"], None),
    ):  # fmt: skip
        assert main(["figures", XINHUA, *YEAR, "--json", *options]) == 0
        assert json.loads(capsys.readouterr().out)["figures"].get("response_rate") == expected, options


def test_a_day_outside_the_period_is_not_counted(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    make_matter()
    for first, last, expected in (
        ("2026-11-23", "2026-11-23", {"n": 1, "N": 1}), ("2026-11-24", "2026-11-30", None),
        ("2026-11-01", "2026-11-22", None),
    ):  # fmt: skip
        main(["figures", XINHUA, "--from", first, "--to", last, "--json"])
        assert json.loads(capsys.readouterr().out)["figures"].get("response_rate") == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["640302107009", *YEAR], "bandeng figures: there is no place '640302107009' on this site\n"),
        ([XINHUA, "--from", "yesterday", "--to", "2026-12-31"],
         "bandeng figures: --from 'yesterday' is not a day such as 2026-11-23\n"),
        ([XINHUA, "--from", "2026-12-31", "--to", "2026-01-01"],
         "bandeng figures: --to 2026-01-01 lies before --from 2026-12-31\n"),
        ([XINHUA, *YEAR, "--category", "x"], "bandeng figures: there is no category 'x'\n"),
        ([XINHUA, *YEAR, "--unit", "x"], "bandeng figures: there is no unit 'x'\n"),
    ],
)  # fmt: skip
def test_bad_input_ends_with_two_and_one_clear_line(
    at: datetime, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    make_matter()
    assert (main(["figures", *words]), capsys.readouterr()) == (2, ("", said))
