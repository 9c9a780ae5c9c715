"""Along the line: verify, sort, looking anew, saying how it goes on."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.matters import actions, panels, queries, showing
from bandeng.matters.actions.journey import VERIFIERS
from bandeng.matters.forms import staff as forms
from bandeng.matters.forms.raising import kept_photos
from bandeng.matters.handling import barriers
from bandeng.matters.views.acting import Page, acted, opened, shown, staff_matter
from bandeng.matters.views.deciding import closed_because, decide, in_full, missing, named_ways, ready, routes, way_page
from bandeng.matters.views.decisions import preview
from bandeng.matters.views.handling import raised_by
from bandeng.matters.views.raising import photos_of, with_photos
from bandeng.matters.ways import followers
from bandeng.shell.http import Request
from bandeng.shell.words import word

VERIFY = Page(
    lazy("Go and see"), lazy("Keep what was found"), template="matters/verify.html", done=lazy("The visit was noted.")
)

SORT = Page(
    lazy("How does it go on?"), lazy("Decide it so"), template="matters/sort.html", done=lazy("It was decided.")
)

REVIEW = Page(
    lazy("Look at it anew"), lazy("Give the reasons"), done=lazy("The reasons were kept."),
    lead=lazy("Somebody does not agree. Look at it with fresh eyes and write what you found; everybody reads it."),
)  # fmt: skip

COMPLETE = Page(
    lazy("Say how it goes on"), lazy("Go on so"), template="matters/complete.html", done=lazy("It goes on.")
)


@login_required
@never_cache
def verify(request: Request, pk: UUID) -> HttpResponse:
    """What was found on the spot; a phone in a stairwell is enough."""
    matter = staff_matter(request, pk, VERIFIERS)
    form = opened(
        request, forms.Verify, matter, visited_on=local_day(timezone.now()), legal="unknown", technical="unknown",
        financial="unknown",
    )  # fmt: skip
    refused = ""
    if request.method == "POST":
        form, refused = with_photos(request, form)

    def do(told: dict[str, Any]) -> None:
        photos = kept_photos(told.pop("kept"))
        actions.verify(matter=matter, photos=photos, actor=request.actor, at=timezone.now(), **told)

    words = raised_by(request, matter) if queries.may_see_words(request.actor, matter) else []
    context = {"photos": photos_of(form), "refused": refused, "most_photos": 9, "raised_by": words}
    return acted(request, matter, form, VERIFY, do, context=context, wrong=refused)


@login_required
@never_cache
def sort(request: Request, pk: UUID) -> HttpResponse:
    """Category, severity, what is true of it, and how it goes on."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = now.process.step(now.step).by if now.step else frozenset({"secretary"})
    matter = staff_matter(request, pk, by)
    form = opened(request, forms.Sort, matter, category=matter.category, severity=matter.severity, guards=matter.guards)
    offered = routes(now, queries.step_roles(request.actor, matter))
    ready(form, matter, offered)

    def do(told: dict[str, Any]) -> None:
        decide(request, matter, told)

    context = {
        "offered": offered, "missing": [word(fact) for fact in missing(now)],
        **preview(matter, str(form["category"].value() or ""), list(form["guards"].value() or [])),
    }  # fmt: skip
    if request.method == "POST" and "look" in request.POST:
        return shown(request, matter, form, SORT, context)
    return acted(request, matter, form, SORT, do, context=context)


@login_required
@never_cache
def review(request: Request, pk: UUID) -> HttpResponse:
    """Look at it anew, and give the reasons."""
    matter = queries.visible_matter(request.actor, pk)
    by = queries.read_process(matter.process).step(matter.step).by if matter.step else frozenset()
    matter = staff_matter(request, pk, by | {"secretary", "community_staff", "supervisor"})

    def do(told: dict[str, Any]) -> None:
        actions.review(matter=matter, actor=request.actor, at=timezone.now(), **told)

    return acted(request, matter, opened(request, forms.Words, matter), REVIEW, do)


@login_required
@never_cache
def complete(request: Request, pk: UUID) -> HttpResponse:
    """Complete the step: say what follows."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    by = now.process.step(now.step).by if now.step else frozenset({"secretary"})
    matter = staff_matter(request, pk, by, of=queries.step_roles(request.actor, matter))
    form = opened(request, forms.Choose, matter)
    found, beside = followers(now), named_ways(matter, now, queries.step_roles(request.actor, matter))
    form.offer("choose", [
        *((way.key, showing.in_words(way.name)) for way in found if way.why_not is None),
        *((way.key, in_full(way)) for way in beside),
    ])  # fmt: skip
    if now.step and not now.process.step(now.step).then:
        del form.fields["choose"]
    elif request.method == "POST" and (way := next((w for w in beside if w.key == form.data.get("choose")), None)):
        return redirect(way_page(matter, way.key))

    def do(told: dict[str, Any]) -> None:
        actions.complete_step(matter=matter, actor=request.actor, at=timezone.now(), **told)

    context = {
        "missing": [word(fact) for fact in missing(now)],
        "closed": [(showing.in_words(way.name), closed_because(now, way)) for way in found if way.why_not],
        "barriers": [panels.barrier_line(each) for each in barriers(matter)],
    }
    return acted(request, matter, form, COMPLETE, do, context=context)
