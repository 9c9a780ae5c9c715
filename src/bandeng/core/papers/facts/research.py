"""What research found, what was suggested, and what it was turned into."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Visit:
    """Somebody was there; `heard` tells roles and numbers, `later` that it was entered after its day."""

    on: date
    seen: str = ""
    heard: str = ""
    later: bool = False


@dataclass(frozen=True)
class Site:
    """Where a trip went, what was asked there, and the visits."""

    name: str
    place: str
    themes: tuple[str, ...] = ()
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True)
class Found:
    """One thing that was found, in its class, and what became of it."""

    number: int
    group: str
    text: str
    site: str = ""
    became: str = ""


@dataclass(frozen=True)
class Suggested:
    """A suggestion: by which role, which unit was asked, what it said and why. `later`: entered after its day."""

    number: str
    text: str
    by: str
    unit: str = ""
    answer: str = ""
    reason: str = ""
    later: bool = False


@dataclass(frozen=True)
class Trip:
    """A research trip. `found_in_all` and `suggested_in_all` count what is there, also where it is too much to list.

    raised      how many findings became matters
    answered    how many suggestions a unit answered
    address     the page that lists all of it
    """

    place: str
    title: str
    host: str
    from_on: date
    to_on: date
    themes: tuple[str, ...]
    members: tuple[str, ...] = ()
    about: str = ""
    sites: tuple[Site, ...] = ()
    found: tuple[Found, ...] = ()
    found_in_all: int = 0
    raised: int = 0
    suggestions: tuple[Suggested, ...] = ()
    suggested_in_all: int = 0
    answered: int = 0
    address: str = ""


@dataclass(frozen=True)
class Output:
    """A proposal or a brief; `number` is that of its register. `adopted` is None until something came back."""

    place: str
    number: str
    title: str
    analysis: str
    advice: str
    written_on: date
    handed_to: str = ""
    suggestions: tuple[Suggested, ...] = ()
    suggested_in_all: int = 0
    adopted: bool | None = None
    instruction: str = ""
    instructed_by: str = ""
    instructed_on: date | None = None
