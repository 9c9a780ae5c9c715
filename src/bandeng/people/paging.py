"""One page of a list, as `{% pager %}` shows it; one row more is read, so that nothing is counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
SIZE, FURTHEST = 20, 500


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows, this page's number from 1, and the query strings of its neighbours ("" at an end)."""

    rows: list[Row]
    number: int
    earlier: str
    later: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(rows: QuerySet[Row], request: HttpRequest) -> Page[Row]:
    """The page the address asks for (`?page=2`); a number nobody can mean is page 1."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= FURTHEST else 1
    found = list(rows[(number - 1) * SIZE : number * SIZE + 1])
    return Page(
        found[:SIZE],
        number,
        _query(request, number - 1) if number > 1 else "",
        _query(request, number + 1) if len(found) > SIZE else "",
    )


def _query(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return asked.urlencode()
