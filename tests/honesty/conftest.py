"""What the tests of honesty share: the town, built once a module and undone when the module is over."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from tests.honesty.building import build
from tests.honesty.town import Town
from tests.makers import AT


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: "pytest.FixtureRequest") -> Iterator[Town]:
    """The town, in a transaction that is never committed; the clock goes on from the makers' Monday."""
    with time_machine.travel(AT, tick=True), django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


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
