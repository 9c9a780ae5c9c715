"""The inbox."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bandeng.matters.models import Matter
from bandeng.matters.queries import visible_to
from bandeng.notices import actions, queries
from bandeng.notices.models import Notice
from bandeng.notices.words import SENTENCES
from bandeng.shell.http import Request
from bandeng.shell.paging import paged


@dataclass(frozen=True)
class Line:
    """One notice on the page; `matter` is None when its reader may no longer see it, or when it is about none.

    address   where to read what it is about, if that is no matter
    """

    notice: Notice
    matter: Matter | None
    words: str | Promise
    address: str = ""


@never_cache
@login_required
def inbox(request: Request) -> HttpResponse:
    """What I was told, newest first. Looking at it marks nothing."""
    page = paged(queries.inbox(request.actor), request)
    matters = visible_to(request.actor).in_bulk({notice.matter for notice in page if notice.matter})
    lines = [
        Line(
            notice,
            matters.get(notice.matter) if notice.matter else None,
            SENTENCES.get((notice.heard_as, notice.verb), ""),
            _address(notice),
        )
        for notice in page
    ]
    context = {"lines": lines, "page": page, "unseen": queries.unseen(request.actor)}
    return render(request, "notices/inbox.html", context)


def _address(notice: Notice) -> str:
    """A suggestion is public, so whoever was told of one may open it."""
    kind, _, key = notice.about.partition(":")
    return reverse("research:suggestion", args=[key]) if kind == "suggestion" else ""


@login_required
@require_POST
def mark_seen(request: Request) -> HttpResponse:
    """Mark all as seen."""
    if request.actor.person:
        actions.mark_seen(person=request.actor.person, at=timezone.now())
    return redirect("notices:inbox")
