"""The bench: the note of a meeting there, and the views that differed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.core.deadline import local_day
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries, showing
from bandeng.matters.actions.bench import ANSWERERS, NOTERS
from bandeng.matters.acts import SeatOnBench
from bandeng.matters.forms import staff as forms
from bandeng.matters.models import Dissent
from bandeng.matters.queries.standing import merged_below
from bandeng.matters.views.acting import Page, acted, opened, shown, staff_matter
from bandeng.matters.ways import Way, followers
from bandeng.people.labels import role_name
from bandeng.shell.http import Request
from bandeng.shell.refusals import say

BENCH = Page(
    lazy("Note of the bench meeting"), lazy("Keep the note"), template="matters/bench.html",
    done=lazy("The note was kept; everybody can read it."),
)  # fmt: skip

MEETING = Page(
    lazy("Note of the meeting"), lazy("Keep the note"), template="matters/bench.html",
    done=lazy("The note was kept; everybody can read it."),
)  # fmt: skip

DISSENT = Page(
    lazy("Answer a view that differed"), lazy("Keep the answer"), template="matters/dissents.html",
    done=lazy("The view was answered."),
)  # fmt: skip

MOST_ROWS = 20


@login_required
@never_cache
def bench_note(request: Request, pk: UUID) -> HttpResponse:
    """Who sat there, what was said, what came of it, who saw it otherwise; five minutes on a phone."""
    matter = queries.visible_matter(request.actor, pk)
    now = queries.standing(matter)
    opens = now.process.step(now.step).opens if now.step else None
    by = now.process.step(now.step).by - queries.GIVEN if now.step and opens == "meeting" else frozenset()
    matter = staff_matter(request, pk, NOTERS | by)
    page = MEETING if opens == "meeting" else BENCH
    form = opened(request, forms.Bench, matter, held_on=local_day(timezone.now()))
    ways_on = followers(now)
    form.offer("choose", [("", _("stays on the bench: we talk again")), *_forward(ways_on, now.step)])
    seats, dissents = _seats(request), _rows(request, "dissent")
    context = {"seats": seats, "others": _others(request), "dissents": dissents, "missing": []}
    if request.method == "POST" and request.POST.get("more"):
        return shown(request, matter, form_again(form), page, _with_row(context, request.POST["more"]))

    def do(told: dict[str, Any]) -> None:
        told["choose"] = told["choose"] or None
        actions.note_bench(
            matter=matter, seats=sat(request), dissents=dissents, actor=request.actor, at=timezone.now(), **told
        )

    return acted(request, matter, form, page, do, context=context)


def form_again(form: forms.Bench) -> forms.Bench:
    """The same words once more, nothing checked yet."""
    again = forms.Bench(initial={name: form.data.get(name, "") for name in form.fields})
    again.offer("choose", form.fields["choose"].choices)  # type: ignore[attr-defined]
    return again


def _forward(found: Sequence[Way], here: str | None) -> list[tuple[str, str]]:
    return [(way.key, showing.in_words(way.name)) for way in found if way.why_not is None and way.key != here]


def _with_row(context: dict[str, Any], which: str) -> dict[str, Any]:
    if which == "dissent":
        return {**context, "dissents": [*context["dissents"], ""][:MOST_ROWS]}
    return {**context, "others": [*context["others"], ("", "")][:MOST_ROWS]}


def _seats(request: Request) -> list[tuple[str, str, str]]:
    """The usual seats: role, its word, how many."""
    return [(role, role_name(role), request.POST.get(f"seat-{role}", "")) for role in forms.SEATS]


def _others(request: Request) -> list[tuple[str, str]]:
    """Further seats: who, how many."""
    names, counts = request.POST.getlist("other"), request.POST.getlist("other-count")
    return list(zip(names, counts, strict=False))[:MOST_ROWS] or [("", "")]


def _rows(request: Request, name: str) -> list[str]:
    return request.POST.getlist(name)[:MOST_ROWS] or [""]


def sat(request: Request) -> list[SeatOnBench]:
    """Who sat on the bench, by role and number."""
    told = [(role, count) for role, _word, count in _seats(request)]
    told += [(name.strip(), count or "1") for name, count in _others(request) if name.strip()]
    return [SeatOnBench(role=role[:40], count=int(count)) for role, count in told if count.isdigit() and int(count)]


@login_required
@never_cache
def dissents(request: Request, pk: UUID) -> HttpResponse:
    """The views that differed and wait for an answer, one after another."""
    matter = staff_matter(request, pk, ANSWERERS)
    here = [matter.pk, *merged_below(matter.pk)]
    waiting = list(
        Dissent.objects.filter(note__matter__in=here, answered_at=None).select_related("note").order_by("pk")
    )
    if not waiting:
        return render(request, "matters/dissents.html", {"matter": matter, "page": DISSENT})
    asked = request.POST.get("dissent", "")
    one = next((each for each in waiting if str(each.pk) == asked), waiting[0])
    # Somebody answered it meanwhile: these words are not an answer to the next one.
    wrong = say(Refusal("already_answered")) if asked and str(one.pk) != asked else ""

    def do(told: dict[str, Any]) -> None:
        told.pop("version")
        actions.answer_dissent(dissent=one, actor=request.actor, at=timezone.now(), **told)

    after = reverse("matters:dissents", args=[matter.pk]) if len(waiting) > 1 else ""
    context = {"dissent": one, "left": len(waiting)}
    form = opened(request, forms.Answer, matter)
    return acted(request, matter, form, DISSENT, do, context=context, after=after, wrong=wrong)
