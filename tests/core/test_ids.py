"""Identifiers that sort as things were written down."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bandeng.core import ids
from bandeng.core.ids import new_id

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def test_an_id_is_of_version_7_and_tells_its_millisecond() -> None:
    made = new_id(AT)
    assert (made.version, made.variant, made.int >> 80) == (7, "specified in RFC 4122", int(AT.timestamp() * 1000))


def test_ids_of_one_millisecond_sort_as_they_were_made() -> None:
    made = [new_id(AT) for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000


def test_a_later_moment_sorts_later_whatever_was_made_before() -> None:
    later = new_id(AT + timedelta(milliseconds=1))
    assert new_id(AT) < later < new_id(AT + timedelta(milliseconds=2))


def test_threads_never_share_one() -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: new_id(AT), range(4000)))
    assert len(set(made)) == 4000


def test_a_full_millisecond_begins_anew_and_stays_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last", (int(AT.timestamp() * 1000), (1 << 74) - 1))
    made = new_id(AT)
    assert (made.version, made.variant, made.int >> 80) == (7, "specified in RFC 4122", int(AT.timestamp() * 1000))
