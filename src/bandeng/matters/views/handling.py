"""The handling of a matter inside its own page: raw words, masked contacts, what to do next."""

from dataclasses import dataclass
from typing import Any

from bandeng.matters import queries
from bandeng.matters.handling import Handling, Known, handling
from bandeng.matters.models import Kind, Matter, PassOn, Raising, Track, Verification
from bandeng.matters.queries.standing import merged_below
from bandeng.people.rights import may
from bandeng.records.models import Evidence
from bandeng.shell.http import Request


@dataclass(frozen=True)
class Raiser:
    """One raiser as those who handle the matter see them: own words, contact masked."""

    raising: Raising
    contact: dict[str, str]
    photos: list[Evidence]
    may_reveal: bool


def known(request: Request, matter: Matter) -> Known:
    """What the first act depends on, for one matter."""
    return Known(
        matter=matter,
        facts=frozenset(matter.stands.values_list("fact", flat=True)),
        unsafe=next(iter(open_safety(matter)), None),
        dissents=len(queries.unanswered_dissents(matter)),
        roles=queries.step_roles(request.actor, matter),
        told=matter.replies.filter(kind=Kind.INTERIM, round=matter.round).exists(),
        written=not queries.without_final(matter).exists(),
        who=request.actor.id,
    )


def open_safety(matter: Matter) -> list[Any]:
    """The open safety tracks of a matter itself."""
    return list(Track.objects.filter(matter=matter, kind="safety", closed_at=None).values_list("pk", flat=True))


def context(request: Request, matter: Matter) -> dict[str, Any]:
    """What `matters/parts/handling.html` needs; for a matter whose page says `handling`."""
    found: Handling = handling(matter, known(request, matter))
    return {
        "acts_on": found,
        "raised_by": raised_by(request, matter) if queries.may_see_words(request.actor, matter) else [],
        "pass_on": PassOn.objects.filter(matter=matter, result_at=None, returned_at=None).order_by("at", "pk").last(),
        "notes": _notes(request, matter),
        "below": Matter.objects.filter(pk__in=merged_below(matter.pk)).order_by("number"),
    }


def _notes(request: Request, matter: Matter) -> list[Verification]:
    """What was noted on visits for those who handle it."""
    if not queries.handles(request.actor, matter):
        return []
    return [row for row in matter.verifications.select_related("by").order_by("-at", "-pk") if row.note]


def raised_by(request: Request, matter: Matter) -> list[Raiser]:
    """Each raiser's words, with masked contact data; two queries however many raisers."""
    rows = list(matter.raisings.select_related("matter__place").order_by("raised_at", "pk"))
    photos = Evidence.objects.in_bulk({sha for row in rows for sha in row.photos})
    found = []
    for row in rows:
        contact = queries.contact_of_raising(row)
        may_reveal = request.actor.id in contact.handlers or may(request.actor, contact.may, contact.place)
        pictures = [photos[sha] for sha in row.photos if sha in photos]
        found.append(
            Raiser(row, {name: value for name, value in contact.masked.items() if value}, pictures, may_reveal)
        )
    return found
