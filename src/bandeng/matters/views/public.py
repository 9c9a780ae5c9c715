"""A matter's own page, its clocks, its pictures: one address for everybody; what each sees, the queries decide."""

from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bandeng.matters import queries, showing, telling
from bandeng.matters.models import Deadline, Matter
from bandeng.matters.queries.pausing import pauses_of
from bandeng.matters.queries.photos import is_ticket
from bandeng.matters.views import handling
from bandeng.matters.views.speaking import speak_for
from bandeng.records.models import Evidence
from bandeng.records.photos import path_of, small_of
from bandeng.shell import tools
from bandeng.shell.http import Request


def detail(request: Request, pk: UUID) -> HttpResponse:
    """The matter: where it stands, who holds it, the date promised, the reply, the story."""
    matter = queries.visible_matter(request.actor, pk)
    speak_for(request, matter.place, "know")
    context = {
        "matter": matter, "line": showing.line(matter),
        "warnings": showing.warnings(matter), "status": showing.status(matter),
        "clocks": showing.lamps(matter, timezone.now()),
        "replies": [showing.reply(row) for row in queries.official_replies(matter)],
        "story": telling.story(matter, request.actor), "raisers": queries.raiser_count(matter),
        "ratings": queries.rating_counts(matter), "shown": Evidence.objects.filter(pk__in=matter.shown_photos),
        "target": _goes_on_in(matter), "solved": showing.solved(matter),
        "panels": tools.panels(tools.MATTER, matter, request), 
        "handling": queries.handles(request.actor, matter) or queries.may_step(request.actor, matter),
    }  # fmt: skip
    if context["handling"]:
        context |= handling.context(request, matter)
    return render(request, "matters/detail.html", context)


def _goes_on_in(matter: Matter) -> Matter | None:
    """The matter it was merged into, where everybody may read it."""
    target = matter.merged_into
    return target if target and target.is_public else None


def clock(request: Request, pk: UUID, deadline: UUID) -> HttpResponse:
    """A date and its arithmetic: every day counted or skipped, and why; every act that moved it."""
    matter = queries.visible_matter(request.actor, pk)
    speak_for(request, matter.place, "watch")
    row = get_object_or_404(
        Deadline.objects.select_related("matter").prefetch_related("changes", "pauses"), pk=deadline, matter=matter
    )
    explained = queries.explain(row)
    context = {
        "matter": matter, "deadline": row, "days": showing.days(explained), "lamp": showing.lamp(row, timezone.now()),
        "rule": showing.rule(row), "gaps": [showing.gap(each) for each in explained.due.missing],
        "changes": sorted(row.changes.all(), key=lambda change: change.at),
        "pauses": pauses_of(matter) if row.kind == "matter" else [each for each in row.pauses.all() if each.granted],
        "passed": queries.passed(matter, timezone.now()) if row.kind == "matter" else None,
    }  # fmt: skip
    return render(request, "matters/clock.html", context)


def photo(request: Request, sha256: str, ticket: str) -> HttpResponse:
    """A picture, to whoever was given its address; never run as anything but a picture."""
    return _picture(sha256, ticket, path_of(sha256))


def small_photo(request: Request, sha256: str, ticket: str) -> HttpResponse:
    """Its small version."""
    return _picture(sha256, ticket, small_of(sha256))


def _picture(sha256: str, ticket: str, path: Path) -> HttpResponse:
    if not is_ticket(sha256, ticket) or not path.exists():
        raise Http404
    # Read whole: a file of a few hundred KiB, and nothing is streamed from a thread.
    return HttpResponse(
        path.read_bytes(),
        content_type="image/jpeg",
        headers={
            "Cache-Control": "private, max-age=86400",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Content-Disposition": "inline",
        },
    )
