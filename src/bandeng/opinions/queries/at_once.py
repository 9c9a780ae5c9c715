"""A short write beside many others.

SQLite lets nobody queue: whoever finds the database busy sleeps and tries again, the longer the more often it was busy,
up to a tenth of a second; whoever appends one reaction after another is always first. So somebody with one row to write
tries every other millisecond. PostgreSQL has queues.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")
PAUSE, LONGEST = 0.002, 10.0
"""Seconds."""


def at_once(write: Callable[[], T]) -> T:
    """What `write` gives: one statement that is a transaction of its own. Raises OperationalError after LONGEST."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return write()
    _wait(0.0)
    try:
        return _tried(write, time.monotonic() + LONGEST)
    finally:
        _wait(LONGEST)


def _wait(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")


def _tried(write: Callable[[], T], until: float) -> T:
    while True:
        try:
            return write()
        except OperationalError as busy:
            if "locked" not in str(busy) or time.monotonic() > until:
                raise
        time.sleep(PAUSE)
