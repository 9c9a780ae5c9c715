"""The auditor's journey: is it whole, who looked at whose number, which dates were moved."""

import subprocess
import sys
from pathlib import Path

from tests.browser import DESK, Site, Visit
from tests.journeys.walking import XINHUA, Walker


def test_the_auditor_checks_the_chain_with_the_site_and_without_it(site: Site, visit: Visit, tmp_path: Path) -> None:
    auditor = Walker(visit(DESK), site).sign_in("auditor@litong")
    auditor.open("/ledger/")
    auditor.press(auditor.page.locator("form:has([name=all])"), "[name=all]")
    assert XINHUA in auditor.text

    auditor.open("/audit/")
    with auditor.page.expect_download() as export:
        auditor.page.locator("form[action$='/audit/export/'] button").first.click()
    export.value.save_as(tmp_path / "ledger.jsonl")
    program = auditor.page.request.get(site("/ledger/verify.py"))
    (tmp_path / "verify.py").write_text(program.text(), encoding="utf-8")
    command = [sys.executable, "verify.py", "ledger.jsonl"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout.partition(":")[0]) == (0, "whole")


def test_the_reveal_log_says_who_looked_at_whose_number_and_why_without_the_number(site: Site, visit: Visit) -> None:
    auditor = Walker(visit(DESK), site).sign_in("auditor@litong")
    auditor.open("/audit/reveals/")
    assert ("社区干事 小麦" in auditor.text, "约时间上门看灯" in auditor.text, "0088" in auditor.text) == (
        True,
        True,
        False,
    )


def test_moved_dates_and_the_one_correction_stand_side_by_side_with_what_was_first(site: Site, visit: Visit) -> None:
    auditor = Walker(visit(DESK), site).sign_in("auditor@litong")
    auditor.open("/audit/dates/")
    assert "上门其实是前一天傍晚，记晚了一天" in auditor.text
    assert auditor.page.locator("main table tbody tr").count() >= 1


def test_nobody_else_reads_the_reveal_log(site: Site, visit: Visit) -> None:
    resident = visit(DESK).request.get(site("/audit/reveals/"), max_redirects=0)
    assert (resident.status, resident.headers["location"].partition("?")[0]) == (302, "/account/login/")
