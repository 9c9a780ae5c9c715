"""One form, one act: what every page of an act on a matter shares. Nothing typed is lost, whatever the answer is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from bandeng.core.refusal import Refusal
from bandeng.matters import queries, showing, telling
from bandeng.matters.models import Matter
from bandeng.matters.views.speaking import speak_for
from bandeng.shell.fields import Act, new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import into

F = TypeVar("F", bound=Act)
Do = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Page:
    """What a page of an act says: its name, its one button, a sentence before the form, what is said afterwards."""

    title: str | Promise
    button: str | Promise
    lead: str | Promise = ""
    done: str | Promise = ""
    template: str = "matters/act.html"
    initial: Mapping[str, Any] = field(default_factory=dict)


def staff_matter(
    request: Request, pk: UUID, roles: Collection[str], *, of: frozenset[str] | None = None
) -> Matter:  # fmt: skip
    """The matter, for somebody with one of these roles for it.

    of       what the actor is, where that is known already

    Raises   Http404 for one who may not read it, Refusal "not_your_turn" for one who may only read it.
    """
    matter = queries.visible_matter(request.actor, pk)
    speak_for(request, matter.place)
    if (queries.step_roles(request.actor, matter) if of is None else of).isdisjoint(roles):
        raise Refusal("not_your_turn", step=matter.step, needs=sorted(roles))
    return matter


def opened(request: Request, kind: type[F], matter: Matter | None, /, **initial: Any) -> F:
    """The form: as it was sent, or new with what it carries."""
    if request.method == "POST":
        return kind(request.POST)
    carried = {"once": new_once(), "version": matter.version if matter else None, "next": request.GET.get("next", "")}
    return kind(initial={**carried, **initial})


def acted(
    request: Request, matter: Matter, form: Act, page: Page, do: Do, *, context: Mapping[str, Any] | None = None,
    after: str = "", wrong: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of an act, or what follows once it is done.

    do      called with what was asked for and `once`, `version`; a Refusal becomes the form's own words
    after   where to go when nothing else was asked; the matter by default
    wrong   a sentence that stands already: nothing is done
    """
    if request.method != "POST":
        return shown(request, matter, form, page, context)
    if wrong:
        form.add_error(None, wrong)
    if not form.is_valid():
        return shown(request, matter, form, page, context, code=422)
    try:
        do({**form.told(), "once": form.cleaned_data["once"], "version": form.cleaned_data["version"]})
    except Refusal as no:
        return refused(request, matter, form, page, no, context)
    if page.done:
        messages.success(request, str(page.done))
    return redirect(onward(request, form, after or reverse("matters:detail", args=[matter.pk])))


def refused(
    request: Request, matter: Matter, form: Act, page: Page, no: Refusal, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page again, with why; for a stale form with what stands now beside what was typed."""
    code = into(form, no)
    theirs: list[telling.StoryLine] = []
    if no.code == "stale":
        matter = queries.visible_matter(request.actor, matter.pk)
        theirs = telling.story(matter, request.actor)[:3]
        sent = QueryDict(mutable=True)
        sent.update(form.data)
        sent["version"] = str(matter.version)
        form.data = sent
    return shown(request, matter, form, page, {**(context or {}), "theirs": theirs}, code=code)


def shown(
    request: Request,
    matter: Matter,
    form: Act,
    page: Page,
    context: Mapping[str, Any] | None = None,
    *,
    code: int = 200,
) -> HttpResponse:
    """The page of an act."""
    known = {
        "matter": matter, "form": form, "page": page, "status": showing.status(matter),
        "back": onward(request, form, reverse("matters:detail", args=[matter.pk])),
    }  # fmt: skip
    return render(request, page.template, {**known, **(context or {})}, status=code)


def onward(request: Request, form: Act, otherwise: str) -> str:
    """Where to go on: a page of ours that the form names, or this one."""
    asked = str(form["next"].value() or "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else otherwise
