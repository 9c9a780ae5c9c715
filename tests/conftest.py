"""What every layer shares: Django where the tests need it, and no test that quietly does not run."""

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says how busy the machine is, not whether the law holds.
settings.register_profile("bandeng", deadline=None)
settings.load_profile("bandeng")

TESTS = Path(__file__).resolve().parent
# A journey's site is a process of its own; rules, commands and the set-up need no site at all.
BROWSER = ("journeys", "accessibility")
WITHOUT_DJANGO = ("core", "cli", "setup", *BROWSER)


def named(argument: str) -> Path:
    """The file or folder an argument of pytest names, e.g. "tests/core/test_x.py::test_y"."""
    return Path(argument.partition("::")[0]).resolve()


def is_within(argument: str, folders: Iterable[str]) -> bool:
    return any(named(argument).is_relative_to(TESTS / folder) for folder in folders)


def is_around(argument: str, folders: Iterable[str]) -> bool:
    return any((TESTS / folder).is_relative_to(named(argument)) for folder in folders)


def needs_django() -> bool:
    """Whether a test was asked for that needs Django; a worker of xdist takes the answer of its parent.

    A room's conftest.py imports models while pytest still reads its own settings, so this cannot wait for a hook.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        words = [word for word in sys.argv[1:] if not word.startswith("-") and named(word).exists()]
        asked = [word for word in words if named(word).is_relative_to(TESTS) or TESTS.is_relative_to(named(word))]
        alone = bool(asked) and all(is_within(word, WITHOUT_DJANGO) for word in asked)
        os.environ["BANDENG_TEST_DJANGO"] = "" if alone else "1"
    return bool(os.environ.get("BANDENG_TEST_DJANGO"))


if needs_django():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests import ledger_guard

    ledger_guard.install()

    # What is imported now stands till the end: nothing is gained by searching it for rubbish again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Bring in the browser's fixtures, where the tests that were asked for need them."""
    if any(is_within(argument, BROWSER) or is_around(argument, BROWSER) for argument in config.args):
        config.pluginmanager.import_plugin("tests.browser")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the tests' home away; a worker of xdist ends without Python's own farewell."""
    if needs_django():
        shutil.rmtree(os.environ["BANDENG_HOME"], ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run: {report.longrepr}. A test that cannot run here has failed here."
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} did not run: a module that cannot run here has failed here."
    return report
