"""The request as our views see it."""

from typing import Protocol

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from bandeng.people.acting import Actor


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
    door    "know", "take_part", "decide" or "watch": which door the page stands behind; a view may set it
    """

    htmx: HtmxDetails
    actor: Actor
    place: PlaceOnPage | None
    door: str
