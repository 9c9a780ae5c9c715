"""What a paper is made from, before it is: enough to say who may, which number it has and how to make it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bandeng.matters.models import Matter
from bandeng.places.models import Place

Made = Callable[[], Any]


@dataclass(frozen=True)
class Subject:
    """A paper that can be made.

    of      what it comes from, e.g. "reply:<uuid>"
    place   whose paper it is: its number and its wording
    day     the day that stands on it while nobody has given it out
    facts   reads what stands on it
    page    where it is read on a screen, "" for the page of its matter or promise
    """

    kind: str
    of: str
    place: Place
    matter: Matter | None
    day: date
    facts: Made
    page: str = ""
