"""What of the live map this process knows: whether maps are worked out beside the pages, and which are asked for.

A page that stays open asks every second whether there is something new. The answer comes from here: one look into the
database per process, conversation and half second, however many look on.
"""

import threading
import time
from uuid import UUID

from bandeng.opinions.models import Conversation, Drawn

SEEN = 0.5
"""Seconds for which a look into the database is good."""

_running = threading.Event()
_wanted: set[UUID] = set()
_called = threading.Event()
_lock = threading.Lock()
_seen: dict[UUID, tuple[float, str]] = {}


def is_running() -> bool:
    """Whether this process works maps out beside the pages."""
    return _running.is_set()


def run(*, on: bool) -> None:
    """Say that it does, or no longer does."""
    _running.set() if on else _running.clear()


def want(pk: UUID) -> None:
    """Something new was said in a conversation; costs nothing where nobody works beside the pages."""
    if is_running():
        with _lock:
            _wanted.add(pk)
        _called.set()


def wanted(pause: float) -> set[UUID]:
    """Wait until somebody asks, at most so many seconds; what was asked for."""
    _called.wait(pause)
    with _lock:
        found, _ = set(_wanted), _wanted.clear()
        _called.clear()
    return found


def version_of(pk: UUID) -> str:
    """A word that changes when a conversation's page does; "" for one that nobody may read."""
    at, word = _seen.get(pk, (0.0, ""))
    if time.monotonic() - at > SEEN:
        word = _read(pk)
        if len(_seen) > 10_000:
            _seen.clear()
        _seen[pk] = (time.monotonic(), word)
    return word


def _read(pk: UUID) -> str:
    of = Conversation.objects.filter(pk=pk).exclude(matter__sealed=True)
    found = of.values_list("version", "drawn__upto", "drawn__at", "closes_on").first()
    return ".".join(str(part) for part in found) if found else ""


def forget() -> None:
    """Let go of what was seen and asked for; for tests."""
    _seen.clear()
    with _lock:
        _wanted.clear()
        _called.clear()
