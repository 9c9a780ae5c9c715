"""Where the browser tests look for Chromium, and what they say when there is none."""

import shutil
from pathlib import Path

import pytest

from scripts import browser
from scripts.bootstrap import Stuck


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium, where nothing can be fetched."""
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "by_npm", lambda: None)
    monkeypatch.setattr(browser, "by_apt", lambda *packages: False)
    monkeypatch.setattr(browser, "has_chinese_font", lambda: True)


def test_the_one_that_is_named_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chrome").touch(mode=0o755)
    monkeypatch.setenv("CHROME", str(tmp_path / "chrome"))
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/chromium")
    assert browser.chromium() == {"CHROME": str(tmp_path / "chrome")}


def test_a_name_that_is_no_program_is_refused_rather_than_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    with pytest.raises(Stuck, match="CHROME=/nowhere/chrome is no program"):
        browser.chromium()


def test_the_one_of_the_system_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", {"chromium": "/usr/bin/chromium"}.get)
    assert browser.chromium() == {"CHROME": "/usr/bin/chromium"}


def test_npm_gives_one_where_apt_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "by_npm", lambda: {"CHROME": "/here/chromium", "LD_LIBRARY_PATH": "/here/lib"})
    assert browser.chromium() == {"CHROME": "/here/chromium", "LD_LIBRARY_PATH": "/here/lib"}


def test_without_any_it_says_what_to_install() -> None:
    with pytest.raises(Stuck, match="apt-get install chromium fonts-noto-cjk"):
        browser.chromium()


def test_without_a_chinese_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", {"chromium": "/usr/bin/chromium"}.get)
    monkeypatch.setattr(browser, "has_chinese_font", lambda: False)
    with pytest.raises(Stuck, match="apt-get install fonts-noto-cjk"):
        browser.chromium()
