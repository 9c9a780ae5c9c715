"""The request as our views see it."""

from typing import Protocol

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from bandeng.people.acting import Actor
from bandeng.shell.kiosk import Device, Visit


class PlaceOnPage(Protocol):
    """What a page needs of the place it speaks for; `places.models.Place` has it all."""

    code: str
    level: str
    name: str
    phone: str
    accent: str


class Request(HttpRequest):
    """A request after our middleware.

    htmx    truthy when htmx asked for a partial
    actor   who acts (people.middleware.WhoActs)
    place   the place a public page speaks for; a view sets it, and then the page carries its name, doors and telephone
    kiosk   the shared tablet it came from, if it did; then `visit` is the running visit
    door    "know", "take_part", "decide" or "watch": which door the page stands behind; a view may set it
    """

    htmx: HtmxDetails
    kiosk: Device | None
    visit: Visit
    actor: Actor
    place: PlaceOnPage | None
    door: str
