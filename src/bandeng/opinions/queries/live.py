"""What of the live map this process knows: whether maps are worked out beside the pages, and which are asked for.

A page that stays open asks every second whether there is something new. The answer comes from here: one look into the
database per process, conversation and half second, however many look on.
"""

import threading
import time
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from bandeng.opinions.models import Conversation, Reaction

SEEN = 0.5
"""Seconds for which a look into the database is good."""

_running = threading.Event()
_wanted: set[UUID] = set()
_called = threading.Event()
_lock = threading.Lock()
_seen: "dict[UUID, tuple[float, Version | None]]" = {}


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
        found = set(_wanted)
        _wanted.clear()
        _called.clear()
    return found


@dataclass(frozen=True)
class Version:
    """Two words: one changes with every reaction, the other when there is another map to show."""

    said: str
    drawn: str


def version_of(pk: UUID, *, anew: bool = False) -> Version | None:
    """What of a conversation has changed; None for one that nobody may read.

    anew   look into the database, however short a time ago somebody did
    """
    at, found = _seen.get(pk, (0.0, None))
    if anew or time.monotonic() - at > SEEN:
        found = _read(pk)
        if len(_seen) > 10_000:
            _seen.clear()
        _seen[pk] = (time.monotonic(), found)
    return found


def _read(pk: UUID) -> Version | None:
    last = Reaction.objects.filter(conversation=OuterRef("pk")).order_by("-number").values("number")[:1]
    of = Conversation.objects.filter(pk=pk).exclude(matter__sealed=True).annotate(last=Subquery(last))
    found = of.values_list("version", "last", "drawn__upto", "drawn__at").first()
    if found is None:
        return None
    # Where nobody works beside the pages, it is the page that is asked for which draws the next map.
    said, drawn = f"{found[0]}.{found[1]}", f"{found[0]}.{found[2]}.{found[3]}"
    return Version(said, drawn if is_running() else f"{drawn}.{said}")


def forget() -> None:
    """Let go of what was seen and asked for; for tests."""
    _seen.clear()
    with _lock:
        _wanted.clear()
        _called.clear()
