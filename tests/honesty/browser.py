"""A browser of the tests of honesty, which asks thousands of times; and a watch over what reaches the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.client import ClientHandler

# The middleware is loaded once.
_HANDLERS = {csrf: ClientHandler(enforce_csrf_checks=csrf) for csrf in (False, True)}
_WRITE = re.compile(r'\s*(INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"?', re.IGNORECASE)


class Browser(Client):
    """Django's client, which keeps no copy of what each template was given; what breaks is an answer of 500."""

    def __init__(self, *, csrf: bool = False) -> None:
        super().__init__(enforce_csrf_checks=csrf, raise_request_exception=False)
        self.handler = _HANDLERS[csrf]

    def request(self, **request: Any) -> Any:
        """The answer; cookies are kept as a browser does."""
        answer: Any = self.handler(self._base_environ(**request))  # type: ignore[attr-defined]
        answer.request, answer.client = request, self
        self.cookies.update(answer.cookies)
        return answer


@dataclass
class Asked:
    """What reached the database: how many queries, and what was written to which table, e.g. "UPDATE places_place"."""

    queries: int = 0
    writes: list[str] = field(default_factory=list)


@contextmanager
def asking() -> Iterator[Asked]:
    """Watch the database; a savepoint is no query."""
    asked = Asked()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked.queries += not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO"))
        if told := _WRITE.match(sql):
            asked.writes.append(f"{told[1].upper()} {told[2]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield asked
