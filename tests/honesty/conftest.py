"""What the tests of honesty share: the town, built once a session, laid down for each file and undone after it."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from bandeng.opinions.queries import live, reactions
from bandeng.shell import live as screens
from tests.honesty import standing
from tests.honesty.building import build
from tests.honesty.looking import Album
from tests.honesty.town import Town
from tests.makers import AT

LATER = AT + timedelta(minutes=5)
"""When the tests look at the town: after all that happened while it was built."""


@dataclass(frozen=True)
class Built:
    """The town and its rows, and what was looked at in it already."""

    town: Town
    rows: list[standing.Rows]
    album: Album


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is kept in memory of conversations belongs to one test; each asks the database anew."""
    monkeypatch.setattr(screens, "SEEN", 0.0)
    reactions.forget()
    live.forget()
    screens.forget()
    yield
    reactions.forget()


@pytest.fixture(scope="session")
def built(django_db_setup: None, django_db_blocker: Any) -> Built:
    """The town, built in a transaction that is never committed; its rows are kept."""
    with time_machine.travel(AT, tick=True), django_db_blocker.unblock(), transaction.atomic():
        before = standing.empty()
        town = build()
        rows = standing.kept(before)
        transaction.set_rollback(True)
    # What stands now stands till the end: nothing is gained by searching it again and again.
    gc.collect()
    gc.freeze()
    return Built(town, rows, Album(town))


@pytest.fixture(scope="module")
def town(built: Built, django_db_blocker: Any) -> Iterator[Town]:
    """The town, in a transaction that is never committed; the clock goes on from the makers' Monday."""
    with time_machine.travel(LATER, tick=True), django_db_blocker.unblock(), transaction.atomic():
        standing.lay(built.rows)
        yield built.town.copy()
        transaction.set_rollback(True)


@pytest.fixture
def album(built: Built, town: Town, db: None) -> Album:
    """The town as everybody sees it."""
    return built.album


@pytest.fixture
def undone(db: None) -> Callable[[], AbstractContextManager[None]]:
    """What happens inside is rolled back."""

    @contextmanager
    def trial() -> Iterator[None]:
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)
            cache.clear()

    return trial
