"""Applies the tests' own act, and forgets it afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def applied() -> Iterator[list[tuple[Any, str]]]:
    """Applies `Said` by noting it down."""
    from bandeng.records import registry
    from bandeng.records.acts import VERBS
    from tests.records.said import Said

    heard: list[tuple[Any, str]] = []

    def hear(done: Said, entry: Any) -> str:
        heard.append((done, f"{entry.chain}:{entry.n}"))
        return done.text

    VERBS["test.said"] = Said
    registry.applies(Said, result=lambda done: f"again {done.text}")(hear)
    yield heard
    registry._APPLIES.pop("test.said")
    registry._RESULTS.pop("test.said")
    VERBS.pop("test.said")
