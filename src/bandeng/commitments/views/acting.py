"""One form, one act on an item: what its pages share. Nothing typed is lost, whatever the answer is."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bandeng.commitments import queries, showing
from bandeng.commitments.deeds import STATES, may
from bandeng.commitments.models import State, WorkItem
from bandeng.commitments.views.pairing import befores, kept_pairs, with_pairs
from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.views.acting import Page, onward
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.matters.views.speaking import speak_for
from bandeng.shell.fields import Act, new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import into

F = TypeVar("F", bound=Act)
Do = Callable[[WorkItem, dict[str, Any]], object]
MOST_PHOTOS = 9


def item_for(request: Request, pk: UUID, deed: str) -> WorkItem:
    """The item, for somebody who may do this with it now.

    Raises   Http404 for one who may not read it; Refusal "already_gone_on" when it stands elsewhere, "own_work" (unit)
             for who would judge their own, "not_allowed" when it is not theirs to do. What was sent is decided by the
             action, so that nothing typed is lost.
    """
    item = queries.visible_item(request.actor, pk)
    speak_for(request, item.matter.place)
    if request.method == "POST":
        return item
    if item.state not in STATES[deed]:
        raise Refusal("already_gone_on", state=str(State(item.state).label))
    roles = matters.roles_of(request.actor, item.matter)
    if not may(deed, item, request.actor, roles, local_day(timezone.now())):
        if deed == "check" and queries.did_it(request.actor, item):
            raise Refusal("own_work", unit=str(item.lead))
        raise Refusal("not_allowed")
    return item


def opened(request: Request, kind: type[F], version: int, **initial: Any) -> F:
    """The form: as it was sent, or new with what it carries."""
    if request.method == "POST":
        return kind(request.POST)
    carried = {"once": new_once(), "version": version, "next": request.GET.get("next", "")}
    return kind(initial={**carried, **initial})


def acted(
    request: Request, item: WorkItem, form: F, page: Page, do: Do, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of an act, or what follows once it is done.

    do   called with the item and what was asked for, `once` and `version`; a Refusal becomes the form's own words
    """
    if request.method != "POST":
        return shown(request, item, form, page, context)
    refused = ""
    if "kept" in form.fields:
        form, refused = with_photos(request, form)
    if "beside" in form.fields:
        form, not_this = with_pairs(request, form, item)
        refused = refused or not_this
    if refused:
        form.add_error(None, refused)
    if not form.is_valid():
        return shown(request, item, form, page, context, code=422)
    try:
        do(item, _told(form))
    except Refusal as no:
        return _refused(request, item, form, page, no, context)
    if page.done:
        messages.success(request, str(page.done))
    return redirect(onward(request, form, reverse("commitments:item", args=[item.pk])))


def _told(form: Act) -> dict[str, Any]:
    told = {**form.told(), "once": form.cleaned_data["once"], "version": form.cleaned_data["version"]}
    if "kept" in told:
        told["photos"] = kept_photos(told.pop("kept"))
    if "beside" in told:
        told["pairs"] = kept_pairs(told.pop("beside"))
    return told


def _refused(
    request: Request, item: WorkItem, form: F, page: Page, no: Refusal, context: Mapping[str, Any] | None
) -> HttpResponse:
    """The page again, with why; where somebody was first, what stands now beside what was typed."""
    code, told = into(form, no), dict(context or {})
    if code == 409:
        item = queries.visible_item(request.actor, item.pk)
        told["theirs"] = True
        sent = QueryDict(mutable=True)
        sent.update(form.data)
        sent["version"] = str(item.version)
        form.data = sent
    return shown(request, item, form, page, told, code=code)


def shown(
    request: Request,
    item: WorkItem,
    form: Act,
    page: Page,
    context: Mapping[str, Any] | None = None,
    *,
    code: int = 200,
) -> HttpResponse:
    """The page of an act."""
    row = showing.rows([item], request.actor, timezone.now())[0]
    known: dict[str, Any] = {
        "item": item, "row": row, "form": form, "page": page, "theirs": False, "most_photos": MOST_PHOTOS,
        "photos": photos_of(form) if "kept" in form.fields else [],
        "befores": befores(item, form) if "beside" in form.fields else [],
        "back": onward(request, form, reverse("commitments:item", args=[item.pk])),
    }  # fmt: skip
    return render(request, "commitments/act.html", {**known, **(context or {})}, status=code)
