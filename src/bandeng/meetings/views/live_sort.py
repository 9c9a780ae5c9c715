"""Going through the matters on the projector (议题梳理): one at a time, by keyboard, what is left is counted."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bandeng.core.refusal import Refusal
from bandeng.matters import queries as matters
from bandeng.meetings import actions, forms, queries
from bandeng.meetings.models import AgendaItem, Decided, Meeting
from bandeng.meetings.views.acting import SORTERS, found, run_meeting
from bandeng.meetings.views.sitting import decided_form, decided_of
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

FIELDS: dict[str, tuple[str, ...]] = {
    Decided.ADOPTED: ("opinion", "work_title", "organisation", "due_on"), Decided.MERGED: ("into", "reason"),
    Decided.EXPLAINED: ("reason_code", "reason", "next_channel"), Decided.MEDIATED: ("reason_code", "reason"),
    Decided.PASSED_ON: ("to", "reason_code", "reason"),
}  # fmt: skip
"""What each way asks for, in the order of the keys 1 to 5."""

SITTING = "sitting"
"""Where the desk keeps its own sitting (`desk.views.sorting`): handed over, its list and its evening serve this one."""

AFTER = {"print": "desk:sort_print", "tell": "desk:sort_tell"}


@login_required
@never_cache
@require_safe
def sort(request: Request, pk: UUID) -> HttpResponse:
    """How far it is, what was decided, and the way to the next matter nobody has decided on."""
    meeting = run_meeting(request, pk)
    rows = meeting.items.filter(matter__isnull=False).select_related("matter__place", "matter__process")
    context = {
        "meeting": meeting, "next": next(iter(_left(meeting)), None),
        "rows": rows.order_by("number"), "triage": queries.triage_of(meeting),
        "tells": bool(SORTERS & request.actor.roles_at(meeting.place)),
    }  # fmt: skip
    return render(request, "meetings/live_sorted.html", context)


def _left(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.filter(matter__isnull=False, decided="").order_by("number"))


def _after(item: AgendaItem) -> HttpResponse:
    """The next one behind this, else the first that was left."""
    rest = [each for each in _left(item.meeting) if each.pk != item.pk]
    behind = [each for each in rest if each.number > item.number]
    chosen = next(iter([*behind, *rest]), None)
    return redirect("live:sort_one", chosen.pk) if chosen else redirect("live:sort", item.meeting_id)


@login_required
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """One matter in huge type: five ways by their keys, each with what it asks for; then the next one."""
    item = found(AgendaItem, pk, "meeting__place", "matter__place", "matter__process")
    meeting = run_meeting(request, item.meeting_id)
    if item.matter is None:
        raise Http404
    if "later" in request.POST:
        return _after(item)
    way = request.POST.get("decided") or request.GET.get("way", "")
    form, units = decided_form(request, item, way if way in FIELDS else "")
    form.fields["decided"].widget = django_forms.HiddenInput()
    code = 200
    if request.method == "POST":
        code = 422
        if form.is_valid():
            try:
                told = decided_of(request, item.matter, form, units)
                actions.decide_item(
                    item=item, **told, actor=request.actor, at=timezone.now(), once=form.cleaned_data["once"]
                )
                return _after(item)
            except Refusal as no:
                where = str(no.details.get("field"))
                form.add_error(where if where in FIELDS.get(way, ()) else None, say(no))
                code = status(no.code)
    return render(request, "meetings/live_sort.html", _shown(item, meeting, form, way), status=code)


def _shown(item: AgendaItem, meeting: Meeting, form: forms.Decide, way: str) -> dict[str, Any]:
    matter = item.matter
    assert matter is not None
    triage = queries.triage_of(meeting)
    ways = [(n, key, Decided(key).label) for n, key in enumerate(FIELDS, 1)]
    return {
        "item": item, "matter": matter, "meeting": meeting, "form": form, "way": way if way in FIELDS else "",
        "way_name": Decided(way).label if way in FIELDS else "", "ways": ways, "triage": triage,
        "done": triage.total - triage.left, "fields": [form[name] for name in FIELDS.get(way, ())],
        "raisers": matters.raiser_count(matter), "seen": matter.verifications.order_by("-at", "-pk").first(),
        "by_way": [(Decided(key).label, n) for key, n in triage.by_way.items() if n],
    }  # fmt: skip


@login_required
@never_cache
@require_POST
def after(request: Request, pk: UUID, what: str) -> HttpResponse:
    """Before people leave: the list of who does what until when, and a word to everybody who raised one.

    Both are the desk's own pages; this meeting is handed over to them as the sitting of this browser.
    """
    meeting = run_meeting(request, pk)
    if what not in AFTER:
        raise Http404
    pks = [
        str(pk) for pk in meeting.items.filter(matter__isnull=False).order_by("number").values_list("matter", flat=True)
    ]
    done = [[str(row.matter_id), _way(row)] for row in queries.settled(meeting)]
    request.session[SITTING] = {"place": meeting.place.pk, "pks": pks, "done": done, "meeting": str(meeting.pk)}
    return redirect(AFTER[what])


def _way(row: AgendaItem) -> str:
    """The branch, or for what was adopted or talked over the step on which its matter stands."""
    step = (row.matter.step if row.matter else None) or row.decided or "deliberate"
    return step if row.decided in ("", Decided.ADOPTED) else row.decided
