"""The lines at the desk's left side, and the four doors: links by name, so that a room not mounted is simply absent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Count = Callable[[HttpRequest], int]


@dataclass(frozen=True)
class Offer:
    """One line of the desk's navigation."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    order: int
    count: Count | None
    icon: str


@dataclass(frozen=True)
class Link:
    """A link ready to be shown; `count` is None when nothing is counted."""

    label: str | Promise
    href: str
    on: bool = False
    count: int | None = None
    icon: str = ""
    key: str = ""
    group: str | Promise = ""


# A desk of twenty lines is read in parts; the order of a line says to which it belongs.
GROUPS = ((0, ""), (28, _("Together")), (58, _("Registers")), (70, _("People and units")), (79, _("The site")))


_offers: dict[str, Offer] = {}


def offer(
    label: str | Promise,
    url_name: str,
    roles: Iterable[str] = (),
    order: int = 50,
    *,
    count: Count | None = None,
    icon: str = "",
) -> None:
    """Offer a page of the desk.

    roles    who sees it: any of these roles held anywhere; empty: everybody who is signed in
    order    from 0 (top) to 99; GROUPS says which heading a line comes under
    count    called with the request only when the line is shown; the number behind the words
    """
    _offers[url_name] = Offer(label, url_name, frozenset(roles), order, count, icon)


def address(name: str, *args: object) -> str:
    """The address of a named page, "" when no such page is mounted."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def desk(request: HttpRequest, roles: Iterable[str]) -> list[Link]:
    """The desk's lines for somebody who holds `roles`, in order; the page being shown is `on`."""
    held, here = frozenset(roles), request.path
    shown = [o for o in _offers.values() if not o.roles or o.roles & held]
    links = []
    for one in sorted(shown, key=lambda o: (o.order, o.url_name)):
        if href := address(one.url_name):
            count = one.count(request) if one.count else None
            links.append(Link(one.label, href, href == here, count, one.icon, group=group_of(one.order)))
    return links


def group_of(order: int) -> str | Promise:
    """The heading above a line of this order; "" for the daily work at the top, which needs none."""
    return next(words for first, words in reversed(GROUPS) if order >= first)


# The four rights of the source page, in its order (interface.md, "One idea").
DOORS = (
    ("know", _("Know"), "desk:know", "eye"),
    ("take_part", _("Take part"), "desk:take_part", "speech"),
    ("decide", _("Decide"), "desk:decide", "ballot"),
    ("watch", _("Watch"), "desk:watch", "watch"),
)


def doors(place_code: str, door: str = "", path: str = "") -> list[Link]:
    """The four doors of a place. `door` or, without it, `path` says behind which one the reader stands.

    A door whose page is not mounted has the address "" and is shown as words.
    """
    links = []
    for key, label, name, icon in DOORS:
        href = address(name, place_code)
        links.append(Link(label, href, key == door or (not door and bool(href) and path == href), None, icon, key))
    return links
