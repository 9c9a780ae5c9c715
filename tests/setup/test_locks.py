"""Lock files: complete, hashed, and free of any registry's address."""

import json
import re
import tomllib
from pathlib import Path

import pytest

import bandeng

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
FRONTENDS = [ROOT / "frontend", ROOT / "frontend" / "chromium"]


def pins(name: str) -> dict[str, str]:
    """Package to version, as a lock file says."""
    found = re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ \\;]+)", (ROOT / "requirements" / name).read_text(), re.M
    )
    return dict(found)


def test_there_is_a_lock_file_for_each_use() -> None:
    assert [path.name for path in LOCKS] == ["bootstrap.txt", "core.txt", "dev.txt", "docs.txt", "pdf.txt", "peers.txt"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_names_no_address_and_hashes_every_package(path: Path) -> None:
    text = path.read_text()
    packages = re.split(r"\n(?=\S)", text.strip())
    assert ("://" in text, [package for package in packages if "--hash=sha256:" not in package]) == (False, [])


def test_what_the_tests_use_contains_what_a_site_uses_in_the_same_versions() -> None:
    core, dev = pins("core.txt"), pins("dev.txt")
    assert {name: dev.get(name) for name in core} == core


def test_the_documentation_and_the_tests_agree_where_they_share_a_package() -> None:
    dev, docs = pins("dev.txt"), pins("docs.txt")
    assert {name: docs[name] for name in dev.keys() & docs.keys()} == {
        name: dev[name] for name in dev.keys() & docs.keys()
    }


@pytest.mark.parametrize("folder", FRONTENDS, ids=lambda folder: folder.name)
def test_the_npm_lock_says_what_by_hash_and_not_from_where(folder: Path) -> None:
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    fetched = [package for name, package in packages.items() if name]
    assert [package for package in fetched if "resolved" in package or "integrity" not in package] == []


def test_a_site_needs_no_package_from_npm() -> None:
    packages = [json.loads((folder / "package.json").read_text()) for folder in FRONTENDS]
    assert [package.get("dependencies", {}) for package in packages] == [{}, {}]


def test_the_version_is_one() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == bandeng.__version__
