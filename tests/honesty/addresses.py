"""Every address of the site: which rooms serve it, and how to reach it for each kind of object."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bandeng.config.settings import ROOMS
from bandeng.matters.models import Track
from bandeng.matters.queries.photos import ticket_for
from tests.honesty.town import Town

Kwargs = Callable[[Town, str], dict[str, Any]]


def routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address; a name with several patterns comes once for each."""
    yield from _walk(get_resolver().url_patterns, "", "")


def _walk(patterns: list[Any], space: str, before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, inner, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", before + str(each.pattern)


def ours() -> list[str]:
    """The names of the addresses of our rooms."""
    return sorted({name for name, _ in routes() if name.partition(":")[0] in (*ROOMS, "live")})


def nothing(town: Town, kind: str) -> dict[str, Any]:
    return {}


def matter(town: Town, kind: str) -> dict[str, Any]:
    return {"pk": town.cases[kind].matter.pk}


def code(town: Town, kind: str) -> dict[str, Any]:
    return {"code": town.cases[kind].code}


def known(town: Town, kind: str) -> str:
    """What only the raiser knows beside the code of their receipt."""
    return str(town.cases[kind].raising.phone)


def raising(town: Town, kind: str) -> dict[str, Any]:
    return {"pk": town.cases[kind].raising.pk}


def clock(town: Town, kind: str) -> dict[str, Any]:
    found = town.cases[kind].matter
    return {"pk": found.pk, "deadline": found.deadlines.order_by("pk").first().pk}  # type: ignore[union-attr]


def safety(town: Town, kind: str) -> dict[str, Any]:
    found = town.cases[kind].matter
    track = Track.objects.filter(matter=found, kind="safety").first()
    return {"pk": found.pk, "track": track.pk if track else found.pk}


def item(state: str) -> Kwargs:
    """A work item: "waiting" for a unit, "running", "reported" done, or "item", for which more time was asked."""

    def made(town: Town, kind: str) -> dict[str, Any]:
        found = getattr(town.cases[kind], state)
        more = {"extension": town.cases[kind].extension.pk} if state == "item" else {}  # type: ignore[union-attr]
        return {"pk": found.pk, **more}

    return made


def paused(state: str, which: str) -> Kwargs:
    """A work item and a pause of it: "item" with "pause" asked for, "paused" with "stop" that runs."""

    def made(town: Town, kind: str) -> dict[str, Any]:
        found = town.cases[kind]
        return {"pk": getattr(found, state).pk, "pause": getattr(found, which).pk}

    return made


def still(name: str) -> Kwargs:
    """A matter whose step's clock stands still, or for which that was asked."""
    return lambda town, kind: {"pk": town.cases[name].matter.pk, "pause": town.cases[name].pause.pk}  # type: ignore[union-attr]


def case(name: str) -> Kwargs:
    """A matter to which something else happened."""
    return lambda town, kind: {"pk": town.cases[name].matter.pk}


def place(town: Town, kind: str) -> dict[str, Any]:
    return {"code": (town.elsewhere if kind == "elsewhere" else town.place).code}


def person(town: Town, kind: str) -> dict[str, Any]:
    return {"pk": town.persons["stranger" if kind == "elsewhere" else "neighbour"].pk}


def with_(**more: Any) -> Callable[[Kwargs], Kwargs]:
    """The same, and these besides."""
    return lambda made: lambda town, kind: made(town, kind) | more


def photo(town: Town, kind: str) -> dict[str, Any]:
    return {"sha256": town.photo, "ticket": ticket_for(town.photo)}


def url(name: str, town: Town, kind: str, kwargs: Kwargs) -> str:
    return reverse(name, kwargs=kwargs(town, kind))
