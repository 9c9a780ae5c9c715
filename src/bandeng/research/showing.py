"""Trips and suggestions in the shape of the shell's tags."""

from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bandeng.people.labels import role_name
from bandeng.research.models import Adoption, Site, Source, Suggestion, Trip, Visit, Way
from bandeng.research.queries import NEAR_DAYS, NONE, Counts, Station
from bandeng.research.queries.stations import ANSWERED as ANSWER
from bandeng.research.queries.stations import TOLD

ANSWERED = {"A": "done", "B": "ok", "C": "soon", "D": "paused"}


@dataclass(frozen=True)
class Chip:
    """A state with its word, as `{% lamp %}` takes it."""

    state: str
    words: str


def chip(of: Suggestion, today: date) -> Chip:
    """What became of a suggestion, or how long its unit still has."""
    if of.adoption:
        words = str(Adoption(of.adoption).label)
        return Chip(ANSWERED[of.adoption], f"{words} · {after}" if (after := late(of)) else words)
    if of.due_on is None:
        return Chip("paused", _("no unit was asked yet"))
    left = (of.due_on - today).days
    if left < 0:
        return Chip("late", ngettext("late by %(n)s day", "late by %(n)s days", -left) % {"n": -left})
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return Chip("soon" if left <= NEAR_DAYS else "ok", words)


def late(of: Suggestion) -> str:
    """How late its first answer came, "" for one in time; what was entered later has no date to keep."""
    if of.later or of.due_on is None or of.answered_on is None or of.answered_on <= of.due_on:
        return ""
    days = (of.answered_on - of.due_on).days
    return ngettext("answered %(n)s day late", "answered %(n)s days late", days) % {"n": days}


def heard(visit: Visit) -> list[tuple[str, str]]:
    """Whom somebody heard: role and number."""
    return [(role_name(each["role"]), each["count"]) for each in visit.informants]


def spoke(of: Suggestion) -> str:
    """Who said it first, by role."""
    return str(role_name(of.said_by))


@dataclass(frozen=True)
class Line:
    """A station of a suggestion's way: what it is, its day, its word, and what was said."""

    what: str
    on: date
    word: str = ""
    said: str = ""
    paper: str = ""


def line(of: Station) -> Line:
    """A station in words."""
    told = of.told
    if of.verb == ANSWER:
        return Line(_("Answered"), of.on, str(Adoption(told["adoption"]).label), told["reason"], told["document"])
    if of.verb == TOLD:
        return Line(_("Who said it heard back"), of.on, said=told["text"])
    said = _("Written instruction (%(by)s): %(text)s") % {"by": told["by_whom"], "text": told["text"]}
    word = _("adopted") if told["adopted"] else _("not adopted")
    return Line(_("What came back"), date.fromisoformat(told["on"]), word, said if told["text"] else "")


def news(of: Station) -> str:
    """What who said it first would be told of a station."""
    told = line(of)
    return told.said if of.verb == ANSWER else "\n".join(each for each in (told.word, told.said) if each)


@dataclass(frozen=True)
class Cell:
    """A site at which a theme was asked, and how often somebody was there."""

    site: Site
    visits: int


def crossed(trip: Trip, sites: list[Site], visits: dict[object, list[Visit]]) -> list[tuple[str, list[Cell]]]:
    """Each theme with the sites at which it was asked."""
    return [
        (theme, [Cell(site, len(visits.get(site.pk, []))) for site in sites if number in site.themes])
        for number, theme in enumerate(trip.themes, 1)
    ]


@dataclass(frozen=True)
class Figure:
    """A number of the register in words, and the words of the address that lists what it counts."""

    words: str
    n: int
    query: str


def figures(counts: Counts, year: int | None) -> dict[str, list[Figure]]:
    """The numbers by way, by answer and by source; each leads to its list."""
    ways = [*((key, str(label)) for key, label in Way.choices), ("", _("not put forward yet"))]
    answers = [*((key, str(label)) for key, label in Adoption.choices), ("", _("not answered yet"))]
    return {
        "ways": [_figure("way", key, words, counts.ways[key], year) for key, words in ways],
        "answers": [_figure("adoption", key, words, counts.adoptions[key], year) for key, words in answers],
        "sources": [_figure("source", key, str(label), counts.sources[key], year) for key, label in Source.choices],
        "dates": [_figure("dates", key, "", 0, year) for key in ("answered", "in_time", "due", "late")],
    }


def _figure(name: str, key: str, words: str, n: int, year: int | None) -> Figure:
    return Figure(words, n, urlencode([(name, key or NONE), *([("year", str(year))] if year else [])]))
