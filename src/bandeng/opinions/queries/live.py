"""What of the live map this process knows: whether maps are worked out beside the pages, which are asked for, and
whether anybody looks at one.
"""

import threading
import time
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from bandeng.opinions.models import Conversation, Reaction

WATCHED = 5.0
"""Seconds for which somebody who looked at a map counts as looking on."""

_running = threading.Event()
_heard = threading.Event()
_wanted: set[UUID] = set()
_called = threading.Event()
_lock = threading.Lock()
_watched = float("-inf")


def is_running() -> bool:
    """Whether this process works maps out beside the pages."""
    return _running.is_set()


def run(*, on: bool) -> None:
    """Say that it does, or no longer does."""
    _running.set() if on else _running.clear()


def hear(*, on: bool) -> None:
    """Say that somebody listens to what is wanted, though who works may not be ready yet: till then, pages draw."""
    _heard.set() if on else _heard.clear()


def want(pk: UUID) -> None:
    """Something new was said in a conversation; costs nothing where nobody works beside the pages."""
    if is_running() or _heard.is_set():
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


def watch() -> None:
    """Somebody looks at a map: whoever draws had better be ready."""
    global _watched
    _watched = time.monotonic()


def is_watched() -> bool:
    """Whether somebody looked a moment ago."""
    return time.monotonic() - _watched < WATCHED


@dataclass(frozen=True)
class Version:
    """Two words: one changes with every reaction, the other when there is another map to show."""

    said: str
    drawn: str


def version_of(pk: UUID) -> Version | None:
    """What of a conversation has changed; None for one that nobody may read. One query."""
    last = Reaction.objects.filter(conversation=OuterRef("pk")).order_by("-number").values("number")[:1]
    of = Conversation.objects.filter(pk=pk).exclude(matter__sealed=True).annotate(last=Subquery(last))
    found = of.values_list("version", "last", "drawn__upto", "drawn__at").first()
    if found is None:
        return None
    said, drawn = f"{found[0]}.{found[1]}", f"{found[0]}.{found[2]}.{found[3]}"
    if is_running() or (found[1] or 0) == (found[2] or 0):
        return Version(said, drawn)
    # Where nobody works beside the pages, it is the page that is asked for which draws the next map.
    return Version(said, f"{drawn}.{said}.{int(time.monotonic())}")


def forget() -> None:
    """Let go of what was asked for; for tests."""
    global _watched
    _watched = float("-inf")
    with _lock:
        _wanted.clear()
        _called.clear()
