"""Making a process in the browser: begin, look, change step by step, publish. No page asks for a key word."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bandeng.core.process import Process, Words, shaping, write
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, describing, drawing, queries
from bandeng.matters.forms import drafts as forms
from bandeng.matters.models import ProcessDraft, ProcessVersion
from bandeng.matters.queries import drafts
from bandeng.matters.queries import published as library
from bandeng.matters.showing import in_words
from bandeng.matters.views.processes import MOST_PLACES, named_version, need_publisher, publish_places
from bandeng.people import limits
from bandeng.places.models import Place
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

READ_OR_SEND = ["GET", "HEAD", "POST"]


@login_required
@never_cache
@require_http_methods(READ_OR_SEND)
def begin(request: Request) -> HttpResponse:
    """Empty, or a copy of a published one."""
    need_publisher(request)
    versions = {str(version.pk): version for version in library.published()}
    bases = [("", _("an empty sheet")), *((pk, named_version(version)) for pk, version in versions.items())]
    told: dict[str, Any] = {"bases": bases, "places": publish_places(request)}
    if request.method != "POST":
        base = versions.get(request.GET.get("from", ""))
        return _begin_page(request, forms.Begin(initial=_as_begun(base), **told))
    limits.spend("draft", request.actor.name, most=60)
    form = forms.Begin(request.POST, **told)
    if not form.is_valid():
        return _begin_page(request, form, 422)
    code = form.where()
    try:
        draft = actions.begin_draft(
            place=Place.objects.get(pk=code) if code else None, base=versions.get(form.cleaned_data["base"]),
            own=form.cleaned_data["own"] == "own", name=forms.named(form.cleaned_data), actor=request.actor,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _begin_page(request, form, status(no.code))
    return redirect("matters:draft", pk=draft.pk)


def _as_begun(base: ProcessVersion | None) -> dict[str, Any]:
    """Own, with the name of what is copied."""
    if base is None:
        return {"own": "own"}
    name: Words = queries.read_process(base).name
    return {"own": "own", "base": str(base.pk), "name_zh": name.zh, "name_en": name.en}


def _begin_page(request: Request, form: forms.Begin, code: int = 200) -> HttpResponse:
    return render(request, "matters/draft_begin.html", {"form": form}, status=code)


@login_required
@never_cache
@require_safe
def draft(request: Request, pk: UUID) -> HttpResponse:
    """The whole draft: its steps with what the checker finds beside each, its drawing, who could do it here."""
    held = drafts.draft_for(request.actor, pk)
    return _workbench(request, held, drafts.drafted(held))


def _workbench(
    request: Request, held: ProcessDraft, process: Process, *, code: int = 200, wrong: str = ""
) -> HttpResponse:
    found = describing.found(held.text, process)
    places = list(library.arranged_by(request.actor)[:MOST_PLACES]) if held.place is None else []
    place = held.place or next((each for each in places if each.pk == request.GET.get("place", "")), None)
    staffed = library.staffed(process, place, on=timezone.localdate()) if place and process.line else None
    line, beside = describing.rows(process, staffed)
    rows = [(n, row, found.get(row.key, [])) for n, row in enumerate(line, start=1)]
    context = {
        "draft": held, "process": process, "rows": rows, "whole": found.get("", []), "place": place, "places": places,
        "problems_n": sum(len(each) for each in found.values()), "sound": not found,
        "unstaffed": [row for row in (*line, *beside) if row.missing],
        "drawing": drawing.draw(process) if process.line else None, "origin": describing.origin(process.origin),
        "deadlines": describing.origin(process.deadline_origin), "wrong": wrong,
        "publish": forms.Publish(initial={"version": held.version}),
    }  # fmt: skip
    return render(request, "matters/draft.html", context, status=code)


def _kept(
    request: Request, held: ProcessDraft, form: forms.Kept, process: Process, page: Any, done: str
) -> HttpResponse:  # fmt: skip
    """Keep the changed draft and go back to it; else the form again, with why and with what stands now."""
    try:
        actions.change_draft(
            draft=held, process=process, version=form.cleaned_data["version"], actor=request.actor, at=timezone.now()
        )
    except Refusal as no:
        form.add_error(None, say(no))
        now = ProcessDraft.objects.filter(pk=held.pk).first()
        if no.code == "stale" and now is not None:
            # Whoever sends it once more has seen what stands now: it is shown beside what was typed.
            sent = request.POST.copy()
            sent["version"] = str(now.version)
            form.data = sent
        return page(form, code=status(no.code), theirs=now if no.code == "stale" else None)  # type: ignore[no-any-return]
    messages.success(request, done)
    return redirect("matters:draft", pk=held.pk)


@login_required
@never_cache
@require_http_methods(READ_OR_SEND)
def head(request: Request, pk: UUID) -> HttpResponse:
    """Its name, and who says so."""
    held = drafts.draft_for(request.actor, pk)
    process = drafts.drafted(held)

    def page(form: forms.Head, *, code: int = 200, theirs: ProcessDraft | None = None) -> HttpResponse:
        context = {"draft": held, "process": process, "form": form, "theirs": _of_head(theirs)}
        return render(request, "matters/draft_head.html", context, status=code)

    if request.method != "POST":
        return page(forms.Head(initial=forms.Head.of(process, held.version)))
    form = forms.Head(request.POST)
    if not form.is_valid():
        return page(form, code=422)
    return _kept(request, held, form, form.applied(process), page, _("Kept."))


def _of_head(theirs: ProcessDraft | None) -> list[tuple[str, str]]:
    """What stands now of the head, for whoever was overtaken."""
    if theirs is None:
        return []
    now = drafts.drafted(theirs)
    return [(_("Its name"), in_words(now.name)), (_("What it rests on"), "; ".join(now.cite))]


@login_required
@never_cache
@require_http_methods(READ_OR_SEND)
def add(request: Request, pk: UUID) -> HttpResponse:
    """A further step."""
    held = drafts.draft_for(request.actor, pk)
    process = drafts.drafted(held)

    def page(form: forms.Add, *, code: int = 200, theirs: ProcessDraft | None = None) -> HttpResponse:
        now = [(str(n), in_words(step.name)) for n, step in enumerate(drafts.drafted(theirs).line, 1)] if theirs else []
        context = {"draft": held, "process": process, "form": form, "theirs": now}
        return render(request, "matters/draft_add.html", context, status=code)

    if request.method != "POST":
        return page(forms.Add(process=process, initial={"version": held.version}))
    form = forms.Add(request.POST, process=process)
    if not form.is_valid():
        return page(form, code=422)
    try:
        step = form.step(shaping.free_key(process))
        changed = shaping.add_step(process, step, after=form.cleaned_data["after"] or None)
    except Refusal as no:
        form.add_error(None, say(no))
        return page(form, code=status(no.code))
    return _kept(
        request, held, form, changed, page, _("The step stands in the line. What usually goes with it is proposed.")
    )


@login_required
@never_cache
@require_http_methods(READ_OR_SEND)
def step(request: Request, pk: UUID, n: int) -> HttpResponse:
    """One step; what the checker finds stands beside it while one works."""
    held = drafts.draft_for(request.actor, pk)
    process = drafts.drafted(held)
    if not 1 <= n <= len(process.line):
        raise Http404
    old = process.line[n - 1]

    def page(form: forms.EditStep, *, code: int = 200, theirs: ProcessDraft | None = None) -> HttpResponse:
        shown = shaping.put_step(process, form.step(old)) if form.is_bound and form.is_valid() else process
        found = describing.found(write(shown), shown)
        context = {
            "draft": held, "process": shown, "n": n, "step": old, "form": form, "theirs": _of_step(theirs, old.key),
            "here": found.get(old.key, []),
            "elsewhere": [each for key, several in found.items() if key != old.key for each in several],
        }  # fmt: skip
        template = "matters/draft_step.html#findings" if request.htmx else "matters/draft_step.html"
        return render(request, template, context, status=code)

    if request.method != "POST":
        return page(forms.EditStep(process=process, initial=forms.EditStep.of(old, held.version)))
    form = forms.EditStep(request.POST, process=process)
    if request.htmx:
        return page(form)  # only looked at: nothing is kept until it is sent
    if not form.is_valid():
        return page(form, code=422)
    return _kept(request, held, form, shaping.put_step(process, form.step(old)), page, _("The step was kept."))


def _of_step(theirs: ProcessDraft | None, key: str) -> list[tuple[str, str]]:
    """What stands now of a step, for whoever was overtaken."""
    now = drafts.drafted(theirs) if theirs else None
    found = now.steps.get(key) if now else None
    if now is None:
        return []
    if found is None or key not in now.own:
        return [(_("This step"), _("has been taken out"))]
    row = describing.rows(now)[0][shaping.place_of(now, key)]
    told = [
        (_("Its name"), row.name), (_("Who does it"), row.by), (_("Until when"), row.deadline),
        (_("Needs"), row.needs), (_("Then"), row.then),
    ]  # fmt: skip
    return [(label, value) for label, value in told if value]


@login_required
@require_POST
def change(request: Request, pk: UUID) -> HttpResponse:
    """A step up, down or out."""
    held = drafts.draft_for(request.actor, pk)
    process, form = drafts.drafted(held), forms.Change(request.POST)
    if not form.is_valid() or form.cleaned_data["n"] > len(process.line):
        return _workbench(request, held, process, code=422, wrong=_("Please try once more from this page."))
    key, do = process.line[form.cleaned_data["n"] - 1].key, form.cleaned_data["do"]
    changed = shaping.remove_step(process, key) if do == "remove" else shaping.move_step(
        process, key, -1 if do == "up" else 1
    )  # fmt: skip
    try:
        actions.change_draft(
            draft=held, process=changed, version=form.cleaned_data["version"], actor=request.actor, at=timezone.now()
        )
    except Refusal as no:
        return _workbench(request, held, process, code=status(no.code), wrong=say(no))
    return redirect("matters:draft", pk=held.pk)


@login_required
@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    """For good: a new version, and new matters follow it unless it only stands beside the others."""
    held = drafts.draft_for(request.actor, pk)
    form = forms.Publish(request.POST)
    if not form.is_valid():
        return _workbench(
            request, held, drafts.drafted(held), code=422, wrong=_("Please try once more from this page.")
        )
    told = form.cleaned_data
    try:
        version = actions.publish_draft(
            draft=held, version=told["version"], follow=not told["aside"], actor=request.actor, at=timezone.now(),
            once=told["once"],
        )  # fmt: skip
    except Refusal as no:
        return _workbench(request, held, drafts.drafted(held), code=status(no.code), wrong=say(no))
    messages.success(request, _("It is published and never changes again. Those under way stay on their version."))
    return redirect("matters:process", pk=version.pk)


@login_required
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Thrown away; nothing was published from it."""
    held = drafts.draft_for(request.actor, pk)
    actions.discard_draft(draft=held, actor=request.actor)
    messages.success(request, _("The draft was thrown away. Nothing that is published has changed."))
    return redirect("matters:processes")
