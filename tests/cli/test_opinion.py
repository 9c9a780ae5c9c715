"""`bandeng opinion map`, as somebody types it."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bandeng.cli import main
from bandeng.core.opinion import PARITY, Around, Votes, gather, opinion_map
from tests.core.opinion.makers import camps

KEYS = [
    "participants", "statements", "votes", "tids", "pids", "mean", "comps", "explained_variance", "xy", "group",
    "extremity", "priority", "group_aware_consensus", "repness", "consensus", "seconds",
]  # fmt: skip


def written(path: Path, votes: Votes) -> str:
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
        out.writerows(
            [at, "never read", what, who, how] for at, (who, what, how) in enumerate(zip(*votes.rows(), strict=True))
        )
    return str(path)


def call(*words: str) -> int:
    return main(["opinion", "map", *words])


def result(folder: Path, *words: str) -> dict[str, Any]:
    out = folder / "result.json"
    assert call(*words, "--out", str(out)) == 0
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def test_the_result_has_the_documented_keys_in_the_order_of_its_ids(tmp_path: Path) -> None:
    votes = camps()
    found, known = result(tmp_path, written(tmp_path / "votes.csv", votes)), opinion_map(votes)
    assert list(found) == KEYS
    assert list(found.pop("seconds")) == ["read", "map"]
    assert found == {
        "participants": 60,
        "statements": 20,
        "votes": len(votes),
        "tids": votes.tids.tolist(),
        "pids": votes.pids.tolist(),
        "mean": known.mean.tolist(),
        "comps": known.components.tolist(),
        "explained_variance": known.variance.tolist(),
        "xy": [at if inside else None for at, inside in zip(known.xy.tolist(), known.inside, strict=True)],
        "group": known.group.tolist(),
        "extremity": known.extremity.tolist(),
        "priority": known.priority.tolist(),
        "group_aware_consensus": known.common_agree.tolist(),
        "repness": {
            str(label): [{"tid": each.tid, "direction": each.direction} for each in some]
            for label, some in known.representative.items()
        },
        "consensus": {"agree": list(known.agreed), "disagree": list(known.against)},
    }


def test_without_out_the_result_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(written(tmp_path / "votes.csv", camps())) == 0
    out, err = capsys.readouterr()
    assert (list(json.loads(out)), err) == (KEYS, "")


def test_moderation_and_groups_come_from_files(tmp_path: Path) -> None:
    votes = camps()
    comments, groups = tmp_path / "comments.csv", tmp_path / "groups.csv"
    comments.write_text("timestamp,comment-id,moderated,comment-body\n1,3,-1,out\n1,5,0,in\n")
    groups.write_text("participant,group\n" + "".join(f"{pid},{pid % 2}\n" for pid in votes.pids[:30]))
    words = (written(tmp_path / "votes.csv", votes), "--comments", str(comments), "--groups", str(groups))
    given = {int(pid): int(pid) % 2 for pid in votes.pids[:30]}
    known = opinion_map(votes, Around(out={3}, groups=given))
    for found in (result(tmp_path, *words), result(tmp_path, *words, "--parity")):
        assert (found["group"], found["mean"], found["priority"]) == (
            [given.get(int(pid)) for pid in votes.pids],
            known.mean.tolist(),
            known.priority.tolist(),
        )


def test_parity_takes_the_groups_of_the_reference_and_nobody_with_fewer_than_seven_votes(tmp_path: Path) -> None:
    who, what, how = camps().rows()
    votes = gather([*who, 1, 1], [*what, 1, 3], [*how, 1, 1])
    found, known = result(tmp_path, written(tmp_path / "v.csv", votes), "--parity"), opinion_map(votes, options=PARITY)
    assert found["group"] == [None, *known.group.tolist()[1:]]


def test_two_workers_of_dask_give_the_same_file(tmp_path: Path) -> None:
    votes = written(tmp_path / "votes.csv", camps())
    here, there = result(tmp_path, votes), result(tmp_path, votes, "--engine", "dask")
    assert {**here, "seconds": None} == {**there, "seconds": None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("participant,statement,vote\n1,2,1\n1,b,1\n", "line 3, column 2 (statement): 'b' is not understood"),
        ("participant,statement,vote\n1,2,5\n", "line 2, column 3 (vote): '5' is not understood"),
        ("participant,statement\n1,2\n", "line 1: there is no column vote"),
        ("", "is empty; its first line must name the columns"),
    ],
)
def test_a_malformed_file_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    votes, out = tmp_path / "votes.csv", tmp_path / "result.json"
    votes.write_text(text)
    assert call(str(votes), "--out", str(out)) == 2
    assert capsys.readouterr() == ("", f"bandeng opinion map: {votes}: {told}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["votes.csv"]


def test_an_earlier_result_stays_when_the_votes_are_malformed(tmp_path: Path) -> None:
    votes, out = tmp_path / "votes.csv", tmp_path / "result.json"
    votes.write_text("participant,statement,vote\nx,2,1\n")
    out.write_text("earlier")
    assert (call(str(votes), "--out", str(out)), out.read_text()) == (2, "earlier")


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, odd = written(tmp_path / "votes.csv", camps()), tmp_path / "odd.csv"
    odd.write_bytes("participant,statement,vote\n意".encode("gb18030"))
    nowhere = tmp_path / "none" / "result.json"
    codes = [call(str(tmp_path / "no.csv")), call(str(odd)), call(good, "--out", str(nowhere))]
    assert (codes, capsys.readouterr().err.splitlines()) == (
        [2, 2, 2],
        [
            f"bandeng opinion map: {tmp_path / 'no.csv'}: there is no such file",
            f"bandeng opinion map: {odd}: is not UTF-8 text; save it as UTF-8",
            f"bandeng opinion map: {nowhere}: cannot be written (No such file or directory)",
        ],
    )


def test_without_dask_one_line_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    monkeypatch.delitem(sys.modules, "bandeng.core.opinion.cluster", raising=False)
    code = call(written(tmp_path / "votes.csv", camps()), "--engine", "dask")
    told = "bandeng opinion map: --engine dask needs Dask: install bandeng[engine]\n"
    assert (code, capsys.readouterr()) == (2, ("", told))


def test_no_other_command_waits_for_numpy() -> None:
    program = (
        "import sys; from bandeng.cli import parser; parser(); print({'numpy', 'scipy', 'numba'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_a_small_map_does_not_wait_for_the_compiler(tmp_path: Path) -> None:
    votes = written(tmp_path / "votes.csv", camps())
    map_it = f"main(['opinion', 'map', {votes!r}, '--out', '/dev/null'])"
    program = f"import sys; from bandeng.cli import main; {map_it}; print('numba' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("text", "pids", "tids", "votes"),
    [
        ("\ufefftimestamp,datetime,comment-id,voter-id,vote\r\n1,x,7,3,1\r\n2,y,8,3,-1\r\n", [3], [7, 8], 2),
        ('" Vote ","VOTER-ID",Comment-Id\n"+1"," 3 ",7\n-1,4,7\n', [3, 4], [7], 2),
        ("participant,statement,vote\n", [], [], 0),
        ("participant,statement,vote", [], [], 0),
        ("participant,statement,vote\n\n1,2,0\n  \n", [1], [2], 1),
        ("participant,statement,vote\n9223372036854775807,7,1\n-5,3000000000,1\n", [-5, 2**63 - 1], [7, 3 * 10**9], 2),
        ("timestamp,participant,statement,vote\n1700000000001,1,1,1\n1700000000000,1,1,-1\n", [1], [1], 1),
    ],
    ids=["bom, crlf", "quotes, case, signs", "header", "no line end", "blank lines", "great ids", "revote"],
)
def test_files_as_programs_and_people_write_them(
    tmp_path: Path, text: str, pids: list[int], tids: list[int], votes: int
) -> None:
    file = tmp_path / "votes.csv"
    file.write_bytes(text.encode())
    found = result(tmp_path, str(file))
    assert (found["pids"], found["tids"], found["votes"]) == (pids, tids, votes)


@pytest.mark.parametrize(
    "row", ["9223372036854775808,1,1", "1.0,1,1", "1,1,1.0", "1,1,", "1,1", "1,1,1,1", "１,1,1", "1e3,1,1", ",,"]
)
def test_a_row_that_is_odd_ends_it_with_two_and_no_part_of_a_result(tmp_path: Path, row: str) -> None:
    file = tmp_path / "votes.csv"
    file.write_text(f"participant,statement,vote\n1,2,1\n{row}\n", encoding="utf-8")
    code = call(str(file), "--out", str(tmp_path / "result.json"))
    told = [path.name for path in tmp_path.iterdir()]
    assert (code, told) == (2, ["votes.csv"])
