"""Sorting a whole pool in one sitting, on a projector, by keyboard: one matter at a time, and a list at the end."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions as items
from bandeng.commitments.models import WorkItem
from bandeng.commitments.queries import candidates
from bandeng.core.deadline import local_day
from bandeng.core.process import shared
from bandeng.core.refusal import Refusal
from bandeng.desk.forms import Sitting
from bandeng.desk.turn import full, lines
from bandeng.desk.views.staff import speak
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Matter, ProcessVersion
from bandeng.matters.views.deciding import MEANS, decide, missing, ready, routes
from bandeng.matters.ways import Way
from bandeng.places.models import Place
from bandeng.shell.fields import new_once
from bandeng.shell.http import Request
from bandeng.shell.refusals import into
from bandeng.shell.words import word

SORTERS = ("secretary", "community_staff")
KEY = "sitting"
MOST = 200
ORDER = ("claim", "bench_note", "merge", "explain", "mediate", "pass_on")
"""What the keys 1 to 6 mean: a step by the tool it opens, else a branch."""

SPOKEN = {"claim": _("Taken on here and now"), "bench_note": _("Talk it over"), "merge": _("Into another one")}
"""What people call these ways when they sit together."""

FIELDS = {
    "merge": ("into", "reason"), "explain": ("reason_code", "reason", "next_channel"),
    "not_accepted": ("reason_code", "reason", "next_channel"), "mediate": ("reason_code", "reason"),
    "pass_on": ("to_organisation", "to", "reason_code", "reason"),
    "escalate": ("to_organisation", "to", "reason_code", "reason"), "claim": ("unit", "work", "due_on"),
}  # fmt: skip
"""What each way asks for besides category, severity and what is true."""


@dataclass(frozen=True)
class Choice:
    """A way on the screen: its key on the keyboard, its word, the fields it asks for."""

    number: int
    way: Way
    name: str
    kind: str
    means: str
    fields: tuple[str, ...]


def places_to_sort(request: Request) -> list[Place]:
    """Where the reader sorts. Raises PermissionDenied for all others."""
    codes = request.actor.places_with(*SORTERS)
    if not codes or request.actor.by_card:
        raise PermissionDenied
    return list(Place.objects.filter(pk__in=codes).order_by("path"))


@login_required
@never_cache
def begin(request: Request) -> HttpResponse:
    """What waits to be sorted; begin, or go on with a sitting."""
    places = places_to_sort(request)
    speak(request)
    asked = request.POST.get("place", "")
    place = next((each for each in places if each.pk == asked), places[0])
    pool = [matter for each in places for matter in matters.pool(each, request.actor)[:MOST]]
    pool = list({matter.pk: matter for matter in pool}.values())
    if request.method == "POST":
        chosen = [str(matter.pk) for matter in pool if place.pk in matter.place.ancestry]
        request.session[KEY] = {"place": place.pk, "pks": chosen, "done": []}
        return redirect(_next(request, None))
    shown = list(full(Matter.objects.filter(pk__in=[matter.pk for matter in pool[:50]])))
    shown.sort(key=lambda matter: [each.pk for each in pool].index(matter.pk))
    seen = lines(shown, request.actor, timezone.now())
    context = {
        "lines": seen, "total": len(pool), "places": places, "running": _running(request),
        "unseen": sum("verification" not in {row.fact for row in matter.stands.all()} for matter in shown),
    }  # fmt: skip
    return render(request, "desk/sort.html", context)


def _running(request: Request) -> dict[str, Any] | None:
    """The sitting of this browser: place, the matters in their order, what was decided."""
    sitting: dict[str, Any] | None = request.session.get(KEY)
    return sitting if sitting and sitting["pks"] else None


def _next(request: Request, after: str | None) -> str:
    """The address of the next matter that is not decided yet; of the summary at the end."""
    sitting = _running(request)
    if sitting is None:
        return reverse("desk:sort_end")
    done = {pk for pk, _way in sitting["done"]}
    pks: list[str] = sitting["pks"]
    start = pks.index(after) + 1 if after in pks else 0
    left = [pk for pk in [*pks[start:], *pks[:start]] if pk not in done and pk != after]
    return reverse("desk:sort_one", args=[left[0]]) if left else reverse("desk:sort_end")


@login_required
@never_cache
def one(request: Request, pk: UUID) -> HttpResponse:
    """One matter in huge type: six ways by their keys; after each the next one appears."""
    places_to_sort(request)
    matter = matters.visible_matter(request.actor, pk)
    if request.actor.roles_at(matter.place).isdisjoint(SORTERS):
        raise PermissionDenied
    speak(request)
    if "skip" in request.POST:
        return redirect(_next(request, str(pk)))
    now = matters.standing(matter)
    choices = _choices(matter, now, request)
    asked = request.POST.get("choose") or request.GET.get("way", "")
    choice = next((each for each in choices if each.way.key == asked), None)
    form = _form(request, matter, choice)
    code = 200
    if request.method == "POST" and choice:
        if form.is_valid():
            try:
                _decide(request, matter, choice, form.cleaned_data)
                return redirect(_next(request, str(pk)))
            except Refusal as no:
                code = into(form, no)
        else:
            code = 422
    return render(request, "desk/sort_one.html", _shown(request, matter, now, choices, choice, form), status=code)


def _choices(matter: Matter, now: matters.Standing, request: Request) -> list[Choice]:
    """The ways in the order of the keys; those that the process does not have here are left out."""
    if now.step is None or now.process.step(now.step).opens != "sorting":
        return []
    found = routes(now, matters.step_roles(request.actor, matter))
    kinds = {way.key: _kind(now, way.key) for way in found}
    rank = {kind: number for number, kind in enumerate(ORDER)}
    found.sort(key=lambda way: rank.get(kinds[way.key], len(ORDER)))
    return [_choice(number, way, kinds[way.key]) for number, way in enumerate(found, 1)]


def _choice(number: int, way: Way, kind: str) -> Choice:
    name = str(SPOKEN.get(kind) or showing.in_words(way.name))
    means = str(MEANS.get(way.key, ""))
    return Choice(number=number, way=way, name=name, kind=kind, means=means, fields=FIELDS.get(kind, ()))


def _kind(now: matters.Standing, key: str) -> str:
    return now.process.step(key).opens or key if key in now.process.own else key


def _form(request: Request, matter: Matter, choice: Choice | None) -> Sitting:
    guards = sorted({*matter.guards, *(["two_sides"] if choice and choice.kind == "mediate" else [])})
    first = {
        "once": new_once(), "version": matter.version, "category": matter.category, "severity": matter.severity,
        "guards": guards, "choose": choice.way.key if choice else "", "work": matter.title,
    }  # fmt: skip
    form = Sitting(request.POST) if request.method == "POST" else Sitting(initial=first)
    ready(
        form,
        matter,
        [choice.way] if choice else [],
        choice.way.key if choice and choice.kind not in ("claim", "bench_note") else "",
    )
    unit: Any = form.fields["unit"]
    unit.queryset = candidates(matter)
    form.fields["choose"].widget = django_forms.HiddenInput()
    return form


@transaction.atomic
def _decide(request: Request, matter: Matter, choice: Choice, told: dict[str, Any]) -> None:
    """Sort it; with a unit on the spot its work is set and claimed in the same breath."""
    told = dict(told)
    told.pop("next")
    unit, work, due_on = (told.pop(name) for name in ("unit", "work", "due_on"))
    once = told["once"]
    sorted_ = decide(request, matter, told)
    if choice.kind == "claim" and unit:
        items.set_and_claim(
            matter=sorted_, title=work or matter.title, organisation=unit, due_on=due_on, how="on_the_spot",
            actor=request.actor, at=timezone.now(), once=f"{once}-work",
        )  # fmt: skip
    sitting = request.session.get(KEY)
    if sitting and str(matter.pk) in sitting["pks"]:
        sitting["done"] = [
            *(each for each in sitting["done"] if each[0] != str(matter.pk)),
            [str(matter.pk), choice.way.key],
        ]
        request.session[KEY] = sitting


def _shown(
    request: Request, matter: Matter, now: matters.Standing, choices: list[Choice], choice: Choice | None, form: Sitting
) -> dict[str, Any]:
    sitting = _running(request) or {"pks": [str(matter.pk)], "done": []}
    pks = sitting["pks"] if str(matter.pk) in sitting["pks"] else [str(matter.pk)]
    last = sitting["done"][-1] if sitting["done"] else None
    return {
        "matter": matter, "choices": choices, "choice": choice, "form": form,
        "fields": [form[name] for name in choice.fields] if choice else [],
        "number": pks.index(str(matter.pk)) + 1, "total": len(pks), "decided": len(sitting["done"]),
        "by_way": _by_way(sitting["done"]), "missing": [word(fact) for fact in missing(now)],
        "seen": matter.verifications.order_by("-at", "-pk").first(), "raisers": matters.raiser_count(matter),
        "clocks": showing.lamps(matter, timezone.now())[:1], "status": showing.status(matter),
        "category": dict(_flat(form)).get(matter.category, ""), "last": _last(last),
        "sitting": bool(_running(request)),
    }  # fmt: skip


def _flat(form: Sitting) -> list[tuple[str, str]]:
    field: Any = form.fields["category"]
    flat: list[tuple[str, str]] = []
    for key, name in field.choices:
        flat += [(key, name)] if isinstance(name, str) else list(name)
    return flat


def _way_names() -> dict[str, str]:
    names = {branch.key: showing.in_words(branch.name) for branch in shared()}
    for version in ProcessVersion.objects.all():
        names |= {step.key: showing.in_words(step.name) for step in matters.read_process(version).line}
    return names


def _by_way(done: list[list[str]]) -> list[tuple[str, int]]:
    names = _way_names()
    return [(names.get(key, key), n) for key, n in Counter(way for _pk, way in done).most_common()]


def _last(last: list[str] | None) -> dict[str, str] | None:
    """What was decided last, and how it can be taken back."""
    if last is None:
        return None
    pk, way = last
    page = {"merge": "matters:unmerge", "pass_on": "matters:pass_on_answer"}.get(way, "matters:detail")
    number = Matter.objects.filter(pk=pk).values_list("number", flat=True).first() or ""
    undo = "yes" if way in ("merge", "pass_on") else ""
    return {"href": reverse(page, args=[pk]), "number": number, "way": _way_names().get(way, way), "undo": undo}


@login_required
@never_cache
def end(request: Request) -> HttpResponse:
    """What was decided, by way; the list of who does what until when, to print before people leave."""
    places_to_sort(request)
    speak(request)
    return render(request, "desk/sort_end.html", outcome(request))


@login_required
@never_cache
def end_print(request: Request) -> HttpResponse:
    """The responsibility list, and what every other matter's raisers are told, on paper."""
    places_to_sort(request)
    speak(request)
    return render(request, "desk/sort_print.html", {**outcome(request), "today": local_day(timezone.now())})


def outcome(request: Request) -> dict[str, Any]:
    """What this sitting decided, by way, with the work that was taken on."""
    sitting = _running(request) or {"pks": [], "done": []}
    names, ways = _way_names(), dict(map(tuple, sitting["done"]))
    found = matters.visible_to(request.actor).select_related("place", "process").in_bulk([UUID(pk) for pk in ways])
    rows = [(found[UUID(pk)], names.get(way, way)) for pk, way in ways.items() if UUID(pk) in found]
    work = WorkItem.objects.filter(matter__in=found).select_related("matter__place", "lead", "deadline")
    return {
        "rows": rows, "by_way": _by_way(sitting["done"]), "decided": len(sitting["done"]), "total": len(sitting["pks"]),
        "work": list(work.order_by("set_at", "pk")), "left": len(sitting["pks"]) - len(sitting["done"]),
        "on": _next(request, None),
    }  # fmt: skip
