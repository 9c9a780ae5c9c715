"""Draws maps beside the pages: each conversation by itself, one that dies is taken up again."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from django.db import close_old_connections
from django.utils import timezone

from bandeng.opinions.models import Conversation
from bandeng.opinions.queries import drawing, live

log = logging.getLogger("bandeng.opinions")

THREADS = 2
LOOK = 2.0
"""Every so many seconds it looks for what other processes took in, and for what somebody left half done."""

REST = 0.3
"""So many seconds at least lie between two maps of a conversation; a large one rests as long as its map took."""


class Drawer:
    """Takes what is asked for (`live.want`) and what is behind, and has at most one thread at each conversation."""

    def __init__(self, threads: int = THREADS) -> None:
        self._maps = ThreadPoolExecutor(threads, "map")
        self._judges = ThreadPoolExecutor(1, "judge")
        self._at_work: set[tuple[str, UUID]] = set()
        self._not_before: dict[UUID, float] = {}
        self._lock = threading.Lock()

    def run(self, stop: threading.Event) -> None:
        """Until it is told to stop; a failure is logged and tried again."""
        live.run(on=True)
        looked, asked = 0.0, set[UUID]()
        try:
            while not stop.is_set():
                asked |= live.wanted(REST / 2)
                if time.monotonic() - looked > LOOK:
                    looked, asked = time.monotonic(), asked | _behind()
                asked -= {pk for pk in list(asked) if self._draw(pk)}
        finally:
            live.run(on=False)
            self._maps.shutdown()
            self._judges.shutdown()

    def _draw(self, pk: UUID) -> bool:
        """Set a thread to it; False where it is too early, or one is at it still."""
        if time.monotonic() < self._not_before.get(pk, 0.0):
            return False
        return self._set(self._maps, "map", pk, self._map)

    def _set(self, pool: ThreadPoolExecutor, what: str, pk: UUID, work: Callable[[Conversation], None]) -> bool:
        with self._lock:
            if (what, pk) in self._at_work:
                return False
            self._at_work.add((what, pk))
        try:
            pool.submit(self._done, what, pk, work)
        except RuntimeError:  # the process is ending
            return False
        return True

    def _done(self, what: str, pk: UUID, work: Callable[[Conversation], None]) -> None:
        try:
            work(Conversation.objects.select_related("place").get(pk=pk))
        except Exception:
            log.exception("the %s of conversation %s failed and is tried again", what, pk)
        finally:
            close_old_connections()
            with self._lock:
                self._at_work.discard((what, pk))

    def _map(self, conversation: Conversation) -> None:
        began, now = time.monotonic(), timezone.now()
        if not drawing.claim(conversation, now):
            return
        try:
            told = drawing.draw(conversation, now)
        finally:
            drawing.release(conversation)
        taken = time.monotonic() - began
        self._not_before[conversation.pk] = time.monotonic() + max(REST, taken)
        if told.reactions > drawing.QUICK and drawing.must_judge(told):
            self._set(self._judges, "judgement", conversation.pk, _judge)


def _judge(conversation: Conversation) -> None:
    drawing.judge_apart(conversation, timezone.now())


def _behind() -> set[UUID]:
    try:
        return set(drawing.behind())
    except Exception:
        log.exception("looking for maps that are behind failed")
        return set()
    finally:
        close_old_connections()
