"""`bandeng deadline`, as somebody types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bandeng.cli import main


def call(*words: str) -> int:
    return main(["deadline", *words])


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert call(*words, "--json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    answer: object = json.loads(out)
    return answer


def test_json_has_the_four_documented_keys_and_every_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--from", "2026-09-30T10:00+08:00", "--days", "5") == {
        "due": "2026-10-13",
        "counted": ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13"],
        "skipped": [
            *({"date": f"2026-10-0{day}", "reason": "holiday: National Day"} for day in range(1, 8)),
            {"date": "2026-10-11", "reason": "weekend"},
        ],
        "provisional": False,
    }


def test_a_calendar_deadline_moves_off_the_holiday(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--from", "2026-09-30", "--days", "3", "--unit", "calendar") == {
        "due": "2026-10-08",
        "counted": ["2026-10-01", "2026-10-02", "2026-10-08"],
        "skipped": [{"date": f"2026-10-0{day}", "reason": "holiday: National Day"} for day in range(3, 8)],
        "provisional": False,
    }


def test_a_place_in_ningxia_skips_the_regions_own_holiday(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--from", "2021-05-12", "--days", "1", "--place", "640302") == {
        "due": "2021-05-17",
        "counted": ["2021-05-17"],
        "skipped": [
            {"date": "2021-05-13", "reason": "holiday: Eid al-Fitr (Ningxia)"},
            {"date": "2021-05-14", "reason": "holiday: Eid al-Fitr (Ningxia)"},
            {"date": "2021-05-15", "reason": "weekend"},
            {"date": "2021-05-16", "reason": "weekend"},
        ],
        "provisional": False,
    }


def test_a_year_that_is_not_published_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--from", "2026-12-30", "--days", "3") == {
        "due": "2027-01-04",
        "counted": ["2026-12-31", "2027-01-01", "2027-01-04"],
        "skipped": [{"date": "2027-01-02", "reason": "weekend"}, {"date": "2027-01-03", "reason": "weekend"}],
        "provisional": True,
    }


@pytest.mark.parametrize(
    "start",
    ["2026-11-23", "2026-11-23T10:00", "2026-11-23 10:00:00", "2026-11-23T02:00Z", "2026-11-23T10:00+08:00",
     "2026-11-22T16:00:00+00:00", "2026-11-23T15:59:59.999999Z", "2026-11-23T10:00+0800"],
)  # fmt: skip
def test_a_start_may_be_a_date_a_time_in_china_or_a_time_with_its_offset(
    capsys: pytest.CaptureFixture[str], start: str
) -> None:
    assert printed(capsys, "--from", start, "--days", "1") == {
        "due": "2026-11-24",
        "counted": ["2026-11-24"],
        "skipped": [],
        "provisional": False,
    }


def test_without_json_the_days_are_listed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--from", "2026-10-08", "--days", "3", "--place", "640302") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-10-08 Thu  day zero, not counted",
        "2026-10-09 Fri  day 1",
        "2026-10-10 Sat  day 2  (make-up day: National Day)",
        "2026-10-11 Sun  skipped, weekend",
        "2026-10-12 Mon  day 3",
        "due 2026-10-12 Mon, at the end of the day (3 working days)",
        "provisional: Ningxia 2026 not loaded",
    ]


NEEDED = "--from and --days are needed, e.g. --from 2026-09-30T10:00+08:00 --days 5"
START = ("--from", "2026-11-23")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ((), NEEDED),
        (START, NEEDED),
        (("--days", "5"), NEEDED),
        ((*START, "--days", "0"), "--days must be a whole number from 1 to 3650, not '0'"),
        ((*START, "--days", "-5"), "--days must be a whole number from 1 to 3650, not '-5'"),
        ((*START, "--days", "3651"), "--days must be a whole number from 1 to 3650, not '3651'"),
        ((*START, "--days", "9" * 5000), f"--days must be a whole number from 1 to 3650, not '{'9' * 79}"),
        ((*START, "--days", "2.5"), "--days must be a whole number from 1 to 3650, not '2.5'"),
        ((*START, "--days", "1_0"), "--days must be a whole number from 1 to 3650, not '1_0'"),
        ((*START, "--days", "٥"), "--days must be a whole number from 1 to 3650, not '٥'"),
        ((*START, "--days", "5", "--unit", "weeks"), "--unit must be working or calendar, not 'weeks'"),
        ((*START, "--days", "5", "--place", "990000"), "--place is not a place code: '990000'"),
        ((*START, "--days", "5", "--place", ""), "--place is not a place code: ''"),
    ],
)  # fmt: skip
def test_bad_input_exits_2_with_one_clear_line(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    assert call(*words, "--json") == 2
    assert tuple(capsys.readouterr()) == ("", f"bandeng deadline: {line}\n")


@pytest.mark.parametrize(
    "start",
    [
        "2026-02-30",
        "2025-02-29",
        "soon",
        "",
        "2026-W10-1",
        "20261123",
        "1991-12-31",
        "2200-01-01",
        "0001-01-01",
        "9999-12-31",
        "2026-11-23T24:00",
        "2026-11-23T10:60",
        "2026-11-23T10:00+99:00",
        "２０２６-11-23",
    ],
)
def test_a_start_that_is_no_time_exits_2_with_one_clear_line(capsys: pytest.CaptureFixture[str], start: str) -> None:
    assert call("--from", start, "--days", "5", "--json") == 2
    line = f"bandeng deadline: --from is not a date or time between 1992 and 2199: {start!r}\n"
    assert tuple(capsys.readouterr()) == ("", line)


def test_an_option_without_its_value_exits_2_without_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        call("--from", "2026-11-23", "--days")
    assert left.value.code == 2
    assert tuple(capsys.readouterr()) == ("", "bandeng deadline: argument --days: expected one argument\n")


def test_the_command_needs_neither_django_nor_a_database(tmp_path: Path) -> None:
    script = (
        "import sys; from bandeng.cli import main\n"
        "code = main(['deadline', '--from', '2026-11-23', '--days', '1'])\n"
        "print(code, [name for name in ('django', 'sqlite3', 'numpy') if name in sys.modules])"
    )
    env = {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, env=env
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert list(tmp_path.iterdir()) == []
