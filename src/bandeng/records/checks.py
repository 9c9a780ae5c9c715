"""What must hold before a site serves: a safe SQLite that syncs, and an apply for every verb."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register


def register_all() -> None:
    """Register the checks; called once at start."""
    register(every_verb_is_applied)
    register(sqlite_is_safe)


def every_verb_is_applied(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each act has its apply, else it could be recorded and never be seen."""
    from bandeng.records.registry import unapplied

    return [Error(f"no room applies {verb}", id="records.E001") for verb in sorted(unapplied())]


def sqlite_is_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A SQLite with the WAL fix, or PostgreSQL."""
    from django.db import connection

    from bandeng.config.sqlite import is_safe, version

    if connection.vendor != "sqlite" or is_safe():
        return []
    found = ".".join(map(str, version()))
    hint = "Install pysqlite3 (Linux x86_64) or set BANDENG_DATABASE_URL to a PostgreSQL server."
    return [Warning(f"SQLite {found} may corrupt a WAL database (fixed in 3.51.3)", hint=hint, id="records.W001")]
