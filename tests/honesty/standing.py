"""The rows of a town, so that it is built once a session and laid down again for each file of tests."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection


@dataclass(frozen=True)
class Rows:
    """The rows of one table, as the database gives and takes them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def tables() -> list[str]:
    """Every table of ours and of what we build on."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy})


def empty() -> list[str]:
    """The tables without a row."""
    with connection.cursor() as cursor:
        return [table for table in tables() if not _some(cursor, table)]


def _some(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
    return cursor.fetchone() is not None


def kept(those: list[str]) -> list[Rows]:
    """What stands in these tables now."""
    with connection.cursor() as cursor:
        return [found for table in those if (found := _read(cursor, table)).rows]


def _read(cursor: Any, table: str) -> Rows:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    columns = tuple(column[0] for column in cursor.description)
    return Rows(table, columns, tuple(tuple(map(_plain, row)) for row in cursor.fetchall()))


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def lay(all_rows: list[Rows]) -> None:
    """Write them into empty tables."""
    with connection.cursor() as cursor:
        for one in all_rows:
            names = ", ".join(map(connection.ops.quote_name, one.columns))
            marks = ", ".join(["%s"] * len(one.columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(one.table)} ({names}) VALUES ({marks})", one.rows
            )
