"""Bringing in a conversation that was held elsewhere, from openData files."""

import io
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.refusal import Refusal
from bandeng.opinions import actions, forms, queries
from bandeng.opinions.models import Conversation
from bandeng.opinions.views.desk import places_of
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import into
from bandeng.shell.sheets import HOSTILE

MOST_BYTES = 256 * 1024 * 1024
T = TypeVar("T")


@login_required
@never_cache
def bring(request: Request) -> HttpResponse:
    """Its question, its files, and where it comes from."""
    if request.actor.all_roles.isdisjoint(queries.OPENERS):
        raise Refusal("not_your_turn", needs=sorted(queries.OPENERS))
    posted = request.method == "POST"
    sent = (request.POST, request.FILES) if posted else (None, None)
    form, code = forms.Bring(*sent, places=places_of(request)), 422 if posted else 200
    if posted and form.is_valid():
        try:
            return redirect("opinions:desk", _brought(request, form.cleaned_data).pk)
        except Refusal as no:
            code = into(form, no)
    return render(request, "opinions/bring.html", {"form": form}, status=code)


def _brought(request: Request, told: dict[str, Any]) -> Conversation:
    from bandeng.core.opinion.tables import read_comments, read_history

    comments = [
        actions.Brought(each.number, _unquoted(each.text), each.moderated)
        for each in _file("comments", told["comments"], read_comments)
    ]
    return actions.bring_in(
        place=Place.objects.get(pk=told["place"]), question=told["question"], about=told["about"],
        source=told["source"], voices=told["voices"], comments=comments,
        votes=_file("votes", told["votes"], read_history), actor=request.actor, at=timezone.now(), once=told["once"],
    )  # fmt: skip


def _file(field: str, sent: "UploadedFile[Any]", read: Callable[[Iterable[str]], T]) -> T:
    """Raises Refusal: what `read` refuses, "too_large" or "not_text", each with the form's field."""
    if (sent.size or 0) > MOST_BYTES:
        raise Refusal("file_too_large", field=field, megabytes=MOST_BYTES // 2**20)
    try:
        return read(io.TextIOWrapper(sent.file, "utf-8-sig", newline=""))  # type: ignore[type-var]
    except UnicodeDecodeError as fault:
        raise Refusal("not_text", field=field) from fault
    except Refusal as no:
        raise Refusal(no.code, **{**no.details, "field": field}) from no


def _unquoted(text: str) -> str:
    """Without the apostrophe that our own files put before what a spreadsheet would compute."""
    return text[1:] if text.startswith("'") and text[1:].startswith(HOSTILE) else text
