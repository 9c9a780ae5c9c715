"""Lets a test that commits empty its tables afterwards, though the ledger's triggers refuse it everywhere else."""

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def install() -> None:
    """Lift the triggers just for the flush at the end of a test that commits, and lay them again."""
    TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[attr-defined]


def _flush_without_triggers(case: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ("records_entry", "records_privatepart", "records_chain")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            _flush(case)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        _flush(case)
        for _, sql in triggers:
            cursor.execute(sql)
