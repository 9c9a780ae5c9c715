"""One form, one act: what the pages of this room share. Nothing typed is lost."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bandeng.core.refusal import Refusal
from bandeng.matters.views.raising import photos_of
from bandeng.people.queries import paths_of, under
from bandeng.places.models import Level, Place
from bandeng.research import forms, queries
from bandeng.research.models import Suggestion
from bandeng.shell.fields import Act, new_once
from bandeng.shell.http import Request
from bandeng.shell.paging import Paged, paged
from bandeng.shell.refusals import into

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


def opened(request: Request, kind: Callable[..., Any], initial: dict[str, Any] | None = None, **more: Any) -> Any:
    """The form: as it was sent, or new with what it carries."""
    if request.method == "POST":
        return kind(request.POST, **more)
    return kind(initial={"once": new_once(), **(initial or {})}, **more)


def acted(
    request: Request, form: Act, title: str, do: Callable[[dict[str, Any]], object], after: Callable[[object], str], *,
    back: str, lead: str = "", wrong: str = "", template: str = "research/act.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of an act, or what follows once it is done.

    do      called with what was asked for, and `once`; a Refusal becomes the form's own words
    after   where to go, from what `do` returned
    wrong   a sentence that stands already: nothing is done
    """
    code = 200
    if request.method == "POST":
        code = 422
        if wrong:
            form.add_error(None, wrong)
        if form.is_valid():
            try:
                done = do({**form.told(), "once": form.cleaned_data["once"]})
            except Refusal as no:
                code = into(form, no)
            else:
                messages.success(request, _("It stands."))
                return redirect(after(done))
    if "kept" in form.fields:
        more |= {"photos": photos_of(form), "most_photos": 9}
    context = {"form": form, "title": title, "lead": lead, "back": back, **more}
    return render(request, template, context, status=code)
