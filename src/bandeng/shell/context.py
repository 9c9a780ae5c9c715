"""What every page knows, as `shell` in its context; each answer is worked out only when a page asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import bandeng
from bandeng.places.models import WIDE
from bandeng.shell import nav

if TYPE_CHECKING:
    from bandeng.shell.http import PlaceOnPage
    from bandeng.shell.kiosk import Device

LARGE = "large"
THEMES = ("light", "dark")

_ledger_head: list[Callable[[HttpRequest], str]] = []


def ledger_head_from(find: Callable[[HttpRequest], str]) -> None:
    """Say where the footer finds the short head of the ledger; asked only by a page that shows it."""
    _ledger_head[:] = [find]


class Shell:
    """What the layouts show around a page."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def language(self) -> str:
        """ "zh-Hans" or "en", as it stands in the page's `lang`."""
        return "en" if (get_language() or "").startswith("en") else "zh-Hans"

    @property
    def large(self) -> bool:
        """Whether the reader chose large type; a shared tablet has no other."""
        return self.kiosk is not None or self._request.COOKIES.get("type") == LARGE

    @property
    def kiosk(self) -> Device | None:
        """The shared tablet this page is shown on, if it is one."""
        return getattr(self._request, "kiosk", None)

    @property
    def theme(self) -> str:
        """ "light" or "dark" when chosen; "" follows the device."""
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @property
    def demonstration(self) -> bool:
        """Whether all data here is invented; every page says so."""
        return bool(settings.DEMONSTRATION)

    @property
    def place(self) -> PlaceOnPage | None:
        """The place this page speaks for."""
        return getattr(self._request, "place", None)

    @property
    def site(self) -> str:
        """The name at the top: the place's, or ours."""
        return self.place.name if self.place else _("Bandeng")

    @property
    def accent(self) -> str:
        """The address of the place's own accent, "" when it has none."""
        shade = (self.place.accent if self.place else "").lstrip("#")
        return nav.address("shell:accent", shade) if shade else ""

    @property
    def phone(self) -> str:
        """The place's help telephone; "" when it has none."""
        return self.place.phone if self.place else ""

    @cached_property
    def doors(self) -> list[nav.Link]:
        """The four doors of the community; none when the page speaks for no place, or for one above communities.

        A kiosk has its three buttons instead.
        """
        door = getattr(self._request, "door", "")
        if self.place is None or self.kiosk or not self._neighbourly:
            return []
        return nav.doors(self.place.code, door, self._request.path)

    @property
    def _neighbourly(self) -> bool:
        """Whether the place is a community: what lies above has no doors, and nobody raises a matter there."""
        return self.place is not None and self.place.level not in WIDE

    @cached_property
    def home(self) -> str:
        """Where the mark leads: the place's home."""
        if self.kiosk:
            return self.kiosk.home
        return (nav.address("desk:home", self.place.code) if self.place else "") or "/"

    @cached_property
    def raise_url(self) -> str:
        """The address of "raise a matter" here."""
        here = nav.address("matters:raise", self.place.code) if self.place and self._neighbourly else ""
        return here or nav.address("matters:raise")

    @cached_property
    def help_url(self) -> str:
        """The help page, of this place when there is one."""
        return nav.address("shell:help", self.place.code) if self.place else nav.address("shell:help")

    @cached_property
    def ledger_url(self) -> str:
        """Where anybody can check the ledger."""
        return nav.address("desk:ledger")

    @cached_property
    def ledger_head(self) -> str:
        """The short head of the ledger, for the footer; "" when nobody said where to find it."""
        return _ledger_head[0](self._request) if _ledger_head else ""

    @cached_property
    def signed_in(self) -> bool:
        """Whether somebody is signed in; costs nothing for a visitor without a session."""
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def by_card(self) -> bool:
        """Whether somebody is signed in with a card, which opens no staff page."""
        return bool(getattr(getattr(self._request, "actor", None), "by_card", False))

    @cached_property
    def who(self) -> str:
        """The name of whoever is signed in."""
        person = getattr(getattr(self._request, "actor", None), "person", None)
        return str(person.called) if self.signed_in and person else ""

    @property
    def open_count(self) -> int | None:
        """How many things wait for whoever is signed in, when the request carries it."""
        return getattr(self._request, "open_count", None)

    @cached_property
    def desk(self) -> list[nav.Link]:
        """The lines at the desk's left side."""
        actor = getattr(self._request, "actor", None)
        return nav.desk(self._request, actor.all_roles if actor else ())

    @property
    def version(self) -> str:
        """The version of the program."""
        return bandeng.__version__

    @property
    def here(self) -> str:
        """Where a switch comes back to: this page, or the one a form was sent from."""
        if self._request.method in ("GET", "HEAD"):
            return self._request.get_full_path()
        return came_from(self._request)


def came_from(request: HttpRequest) -> str:
    """The page of ours that a form was sent from, by its path; "/" when it is not ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def page(request: HttpRequest) -> dict[str, Shell]:
    """The context processor."""
    return {"shell": Shell(request)}
