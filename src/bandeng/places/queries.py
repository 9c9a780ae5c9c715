"""Reading the tree. Places are public; who may change them is decided in `actions`."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Q, QuerySet

from bandeng.core.places import Known, Wish, official, parent_code, path_of, tidy
from bandeng.core.refusal import Refusal
from bandeng.places.calendars import calendar_for
from bandeng.places.models import Grid, Level, Place

__all__ = [
    "by_code", "calendar_for", "children", "communities", "community_code", "community_of", "grids_of", "has_community",
    "known_for", "label", "labels", "line_of", "search", "starts", "subtree", "under",
]  # fmt: skip

LAST = "\U0010ffff"
_AT_ONCE = 900


def starts(field: str, text: str) -> Q:
    """Rows whose `field` begins with `text`, by the index of either database.

    PostgreSQL has an index for LIKE beside each indexed text column; SQLite uses an index only for a range, and there
    text is compared by its code points.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST})
    return Q(**{f"{field}__startswith": text})


def under(code: str, through: str = "") -> Q:
    """The place and everything below it, for a filter: `Matter.objects.filter(under(code, "place__"))`."""
    return starts(f"{through}path", path_of(code))


def by_code(code: str) -> Place | None:
    """The place with this code in any of its forms ("640425000000"); None when there is none. One query at most."""
    return Place.objects.filter(pk=tidy(code)).first()


def children(place: Place | str | None) -> QuerySet[Place]:
    """The places directly below, by code; the provinces for None. Ended ones too."""
    above = place.pk if isinstance(place, Place) else place
    return Place.objects.filter(parent=above).order_by("code")


def subtree(code: str) -> QuerySet[Place]:
    """The place and everything below it, parents first."""
    return Place.objects.filter(under(code)).order_by("path")


def line_of(place: Place) -> list[Place]:
    """The places from the province down to this one, itself included. One query."""
    found = Place.objects.in_bulk(place.ancestry)
    return [found[code] for code in place.ancestry if code in found]


def community_code(place: Place | str) -> str | None:
    """The code of the community a place lies in; None above communities. No query."""
    head = (place.pk if isinstance(place, Place) else place).partition(".")[0]
    return head if len(head) == 12 else None


def community_of(place: Place) -> Place | None:
    """The community a place lies in, itself if it is one; None above communities. One query at most."""
    if place.level == Level.COMMUNITY:
        return place
    code = community_code(place)
    return Place.objects.filter(pk=code).first() if code else None


def communities() -> QuerySet[Place]:
    """All communities that have not ended."""
    return Place.objects.filter(level=Level.COMMUNITY, valid_to=None).order_by("code")


def has_community() -> bool:
    """Whether this site has been set up: a community stands."""
    return Place.objects.filter(level=Level.COMMUNITY).exists()


def label(place: Place) -> str:
    """The place as neighbours say it: "家和万事小区 3 号楼 2 单元"; above compounds its name. No query."""
    return place.label


def labels(codes: Iterable[str]) -> dict[str, str]:
    """The labels of many places by code. One query."""
    return dict(Place.objects.filter(pk__in=set(codes)).values_list("code", "label"))


def search(text: str, *, below: str | None = None, levels: Iterable[str] = (), limit: int = 20) -> list[Place]:
    """Standing places whose name or code begins with the text, in the order of the tree. One query."""
    asked = text.strip()
    if not asked:
        return []
    found = Place.objects.filter(starts("name", asked) | starts("code", tidy(asked)), valid_to=None)
    if below:
        found = found.filter(under(below))
    if wanted := list(levels):
        found = found.filter(level__in=wanted)
    return list(found.order_by("path")[:limit])


def grids_of(community: Place) -> QuerySet[Grid]:
    """The grids of a community with their buildings. Two queries."""
    return Grid.objects.filter(community=community).prefetch_related("buildings__building").order_by("name")


def known_for(wishes: Iterable[Wish]) -> dict[str, Known]:
    """What `core.places.make_plan` needs to know of the site for these rows; a few queries, however many rows."""
    codes, parents, names = _asked(wishes)
    found = _in_steps(codes | parents)
    made_below = {code for code in parents if len(code) >= 12}
    for some in _steps(made_below):
        found |= {place.pk: place for place in Place.objects.filter(parent__in=some)}
    for some in _steps(names):
        found |= {place.pk: place for place in Place.objects.filter(name__in=some, level__in=_BY_NAME)}
    above = {code for place in found.values() for code in place.ancestry} - set(found)
    found |= _in_steps(above)
    return {code: _known(place) for code, place in found.items()}


_BY_NAME = (Level.COMMUNITY, Level.COMPOUND, Level.BUILDING, Level.UNIT)


def _asked(wishes: Iterable[Wish]) -> tuple[set[str], set[str], set[str]]:
    codes: set[str] = set()
    parents: set[str] = set()
    names: set[str] = set()
    for wish in wishes:
        if wish.code:
            codes |= _upwards(wish.code)
        elif wish.parent:
            parents |= {tidy(wish.parent)}
        elif wish.above:
            names |= {wish.above}
    return codes, parents, names


def _upwards(code: str) -> set[str]:
    """The code and those above it; nothing for what is no code (the plan will say so)."""
    try:
        one: str | None = official(code)
    except Refusal:
        return set()
    line = set()
    while one:
        line.add(one)
        one = parent_code(one)
    return line


def _steps(codes: Iterable[str]) -> Iterable[list[str]]:
    some = sorted(codes)
    return (some[start : start + _AT_ONCE] for start in range(0, len(some), _AT_ONCE))


def _in_steps(codes: Iterable[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for some in _steps(codes):
        found |= Place.objects.in_bulk(some)
    return found


def _known(place: Place) -> Known:
    return Known(
        code=place.pk, name=place.name, level=place.level, path=place.path, parent=place.parent_id,
        closed=place.valid_to is not None,
    )  # fmt: skip


def tree_counts(places: Iterable[Place]) -> Mapping[str, int]:
    """How many places stand directly below each of these. One query."""
    from django.db.models import Count

    rows = Place.objects.filter(parent__in=[place.pk for place in places]).values("parent").annotate(n=Count("pk"))
    return {str(row["parent"]): row["n"] for row in rows}
