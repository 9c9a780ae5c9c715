"""Which SQLite we run on.

Releases 3.7.0 to 3.51.2 can corrupt a WAL database when a checkpoint races a commit (fixed in 3.51.3): fatal for a
ledger. `pysqlite3` brings a fixed one; where it has no wheel, the system's is used and `is_safe` says what it is worth.
"""

import importlib
import sqlite3
import sys

FIXED_IN = (3, 51, 3)


def prefer_safe_sqlite() -> None:
    """Put `pysqlite3` in the place of `sqlite3` when it is there and newer."""
    try:
        better = importlib.import_module("pysqlite3")
    except ImportError:
        return
    if better.sqlite_version_info > sqlite3.sqlite_version_info:
        sys.modules["sqlite3"] = better
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def version() -> tuple[int, ...]:
    """The version of the SQLite that Django will use, e.g. (3, 53, 4)."""
    found: tuple[int, ...] = sys.modules["sqlite3"].sqlite_version_info
    return found


def is_safe() -> bool:
    """Whether the SQLite in use has the WAL fix."""
    return version() >= FIXED_IN
