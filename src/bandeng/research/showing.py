"""Trips and suggestions in the shape of the shell's tags."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bandeng.people.labels import role_name
from bandeng.research.models import Adoption, Site, Source, Suggestion, Trip, Visit, Way
from bandeng.research.queries import Counts

ANSWERED = {"A": "done", "B": "ok", "C": "soon", "D": "paused"}


@dataclass(frozen=True)
class Chip:
    """A state with its word, as `{% lamp %}` takes it."""

    state: str
    words: str


def chip(of: Suggestion, today: date) -> Chip:
    """What became of a suggestion, or how long its unit still has."""
    if of.adoption:
        return Chip(ANSWERED[of.adoption], str(Adoption(of.adoption).label))
    if of.due_on is None:
        return Chip("paused", _("no unit was asked yet"))
    left = (of.due_on - today).days
    if left < 0:
        return Chip("late", ngettext("late by %(n)s day", "late by %(n)s days", -left) % {"n": -left})
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return Chip("soon" if left <= 3 else "ok", words)


def heard(visit: Visit) -> list[tuple[str, str]]:
    """Whom somebody heard: role and number."""
    return [(role_name(each["role"]), each["count"]) for each in visit.informants]


def spoke(of: Suggestion) -> str:
    """Who said it first, by role."""
    return str(role_name(of.said_by))


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


def by_way(counts: Counts) -> list[tuple[str, int, str]]:
    """(way in words, how many, its key), those that did not go forward last."""
    rows = [(str(label), counts.ways[key], key) for key, label in Way.choices]
    return [*rows, (_("not put forward yet"), counts.ways[""], "")]


def by_source(counts: Counts) -> list[tuple[str, int]]:
    """(where they come from, how many)."""
    return [(str(label), counts.sources[key]) for key, label in Source.choices]


def by_answer(counts: Counts) -> list[tuple[str, int]]:
    """(what became of them, how many)."""
    return [(str(label), counts.adoptions[key]) for key, label in Adoption.choices]
