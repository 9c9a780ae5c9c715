"""The bootstrap: reads on an old Python, says what to do, does nothing twice, survives an interruption."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts import bootstrap
from scripts.bootstrap import Stuck


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with an environment of its own in the place of ours."""
    locks, venv = tmp_path / "requirements", tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "pyvenv.cfg").write_text("version = 3.11\n")
    locks.mkdir()
    for name in ("core", "dev"):
        (locks / f"{name}.txt").write_text(f"{name}==1\n")
    for name, path in {"ROOT": tmp_path, "VENV": venv, "BIN": venv / "bin", "STAMPS": venv / "stamps"}.items():
        monkeypatch.setattr(bootstrap, name, path)
    monkeypatch.setattr(bootstrap, "LOCKS", locks)
    monkeypatch.setattr(bootstrap, "make_environment", lambda: None)
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The sets each installation was asked for, in order."""
    asked: list[list[str]] = []

    def install(files: Sequence[Path]) -> bool:
        asked.append([file.stem for file in files])
        return True

    monkeypatch.setattr(bootstrap, "install_with_uv", install)
    return asked


def test_a_python_of_2019_can_read_it() -> None:
    source = Path(bootstrap.__file__).read_text()
    assert isinstance(ast.parse(source, feature_version=(3, 8)), ast.Module)


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(bootstrap.__file__).read_text())
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    taken = {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert (plain | taken) - sys.stdlib_module_names == set()


def test_an_old_python_starts_again_with_the_newest_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", {"python3.12": "/bin/python3.12", "python3.11": "/bin/python3.11"}.get)

    def become(path: str, arguments: list[str]) -> None:
        started.append(path)
        raise SystemExit

    monkeypatch.setattr(os, "execv", become)
    with pytest.raises(SystemExit):
        bootstrap.use_a_python_that_fits()
    assert started == ["/bin/python3.12"]


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 15, 0)])
def test_without_a_python_that_fits_it_says_what_to_do(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Stuck, match=r"needs Python 3\.11, 3\.12, 3\.13 or 3\.14.*\n.*apt-get install python3\.11"):
        bootstrap.use_a_python_that_fits()


def test_without_ensurepip_it_names_the_package_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "BIN", tmp_path)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(Stuck, match="apt-get install python3-venv"):
        bootstrap.make_environment()


def test_a_second_installation_does_nothing(folder: Path, installed: list[list[str]]) -> None:
    bootstrap.install("core")
    bootstrap.install("core")
    assert installed == [["core"]]


def test_a_set_that_is_in_stays_in_and_nothing_is_fetched_again(folder: Path, installed: list[list[str]]) -> None:
    bootstrap.install("core", "dev")
    bootstrap.install("core")
    assert installed == [["core", "dev"]]


def test_a_changed_lock_brings_every_set_that_is_in_up_to_date(folder: Path, installed: list[list[str]]) -> None:
    bootstrap.install("core", "dev")
    (folder / "requirements" / "core.txt").write_text("core==2\n")
    bootstrap.install("core")
    assert installed == [["core", "dev"], ["core", "dev"]]


def test_an_interrupted_installation_leaves_no_stamp(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(files: Sequence[Path]) -> bool:
        raise KeyboardInterrupt

    bootstrap.STAMPS.mkdir()
    bootstrap.put_stamp("core", folder / "requirements" / "core.txt")
    (folder / "requirements" / "core.txt").write_text("core==2\n")
    monkeypatch.setattr(bootstrap, "install_with_uv", interrupt)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.install("core")
    assert list(bootstrap.STAMPS.iterdir()) == []


def test_pip_takes_over_where_uv_cannot(
    folder: Path, installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "install_with_pip", bootstrap.install_with_uv)
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda files: False)
    bootstrap.install("core")
    assert (installed, bootstrap.is_stamped("core", folder / "requirements" / "core.txt")) == ([["core"]], True)


def test_when_neither_can_it_says_so_and_leaves_no_stamp(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda files: False)
    monkeypatch.setattr(bootstrap, "install_with_pip", lambda files: False)
    with pytest.raises(Stuck, match="could not be installed"):
        bootstrap.install("core")
    assert bootstrap.is_stamped("core", folder / "requirements" / "core.txt") is False


def test_the_mirror_of_pip_is_handed_on_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "mirror")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert bootstrap.index_for_uv()["UV_DEFAULT_INDEX"] == "mirror"


def test_a_command_that_is_not_there_lists_those_that_are() -> None:
    asked = subprocess.run([sys.executable, bootstrap.__file__, "dance"], capture_output=True, text=True, check=False)
    assert (asked.returncode, [line.split()[0] for line in asked.stdout.splitlines()]) == (2, list(bootstrap.COMMANDS))
