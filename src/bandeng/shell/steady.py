"""Counts that follow from the ledger, the reader and the day alone: worked out once, and again when one changes.

Every page of the desk shows how much waits for its reader. Nothing ledgered changes without an entry, so while the
ledger's mark, the reader's duties and the day stand, so does the count: it is never out of date, only quicker.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from bandeng.core.deadline import local_day
from bandeng.people.acting import Actor
from bandeng.records.queries import ledger_mark

KEPT = 600
"""Seconds after which a count is forgotten, so that those of readers who left make room."""

Count = Callable[[HttpRequest], int]


def steady(count: Count) -> Count:
    """A count of a line of the desk (`nav.offer`) that depends on nothing but the ledger, the reader and the day."""
    name = f"{count.__module__}.{count.__qualname__}"

    @wraps(count)
    def counted(request: HttpRequest) -> int:
        key = f"count:{name}:{_reading(request)}"
        found: int | None = cache.get(key)
        if found is None:
            found = count(request)
            cache.set(key, found, KEPT)
        return found

    return counted


def _reading(request: HttpRequest) -> str:
    """The reader with every duty, the day and the ledger's mark, as one word; one query a request."""
    if not hasattr(request, "reading"):
        actor: Actor = request.actor  # type: ignore[attr-defined]
        duties = sorted(
            f"{one.role}|{one.place}|{sorted(one.buildings)}|{one.organisation}|{one.deputising}" for one in actor.held
        )
        told = f"{actor.name}|{actor.by_card}|{duties}|{local_day(timezone.now())}|{ledger_mark()}"
        request.reading = sha256(told.encode()).hexdigest()  # type: ignore[attr-defined]
    found: str = request.reading  # type: ignore[attr-defined]
    return found
