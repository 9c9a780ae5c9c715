"""Long lists in pages: one row more than a page is read, so that no count is needed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, overload

from django.http import HttpRequest

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)

SIZE = 20
FURTHEST = 500


class Rows(Protocol[Row_co]):
    """Anything that can be sliced: a list or a queryset."""

    @overload
    def __getitem__(self, at: int) -> Row_co: ...
    @overload
    def __getitem__(self, at: slice) -> Iterable[Row_co]: ...


@dataclass(frozen=True)
class Paged(Generic[Row]):
    """One page of a list.

    rows     the rows of this page
    number   this page's number, from 1
    earlier, later   the query string of the neighbouring page ("" at an end), ready for `href="?..."`
    """

    rows: list[Row]
    number: int
    earlier: str
    later: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def paged(rows: Rows[Row], request: HttpRequest, *, size: int = SIZE, name: str = "page") -> Paged[Row]:
    """The page of `rows` that the address asks for (`?page=2`); a number nobody can mean is page 1."""
    number = _number(request.GET.get(name, ""))
    start = (number - 1) * size
    found = list(rows[slice(start, start + size + 1)])
    return Paged(
        rows=found[:size],
        number=number,
        earlier=_query(request, name, number - 1) if number > 1 else "",
        later=_query(request, name, number + 1) if len(found) > size and number < FURTHEST else "",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= FURTHEST else 1


def _query(request: HttpRequest, name: str, number: int) -> str:
    asked = request.GET.copy()
    asked[name] = str(number)
    return asked.urlencode()
