"""One form, one act: what the pages of this room share. Nothing typed is lost."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from bandeng.core.refusal import Refusal
from bandeng.matters.views.raising import photos_of
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Level, Place
from bandeng.research import forms, queries
from bandeng.research.models import Suggestion
from bandeng.shell import acting
from bandeng.shell.fields import Act
from bandeng.shell.http import Request
from bandeng.shell.paging import Paged, paged

A_PAGE = 50
ASKED_AT = (Level.COUNTY, Level.STREET, Level.COMMUNITY)


def need_reader(request: Request, roles: Collection[str] = queries.READERS) -> None:
    """Raises Refusal "not_your_turn" for somebody without one of these roles anywhere."""
    if request.actor.by_card or request.actor.all_roles.isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))


def need_at(request: Request, place: Place, roles: Collection[str] = queries.PLANNERS) -> None:
    """Raises Refusal "not_your_turn" for somebody without one of these roles at a place."""
    if request.actor.by_card or request.actor.roles_at(place).isdisjoint(roles):
        raise Refusal("not_your_turn", needs=sorted(roles))


def own_places(request: Request, levels: Collection[str] = ASKED_AT, below: str = "") -> "QuerySet[Place]":
    """The standing places of these levels under the reader's own (or under a path), the highest first."""
    paths = [below] if below else paths_of(request.actor, queries.PLANNERS)
    return Place.objects.filter(under(paths), level__in=levels, valid_to=None).order_by("path")


def narrowed(
    request: Request, paths: Sequence[str], today: date
) -> tuple[forms.Filter, Paged[Suggestion], queries.Counts]:
    """The register as the address asks for it, fifty on a page, and its figures: of the year that is asked for."""
    form = forms.Filter(request.GET, paths=paths)
    asked = form.asked()
    page = paged(queries.register(paths, asked, today), request, size=A_PAGE)
    return form, page, queries.counts(paths, today, asked.year)


def acted(
    request: Request, form: Act, title: str, do: Callable[[dict[str, Any]], object], after: Callable[[object], str], *,
    back: str, lead: str = "", wrong: str = "", template: str = "research/act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of an act, or what follows once it is done.

    do      called with what was asked for, and `once`; a Refusal becomes the form's own words
    after   where to go, from what `do` returned
    wrong   a sentence that stands already: nothing is done
    """
    if request.method == "POST" and wrong:
        form.add_error(None, wrong)
    if "kept" in form.fields:
        more |= {"photos": photos_of(form), "most_photos": 9}
    context = {"title": title, "lead": lead, "back": back, **more}
    return acting.acted(
        request, form, lambda: do({**form.told(), "once": form.cleaned_data["once"]}), after, template, context
    )
