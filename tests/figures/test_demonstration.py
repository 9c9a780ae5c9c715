"""The figures of the demonstration, counted again from its exported ledger alone by a script of its own process."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bandeng.cli import demonstration
from bandeng.figures import queries, showing
from bandeng.places.models import Place
from bandeng.records.export import write
from tests.figures import recount
from tests.figures.test_recount import bare

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def ours(code: str) -> object:
    asked = queries.Asked(Place.objects.get(pk=code), *YEAR, NOW.date())
    return bare(showing.plain(asked, queries.figures(asked), queries.spots(asked))["figures"])


def test_a_recount_from_the_export_agrees_for_every_place_of_the_tree(tmp_path: Path) -> None:
    demonstration.load("http://127.0.0.1:8000", now=NOW)
    write(tmp_path / "ledger.jsonl", at=NOW)
    places = ["64", "6403", "640302107001", "640106005001", "640302107001.01", "640302107001.01.01"]
    theirs = {code: recount.recount(tmp_path / "ledger.jsonl", code, *YEAR, NOW.date()) for code in places}
    assert {code: ours(code) for code in places} == theirs
    words = ["640302107001", "--from", "2026-01-01", "--to", "2026-12-31", "--today", "2026-11-23"]
    alone = subprocess.run(
        [sys.executable, "-I", recount.__file__, str(tmp_path / "ledger.jsonl"), *words],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert json.loads(alone.stdout)["figures"] == json.loads(json.dumps(theirs["640302107001"]))
