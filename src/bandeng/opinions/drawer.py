"""Draws maps: each conversation by itself, one that dies is taken up again."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

from django.db import close_old_connections
from django.utils import timezone

from bandeng.opinions.models import Conversation
from bandeng.opinions.queries import drawing, live

log = logging.getLogger("bandeng.opinions")

THREADS = 2
LOOK = 2.0
"""Every so many seconds it looks for what other processes took in, and for what somebody left half done."""

REST = 0.2
"""So many seconds at least lie between two maps of a conversation; a large one rests as long as its map took."""

RENEW = 4.0
"""Every so many seconds it says that it is alive, where a map takes longer."""


class Drawer:
    """Takes what is asked for (`live.want`) and has at most one thread at each conversation.

    looks   it also looks by itself for what is behind; without, it draws what it is told to
    name    under which it claims maps
    """

    def __init__(self, threads: int = THREADS, *, looks: bool = True, name: str = "") -> None:
        self.name, self._looks = name or str(uuid4()), looks
        self._maps = ThreadPoolExecutor(threads, "map")
        self._judges = ThreadPoolExecutor(1, "judge")
        self._at_work: set[tuple[str, UUID]] = set()
        self._not_before: dict[UUID, float] = {}
        self._judged: dict[UUID, Mapping[str, Any]] = {}
        self._lock = threading.Lock()

    def run(self, stop: threading.Event) -> None:
        """Until it is told to stop; a failure is logged and tried again."""
        live.run(on=True)
        looked, renewed, asked = 0.0, time.monotonic(), set[UUID]()
        try:
            while not stop.is_set():
                asked |= live.wanted(REST / 4)
                if self._looks and time.monotonic() - looked > LOOK:
                    looked, asked = time.monotonic(), asked | behind()
                if self._at_work and time.monotonic() - renewed > RENEW:
                    renewed = time.monotonic()
                    self._renew()
                asked -= {pk for pk in list(asked) if self._draw(pk)}
        finally:
            live.run(on=False)
            self._maps.shutdown()
            self._judges.shutdown()

    def is_at_work(self) -> bool:
        """Whether any map is being drawn or judged."""
        return bool(self._at_work)

    def _renew(self) -> None:
        try:
            drawing.renew(self.name, timezone.now())
        except Exception:
            log.exception("the claims on maps could not be renewed")
        finally:
            close_old_connections()

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
        judged = self._judged.pop(conversation.pk, None)
        if judged is None and not drawing.is_behind(conversation):
            return
        began, now = time.monotonic(), timezone.now()
        if not drawing.claim(conversation, now, self.name):
            self._later(conversation.pk, judged)
            return
        try:
            told = drawing.draw(conversation, now, judged, by=self.name)
        except Exception:
            drawing.release(self.name, conversation)
            raise
        taken = time.monotonic() - began
        self._not_before[conversation.pk] = time.monotonic() + max(REST, taken)
        if told.reactions > drawing.QUICK and drawing.must_judge(told):
            self._set(self._judges, "judgement", conversation.pk, self._judge)

    def _later(self, pk: UUID, judged: Mapping[str, Any] | None) -> None:
        """Another process is at it: what is new may be in its map, or not."""
        if judged is not None:
            self._judged.setdefault(pk, judged)
        self._not_before[pk] = time.monotonic() + REST
        live.want(pk)

    def _judge(self, conversation: Conversation) -> None:
        self._judged[conversation.pk] = drawing.judge_apart(conversation)
        live.want(conversation.pk)


def behind() -> set[UUID]:
    """The conversations whose map lacks something; nothing where the database does not answer."""
    try:
        return set(drawing.behind())
    except Exception:
        log.exception("looking for maps that are behind failed")
        return set()
    finally:
        close_old_connections()
