"""Reactions that arrive at the same moment are appended and synced together: one disk wait for all who wait.

Whoever comes first writes for everybody who has come meanwhile; each gets an answer of their own, after the sync. What
goes wrong with one goes wrong with that one alone.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import connection

W = TypeVar("W")
S = TypeVar("S")

MOST = 500
"""So many at most in one transaction."""


class _Waiting(Generic[W, S]):
    def __init__(self, wish: W) -> None:
        self.wish = wish
        self.said: S | Exception | None = None


class Together(Generic[W, S]):
    """Collects wishes of many threads and has them written in few transactions.

    write   writes some in one transaction; per wish what it says, or what it refuses
    """

    def __init__(self, write: Callable[[Sequence[W]], Sequence[S | Exception]]) -> None:
        self._write = write
        self._turn, self._busy = threading.Condition(), False
        self._waiting: list[_Waiting[W, S]] = []

    def __call__(self, wish: W) -> S:
        """What became of a wish, once it is synced. Raises what was refused."""
        mine: _Waiting[W, S] = _Waiting(wish)
        if connection.in_atomic_block:  # somebody else's transaction: nobody may wait for its end
            self._serve([mine])
        else:
            self._queue(mine)
        if isinstance(mine.said, Exception):
            raise mine.said
        assert mine.said is not None
        return mine.said

    def _queue(self, mine: _Waiting[W, S]) -> None:
        """Wait for whoever writes to write mine too, or write for everybody as soon as nobody does."""
        with self._turn:
            self._waiting.append(mine)
            while mine.said is None:
                if self._busy:
                    self._turn.wait()
                else:
                    self._lead()

    def _lead(self) -> None:
        """Write for those who wait; the lock is held before and after, not meanwhile."""
        some, self._waiting, self._busy = self._waiting[:MOST], self._waiting[MOST:], True
        self._turn.release()
        try:
            self._serve(some)
        finally:
            self._turn.acquire()
            self._busy = False
            self._turn.notify_all()

    def _serve(self, some: Sequence[_Waiting[W, S]]) -> None:
        try:
            for each, said in zip(some, self._write([one.wish for one in some]), strict=True):
                each.said = said
        except Exception as fault:
            if len(some) == 1:
                some[0].said = fault
            else:
                for each in some:
                    self._serve([each])
