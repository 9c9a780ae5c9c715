"""The processes of a site: what is published, who can do each step here, publishing a new version."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bandeng.core.process import Process, parse, shared
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, describing, drawing, queries
from bandeng.matters.forms.processes import EVERYBODY, NewVersion
from bandeng.matters.models import ProcessVersion
from bandeng.matters.queries import drafts
from bandeng.matters.queries import published as library
from bandeng.matters.showing import in_words
from bandeng.people import limits
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

MOST_PLACES = 300
SHOWN_MATTERS = 10
MOST_DRAFTS = 100


def need_publisher(request: Request) -> None:
    if request.actor.by_card or request.actor.all_roles.isdisjoint(library.PUBLISHERS):
        raise Refusal("not_allowed")


@login_required
@require_safe
def processes(request: Request) -> HttpResponse:
    """Every published version: for whom, who says so, whether it is sound, what runs on it."""
    need_publisher(request)
    versions = [(version, *_seen(version)) for version in library.published()]
    held = [(draft, drafts.drafted(draft)) for draft in drafts.drafts_of(request.actor)[:MOST_DRAFTS]]
    return render(request, "matters/processes.html", {"versions": versions, "drafts": held})


def _seen(version: ProcessVersion) -> tuple[Process, str, tuple[object, ...]]:
    process = queries.read_process(version)
    return process, describing.origin(process.origin), library.verdict(version.text)


@login_required
@require_safe
def process(request: Request, pk: UUID) -> HttpResponse:
    """One version: its steps, who does each, and who in a place can."""
    need_publisher(request)
    version = get_object_or_404(library.published(), pk=pk)
    read, origin, found = _seen(version)
    places = list(library.arranged_by(request.actor)[:MOST_PLACES])
    place = _asked(request, places, version)
    staffed = library.staffed(read, place, on=timezone.localdate()) if place else None
    line, beside = describing.rows(read, staffed)
    context = {
        "version": version, "process": read, "origin": origin, "line": line, "beside": beside, "places": places,
        "place": place, "problems": [describing.problem(each, read) for each in library.verdict(version.text)],
        "sound": not found, "unstaffed": [row for row in (*line, *beside) if row.missing],
        "deadlines": describing.origin(read.deadline_origin), "drawing": drawing.draw(read),
        **_followed(version, place),
        "matters": queries.visible_to(request.actor).filter(process=version, step__isnull=False)
        .order_by("raised_at", "pk")[:SHOWN_MATTERS],
    }  # fmt: skip
    return render(request, "matters/process.html", context)


@login_required
@require_POST
def follow(request: Request, pk: UUID) -> HttpResponse:
    """New matters of a community follow this process from now on; those under way stay on theirs."""
    need_publisher(request)
    version = get_object_or_404(library.published(), pk=pk)
    place = library.arranged_by(request.actor).filter(pk=request.POST.get("place", "")[:20]).first()
    if place is None:
        messages.error(request, _("Please choose for which community."))
        return redirect("matters:process", pk=pk)
    try:
        actions.follow_process(
            place=place, process=version, actor=request.actor, at=timezone.now(), once=request.POST.get("once")
        )
    except Refusal as no:
        messages.error(request, say(no))
    else:
        messages.success(request, _("New matters follow it from now on; those under way stay on theirs."))
    return redirect(f"{reverse('matters:process', args=[pk])}?place={place.pk}")


def _followed(version: ProcessVersion, place: Place | None) -> dict[str, bool]:
    """Whether new matters of the place follow this version, or may be made to."""
    here, key = (queries.processes_for(place), queries.key_for(place)) if place else ([], "")
    return {"follows": version in here and version.key == key, "may_follow": version in here and version.key != key}


def _asked(request: Request, places: list[Place], version: ProcessVersion) -> Place | None:
    """The place asked for; else the version's own, else the first."""
    wanted = request.GET.get("place", "") or version.place_id or ""
    return next((place for place in places if place.pk == wanted), places[0] if places else None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_process(request: Request) -> HttpResponse:
    """Check a text, see every problem beside it, publish it when it is sound."""
    need_publisher(request)
    choices = publish_places(request)
    if request.method != "POST":
        return _page(request, NewVersion(places=choices, initial={"text": _start(request)}))
    limits.spend("process", request.actor.name, most=60)
    form = NewVersion(request.POST, request.FILES, places=choices)
    if not form.is_valid():
        return _page(request, form, code=422)
    text = form.cleaned_data["text"]
    found = library.problems(text)
    _write(form, text)
    if found or request.POST.get("do") != "publish":
        return _page(request, form, code=422 if found else 200, checked=text)
    return _publish(request, form, text)


def _publish(request: Request, form: NewVersion, text: str) -> HttpResponse:
    place = None if form.cleaned_data["place"] == EVERYBODY else Place.objects.get(pk=form.cleaned_data["place"])
    try:
        version = actions.publish_process(
            text=text, place=place, follow=not form.cleaned_data["aside"], actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"],
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _page(request, form, code=status(no.code), checked=text)
    messages.success(request, _published(version, place))
    return redirect("matters:process", pk=version.pk)


def _published(version: ProcessVersion, place: Place | None) -> str:
    """What follows from it, as it is."""
    if place is not None and queries.process_for(place) == version:
        return _("It is published. New matters follow it; those under way stay on their version.")
    return _("It is published and stands beside the others; each community says which one its new matters follow.")


def publish_places(request: Request) -> list[tuple[str, str]]:
    """For whom this actor may publish."""
    site = [(EVERYBODY, _("the whole site"))] if "system_admin" in request.actor.all_roles else []
    return [*((place.pk, place.name) for place in library.arranged_by(request.actor)[:MOST_PLACES]), *site]


def named_version(version: ProcessVersion) -> str:
    """A published version as one of a list."""
    where = version.place.name if version.place else _("the whole site")
    return _("%(name)s, version %(n)s, for %(place)s") % {
        "name": in_words(queries.read_process(version).name), "n": version.number, "place": where,
    }  # fmt: skip


def _start(request: Request) -> str:
    """The text one starts from: the version named, else what we ship."""
    wanted = request.GET.get("from", "")
    try:
        version = ProcessVersion.objects.filter(pk=UUID(wanted)).first() if wanted else None
    except ValueError:
        version = None
    return version.text if version else actions.shelf_processes()[0]


def _write(form: NewVersion, text: str) -> None:
    """What was checked stands in the field, also when it came as a file."""
    form.data = {**dict(form.data.items()), "text": text}


def _page(request: Request, form: NewVersion, *, code: int = 200, checked: str | None = None) -> HttpResponse:
    context: dict[str, object] = {"form": form}
    if checked is not None:
        found = library.problems(checked)
        context["problems"] = [describing.problem(each, _readable(checked)) for each in found]
        context["sound"] = not found
        if not found:
            context |= _in_place(request, form, checked)
    return render(request, "matters/process_new.html", context, status=code)


def _readable(text: str) -> Process | None:
    try:
        return parse(text, shared()).process
    except Refusal:
        return None


def _in_place(request: Request, form: NewVersion, text: str) -> dict[str, object]:
    """A sound process may still lack somebody here; the page says so before it is published."""
    place = Place.objects.filter(pk=form.cleaned_data["place"]).first()
    read = parse(text, shared()).process
    staffed = library.staffed(read, place, on=timezone.localdate()) if place else None
    line, beside = describing.rows(read, staffed)
    return {
        "line": line,
        "place": place,
        "unstaffed": [row for row in (*line, *beside) if row.missing],
        "process": read,
    }
