"""Many pictures at once: taken in together, each given to one of the unit's items, sent in one go. Works without a
script: what was taken in stands on the page with its choice until it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions, forms
from bandeng.commitments.models import State, WorkItem
from bandeng.commitments.queries.unit import listed
from bandeng.core.refusal import Refusal
from bandeng.people import limits
from bandeng.records.models import Evidence
from bandeng.records.photos import take_photo
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

MOST_AT_ONCE = 40
MOST_ITEMS = 200


@dataclass(frozen=True)
class Given:
    """A picture that was taken in, the name of its choice, and the item it was given to, "" for none."""

    photo: Evidence
    name: str
    item: str


@login_required
@never_cache
def photos(request: Request) -> HttpResponse:
    """Take pictures in, give each to an item, send."""
    items = list(listed(request.actor, (State.ACTIVE,))[:MOST_ITEMS])
    if request.method != "POST":
        return _page(request, items, forms.Batch(initial={"once": new_once()}), [])
    form, kept, wrong = forms.Batch(request.POST), _kept(request.POST.get("taken", "")), ""
    try:
        kept = _taken(request, kept)
    except Refusal as no:
        wrong = say(no)
    given = _given(request, kept, {str(item.pk) for item in items})
    if "send" not in request.POST or request.FILES:
        return _page(request, items, forms.Batch(initial=_typed(form)), given, wrong, code=422 if wrong else 200)
    if not form.is_valid() or not any(each.item for each in given):
        wrong = wrong or ("" if not form.is_valid() else _("Please give at least one picture to a piece of work."))
        return _page(request, items, form, given, wrong, code=422)
    try:
        count = _sent(request, items, given, form.cleaned_data)
    except Refusal as no:
        return _page(request, items, form, given, say(no), code=status(no.code))
    words = ngettext("%(n)s piece of work has new pictures.", "%(n)s pieces of work have new pictures.", count)
    messages.success(request, words % {"n": count})
    return redirect("commitments:mine")


def _typed(form: forms.Batch) -> dict[str, Any]:
    return {name: form.data.get(name, "") for name in ("once", "text")}


def _taken(request: Request, kept: list[str]) -> list[str]:
    """What was kept and what came now. Raises Refusal "too_many_photos", and what `take_photo` raises."""
    uploads = request.FILES.getlist("photos")
    if len(kept) + len(uploads) > MOST_AT_ONCE:
        raise Refusal("too_many_photos", most=MOST_AT_ONCE)
    if uploads:
        limits.spend("photo", limits.address_of(request), most=60)
    return list(dict.fromkeys([*kept, *(take_photo(each, at=timezone.now()).pk for each in uploads)]))


def _given(request: Request, kept: Sequence[str], known: set[str]) -> list[Given]:
    rows = Evidence.objects.in_bulk(list(kept))
    chosen = {sha: request.POST.get(f"item-{sha[:16]}", "") for sha in kept}
    return [
        Given(rows[sha], f"item-{sha[:16]}", chosen[sha] if chosen[sha] in known else "") for sha in kept if sha in rows
    ]


@transaction.atomic
def _sent(request: Request, items: Sequence[WorkItem], given: Sequence[Given], told: dict[str, Any]) -> int:
    """A word and its pictures for each item, all of them or none; how many."""
    by_item = {str(item.pk): item for item in items}
    found: dict[str, list[str]] = {}
    for each in given:
        if each.item:
            found.setdefault(each.item, []).append(each.photo.pk)
    for key, shas in found.items():
        actions.progress(
            item=by_item[key], text=told["text"], photos=shas, actor=request.actor, at=timezone.now(),
            once=f"{told['once']}-{key}",
        )  # fmt: skip
    return len(found)


def _page(
    request: Request, items: Sequence[WorkItem], form: forms.Batch, given: Sequence[Given], wrong: str = "", *,
    code: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "items": items, "form": form, "given": given, "wrong": wrong, "most": MOST_AT_ONCE,
        "taken": signing.dumps([each.photo.pk for each in given], salt="batch", compress=True),
    }  # fmt: skip
    return render(request, "commitments/photos.html", context, status=code)


def _kept(word: str) -> list[str]:
    try:
        found: list[str] = signing.loads(word, salt="batch", max_age=24 * 3600)
        return found[:MOST_AT_ONCE]
    except signing.BadSignature:
        return []
