"""Which process the new matters of a place follow: chosen after a look at what it says and who can do it here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bandeng.core.refusal import Refusal
from bandeng.matters import describing, queries, showing
from bandeng.matters.forms.following import Choose, Follow
from bandeng.matters.models import ProcessVersion
from bandeng.matters.queries import published as library
from bandeng.places.actions import change_place
from bandeng.places.models import Place
from bandeng.places.queries import by_code, community_code
from bandeng.places.who import may_keep, require
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

ABOVE = ""
"""The place names no process of its own: what stands above it decides."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place_process(request: Request, code: str) -> HttpResponse:
    """Choose, look at it, and say why; running matters stay on theirs."""
    place = by_code(code)
    if place is None:
        raise Http404
    require(not request.actor.by_card and may_keep(request.actor, place))
    versions = _holding_at(place)
    choices = _choices(versions, place)
    if request.method == "POST":
        return _send(request, place, versions, Follow(request.POST, processes=choices))
    form = Choose(request.GET if "process" in request.GET else None, processes=choices)
    asked = form.cleaned_data["process"] if form.is_bound and form.is_valid() else None
    follow = Follow(processes=choices, initial={"process": asked, "version": place.version})
    return _page(request, place, versions, form, follow, asked)


def _send(request: Request, place: Place, versions: dict[str, ProcessVersion], form: Follow) -> HttpResponse:
    asked = form.data.get("process", ABOVE)
    code = 422
    if form.is_valid():
        told = form.cleaned_data
        try:
            change_place(
                place=place, process=told["process"], reason=told["reason"], version=told["version"],
                actor=request.actor, at=timezone.now(), once=told["once"],
            )  # fmt: skip
        except Refusal as no:
            form.add_error(None, say(no))
            code = status(no.code)
            if no.code == "stale":
                # Whoever sends it once more has seen what stands now: the page says it above the form.
                form.data = {**dict(form.data.items()), "version": str(place.version), "once": str(new_once())}
        else:
            messages.success(request, _("New matters follow it from now on; those under way stay on theirs."))
            return redirect("places:place", code=place.pk)
    shown = Choose({"process": asked}, processes=_choices(versions, place))
    return _page(request, place, versions, shown, form, asked if asked in versions else ABOVE, code=code)


def _page(
    request: Request, place: Place, versions: dict[str, ProcessVersion], form: Choose, follow: Follow,
    asked: str | None, *, code: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, object] = {"place": place, "form": form, "follow": follow, "asked": asked, "now": _name(place)}
    if asked is not None:
        context |= _looked_at(place, versions[asked] if asked else _of_above(place))
    return render(request, "matters/place_process.html", context, status=code)


def _looked_at(place: Place, version: ProcessVersion) -> dict[str, object]:
    """What the process says, who says so, and which of its steps nobody here could do."""
    read = queries.read_process(version)
    staffed = library.staffed(read, place, on=timezone.localdate()) if community_code(place) else None
    line, beside = describing.rows(read, staffed)
    return {
        "version": version, "process": read, "origin": describing.origin(read.origin),
        "deadlines": describing.origin(read.deadline_origin), "line": line,
        "problems": [describing.problem(each, read) for each in library.verdict(version.text)],
        "unstaffed": [row for row in (*line, *beside) if row.missing], "local": staffed is not None,
    }  # fmt: skip


def _holding_at(place: Place) -> dict[str, ProcessVersion]:
    """The newest version of each process that is published for the place, for one above it or for everybody."""
    found: dict[str, ProcessVersion] = {}
    for version in library.published():
        if version.place_id is None or version.place_id in place.ancestry:
            held = found.get(version.key)
            if held is None or _nearer(version, held, place):
                found[version.key] = version
    return found


def _nearer(one: ProcessVersion, other: ProcessVersion, place: Place) -> bool:
    depth = [place.ancestry.index(each.place_id) if each.place_id else -1 for each in (one, other)]
    return (depth[0], one.number) > (depth[1], other.number)


def _choices(versions: dict[str, ProcessVersion], place: Place) -> list[tuple[str, str]]:
    named = []
    for key, version in versions.items():
        read = queries.read_process(version)
        said = _("%(name)s (%(origin)s)") % {
            "name": showing.in_words(read.name), "origin": describing.origin(read.origin),
        }  # fmt: skip
        named.append((key, said))
    above = showing.in_words(queries.read_process(_of_above(place)).name)
    return [(ABOVE, _("the one that holds above it: %(name)s") % {"name": above}), *named]


def _of_above(place: Place) -> ProcessVersion:
    """What would hold here if the place named no process of its own."""
    return queries.process_for(place.parent or Place(path="/"))


def _name(place: Place) -> str:
    return showing.in_words(queries.read_process(queries.process_for(place)).name)
